"""Check a theme and report all its faults at once, in words its author can act on. A theme with
errors is not loaded; warnings do not prevent loading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from audit_core.forms.build import kinds_asked, workload
from audit_core.problems.problem import Problem, problem
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.rules import Cap, Differ, IfThen, LowestOf, Mismatch, Share
from audit_core.themes.scales import GRADES, NOT_APPLICABLE
from audit_core.themes.theme import (
    Chronology,
    Number,
    OnlyIf,
    Poll,
    Question,
    Rating,
    Theme,
    TickAll,
    Times,
)
from audit_core.themes.topics import CHILD_WORDS, TOPICS

MOST_RATED, MOST_TIMED = 20, 4
"""The most rated rows and timed questions on a form: what can be answered in 45 minutes."""
MAX_QUESTION_WORDS = 30
REF = re.compile(r"[A-Z]{2,3}-[A-Z]?\d{1,2}(\.\d{1,2})?|[A-Z]{2,3}-[PF]\.\d{1,2}")
"""The shape of a ref. The letter names the form that the question is on: P the partnership's own
form, F feedback, any other an instrument of the theme.
"""
LIST_LIMIT = 255
LIST_REMEDY = f"Use at most {LIST_LIMIT} characters in all, and no commas."


def check_theme(theme: Theme) -> tuple[Problem, ...]:
    """Return every fault of a theme, errors first; an empty tuple if there is none.

    Checked beyond the types of the records: refs and ids are unique, everything referred to exists,
    every question is asked of somebody and short enough to be read aloud, no form is too long, and
    every critical question leads to a recommendation.
    """
    faults = [
        *_names(theme),
        *_questions(theme),
        *_conditions(theme),
        *_children(theme),
        *_rules(theme),
        *_critical(theme),
        *_forms(theme),
        *_lists(theme),
    ]
    return tuple(sorted(faults, key=lambda fault: (fault.severity != "error", fault.what)))


def _error(ref: str, what: str, remedy: str) -> Problem:
    return problem("theme.unsound", ref=ref, what=what, remedy=remedy)


def _weak(ref: str, what: str, remedy: str) -> Problem:
    return problem("theme.weak", ref=ref, what=what, remedy=remedy)


def _names(theme: Theme) -> Iterator[Problem]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", theme.name):
        yield _error(
            theme.name or "theme",
            "the name is not a plain word",
            "Use small letters, digits and underscores.",
        )
    if not re.fullmatch(r"[0-9A-Za-z.]+", theme.version):
        yield _error(
            theme.name,
            f"the version '{theme.version}' cannot be printed in a form id",
            "Use digits and dots.",
        )
    if not theme.instruments:
        yield _error(theme.name, "it has no instrument", "Give it at least one instrument.")
    ids = [rule.id for rule in (*theme.limits, *theme.rules)]
    for what, names in (
        ("question", [question.ref for _, _, question in theme.questions()]),
        ("rule", ids),
        ("advice", [advice.id for advice in theme.advice]),
        ("time limit", [limit.name for limit in theme.time_limits]),
        ("instrument", [instrument.name for instrument in theme.instruments]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                yield _error(
                    name,
                    f"this {what} is defined {times} times",
                    "Give each its own ref or id, and never reuse one.",
                )


def _questions(theme: Theme) -> Iterator[Problem]:
    known = {kind.code for kind in (*AGENCY_KINDS, *ROLES, *RESPONDENTS, *theme.kinds)} | {"all"}
    topics = {code for code, _ in (*TOPICS, *theme.topics)}
    for _, _, question in theme.questions():
        yield from _wording(question)
        if not REF.fullmatch(question.ref) or not question.ref.startswith(theme.prefix + "-"):
            yield _error(
                question.ref,
                f"the ref does not look like {theme.prefix}-1.1",
                "Use this pattern: refs are printed and never change.",
            )
        for code in question.asked_of:
            if code not in known:
                yield _error(
                    question.ref,
                    f"'{code}' is not a kind of agency or a role",
                    "Use a known code, or declare the kind in the theme.",
                )
        if question.topic and question.topic not in topics:
            yield _error(
                question.ref,
                f"'{question.topic}' is not a topic",
                "Use one of the shared topics, or declare it in the theme.",
            )
        for when in question.when:
            fact = next((fact for fact in theme.facts if fact.code == when.fact), None)
            if fact is None or set(when.bands) - set(fact.bands):
                yield _error(
                    question.ref,
                    "it depends on a fact or band that does not exist",
                    "Use the theme's own facts and bands.",
                )
        yield from _answer(theme, question)
        yield from _scope(question)


def _conditions(theme: Theme) -> Iterator[Problem]:
    """Check questions that apply only if another has a certain answer: the other must come first on
    every form that asks them.
    """
    for instrument in theme.instruments:
        before: dict[str, Question] = {}
        for _, question in instrument.questions():
            if question.only_if is not None:
                yield from _condition(
                    theme, question, question.only_if, before.get(question.only_if.ref)
                )
            before[question.ref] = question


def _condition(
    theme: Theme, question: Question, only_if: OnlyIf, leading: Question | None
) -> Iterator[Problem]:
    if leading is None:
        yield _error(
            question.ref,
            f"it depends on {only_if.ref}, which does not come before it",
            "Name an earlier question of the same form.",
        )
        return
    if not set(question.asked_of) <= set(leading.asked_of) and "all" not in leading.asked_of:
        yield _error(
            question.ref,
            f"it depends on {only_if.ref}, which is not asked of everyone who is asked this "
            f"question",
            "Ask both questions of the same kinds of agency.",
        )
    known = _codes(theme, leading)
    if not only_if.answers or not set(only_if.answers) < known:
        yield _error(
            question.ref,
            f"its only_if names no answer, every answer, or one that {only_if.ref} does not have",
            "Name the answers that make this question apply.",
        )
    if NOT_APPLICABLE not in _codes(theme, question):
        yield _error(
            question.ref,
            "it may not apply, but none of its answers says so",
            f"Use a scale with the answer {NOT_APPLICABLE}.",
        )


def _codes(theme: Theme, question: Question) -> set[str]:
    """Return the codes of the answers that can be chosen for a question."""
    scale = theme.scale(question.answer.scale) if isinstance(question.answer, Rating) else None
    return {answer.code for answer in scale.answers} if scale else set()


def _children(theme: Theme) -> Iterator[Problem]:
    """Check the words for the page for children: every topic of the theme has some, and they name
    no other topic.
    """
    topics = {code for code, _ in (*TOPICS, *theme.topics)}
    for words in theme.child_words:
        if words.topic not in topics:
            yield _error(
                words.topic,
                "the words for children are about a topic that does not exist",
                "Use one of the shared topics, or declare it in the theme.",
            )
    covered = {words.topic for words in (*CHILD_WORDS, *theme.child_words)}
    for code, _ in theme.topics:
        if code not in covered:
            yield _weak(
                code,
                "this topic has no words for children, so the page for children cannot include it",
                "Add ChildWords for it to child_words.",
            )


def _wording(question: Question) -> Iterator[Problem]:
    if len(question.text.split()) > MAX_QUESTION_WORDS:
        yield _error(
            question.ref,
            f"the question has more than {MAX_QUESTION_WORDS} words",
            "Ask one thing, in fewer words.",
        )
    for name in ("text", "good", "look_for", "label", "met_means", "asked_of"):
        if not getattr(question, name):
            yield _error(
                question.ref,
                f"{name} is empty",
                "Every question needs its text, a short label, what good looks like, where to "
                "look, what Met means and whom it is asked of.",
            )


def _answer(theme: Theme, question: Question) -> Iterator[Problem]:
    answer = question.answer
    if isinstance(answer, Rating):
        scale = theme.scale(answer.scale)
        if scale is None:
            yield _error(
                question.ref,
                f"there is no scale '{answer.scale}'",
                "Use a built-in scale, or declare this one in the theme.",
            )
        elif not _fits_a_list(tuple(option.label for option in scale.answers)):
            yield _error(question.ref, "its answers do not fit into a drop-down list", LIST_REMEDY)
    elif isinstance(answer, Times):
        if theme.time_limit(answer.limit) is None:
            yield _error(
                question.ref,
                f"there is no time limit '{answer.limit}'",
                "Declare it in the theme's time limits.",
            )
        if len(answer.points) < 2 or set(answer.span) - set(answer.points):
            yield _error(
                question.ref,
                "its time does not run from one of its points to another",
                "Name two of its points as start and end.",
            )
    elif isinstance(answer, Poll):
        yield from _poll(question, answer)
    elif isinstance(answer, TickAll) and not answer.options:
        yield _error(question.ref, "there is nothing to tick", "Give it at least one option.")
    elif isinstance(answer, TickAll) and set(answer.none) - set(answer.options):
        yield _error(
            question.ref,
            "its 'none of these' answer is not one of its options",
            "Spell it as it is in options.",
        )
    elif isinstance(answer, Number) and answer.least > answer.most:
        yield _error(question.ref, "its least is greater than its most", "Swap the two.")
    if question.is_timed != ("timed" in question.flags):
        yield _error(
            question.ref,
            "the flag 'timed' and the kind of answer do not agree",
            "Flag a question 'timed' if, and only if, it is answered with times.",
        )


def _poll(question: Question, answer: Poll) -> Iterator[Problem]:
    if len(answer.options) < 2 or not answer.good or set(answer.good) - set(answer.options):
        yield _error(
            question.ref,
            "its options, or which of them are good for the child, are missing",
            "Give two or more options, and spell the good ones as in options.",
        )
    if question.scope != "partnership":
        yield _error(
            question.ref,
            "answers collated from many people belong to the partnership, not to a case",
            "Use scope 'partnership' with asked_of ('partnership',).",
        )


def _lists(theme: Theme) -> Iterator[Problem]:
    """Check the other drop-down lists: bands of facts and kinds of event."""
    for fact in theme.facts:
        if not _fits_a_list(fact.bands):
            yield _error(fact.code, "its bands do not fit into a drop-down list", LIST_REMEDY)
    for instrument in theme.instruments:
        for sheet in instrument.sheets:
            if isinstance(sheet, Chronology) and not _fits_a_list(sheet.kinds):
                yield _error(
                    instrument.name,
                    "the kinds of its chronology do not fit into a drop-down list",
                    LIST_REMEDY,
                )


def _fits_a_list(labels: tuple[str, ...]) -> bool:
    """Whether labels fit a drop-down list of Excel: 255 characters, separated by commas."""
    return len(",".join(labels)) <= LIST_LIMIT and not any("," in label for label in labels)


def _scope(question: Question) -> Iterator[Problem]:
    asked = set(question.asked_of)
    if (
        question.scope == "shared"
        and len(asked) < 2
        and asked != {"all"}
        and not asked & {role.code for role in ROLES}
    ):
        yield _error(
            question.ref,
            "a shared fact must be asked of at least two kinds of agency",
            "Ask two or more, or use scope 'agency'.",
        )
    if not set(question.held_by) <= asked or (question.held_by and question.scope != "shared"):
        yield _error(
            question.ref,
            "held_by names a kind of agency that is not asked, or the question is not shared",
            "In held_by, name only kinds that are asked, and only for a shared question.",
        )
    if (question.scope == "case") != (asked == {"panel"}):
        yield _error(
            question.ref,
            "only the panel answers case questions, and it answers no others",
            "Use scope 'case' with asked_of ('panel',).",
        )
    if question.scope == "case" and not question.is_rated:
        yield _error(question.ref, "the panel can only choose from a list", "Give it a scale.")
    if (question.scope == "partnership") != (asked == {"partnership"}):
        yield _error(
            question.ref,
            "only the partnership answers partnership questions, and it answers no others",
            "Use scope 'partnership' with asked_of ('partnership',).",
        )
    if "critical" in question.flags and "all" in asked:
        yield _error(
            question.ref,
            "a critical question may not be asked of 'all'",
            "Name the kinds of agency whose duty it is.",
        )


def _rules(theme: Theme) -> Iterator[Problem]:
    refs = {question.ref: question for _, _, question in theme.questions()}
    advice = {item.id for item in theme.advice}
    for rule in (*theme.limits, *theme.rules):
        named = (
            (rule.fact, rule.then)
            if isinstance(rule, IfThen)
            else ()
            if isinstance(rule, LowestOf | Mismatch)
            else rule.refs
        )
        for ref in named:
            if ref not in refs:
                yield _error(rule.id, f"there is no question {ref}", "Correct the ref.")
        recommend = "" if isinstance(rule, (Cap, LowestOf)) else rule.recommend
        if recommend and recommend not in advice:
            yield _error(
                rule.id, f"there is no advice '{recommend}'", "Add this advice, or correct its id."
            )
        if isinstance(rule, Cap) and GRADES.get(rule.to) is None:
            yield _error(rule.id, f"'{rule.to}' is not a grade", "Use a code of the grades scale.")
        if isinstance(rule, Cap) and "no_evidence" in rule.answers:
            yield _error(
                rule.id,
                "it caps a grade for a missing record, which is not poor practice",
                "Leave no_evidence out: questions flagged 'recording' count it anyway.",
            )
        if isinstance(rule, Differ) and any(
            ref in refs and refs[ref].scope != "shared" for ref in rule.refs
        ):
            yield _error(
                rule.id,
                "it compares questions that are not shared facts",
                "Compare questions of scope 'shared'.",
            )
        if isinstance(rule, Mismatch):
            yield from _mismatch(rule, theme)
        if isinstance(rule, Share) and not (rule.refs or rule.flag or rule.section):
            yield _error(rule.id, "it selects no question", "Select by refs, flag or section.")


def _mismatch(rule: Mismatch, theme: Theme) -> Iterator[Problem]:
    asked = {(instrument.name, question.topic) for instrument, _, question in theme.questions()}
    for instrument in (rule.shown_in, rule.not_in):
        if (instrument, rule.topic) not in asked:
            yield _error(
                rule.id,
                f"the instrument '{instrument}' asks nothing about the topic '{rule.topic}'",
                "Name two instruments that both ask about this topic.",
            )


def _critical(theme: Theme) -> Iterator[Problem]:
    covered: set[str] = set()
    for rule in theme.rules:
        if isinstance(rule, Share) and rule.recommend and rule.kind != "strength":
            covered |= set(rule.refs) | {
                q.ref
                for _, s, q in theme.questions()
                if rule.flag in q.flags or (rule.section and s.number == rule.section)
            }
        elif isinstance(rule, (Differ, IfThen)) and rule.recommend:
            covered |= set(rule.refs if isinstance(rule, Differ) else (rule.then,))
    critical = [question for _, _, question in theme.questions() if "critical" in question.flags]
    for question in critical:
        if question.ref not in covered:
            yield _error(
                question.ref,
                "it is critical, but no rule with a recommendation covers it",
                "Add a finding rule with a recommendation for it.",
            )
    if not critical:
        yield _weak(
            theme.name,
            "no question is critical",
            "Flag the standards that every child must have as critical.",
        )
    if not any("voice" in question.flags for _, _, question in theme.questions()):
        yield _weak(
            theme.name, "no question is about the child's voice", "Add at least one such question."
        )
    used = {getattr(rule, "recommend", "") for rule in theme.rules}
    for item in theme.advice:
        if item.id not in used:
            yield _weak(
                item.id,
                "no rule recommends this advice",
                "Recommend it in a rule, or leave it out.",
            )


def _forms(theme: Theme) -> Iterator[Problem]:
    for instrument in theme.instruments:
        for kind in kinds_asked(theme, instrument):
            _, rated, timed, _, _ = workload(theme, instrument, kind)
            if rated > MOST_RATED:
                yield _error(
                    f"{instrument.name}/{kind}",
                    f"{rated} rated rows on one form",
                    f"Ask at most {MOST_RATED}: ask fewer kinds of agency, or a role.",
                )
            if timed > MOST_TIMED:
                yield _error(
                    f"{instrument.name}/{kind}",
                    f"{timed} timed questions on one form",
                    f"Ask at most {MOST_TIMED}.",
                )
