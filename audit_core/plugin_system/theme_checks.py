"""Check a theme and report all its problems at once, in words its author can act on. A theme with
errors is not loaded; warnings do not prevent loading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from audit_core.forms.build import kinds_asked, workload
from audit_core.problems.problem import Problem, Problems, problem
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
TOPIC_REMEDY = "Use one of the shared topics, or declare it in the theme."
WORDING_REMEDY = (
    "Every question needs its text, a short label, what good looks like, where to look, what Met "
    "means and whom it is asked of."
)
LIST_REMEDY = f"Use at most {LIST_LIMIT} characters in all, and no commas."


def check_theme(theme: Theme) -> Problems:
    """Return every problem of a theme, errors first; an empty tuple if there is none.

    Checked beyond the types of the records: refs and ids are unique, everything referred to exists,
    every question is asked of somebody and short enough to be read aloud, no form is too long, and
    every critical question leads to a recommendation.
    """
    checks = (_names, _questions, _conditions, _children, _rules, _critical, _forms, _lists)
    found = (problem for check in checks for problem in check(theme))
    return tuple(sorted(found, key=lambda problem: (problem.severity != "error", problem.what)))


def _errors(ref: str, *checks: tuple[object, str, str]) -> Iterator[Problem]:
    """Yield an error for each check that found something: (what it found, what is wrong, what to do
    about it).
    """
    for is_wrong, what, remedy in checks:
        if is_wrong:
            yield problem("theme.unsound", ref=ref, what=what, remedy=remedy)


def _weak(ref: str, what: str, remedy: str) -> Problem:
    return problem("theme.weak", ref=ref, what=what, remedy=remedy)


def _names(theme: Theme) -> Iterator[Problem]:
    yield from _errors(
        theme.name or "theme",
        (
            not re.fullmatch(r"[a-z][a-z0-9_]*", theme.name),
            "the name is not a plain word",
            "Use small letters, digits and underscores.",
        ),
    )
    yield from _errors(
        theme.name,
        (
            not re.fullmatch(r"[0-9A-Za-z.]+", theme.version),
            f"the version '{theme.version}' cannot be printed in a form id",
            "Use digits and dots.",
        ),
        (not theme.instruments, "it has no instrument", "Give it at least one instrument."),
    )
    for what, names in (
        ("question", [question.ref for _, _, question in theme.questions()]),
        ("rule", [rule.id for rule in (*theme.limits, *theme.rules)]),
        ("advice", [advice.id for advice in theme.advice]),
        ("time limit", [limit.name for limit in theme.time_limits]),
        ("instrument", [instrument.name for instrument in theme.instruments]),
    ):
        for name, times in Counter(names).items():
            wrong = f"this {what} is defined {times} times"
            remedy = "Give each its own ref or id, and never reuse one."
            yield from _errors(name, (times > 1, wrong, remedy))


def _questions(theme: Theme) -> Iterator[Problem]:
    known = {kind.code for kind in (*AGENCY_KINDS, *ROLES, *RESPONDENTS, *theme.kinds)} | {"all"}
    bands = {fact.code: set(fact.bands) for fact in reversed(theme.facts)}
    for _, _, question in theme.questions():
        yield from _wording(question)
        yield from _errors(
            question.ref,
            (
                not REF.fullmatch(question.ref) or not question.ref.startswith(theme.prefix + "-"),
                f"the ref does not look like {theme.prefix}-1.1",
                "Use this pattern: refs are printed and never change.",
            ),
            *(
                (
                    code not in known,
                    f"'{code}' is not a kind of agency or a role",
                    "Use a known code, or declare the kind in the theme.",
                )
                for code in question.asked_of
            ),
            (
                question.topic and question.topic not in _topics(theme),
                f"'{question.topic}' is not a topic",
                TOPIC_REMEDY,
            ),
            *(
                (
                    when.fact not in bands or set(when.bands) - bands[when.fact],
                    "it depends on a fact or band that does not exist",
                    "Use the theme's own facts and bands.",
                )
                for when in question.when
            ),
        )
        yield from _answer(theme, question)
        yield from _scope(question)


def _topics(theme: Theme) -> set[str]:
    return {code for code, _ in (*TOPICS, *theme.topics)}


def _conditions(theme: Theme) -> Iterator[Problem]:
    """Check questions that apply only if another has a certain answer: the other must come first on
    every form that asks them.
    """
    for instrument in theme.instruments:
        before: dict[str, Question] = {}
        for _, question in instrument.questions():
            if only_if := question.only_if:
                yield from _condition(theme, question, only_if, before.get(only_if.ref))
            before[question.ref] = question


def _condition(
    theme: Theme, question: Question, only_if: OnlyIf, leading: Question | None
) -> Iterator[Problem]:
    if leading is None:
        wrong = f"it depends on {only_if.ref}, which does not come before it"
        yield from _errors(
            question.ref, (True, wrong, "Name an earlier question of the same form.")
        )
        return
    yield from _errors(
        question.ref,
        (
            not set(question.asked_of) <= set(leading.asked_of) and "all" not in leading.asked_of,
            (
                f"it depends on {only_if.ref}, which is not asked of everyone who is asked this "
                f"question"
            ),
            "Ask both questions of the same kinds of agency.",
        ),
        (
            not only_if.answers or not set(only_if.answers) < _codes(theme, leading),
            f"its only_if names no answer, every answer, or one that {only_if.ref} does not have",
            "Name the answers that make this question apply.",
        ),
        (
            NOT_APPLICABLE not in _codes(theme, question),
            "it may not apply, but none of its answers says so",
            f"Use a scale with the answer {NOT_APPLICABLE}.",
        ),
    )


def _codes(theme: Theme, question: Question) -> set[str]:
    """Return the codes of the answers that can be chosen for a question."""
    scale = theme.scale_of(question)
    return {answer.code for answer in scale.answers} if scale else set()


def _children(theme: Theme) -> Iterator[Problem]:
    """Check the words for the page for children: every topic of the theme has some, and they name
    no other topic.
    """
    for words in theme.child_words:
        wrong = "the words for children are about a topic that does not exist"
        is_unknown = words.topic not in _topics(theme)
        yield from _errors(words.topic, (is_unknown, wrong, TOPIC_REMEDY))
    covered = {words.topic for words in (*CHILD_WORDS, *theme.child_words)}
    for code, _ in theme.topics:
        if code not in covered:
            yield _weak(
                code,
                "this topic has no words for children, so the page for children cannot include it",
                "Add ChildWords for it to child_words.",
            )


def _wording(question: Question) -> Iterator[Problem]:
    yield from _errors(
        question.ref,
        (
            len(question.text.split()) > MAX_QUESTION_WORDS,
            f"the question has more than {MAX_QUESTION_WORDS} words",
            "Ask one thing, in fewer words.",
        ),
        *(
            (
                not getattr(question, name),
                f"{name} is empty",
                WORDING_REMEDY,
            )
            for name in ("text", "good", "look_for", "label", "met_means", "asked_of")
        ),
    )


def _answer(theme: Theme, question: Question) -> Iterator[Problem]:
    yield from _errors(
        question.ref,
        *_wrong_answer(theme, question.answer),
        (
            isinstance(question.answer, Poll) and question.scope != "partnership",
            "answers collated from many people belong to the partnership, not to a case",
            "Use scope 'partnership' with asked_of ('partnership',).",
        ),
        (
            question.is_timed != ("timed" in question.flags),
            "the flag 'timed' and the kind of answer do not agree",
            "Flag a question 'timed' if, and only if, it is answered with times.",
        ),
    )


def _wrong_answer(theme: Theme, answer: object) -> Iterator[tuple[object, str, str]]:
    """Yield the checks of a question's kind of answer, as `_errors` takes them."""
    if isinstance(answer, Rating):
        scale = theme.scale(answer.scale)
        yield (
            scale is None,
            f"there is no scale '{answer.scale}'",
            "Use a built-in scale, or declare this one in the theme.",
        )
        labels = tuple(option.label for option in scale.answers) if scale else ()
        yield not _fits_a_list(labels), "its answers do not fit into a drop-down list", LIST_REMEDY
    elif isinstance(answer, Times):
        yield (
            theme.time_limit(answer.limit) is None,
            f"there is no time limit '{answer.limit}'",
            "Declare it in the theme's time limits.",
        )
        yield (
            len(answer.points) < 2 or set(answer.span) - set(answer.points),
            "its time does not run from one of its points to another",
            "Name two of its points as start and end.",
        )
    elif isinstance(answer, Poll):
        yield (
            len(answer.options) < 2 or not answer.good or set(answer.good) - set(answer.options),
            "its options, or which of them are good for the child, are missing",
            "Give two or more options, and spell the good ones as in options.",
        )
    elif isinstance(answer, TickAll):
        yield not answer.options, "there is nothing to tick", "Give it at least one option."
        yield (
            answer.options and set(answer.none) - set(answer.options),
            "its 'none of these' answer is not one of its options",
            "Spell it as it is in options.",
        )
    elif isinstance(answer, Number):
        yield answer.least > answer.most, "its least is greater than its most", "Swap the two."


def _lists(theme: Theme) -> Iterator[Problem]:
    """Check the other drop-down lists: bands of facts and kinds of event."""
    for fact in theme.facts:
        wrong = "its bands do not fit into a drop-down list"
        yield from _errors(fact.code, (not _fits_a_list(fact.bands), wrong, LIST_REMEDY))
    for instrument in theme.instruments:
        for sheet in instrument.sheets:
            is_long = isinstance(sheet, Chronology) and not _fits_a_list(sheet.kinds)
            wrong = "the kinds of its chronology do not fit into a drop-down list"
            yield from _errors(instrument.name, (is_long, wrong, LIST_REMEDY))


def _fits_a_list(labels: tuple[str, ...]) -> bool:
    """Whether labels fit a drop-down list of Excel: 255 characters, separated by commas."""
    return len(",".join(labels)) <= LIST_LIMIT and not any("," in label for label in labels)


def _scope(question: Question) -> Iterator[Problem]:
    scope, asked = question.scope, set(question.asked_of)
    by_many = len(asked) > 1 or asked == {"all"} or asked & {role.code for role in ROLES}
    yield from _errors(
        question.ref,
        (
            scope == "shared" and not by_many,
            "a shared fact must be asked of at least two kinds of agency",
            "Ask two or more, or use scope 'agency'.",
        ),
        (
            not set(question.held_by) <= asked or (question.held_by and scope != "shared"),
            "held_by names a kind of agency that is not asked, or the question is not shared",
            "In held_by, name only kinds that are asked, and only for a shared question.",
        ),
        (
            (scope == "case") != (asked == {"panel"}),
            "only the panel answers case questions, and it answers no others",
            "Use scope 'case' with asked_of ('panel',).",
        ),
        (
            scope == "case" and not question.is_rated,
            "the panel can only choose from a list",
            "Give it a scale.",
        ),
        (
            (scope == "partnership") != (asked == {"partnership"}),
            "only the partnership answers partnership questions, and it answers no others",
            "Use scope 'partnership' with asked_of ('partnership',).",
        ),
        (
            "critical" in question.flags and "all" in asked,
            "a critical question may not be asked of 'all'",
            "Name the kinds of agency whose duty it is.",
        ),
    )


def _rules(theme: Theme) -> Iterator[Problem]:
    scopes = {question.ref: question.scope for _, _, question in theme.questions()}
    advice = {item.id for item in theme.advice}
    asked = {(instrument.name, question.topic) for instrument, _, question in theme.questions()}
    for rule in (*theme.limits, *theme.rules):
        refs = (rule.fact, rule.then) if isinstance(rule, IfThen) else getattr(rule, "refs", ())
        recommend = "" if isinstance(rule, Cap | LowestOf) else rule.recommend
        yield from _errors(
            rule.id,
            *(
                (ref not in scopes, f"there is no question {ref}", "Correct the ref.")
                for ref in refs
            ),
            (
                recommend and recommend not in advice,
                f"there is no advice '{recommend}'",
                "Add this advice, or correct its id.",
            ),
        )
        if isinstance(rule, Cap):
            yield from _errors(
                rule.id,
                (
                    GRADES.get(rule.to) is None,
                    f"'{rule.to}' is not a grade",
                    "Use a code of the grades scale.",
                ),
                (
                    "no_evidence" in rule.answers,
                    "it caps a grade for a missing record, which is not poor practice",
                    "Leave no_evidence out: questions flagged 'recording' count it anyway.",
                ),
            )
        elif isinstance(rule, Differ):
            is_other = any(scopes.get(ref, "shared") != "shared" for ref in rule.refs)
            wrong = "it compares questions that are not shared facts"
            yield from _errors(rule.id, (is_other, wrong, "Compare questions of scope 'shared'."))
        elif isinstance(rule, Mismatch):
            yield from _errors(
                rule.id,
                *(
                    (
                        (name, rule.topic) not in asked,
                        f"the instrument '{name}' asks nothing about the topic '{rule.topic}'",
                        "Name two instruments that both ask about this topic.",
                    )
                    for name in (rule.shown_in, rule.not_in)
                ),
            )
        elif isinstance(rule, Share):
            is_empty = not (rule.refs or rule.flag or rule.section)
            remedy = "Select by refs, flag or section."
            yield from _errors(rule.id, (is_empty, "it selects no question", remedy))


def _critical(theme: Theme) -> Iterator[Problem]:
    asked = [(section.number, question) for _, section, question in theme.questions()]
    covered: set[str] = set()
    for rule in theme.rules:
        if isinstance(rule, Share) and rule.recommend and rule.kind != "strength":
            covered |= set(rule.refs) | {
                question.ref
                for number, question in asked
                if rule.flag in question.flags or (rule.section and number == rule.section)
            }
        elif isinstance(rule, Differ | IfThen) and rule.recommend:
            covered |= set(rule.refs if isinstance(rule, Differ) else (rule.then,))
    critical = [question for _, question in asked if "critical" in question.flags]
    for question in critical:
        wrong = "it is critical, but no rule with a recommendation covers it"
        remedy = "Add a finding rule with a recommendation for it."
        yield from _errors(question.ref, (question.ref not in covered, wrong, remedy))
    if not critical:
        yield _weak(
            theme.name,
            "no question is critical",
            "Flag the standards that every child must have as critical.",
        )
    if not any("voice" in question.flags for _, question in asked):
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
            yield from _errors(
                f"{instrument.name}/{kind}",
                (
                    rated > MOST_RATED,
                    f"{rated} rated rows on one form",
                    f"Ask at most {MOST_RATED}: ask fewer kinds of agency, or a role.",
                ),
                (
                    timed > MOST_TIMED,
                    f"{timed} timed questions on one form",
                    f"Ask at most {MOST_TIMED}.",
                ),
            )
