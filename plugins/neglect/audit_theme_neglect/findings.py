"""What becomes a finding. Ids are permanent: a changed id is a new finding."""

from __future__ import annotations

from audit_core import Differ, Standard

RECOGNITION_RULES = (
    Standard(
        "neglect-not-named",
        short="Neglect was not always named from the child's side, or considered when the concern "
        "was behaviour, absence or a need for treatment",
        well="Neglect was named from the child's side, and considered when the concern was "
        "behaviour, absence or a need for treatment",
        refs=("NG-1.1", "NG-1.4", "NG-1.8"),
        kind="priority",
        recommend="name-neglect",
        was=("signs-not-read", "done-well"),
    ),
    Standard(
        "signs-not-read",
        short="What staff saw of the home and of unmet needs was not always written down as dated "
        "facts",
        well="What staff saw of the home and of unmet needs was written down as dated facts",
        refs=("NG-1.2", "NG-5.2", "NG-7.3"),
        recommend="record-the-day",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "late-sharing",
        short="The first signs of neglect were not always shared in time, or the result of a "
        "referral was not known to the agency that made it",
        well="The first signs of neglect were shared in time, and the result of a referral was "
        "known to the agency that made it",
        refs=("NG-1.3", "NG-6.8"),
        recommend="share-early",
        was=("help-loosely-planned",),
    ),
    Standard(
        "adults-and-children-apart",
        short="It was not always known which adults were in the child's life and what care they "
        "gave, or this was not planned for or passed on",
        well="It was known which adults were in the child's life and what care they gave, and this "
        "was planned for and passed on",
        refs=("NG-1.5", "NG-1.6", "NG-1.7", "NG-5.3", "NG-5.4", "NG-5.6"),
        recommend="think-family",
        was=("recording-gap",),
    ),
)

HISTORY_RULES = (
    Standard(
        "chronology-incomplete",
        short="There was not always one chronology that held what every agency knew and was up to "
        "date when it mattered",
        well="One chronology held what every agency knew and was up to date when it mattered",
        refs=("NG-2.1", "NG-2.2", "NG-2.6"),
        kind="priority",
        recommend="join-chronologies",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "pattern-not-used",
        short="The history and the pattern of events were not always gathered, analysed and used "
        "in decisions",
        well="The history and the pattern of events were gathered, analysed and used in decisions",
        refs=("NG-2.3", "NG-2.4", "NG-2.5", "NG-2.7", "NG-6.1"),
        kind="priority",
        recommend="use-the-pattern",
        was=("done-well",),
    ),
)

HEALTH_RULES = (
    Standard(
        "not-brought-not-followed",
        short="When a child was not brought to a health appointment, this was not always followed "
        "up in time, or the pattern was not shared",
        well="When a child was not brought to a health appointment, this was followed up in time, "
        "and the pattern was shared",
        refs=("NG-4.1", "NG-4.2", "NG-4.3"),
        kind="priority",
        recommend="was-not-brought",
        was=("late-after-not-brought", "health-needs-unmet", "done-well"),
    ),
    Standard(
        "health-needs-unmet",
        short="Growth, teeth and treatment, or a baby's care before and after birth, were not "
        "always checked and acted upon",
        well="Growth, teeth and treatment, and a baby's care before and after birth, were checked "
        "and acted upon",
        refs=("NG-3.4", "NG-4.4", "NG-4.5", "NG-4.6", "NG-4.7", "NG-4.8"),
        recommend="was-not-brought",
    ),
)

PLAN_RULES = (
    Standard(
        "help-loosely-planned",
        short="Help was not always planned with the family, aimed at change for the child and "
        "carried out, or the plan was changed late when life did not improve",
        well="Help was planned with the family, aimed at change for the child and carried out, and "
        "the plan was changed in time",
        refs=(
            "NG-3.6",
            "NG-3.2",
            "NG-5.5",
            "NG-6.2",
            "NG-6.3",
            "NG-6.4",
            "NG-6.5",
            "NG-6.6",
        ),
        recommend="unstick-plans",
        was=("drift", "done-well"),
    ),
    Standard(
        "change-not-tested",
        short="Progress was not always judged by the child's daily life, rather than by what "
        "parents said or attended",
        well="The child's daily life, and not only what parents said or attended, was the measure "
        "of progress",
        refs=("NG-5.1",),
        kind="priority",
        recommend="test-change",
        was=("done-well",),
    ),
    Standard(
        "stepped-down-early",
        short="Improvement had not always been shown to last before help was reduced",
        well="Improvement had lasted before help was reduced",
        refs=("NG-6.12",),
        kind="priority",
        recommend="hold-step-down",
    ),
    Standard(
        "not-escalated",
        short="Agencies that disagreed did not always escalate in time and see it through",
        well="Agencies that disagreed escalated in time and saw it through",
        refs=("NG-6.10",),
        kind="priority",
        recommend="escalate",
        was=("disagreed-and-left", "done-well"),
    ),
    Differ(
        "told-differently",
        "Agencies' records do not agree on whether anyone disagreed about the child, or on whether "
        "help was reduced",
        refs=("NG-6.9", "NG-6.11"),
        per="rule",
        recommend="escalate",
    ),
)

CHILD_RULES = (
    Standard(
        "child-not-seen-alone",
        short="The child was not always seen alone as often as planned, or the child's own account "
        "of home was not on record",
        well="The child was seen alone as often as planned, and the child's own account of home "
        "was on record",
        refs=("NG-7.1", "NG-7.2"),
        kind="priority",
        recommend="see-the-child",
        was=("voice-weak", "voice-strong", "recording-gap", "done-well"),
    ),
    Standard(
        "identity-thin",
        short="Culture, language, faith and disability did not always shape the work",
        well="Culture, language, faith and disability shaped the work",
        refs=("NG-3.5",),
        recommend="know-the-child",
        was=("done-well",),
    ),
    Standard(
        "oversight-thin",
        short="A supervisor or safeguarding lead did not always test the view taken of the family",
        well="A supervisor or safeguarding lead tested the view taken of the family",
        refs=("NG-7.4",),
        recommend="supervise",
        was=("done-well",),
    ),
    Standard(
        "no-difference-shown",
        short="Records did not always show that the child's daily life got better",
        well="Records showed that the child's daily life got better",
        refs=("NG-8.1",),
        recommend="measure-difference",
        high=True,
        was=("done-well",),
    ),
    # The panel's own view is a finding of its own, so that no strength is claimed against it.
    Standard(
        "panels-view",
        short="In the panel's view agencies together did not always act as early as they could, or "
        "with help that the child shaped and would recognise",
        well="In the panel's view agencies together acted as early as they could, with help that "
        "the child shaped and would recognise",
        refs=("NG-8.3", "NG-8.4", "NG-8.5"),
        recommend="see-the-child",
    ),
)

PARTNERSHIP_RULES = (
    Standard(
        "arrangements-missing",
        short="Some of the partnership's own arrangements are not yet fully in place",
        well="The partnership's own arrangements are in place",
        refs=("NG-P.1", "NG-P.2", "NG-P.4", "NG-P.5", "NG-P.6", "NG-P.7", "NG-P.8"),
        recommend="lead-on-neglect",
    ),
)

RULES = (
    *RECOGNITION_RULES,
    *HISTORY_RULES,
    *HEALTH_RULES,
    *PLAN_RULES,
    *CHILD_RULES,
    *PARTNERSHIP_RULES,
)
