"""Shared facts: how often the records of those who should know agree, and how often they do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.model.compiled import Column, Row, Table
from audit_core.witness import compare
from audit_core.words import mark, say

if TYPE_CHECKING:
    from audit_core.model.returns import CaseBook
    from audit_core.model.round import Round
    from audit_core.model.theme import Theme

_HEADINGS = mark(("Agree, or nearly", "Contradict each other", "Times differ", "On one record only"))


def shared(casebook: CaseBook, theme: Theme, round_: Round) -> Table:
    """A row for each shared fact that at least two agencies answered about one case: the cases, by how the answers stand to each other.

    Cases that are held are left out: their records may be about two children.
    """
    found = [item for item in compare(casebook, theme, round_) if item.subject not in casebook.held]
    rows = []
    for ref in dict.fromkeys(item.question.ref for item in found):
        mine = [item for item in found if item.question.ref == ref]
        count = Counter(item.kind for item in mine)
        numbers = tuple(str(count[kind]) for kind in ("agreement", "contradiction", "timing", "one_sided"))
        evidence = tuple(entry.at for item in mine for _, entry in (*item.said, *item.silent))
        rows.append(Row((ref, mine[0].question.label or mine[0].question.text, *numbers), evidence))
    columns = (Column(say("Ref"), 1.1), Column(say("Shared fact"), 5), *(Column(say(heading), 1.6, number=True) for heading in _HEADINGS))
    note = say("Cases in which at least two agencies answered. Nearly: Met beside Partly met, or times less than an hour apart. Silence contradicts nothing.")
    return Table("shared", say("Whether records agree"), columns, tuple(rows), note)
