"""Where a record was read twice: how often the two readers agreed, and on what they did not. A second reader's answers are in no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.compiled import Column, Row, Table
from audit_core.tabulate.counts import of
from audit_core.words import mark, say

if TYPE_CHECKING:
    from audit_core.model.returns import CaseBook, Entry, Return
    from audit_core.model.round import Round

_HEADINGS = mark(("Agency", "Agreed, of what both answered", "Where they did not: first reader / second reader"))


def readers(casebook: CaseBook, round_: Round) -> Table:
    """A row for each agency whose records were read twice: rated answers that both readers gave, and those that differ, with both cells."""
    first = {(ret.id.subject, ret.id.recipient, ret.id.instrument): ret for ret in casebook.quality if ret.id.reader == 1}
    pairs: dict[str, list[tuple[str, Entry, Entry]]] = {}
    for second in casebook.quality:
        one = first.get((second.id.subject, second.id.recipient, second.id.instrument))
        if second.id.reader > 1 and one is not None:
            pairs.setdefault(second.id.recipient, []).extend((one.id.subject, *both) for both in _both(one, second))
    rows = []
    for code, answers in sorted(pairs.items()):
        differ = [(subject, one, two) for subject, one, two in answers if one.code != two.code]
        said = "\n".join(f"{subject} {one.ref}: {one.label or one.raw} / {two.label or two.raw}" for subject, one, two in differ)
        evidence = tuple(entry.at for _, *both in differ for entry in both)
        rows.append(Row((round_.name_of(code), of(len(answers) - len(differ), len(answers)), said or "–"), evidence))
    columns = tuple(Column(say(heading), width) for heading, width in zip(_HEADINGS, (2.5, 2, 6), strict=True))
    note = say("A second reader's answers are moderation: they stand beside the first reader's, and are counted in no figure.")
    return Table("readers", say("Records that were read twice"), columns, tuple(rows), note)


def _both(one: Return, two: Return) -> list[tuple[Entry, Entry]]:
    """The rated answers that both gave."""
    seconds = {entry.ref: entry for entry in two.form.entries if entry.kind == "rating" and entry.is_answer}
    return [(entry, seconds[entry.ref]) for entry in one.form.entries if entry.kind == "rating" and entry.is_answer and entry.ref in seconds]
