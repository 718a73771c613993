"""Subjects by recipients: whether each form was returned, and how many of its answers are met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.grouping import grouped
from audit_core.i18n import N_, _
from audit_core.returns.model import CaseBook, Expected
from audit_core.rounds.round import Round
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import HELD, ReturnScore, Scorecard
from audit_core.tables import Column, Row, Table, Tint, number_columns
from audit_core.tabulation.people import STATE_WORDS


@attrs.frozen
class MatrixCell:
    """One form: its state as a word with a tint, and its counts (0 of 0 where nothing counts).

    `rate` is False where less than 80 % was answered: the counts are shown, but no percentage.
    """

    form: str
    subject: str
    recipient: str
    word: str
    tint: Tint
    met: int = 0
    base: int = 0
    rate: bool = True
    received: date | None = None

    @property
    def counted(self) -> str:
        """Its counts in words, "12 of 15 met", or "" where nothing counts."""
        if not self.base:
            return ""
        if self.rate:
            return _("{n} of {total} met", n=self.met, total=self.base)
        return _("{n} of {total} met, not all answered", n=self.met, total=self.base)


@attrs.frozen
class MatrixRow:
    """One subject, with the forms of each recipient in column order; empty where it was not asked.

    If the case is `held` it may not be one child, so no counts of all agencies together are shown.
    """

    subject: str
    cells: tuple[tuple[MatrixCell, ...], ...]
    held: bool = False

    @property
    def met(self) -> int:
        """Answers met, over all returns about this subject."""
        return sum(square.met for cell in self.cells for square in cell)

    @property
    def base(self) -> int:
        """Answers that count, over all returns about this subject."""
        return sum(square.base for cell in self.cells for square in cell)

    @property
    def together(self) -> str:
        """The text for all agencies together: counts, a dash where nothing counts, or that the case
        is held.
        """
        if self.held:
            return _(HELD)
        return _("{n} of {total} met", n=self.met, total=self.base) if self.base else "–"


@attrs.frozen
class Matrix:
    """A round on one page: a row for each subject and a column for each recipient. `beside` holds
    the forms about the round itself.
    """

    recipients: tuple[str, ...]
    lines: tuple[MatrixRow, ...]
    beside: tuple[MatrixCell, ...] = ()


_HEADINGS = N_(
    (
        "Entries",
        "Agencies that made them",
        "Months with no entry",
        "Third and later referrals without further action",
        "Case restarted",
        "Events building up, or close to a step-down",
    )
)


def patterns_table(chronicles: Iterable[CaseChronology]) -> Table:
    """Return a row for each case with a chronology. Only the entries of a held case are counted."""
    rows = []
    for case in chronicles:
        entries = (*case.events, *case.undated, *case.outside)
        if entries:
            sizes = (len(entries), len({item.recipient for item in entries}))
            shown = map(
                len, (case.quiet, case.of("repeat"), case.of("reset"), case.of("cumulative"))
            )
            cells = (*map(str, sizes), *("–" if case.held else str(number) for number in shown))
            evidence = tuple(dict.fromkeys(item.event.at for item in entries))
            rows.append(Row((case.subject, *cells), evidence))
    headings = (Column(_("Case"), 1.4), *number_columns(_HEADINGS, 1.6))
    note = _(
        "Entries include those without a date or outside the period. Several agencies may have "
        "recorded the same event. A dash means that the case is held."
    )
    return Table("patterns", _("What the combined chronologies show"), headings, tuple(rows), note)


def matrix(casebook: CaseBook, scores: Scorecard, audit_round: Round) -> Matrix:
    """Return the matrix of a round: subjects and recipients in the round's order, built-in
    respondents last.
    """
    scored = {score.form: score for score in scores.returns}
    expected = sorted(casebook.expected, key=lambda item: (item.instrument, item.reader))
    squares = grouped(
        (_square(item, scored.get(item.form)) for item in expected),
        lambda square: (square.subject, square.recipient),
    )
    subjects = [
        subject.ref
        for subject in audit_round.subjects
        if subject.kind != "round" and not subject.is_out
    ]
    known = frozenset(subjects)
    asked = {recipient for subject, recipient in squares if subject in known}
    named = [recipient.code for recipient in audit_round.recipients if recipient.code in asked]
    columns = (*named, *sorted(asked.difference(named)))
    return Matrix(
        columns,
        tuple(
            MatrixRow(
                ref,
                tuple(tuple(squares.get((ref, code), ())) for code in columns),
                ref in casebook.held,
            )
            for ref in subjects
        ),
        tuple(
            square
            for (subject, _), cell in squares.items()
            if subject not in known
            for square in cell
        ),
    )


def _square(item: Expected, score: ReturnScore | None) -> MatrixCell:
    word, tint = STATE_WORDS[item.state]
    tally = score.tally if score else Tally()
    return MatrixCell(
        item.form,
        item.subject,
        item.recipient,
        _(word),
        tint,
        tally.met,
        tally.base,
        score is None or score.shows_rate,
        item.received,
    )
