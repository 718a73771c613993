"""Whether a theme is sound: every fault at once, in words its author can act on. Errors keep it
from loading; warnings do not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from audit_core.forms.build import kinds_asked, workload
from audit_core.problems.problem import Problem, problem
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.rules import Cap, Differ, IfThen, LowestOf, Mismatch, Share
from audit_core.themes.scales import GRADES, NOT_APPLICABLE
from audit_core.themes.theme import Chronology, Number, Poll, Rating, TickAll, Times
from audit_core.themes.topics import CHILD_WORDS, TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.themes.theme import OnlyIf, Question, Theme

MOST_RATED, MOST_TIMED = 20, 4
"""The most rated rows and timed questions on any form: what fits into 45 minutes."""
MAX_QUESTION_WORDS = 30
REF = re.compile(r"[A-Z]{2,3}-[A-Z]?\d{1,2}(\.\d{1,2})?|[A-Z]{2,3}-[PF]\.\d{1,2}")
"""The letter says what a question is in: P the partnership's own form, F feedback, any other an
instrument of the theme.
"""
LIST_LIMIT = 255
LIST_REMEDY = f"At most {LIST_LIMIT} characters together, no commas."


def check_theme(theme: Theme) -> tuple[Problem, ...]:
    """Every fault of a theme, errors first. An empty tuple means that it is sound.

    Beyond what the records' own types ensure: refs and ids are unique, everything referred to
    exists, every question can
    be put to somebody and read aloud, no form is too long, and every critical question leads to a
    recommendation.
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
        yield _error(theme.name, "it has no instrument", "Give it at least one.")
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
                    f"this {what} stands {times} times",
                    "Give each its own; a ref or id is never reused.",
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
                "Refs are printed and permanent: keep to the pattern.",
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
    """A question that applies only if another was answered in a certain way: the other stands
    before it on every form that asks it.
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
            f"it applies only if {only_if.ref} says so, which does not stand before it",
            "Name an earlier question of the same form.",
        )
        return
    if not set(question.asked_of) <= set(leading.asked_of) and "all" not in leading.asked_of:
        yield _error(
            question.ref,
            f"it applies only if {only_if.ref} says so, and not everyone it is asked of is "
            f"asked that",
            "Ask both of the same.",
        )
    known = _codes(theme, leading)
    if not only_if.answers or not set(only_if.answers) < known:
        yield _error(
            question.ref,
            f"its only_if names no answers, all, or one that {only_if.ref} does not have",
            "Name those that make this question apply.",
        )
    if NOT_APPLICABLE not in _codes(theme, question):
        yield _error(
            question.ref,
            "it may not apply, and nothing to choose says so",
            f"Use a scale with the answer {NOT_APPLICABLE}.",
        )


def _codes(theme: Theme, question: Question) -> set[str]:
    """The answers that can be chosen for a question, by code."""
    scale = theme.scale(question.answer.scale) if isinstance(question.answer, Rating) else None
    return {answer.code for answer in scale.answers} if scale else set()


def _children(theme: Theme) -> Iterator[Problem]:
    """What stands on the page for children: nothing about topics that do not exist, and something
    about each.
    """
    topics = {code for code, _ in (*TOPICS, *theme.topics)}
    for words in theme.child_words:
        if words.topic not in topics:
            yield _error(
                words.topic,
                "the words for children are about a topic that does not exist",
                "Use one of the shared topics, or declare it in the theme.",
            )
    said = {words.topic for words in (*CHILD_WORDS, *theme.child_words)}
    for code, _ in theme.topics:
        if code not in said:
            yield _weak(
                code,
                "this topic has no words for children, so their page cannot speak of it",
                "Add ChildWords for it to child_words.",
            )


def _wording(question: Question) -> Iterator[Problem]:
    if len(question.text.split()) > MAX_QUESTION_WORDS:
        yield _error(
            question.ref,
            f"the question has more than {MAX_QUESTION_WORDS} words",
            "Ask one thing, shortly.",
        )
    for name in ("text", "good", "look_for", "label", "met_means", "asked_of"):
        if not getattr(question, name):
            yield _error(
                question.ref,
                f"{name} is empty",
                "Every question says what good looks like, where to look and what Met means.",
            )


def _answer(theme: Theme, question: Question) -> Iterator[Problem]:
    answer = question.answer
    if isinstance(answer, Rating):
        scale = theme.scale(answer.scale)
        if scale is None:
            yield _error(
                question.ref,
                f"there is no scale '{answer.scale}'",
                "Use a scale of the house or declare it in the theme.",
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
                "its clock does not run between two of its points",
                "Name a start and an end among the points.",
            )
    elif isinstance(answer, Poll):
        yield from _poll(question, answer)
    elif isinstance(answer, TickAll) and not answer.options:
        yield _error(question.ref, "there is nothing to tick", "Give it options.")
    elif isinstance(answer, TickAll) and set(answer.none) - set(answer.options):
        yield _error(
            question.ref,
            "it names an option as none of the others that is not among them",
            "Spell it as in options.",
        )
    elif isinstance(answer, Number) and answer.least > answer.most:
        yield _error(question.ref, "its least is above its most", "Swap them.")
    if question.is_timed != ("timed" in question.flags):
        yield _error(
            question.ref,
            "the flag 'timed' and the kind of answer do not agree",
            "Flag exactly the questions answered by times.",
        )


def _poll(question: Question, answer: Poll) -> Iterator[Problem]:
    if len(answer.options) < 2 or not answer.good or set(answer.good) - set(answer.options):
        yield _error(
            question.ref,
            "its options, or which of them are good for the child, are missing",
            "Give two or more, and name the good ones as they stand there.",
        )
    if question.scope != "partnership":
        yield _error(
            question.ref,
            "what many people said is collated once, for the partnership",
            "Use scope 'partnership' with asked_of ('partnership',).",
        )


def _lists(theme: Theme) -> Iterator[Problem]:
    """Whatever else is offered in a drop-down."""
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
    """Excel's own list in a cell takes 255 characters, and a comma divides it."""
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
            "a shared fact needs at least two witnesses",
            "Ask two kinds of agency, or make it an agency's own.",
        )
    if not set(question.held_by) <= asked or (question.held_by and question.scope != "shared"):
        yield _error(
            question.ref,
            "whoever should hold the record is not asked for it",
            "held_by names kinds that a shared question is asked of.",
        )
    if (question.scope == "case") != (asked == {"panel"}):
        yield _error(
            question.ref,
            "case questions are the panel's, and only the panel's",
            "Use scope 'case' with asked_of ('panel',).",
        )
    if question.scope == "case" and not question.is_rated:
        yield _error(question.ref, "the panel answers by choosing from a list", "Give it a scale.")
    if (question.scope == "partnership") != (asked == {"partnership"}):
        yield _error(
            question.ref,
            "partnership questions are answered once, by the partnership",
            "Use scope 'partnership' with asked_of ('partnership',).",
        )
    if "critical" in question.flags and "all" in asked:
        yield _error(
            question.ref,
            "a critical question names kinds of agency, never everyone",
            "Say whose duty it is.",
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
                rule.id, f"there is no advice '{recommend}'", "Write it, or correct its id."
            )
        if isinstance(rule, Cap) and GRADES.get(rule.to) is None:
            yield _error(rule.id, f"'{rule.to}' is not a grade", "Use a code of the grades scale.")
        if isinstance(rule, Cap) and "no_evidence" in rule.answers:
            yield _error(
                rule.id,
                "a missing record is not poor practice",
                "Leave no_evidence out: it counts by itself for questions flagged recording.",
            )
        if isinstance(rule, Differ) and any(
            ref in refs and refs[ref].scope != "shared" for ref in rule.refs
        ):
            yield _error(
                rule.id, "only shared facts can differ", "Compare questions of scope 'shared'."
            )
        if isinstance(rule, Mismatch):
            yield from _mismatch(rule, theme)
        if isinstance(rule, Share) and not (rule.refs or rule.flag or rule.section):
            yield _error(rule.id, "it chooses no question", "Choose by refs, flag or section.")


def _mismatch(rule: Mismatch, theme: Theme) -> Iterator[Problem]:
    asked = {(instrument.name, question.topic) for instrument, _, question in theme.questions()}
    for instrument in (rule.shown_in, rule.not_in):
        if (instrument, rule.topic) not in asked:
            yield _error(
                rule.id,
                f"the instrument '{instrument}' asks nothing about the topic '{rule.topic}'",
                "Name two instruments that both ask about it.",
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
                "it is critical, and no rule with a recommendation covers it",
                "Add a finding rule that recommends something.",
            )
    if not critical:
        yield _weak(
            theme.name, "no question is critical", "Say which standards no child should go without."
        )
    if not any("voice" in question.flags for _, _, question in theme.questions()):
        yield _weak(theme.name, "no question is about the child's voice", "Ask at least one.")
    used = {getattr(rule, "recommend", "") for rule in theme.rules}
    for item in theme.advice:
        if item.id not in used:
            yield _weak(item.id, "no rule recommends this advice", "Use it, or leave it out.")


def _forms(theme: Theme) -> Iterator[Problem]:
    for instrument in theme.instruments:
        for kind in kinds_asked(theme, instrument):
            _, rated, timed, _, _ = workload(theme, instrument, kind)
            if rated > MOST_RATED:
                yield _error(
                    f"{instrument.name}/{kind}",
                    f"{rated} rated rows on one form",
                    f"At most {MOST_RATED}: ask fewer kinds, or a role.",
                )
            if timed > MOST_TIMED:
                yield _error(
                    f"{instrument.name}/{kind}",
                    f"{timed} timed questions on one form",
                    f"At most {MOST_TIMED}.",
                )
