"""Tables that compare a follow-up round with the earlier one, by topic and by question."""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.i18n import N_, _, date_in_words
from audit_core.scoring.comparison import ComparedItem, Met, RetestedAction, RoundComparison, Side
from audit_core.tables import Column, Row, Table

_TESTED = N_(("Action", "What was done", "Tested by", "Found", "Passes", "Test"))


def comparison_tables(
    old: Side, new: Side, found: RoundComparison, tests: Iterable[RetestedAction] = ()
) -> tuple[Table, ...]:
    """Return the tables that compare two rounds, and the table of closed actions that the later
    round tests. Empty tables are left out.
    """
    other = _(
        "The two audits looked at different children, so a difference may lie in the children "
        "and not in practice. Counts are answers met, out of the answers that count."
    )
    why = " ".join(
        _(sentence, refs=", ".join(refs))
        for sentence, refs in (
            ("Not compared, because the wording or answers changed: {refs}.", found.changed),
            ("No longer asked: {refs}.", found.dropped),
            ("Asked for the first time: {refs}.", found.added),
        )
        if refs
    )
    counts = (
        Column(_("{code}: met", code=old.code), 1.6, number=True),
        Column(_("{code}: met", code=new.code), 1.6, number=True),
    )
    topics = Table(
        "contrast_topics",
        _("Since the last audit, topic by topic"),
        (Column(_("Topic"), 5), *counts),
        _rows(found.topics, ref=False),
        other,
    )
    columns = (Column(_("Ref"), 1.1), Column(_("Standard"), 5), *counts)
    questions = Table(
        "contrast",
        _("Since the last audit, question by question"),
        columns,
        _rows(found.questions, ref=True),
        f"{other} {why}".strip(),
    )
    return tuple(table for table in (topics, questions, _tests(tests)) if table.rows)


def _tests(tests: Iterable[RetestedAction]) -> Table:
    rows = tuple(
        Row(
            (
                test.id,
                test.text,
                test.ref,
                _("{n} of {total}", n=test.met, total=test.base),
                test.passes,
                _result(test),
            )
        )
        for test in tests
    )
    columns = tuple(
        Column(_(heading), width)
        for heading, width in zip(_TESTED, (1.5, 5, 1.2, 1.3, 2, 1.8), strict=True)
    )
    note = _(
        "An action is sustained once it has passed its test. The action plan lists the tests "
        "that are due and keeps their results."
    )
    return Table(
        "contrast_tests",
        _("What this audit shows of actions that were closed"),
        columns,
        rows,
        note,
    )


def _result(test: RetestedAction) -> str:
    """Return the result of a test in words; a result before the test is due is marked as such."""
    word = (
        _("For the chair to judge")
        if test.passed is None
        else _("Passed")
        if test.passed
        else _("Not passed")
    )
    return (
        _(
            "{result} so far: the test is due on {day}",
            result=word,
            day=date_in_words(test.too_early),
        )
        if test.too_early
        else word
    )


def _rows(pairs: Iterable[ComparedItem], *, ref: bool) -> tuple[Row, ...]:
    return tuple(
        Row((*((pair.key,) if ref else ()), pair.label, _of(pair.old), _of(pair.new)))
        for pair in pairs
    )


def _of(counts: Met) -> str:
    return _("{n} of {total}", n=counts[0], total=counts[1]) if counts[1] else "–"
