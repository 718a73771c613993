"""Check a theme and report all its problems at once, in words its author can act on. A theme with
errors is not loaded; warnings do not prevent loading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import attrs

from audit_core.forms.build import kinds_asked, workload
from audit_core.forms.kinds.question_kind import Mistake
from audit_core.forms.kinds.registry import kind_of
from audit_core.parsing.choices import MAX_LIST_LENGTH, fits_a_list
from audit_core.problems.problem import Problem, Problems, problem
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.blaming_words import blaming_words
from audit_core.themes.rules import Cap, Differ, IfThen, LowestOf, Mismatch, Share, Standard
from audit_core.themes.scales import GRADES, NOT_APPLICABLE
from audit_core.themes.theme import Chronology, OnlyIf, Question, Theme
from audit_core.themes.topics import CHILD_WORDS, TOPICS

MOST_RATED, MOST_TIMED = 20, 4
"""The most rated rows and timed questions on a form: what can be answered in 45 minutes."""
MAX_QUESTION_WORDS = 30
REF = re.compile(r"[A-Z]{2,3}-[A-Z]?\d{1,2}(\.\d{1,2})?|[A-Z]{2,3}-[PF]\.\d{1,2}")
"""The shape of a ref. The letter names the form that the question is on: P the partnership's own
form, F feedback, any other an instrument of the theme.
"""


def check_theme(theme: Theme) -> Problems:
    """Return every problem of a theme, errors first; an empty tuple if there is none.

    Checked beyond the types of the records: refs and ids are unique, everything referred to exists,
    every question is asked of somebody and short enough to be read aloud, no form is too long, and
    every critical question leads to a recommendation.
    """
    checks = (_names, _questions, _conditions, _children, _rules, _critical, _forms, _lists, _words)
    found = (problem for check in checks for problem in check(theme))
    return tuple(sorted(found, key=lambda problem: (problem.severity != "error", problem.what)))


def _problems(ref: str, *checks: Mistake) -> Iterator[Problem]:
    """Yield a problem for each check whose first value is true."""
    for is_wrong, code, *values in checks:
        if is_wrong:
            yield problem(code, ref=ref, **dict(*values))


def _names(theme: Theme) -> Iterator[Problem]:
    yield from _problems(
        theme.name or "theme",
        (not re.fullmatch(r"[a-z][a-z0-9_]*", theme.name), "theme.name_not_plain"),
    )
    yield from _problems(
        theme.name,
        (
            not re.fullmatch(r"[0-9A-Za-z.]+", theme.version),
            "theme.version_not_plain",
            {"version": theme.version},
        ),
        (not theme.instruments, "theme.no_instrument"),
    )
    for what, names in (
        ("question", [question.ref for _, _, question in theme.questions()]),
        ("rule", [rule.id for rule in (*theme.limits, *theme.rules)]),
        ("advice", [advice.id for advice in theme.advice]),
        ("time limit", [limit.name for limit in theme.time_limits]),
        (
            "national limit",
            [
                f"{limit.name} ({each.nation})"
                for limit in theme.time_limits
                for each in limit.national
            ],
        ),
        ("instrument", [instrument.name for instrument in theme.instruments]),
    ):
        for name, times in Counter(names).items():
            yield from _problems(
                name, (times > 1, "theme.defined_twice", {"what": what, "times": times})
            )


def _questions(theme: Theme) -> Iterator[Problem]:
    known = {kind.code for kind in (*AGENCY_KINDS, *ROLES, *RESPONDENTS, *theme.kinds)} | {"all"}
    bands = {fact.code: set(fact.bands) for fact in reversed(theme.facts)}
    for _, _, question in theme.questions():
        yield from _wording(question)
        yield from _problems(
            question.ref,
            (
                not REF.fullmatch(question.ref) or not question.ref.startswith(theme.prefix + "-"),
                "theme.ref_pattern",
                {"prefix": theme.prefix},
            ),
            *(
                (code not in known, "theme.unknown_kind", {"kind": code})
                for code in question.asked_of
            ),
            (
                question.topic and question.topic not in _topics(theme),
                "theme.unknown_topic",
                {"topic": question.topic},
            ),
            *(
                (when.fact not in bands or set(when.bands) - bands[when.fact], "theme.unknown_fact")
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
        yield from _problems(
            question.ref, (True, "theme.leads_from_nowhere", {"leading": only_if.ref})
        )
        return
    yield from _problems(
        question.ref,
        (
            not set(question.asked_of) <= set(leading.asked_of) and "all" not in leading.asked_of,
            "theme.leads_from_others",
            {"leading": only_if.ref},
        ),
        (
            not only_if.answers or not set(only_if.answers) < _codes(theme, leading),
            "theme.only_if_answers",
            {"leading": only_if.ref},
        ),
        (
            NOT_APPLICABLE not in _codes(theme, question),
            "theme.no_not_applicable",
            {"answer": NOT_APPLICABLE},
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
        is_unknown = words.topic not in _topics(theme)
        yield from _problems(words.topic, (is_unknown, "theme.child_words_topic"))
    covered = {words.topic for words in (*CHILD_WORDS, *theme.child_words)}
    for code, _ in theme.topics:
        yield from _problems(code, (code not in covered, "theme.no_child_words"))


def _wording(question: Question) -> Iterator[Problem]:
    yield from _problems(
        question.ref,
        (
            len(question.text.split()) > MAX_QUESTION_WORDS,
            "theme.question_long",
            {"most": MAX_QUESTION_WORDS},
        ),
        *(
            (not getattr(question, name), "theme.text_missing", {"name": name})
            for name in ("text", "good", "look_for", "label", "met_means", "asked_of")
        ),
    )


def _answer(theme: Theme, question: Question) -> Iterator[Problem]:
    yield from _problems(
        question.ref,
        *kind_of(question, theme).mistakes(),
        (question.is_timed != ("timed" in question.flags), "theme.timed_flag"),
    )


def _lists(theme: Theme) -> Iterator[Problem]:
    """Check the other drop-down lists: bands of facts and kinds of event."""
    for fact in theme.facts:
        is_long = not fits_a_list(fact.bands)
        yield from _problems(
            fact.code, (is_long, "theme.bands_too_long", {"limit": MAX_LIST_LENGTH})
        )
    for instrument in theme.instruments:
        for sheet in instrument.sheets:
            is_long = isinstance(sheet, Chronology) and not fits_a_list(sheet.kinds)
            too_long = (is_long, "theme.event_kinds_too_long", {"limit": MAX_LIST_LENGTH})
            yield from _problems(instrument.name, too_long)


def _scope(question: Question) -> Iterator[Problem]:
    scope, asked = question.scope, set(question.asked_of)
    by_many = len(asked) > 1 or asked == {"all"} or asked & {role.code for role in ROLES}
    yield from _problems(
        question.ref,
        (scope == "shared" and not by_many, "theme.shared_by_one"),
        (
            not set(question.held_by) <= asked or (question.held_by and scope != "shared"),
            "theme.held_by",
        ),
        ((scope == "case") != (asked == {"panel"}), "theme.case_scope"),
        (scope == "case" and not question.is_rated, "theme.panel_chooses"),
        ((scope == "partnership") != (asked == {"partnership"}), "theme.partnership_scope"),
        ("critical" in question.flags and "all" in asked, "theme.critical_of_all"),
    )


def _rules(theme: Theme) -> Iterator[Problem]:
    scopes = {question.ref: question.scope for _, _, question in theme.questions()}
    advice = {item.id for item in theme.advice}
    asked = {(instrument.name, question.topic) for instrument, _, question in theme.questions()}
    for rule in (*theme.limits, *theme.rules):
        refs = (rule.fact, rule.then) if isinstance(rule, IfThen) else getattr(rule, "refs", ())
        recommend = "" if isinstance(rule, Cap | LowestOf) else rule.recommend
        yield from _problems(
            rule.id,
            *((ref not in scopes, "theme.unknown_ref", {"named": ref}) for ref in refs),
            (recommend and recommend not in advice, "theme.unknown_advice", {"advice": recommend}),
        )
        if isinstance(rule, Cap):
            yield from _problems(
                rule.id,
                (GRADES.get(rule.to) is None, "theme.unknown_grade", {"grade": rule.to}),
                ("no_evidence" in rule.answers, "theme.cap_for_no_evidence"),
            )
        elif isinstance(rule, Differ):
            is_other = any(scopes.get(ref, "shared") != "shared" for ref in rule.refs)
            yield from _problems(rule.id, (is_other, "theme.compares_not_shared"))
        elif isinstance(rule, Mismatch):
            yield from _problems(
                rule.id,
                *(
                    (
                        (name, rule.topic) not in asked,
                        "theme.mismatch_topic",
                        {"instrument": name, "topic": rule.topic},
                    )
                    for name in (rule.shown_in, rule.not_in)
                ),
            )
        elif isinstance(rule, Standard):
            yield from _standard(theme, rule)
        elif isinstance(rule, Share):
            is_empty = not (rule.refs or rule.flag or rule.section)
            yield from _problems(rule.id, (is_empty, "theme.selects_nothing"))


def _standard(theme: Theme, rule: Standard) -> Iterator[Problem]:
    asked = [question for ref in rule.refs if (question := theme.question(ref))]
    elsewhere = {
        ref
        for other in theme.rules
        if isinstance(other, Standard) and other.id != rule.id
        for ref in other.refs
    }
    yield from _problems(
        rule.id,
        (not rule.refs, "theme.selects_nothing"),
        (any(not theme.is_good(each.ref) for each in asked), "theme.standard_of_fact"),
        *((ref in elsewhere, "theme.standard_twice", {"named": ref}) for ref in rule.refs),
    )


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
        elif isinstance(rule, Standard | Differ | IfThen) and rule.recommend:
            covered |= {rule.then} if isinstance(rule, IfThen) else set(rule.refs)
    critical = [question for _, question in asked if "critical" in question.flags]
    for question in critical:
        yield from _problems(
            question.ref, (question.ref not in covered, "theme.critical_uncovered")
        )
    has_voice = any("voice" in question.flags for _, question in asked)
    yield from _problems(
        theme.name, (not critical, "theme.nothing_critical"), (not has_voice, "theme.no_voice")
    )
    used = {getattr(rule, "recommend", "") for rule in theme.rules}
    for item in theme.advice:
        yield from _problems(item.id, (item.id not in used, "theme.advice_unused"))


def _words(theme: Theme) -> Iterator[Problem]:
    """Advise on words that blame a child or family, wherever in the theme they stand."""
    for ref, text in _texts(theme, theme.name):
        for words, better in blaming_words(text):
            yield from _problems(
                ref, (True, "theme.blaming_words", {"words": words, "better": better})
            )


def _texts(value: object, ref: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a theme with the ref, id or name of what it belongs to. Earlier wordings
    are history, and left out.
    """
    if isinstance(value, str):
        yield ref, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, ref)
    elif attrs.has(type(value)):
        own = next(filter(None, (getattr(value, name, "") for name in ("ref", "id"))), ref)
        for field in attrs.fields(type(value)):  # type: ignore[arg-type]
            if field.name != "was":
                yield from _texts(getattr(value, field.name), str(own))


def _forms(theme: Theme) -> Iterator[Problem]:
    for instrument in theme.instruments:
        for kind in kinds_asked(theme, instrument):
            _, rated, timed, _, _ = workload(theme, instrument, kind)
            yield from _problems(
                f"{instrument.name}/{kind}",
                (rated > MOST_RATED, "theme.form_rows", {"count": rated, "most": MOST_RATED}),
                (timed > MOST_TIMED, "theme.form_times", {"count": timed, "most": MOST_TIMED}),
            )
