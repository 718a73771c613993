"""Tables that compare a follow-up round with the earlier one, by topic and by question."""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.i18n import N_, _, date_in_words
from audit_core.scoring.comparison import ComparedItem, RetestedAction, RoundComparison, Side
from audit_core.tables import Column, Row, Table, columns
from audit_core.tabulation.counts import n_of_m

BANDS_CHANGED = N_(
    "The bands changed between the two rounds, so children must not be compared by: {refs}."
)
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
            (BANDS_CHANGED, found.banded),
        )
        if refs
    )
    counts = tuple(
        Column(_("{code}: met", code=side.code), 1.6, number=True) for side in (old, new)
    )
    topics = Table(
        "contrast_topics",
        _("Since the last audit, topic by topic"),
        (Column(_("Topic"), 5), *counts),
        _rows(found.topics, ref=False),
        other,
    )
    questions = Table(
        "contrast",
        _("Since the last audit, question by question"),
        (Column(_("Ref"), 1.1), Column(_("Standard"), 5), *counts),
        _rows(found.questions, ref=True),
        f"{other} {why}".strip(),
    )
    return tuple(table for table in (topics, questions, _tests(tests)) if table.rows)


def _tests(tests: Iterable[RetestedAction]) -> Table:
    rows = []
    for test in tests:
        found = _("{n} of {total}", n=test.met, total=test.base)
        rows.append(Row((test.id, test.text, test.ref, found, test.passes, _result(test))))
    note = _(
        "An action is sustained once it has passed its test. The action plan lists the tests "
        "that are due and keeps their results."
    )
    return Table(
        "contrast_tests",
        _("What this audit shows of actions that were closed"),
        columns(_TESTED, (1.5, 5, 1.2, 1.3, 2, 1.8)),
        tuple(rows),
        note,
    )


def _result(test: RetestedAction) -> str:
    """Return the result of a test in words; a result before the test is due is marked as such."""
    result = {None: _("For the chair to judge"), True: _("Passed"), False: _("Not passed")}[
        test.passed
    ]
    if not test.too_early:
        return result
    day = date_in_words(test.too_early)
    return _("{result} so far: the test is due on {day}", result=result, day=day)


def _rows(pairs: Iterable[ComparedItem], *, ref: bool) -> tuple[Row, ...]:
    return tuple(
        Row((*((pair.key,) if ref else ()), pair.label, n_of_m(*pair.old), n_of_m(*pair.new)))
        for pair in pairs
    )
