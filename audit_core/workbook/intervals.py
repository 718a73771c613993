"""The exact intervals of a declared random sample, beside the questions' counts of analysis.xlsx and nowhere else."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

import attrs

from audit_core.model.compiled import Column
from audit_core.score.interval import LEVEL, clopper_pearson
from audit_core.words import mark, say

if TYPE_CHECKING:
    from audit_core.model.compiled import Compiled, Row, Table

_NOTE = mark(
    "Lowest and highest: the exact {level}% interval of Clopper and Pearson for the share of the cases that could have been chosen, since the round "
    "says that chance alone chose these. Its base is cases, not returns: returns about one case are not independent. A case counts as "
    "met where every agency that answered met the standard."
)
_REPLACED = mark("Some cases were replaced, so read it with care.")


def with_intervals(table: Table, compiled: Compiled) -> Table:
    """The table of questions with three more columns where the round's sample is random; any other table as it is."""
    sampling = compiled.round.sampling
    if table.key != "questions" or not sampling.random:
        return table
    headings = (say("Cases met"), say("Lowest %"), say("Highest %"))
    note = (table.note, say(_NOTE, level=round(100 * LEVEL)), say(_REPLACED) if sampling.replaced else "")
    return attrs.evolve(
        table,
        columns=(*table.columns, *(Column(heading, 1.3, number=True) for heading in headings)),
        rows=tuple(attrs.evolve(row, cells=(*row.cells, *_cells(row, compiled))) for row in table.rows),
        note=" ".join(filter(None, note)),
    )


def _cells(row: Row, compiled: Compiled) -> tuple[str, str, str]:
    """Cases in which a standard was met by all who answered, and the interval, rounded outwards; dashes where no case was asked."""
    score = compiled.scores.question(row.cells[0])
    cases = {subject.ref for subject in compiled.round.subjects if subject.kind == "case"}
    tallies = [tally for subject, tally in (score.by_subject if score else ()) if subject in cases and tally.base]
    if not tallies:
        return ("–",) * 3
    met = sum(tally.met == tally.base for tally in tallies)
    low, high = clopper_pearson(met, len(tallies))
    return say("{n} of {total}", n=met, total=len(tallies)), str(floor(100 * low)), str(ceil(100 * high))
