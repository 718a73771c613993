"""Topic by topic, what each instrument shows: files, meetings and what agencies say of themselves side by side, never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.compiled import Column, Row, Table
from audit_core.model.topics import TOPICS
from audit_core.tabulate.counts import of
from audit_core.words import own, say

if TYPE_CHECKING:
    from audit_core.model.results import Answered, Scorecard
    from audit_core.model.theme import Theme

UNCOUNTED = {"excluded"}


def topics(scores: Scorecard, theme: Theme) -> Table:
    """A row for each topic that at least two instruments ask about: the best answer out of those that count, in each instrument's own scale.

    Files and meetings are different things, seen by different people: where one shows what the other does not, that is worth a question.
    """
    about = {question.ref: question.topic for _, _, question in theme.questions()}
    used = [instrument for instrument in theme.instruments if any(line.instrument == instrument.name for line in scores.answered)]
    lines: dict[tuple[str, str], list[Answered]] = {}
    for line in scores.answered:
        if line.counts not in UNCOUNTED and line.code not in {"blank", "not_understood"} and theme.is_good(line.ref):
            lines.setdefault((about[line.ref], line.instrument), []).append(line)
    rows = []
    for code, label in (*TOPICS, *theme.topics):
        found = [lines.get((code, instrument.name), []) for instrument in used]
        if sum(map(bool, found)) > 1:
            cells = tuple(of(sum(line.counts == "met" for line in group), len(group)) for group in found)
            rows.append(Row((own(say(label)), *cells), tuple(line.at for group in found for line in group)))
    columns = (Column(say("Topic"), 4), *(Column(own(instrument.title), 2, number=True) for instrument in used))
    note = say("Each number is the best answer of that instrument's own scale, out of its answers that count. They are never added up.")
    return Table("topics", say("Topic by topic, beside each other"), columns, tuple(rows), note)
