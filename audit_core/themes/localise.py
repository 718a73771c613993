"""Put a theme into a partnership's own terms: theme in, theme out, in the current language.

Refs, ids and codes never change, so the theme is scored as before. Its fingerprint does change, and
a form that was issued keeps the words it was printed with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from audit_core.i18n import Language, _, current_language, localised
from audit_core.records import with_changes
from audit_core.themes.facts import fact_answer
from audit_core.themes.house import HOUSE, House
from audit_core.themes.rules import Standard
from audit_core.themes.scales import Scale
from audit_core.themes.theme import Chronology, Instrument, Question, Section, Theme

_T = TypeVar("_T")


def localise(theme: Theme) -> Theme:
    """Return the theme in the words of this round, ready to be issued: all that people read
    changes, and nothing that programs match. It carries what the framework adds to it.
    """
    if current_language() == Language():
        return with_changes(theme, house=HOUSE)
    return with_changes(
        theme,
        house=localise_house(HOUSE),
        title=localised(theme.title),
        summary=localised(theme.summary),
        instruments=tuple(_instrument(instrument) for instrument in theme.instruments),
        limits=tuple(_texts(rule, "because") for rule in theme.limits),
        rules=tuple(
            _texts(rule, "short", "well") if isinstance(rule, Standard) else _texts(rule, "says")
            for rule in theme.rules
        ),
        advice=tuple(
            _texts(item, "text", "action", "owner_role", "measure", "target", "evidence")
            for item in theme.advice
        ),
        time_limits=tuple(_texts(limit, "label") for limit in theme.time_limits),
        scales=tuple(_scale(scale, localised) for scale in theme.scales),
        kinds=tuple(_texts(kind, "label") for kind in theme.kinds),
        facts=tuple(
            with_changes(fact, ask=fact_answer(fact.code, fact.ask)) for fact in theme.facts
        ),  # not its label, which heads a column of round.xlsx
        topics=tuple((code, localised(label)) for code, label in theme.topics),
        for_children=localised(theme.for_children),
        child_words=tuple(_texts(words, "name", "promise") for words in theme.child_words),
    )


def localise_house(house: House) -> House:
    """Return what the framework adds to a theme, in the words of this round."""
    return House(
        tuple(_scale(scale, _) for scale in house.scales),
        tuple(with_changes(rule, says=_(rule.says)) for rule in house.rules),
    )


def _texts(record: _T, *names: str) -> _T:
    """Return a record with these texts in local words."""
    return with_changes(record, **{name: localised(getattr(record, name)) for name in names})


def _instrument(instrument: Instrument) -> Instrument:
    return with_changes(
        _texts(instrument, "title"),
        sections=tuple(_section(section) for section in instrument.sections),
        sheets=tuple(
            with_changes(sheet, kinds=tuple(map(localised, sheet.kinds)))
            if isinstance(sheet, Chronology)
            else with_changes(sheet, prompts=tuple(map(localised, sheet.prompts)))
            for sheet in instrument.sheets
        ),
    )


def _section(section: Section) -> Section:
    return with_changes(
        _texts(section, "title"), questions=tuple(map(_question, section.questions))
    )


def _question(question: Question) -> Question:
    local = with_changes(
        _texts(question, "text", "good", "look_for", "label", "met_means"),
        was=tuple(map(localised, question.was)),
    )
    return (
        with_changes(local, only_if=_texts(local.only_if, "otherwise")) if local.only_if else local
    )


def _scale(scale: Scale, printed: Callable[[str], str]) -> Scale:
    """Return a scale with its texts as `printed` gives them."""
    return with_changes(
        scale,
        title=printed(scale.title),
        answers=tuple(
            with_changes(
                answer,
                label=printed(answer.label),
                meaning=answer.meaning and printed(answer.meaning),
            )
            for answer in scale.answers
        ),
    )
