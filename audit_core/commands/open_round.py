"""Open a round: read its folder, workbook, theme and issued forms. Every command on a round starts
here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import attrs

from audit_core.errors import UsageProblem
from audit_core.forms.build import rebuild_form
from audit_core.i18n import Language, date_in_words, using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems, Where, problem
from audit_core.records import with_changes
from audit_core.returns.context import ReadingContext, reading_context
from audit_core.rounds.beside import beside_in_round
from audit_core.rounds.folder import ROUND, RoundFolder
from audit_core.rounds.issued import Issued
from audit_core.rounds.issued_theme import read_issued_theme
from audit_core.rounds.reader import read_round
from audit_core.rounds.round import Round, Terms
from audit_core.rounds.translation import read_translation
from audit_core.themes.localise import localise
from audit_core.themes.theme import Instrument, Question, Section, Theme

Progress = Callable[[int, int], None]
"""It is called with how much is done, and of how much."""


def no_progress(_done: int, _all: int) -> None:
    """Show nothing."""


@attrs.frozen
class RoundContext:
    """A round, ready to work on. `theme` is the newest that forms were issued with, else the
    installed one; `installed` is worded in the language of `speech`.

    The term dates in `round` are those saved when forms were made, if any; `terms` are those on the
    sheet now.
    """

    store: RoundFolder
    round: Round
    theme: Theme
    installed: Theme
    issued: Issued
    themes: dict[str, Theme]
    problems: Problems
    speech: Language
    terms: Terms

    def reading_context(self, as_at: date | None = None) -> ReadingContext:
        """Return what is needed to read this round's returns, as things stand on `as_at`."""
        return reading_context(
            self.round, self.issued, self.themes, rebuild_form, self.store.read, as_at
        )


def beside_the_round(opened: RoundContext) -> Problems:
    """Return what round.xlsx has that is not read. Commands say so that show the whole round."""
    data = opened.store.read(ROUND)
    return beside_in_round(data, ROUND, opened.round, opened.installed) if data else ()


@contextmanager
def round_context(folder: Path, plugins: Plugins) -> Iterator[RoundContext]:
    """Open the round in `folder`, with its language in use while the context lasts. Raises as
    `open_round` does.
    """
    stop_if_purged(RoundFolder.find(folder))
    opened = open_round(folder, plugins)
    with using_language(opened.speech):
        yield opened


def stop_if_purged(store: RoundFolder) -> None:
    """Raise UsageProblem for a round that was purged, or whose purge is unfinished: its returns are
    gone.
    """
    record = store.purged()
    if record is not None and not record.done:
        raise UsageProblem("purge.unfinished", day=date_in_words(record.on), folder=store.folder)
    if record is not None:
        code = "purge.done_but_kept" if record.kept_set else "purge.done"
        raise UsageProblem(
            code, day=date_in_words(record.on), rule=record.rule, kept=record.kept_set
        )


def open_round(folder: Path, plugins: Plugins) -> RoundContext:
    """Open the round in `folder`. Raises UsageProblem with every problem of round.xlsx at once, by
    sheet and cell.
    """
    store = RoundFolder.find(folder)
    data = store.read(ROUND) or b""
    audit_round, problems = read_round(data, ROUND, plugins.theme, tuple(sorted(plugins.themes)))
    if audit_round is None or any(problem.severity == "error" for problem in problems):
        raise UsageProblem("round.needs_correcting", problems, file=ROUND)
    installed = plugins.theme(audit_round.theme)
    if installed is None:
        why = plugins.why_missing(audit_round.theme)
        code = "round.theme_not_loaded" if why else "round.theme_not_offered"
        raise UsageProblem(code, plugins.problems, theme=audit_round.theme, why=why)
    speech, untranslated = language_of(store, audit_round)
    issued = store.issued(audit_round.code)
    with using_language(speech):
        installed = localise(installed)
        themes = {
            fingerprint: read_issued_theme(text, f"the theme {fingerprint} in issued.json")
            for fingerprint, text in issued.themes
        }
    newest = (
        with_older_themes(themes[issued.themes[-1][0]], tuple(themes.values()))
        if issued.themes
        else installed
    )
    terms, audit_round = (
        audit_round.terms,
        attrs.evolve(audit_round, terms=issued.terms or audit_round.terms),
    )
    changed = (
        (problem("round.terms_changed", Where(ROUND, "Terms")),)
        if terms != audit_round.terms
        else ()
    )
    return RoundContext(
        store,
        audit_round,
        newest,
        installed,
        issued,
        themes,
        (*problems, *untranslated, *changed),
        speech,
        terms,
    )


def language_of(store: RoundFolder, audit_round: Round) -> tuple[Language, Problems]:
    """Return the round's own words with its translation or its partnership's. Raises UsageProblem
    for a translation that cannot be used.
    """
    catalogue, problems = read_translation(store.override())
    if any(each.severity == "error" for each in problems):
        raise UsageProblem("words.needs_correcting", problems)
    return Language(audit_round.words, catalogue), problems


def with_older_themes(newest: Theme, issued: tuple[Theme, ...]) -> Theme:
    """Return the newest theme of a round with the questions and time limits that only older ones
    had, so that answers to those are still read.
    """
    known = {question.ref for _, _, question in newest.questions()}
    clocks = {limit.name for limit in newest.time_limits}
    instruments = {instrument.name: instrument for instrument in newest.instruments}
    for theme in issued:
        newest = with_changes(
            newest,
            time_limits=(
                *newest.time_limits,
                *(limit for limit in theme.time_limits if limit.name not in clocks),
            ),
        )
        clocks |= {limit.name for limit in theme.time_limits}
        for instrument, section, question in theme.questions():
            if question.ref not in known and instrument.name in instruments:
                known.add(question.ref)
                instruments[instrument.name] = _with_question(
                    instruments[instrument.name], section, question
                )
    return with_changes(newest, instruments=tuple(instruments.values()))


def _with_question(instrument: Instrument, section: Section, question: Question) -> Instrument:
    """Return the instrument with one more question in its section; the section is added where it is
    missing.
    """
    if all(known.number != section.number for known in instrument.sections):
        return with_changes(
            instrument,
            sections=(*instrument.sections, with_changes(section, questions=(question,))),
        )
    sections = tuple(
        with_changes(known, questions=(*known.questions, question))
        if known.number == section.number
        else known
        for known in instrument.sections
    )
    return with_changes(instrument, sections=sections)
