"""What becomes a finding. Ids are permanent: a changed id is a new finding."""

from __future__ import annotations

from audit_core import Differ, IfThen, Share
from audit_theme_neglect.scoring import CHRONOLOGY_REFS, CLOSEST_TO_THE_CHILD

VOICE_REFS = ("NG-7.1", "NG-7.2", "NG-8.4")

CRITICAL_RULES = (
    Share(
        "neglect-not-named",
        refs=("NG-1.1",),
        counts=("not_met", "no_evidence"),
        at_least=2,
        kind="priority",
        high=True,
        says="In {n} of {m} records the neglect was not named, or was described only as the "
        "parents' difficulty.",
        recommend="name-neglect",
    ),
    Share(
        "chronology-incomplete",
        refs=("NG-2.1", "NG-2.2", "NG-2.6"),
        counts=("not_met", "no_evidence"),
        at_least=2,
        per="pooled",
        kind="priority",
        high=True,
        says="In {n} of {m} answers the child's chronology was missing, left out what an agency "
        "knew or was out of date when it mattered.",
        recommend="join-chronologies",
    ),
    Share(
        "pattern-not-used",
        refs=("NG-2.3", "NG-2.4", "NG-2.5", "NG-2.7", "NG-6.1", "NG-8.5"),
        counts=("not_met", "partly"),
        at_least=2,
        per="pooled",
        kind="priority",
        high=True,
        says="In {n} of {m} answers the history or the pattern of events was not fully "
        "gathered, analysed or used in decisions.",
        recommend="use-the-pattern",
    ),
    Share(
        "not-brought-not-followed",
        refs=("NG-4.1",),
        counts=("not_met", "partly"),
        at_least=2,
        kind="priority",
        high=True,
        says="In {n} of {m} records not every missed appointment was followed up as a child who "
        "was not brought.",
        recommend="was-not-brought",
    ),
    Share(
        "change-not-tested",
        refs=("NG-5.1",),
        counts=("not_met",),
        at_least=1,
        kind="priority",
        high=True,
        says="In {n} of {m} records progress was taken from what parents said or attended, and "
        "not from the child's daily life.",
        recommend="test-change",
    ),
    Share(
        "child-not-seen-alone",
        refs=("NG-7.1",),
        counts=("not_met",),
        at_least=1,
        kind="priority",
        high=True,
        says="In {n} of {m} records the child had not been seen alone, or closely watched as a "
        "baby, as often as the plan required.",
        recommend="see-the-child",
    ),
    Share(
        "not-escalated",
        refs=("NG-6.10",),
        counts=("not_met", "partly"),
        at_least=2,
        kind="priority",
        high=True,
        says="In {n} of {m} records an agency that disagreed did not take it further in time, "
        "or did not see it through.",
        recommend="escalate",
    ),
)

SUBJECT_RULES = (
    IfThen(
        "disagreed-and-left",
        fact="NG-6.9",
        then="NG-6.10",
        says="Agencies disagreed about this child's safety or level of help, and no record "
        "shows that it was taken further in time.",
        recommend="escalate",
    ),
    IfThen(
        "stepped-down-early",
        fact="NG-6.11",
        then="NG-6.12",
        says="Help for this child was reduced, and no record shows that improvement had lasted "
        "first.",
        recommend="hold-step-down",
    ),
    Differ(
        "told-differently",
        refs=("NG-6.9", "NG-6.11"),
        says="Agencies' records do not agree on whether there was a disagreement about this "
        "child, or on whether help was reduced.",
        recommend="escalate",
    ),
)

TIME_RULES = (
    Share(
        "late-sharing",
        refs=("NG-1.3",),
        counts=("late",),
        at_least=2,
        says="In {n} of {m} records with both dates, the first signs of neglect were shared "
        "later than the local limit.",
        recommend="share-early",
    ),
    Share(
        "late-after-not-brought",
        refs=("NG-4.2",),
        counts=("late",),
        at_least=2,
        says="In {n} of {m} records with both dates, the family was reached late after a missed "
        "appointment.",
        recommend="was-not-brought",
    ),
    Share(
        "drift",
        refs=("NG-3.2", "NG-6.5", "NG-6.6"),
        counts=("late",),
        at_least=2,
        per="pooled",
        says="In {n} of {m} answers with both dates, a repeat of the tool, a conference or a "
        "change of plan came too late for the child.",
        recommend="unstick-plans",
    ),
)

PRACTICE_RULES = (
    Share(
        "signs-not-read",
        refs=("NG-1.2", "NG-1.4", "NG-1.8", "NG-5.2", "NG-7.3"),
        counts=("not_met", "partly"),
        at_least=2,
        says="In {n} of {m} records, signs of neglect were not fully looked for, written down "
        "or thought about: {question}.",
        recommend="name-neglect",
    ),
    Share(
        "health-needs-unmet",
        refs=("NG-3.4", "NG-4.3", "NG-4.4", "NG-4.5", "NG-4.6", "NG-4.7", "NG-4.8"),
        counts=("not_met", "partly"),
        at_least=2,
        says="In {n} of {m} records, a child's health or the care of a baby was not fully "
        "looked after: {question}.",
        recommend="was-not-brought",
    ),
    Share(
        "help-loosely-planned",
        refs=("NG-3.6", "NG-5.5", "NG-6.2", "NG-6.3", "NG-6.4", "NG-6.8"),
        counts=("not_met", "partly"),
        at_least=2,
        says="In {n} of {m} records, this part of working out, planning or following up help "
        "fell short: {question}.",
        recommend="unstick-plans",
    ),
    Share(
        "adults-and-children-apart",
        refs=("NG-1.5", "NG-1.6", "NG-1.7", "NG-5.3", "NG-5.4", "NG-5.6"),
        counts=("not_met", "partly", "no_evidence"),
        at_least=3,
        share=0.4,
        per="pooled",
        says="In {n} of {m} answers, the adults in a child's life, or how they cared for the "
        "child, were not fully known, planned for or passed on.",
        recommend="think-family",
    ),
    Share(
        "identity-thin",
        refs=("NG-3.5",),
        counts=("not_met", "partly", "no_evidence"),
        at_least=2,
        share=0.4,
        says="In {n} of {m} records, who the child is did not fully shape the work with them.",
        recommend="know-the-child",
    ),
    Share(
        "oversight-thin",
        refs=("NG-7.4",),
        counts=("not_met", "partly", "no_evidence"),
        at_least=3,
        share=0.4,
        says="In {n} of {m} records, nothing shows that somebody outside the work fully tested "
        "the view taken of the family.",
        recommend="supervise",
    ),
    Share(
        "voice-weak",
        refs=VOICE_REFS,
        counts=("not_met", "partly", "no_evidence"),
        at_least=3,
        share=0.4,
        per="pooled",
        says="In {n} of {m} answers about the child's voice, the child was not fully seen, "
        "heard or acted upon.",
        recommend="see-the-child",
    ),
    Share(
        "no-difference-shown",
        refs=("NG-8.1", "NG-8.3"),
        counts=("not_met", "no_evidence"),
        at_least=2,
        share=0.4,
        per="pooled",
        high=True,
        says="In {n} of {m} answers, nothing shows that the child's daily life got better, or "
        "that the child would recognise the help.",
        recommend="measure-difference",
    ),
    Share(
        "recording-gap",
        refs=("NG-1.2", "NG-1.7", "NG-2.6", "NG-5.2", "NG-5.3", "NG-7.2", "NG-7.3"),
        counts=("told", "no_evidence"),
        at_least=2,
        share=0.4,
        kind="gap",
        says="In {n} of {m} records there was nothing on file about this: {question}.",
        recommend="record-the-day",
    ),
    Share(
        "arrangements-missing",
        refs=("NG-P.1", "NG-P.2", "NG-P.4", "NG-P.5", "NG-P.6", "NG-P.7", "NG-P.8"),
        counts=("not_met", "partly", "no_evidence"),
        at_least=1,
        says="The partnership does not yet have this fully in place: {question}.",
        recommend="lead-on-neglect",
    ),
)

STRENGTH_RULES = (
    Share(
        "voice-strong",
        refs=VOICE_REFS,
        counts=("met",),
        at_least=3,
        share=0.75,
        per="pooled",
        kind="strength",
        says="In {n} of {m} answers the child was seen, heard or acted upon as they should be.",
    ),
    Share(
        "done-well",
        refs=(
            *CHRONOLOGY_REFS,
            *CLOSEST_TO_THE_CHILD,
            "NG-1.2",
            "NG-3.5",
            "NG-6.2",
            "NG-6.4",
            "NG-7.3",
            "NG-7.4",
            "NG-8.1",
        ),
        counts=("met",),
        at_least=3,
        share=0.75,
        kind="strength",
        says="In {n} of {m} records this standard was met: {question}.",
    ),
)

RULES = (*CRITICAL_RULES, *SUBJECT_RULES, *TIME_RULES, *PRACTICE_RULES, *STRENGTH_RULES)
