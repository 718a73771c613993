"""Check that no output is incomplete: the ids and sentences it must contain are searched for in the
rendered file.

Outputs that templates shape are also searched for sentences, since an id may be mentioned without
its sentence, and pages for practitioners, children and the public print no ids.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from audit_core.documents.escape import plain
from audit_core.reports.briefing import briefing_values
from audit_core.reports.leak_check import one_line, text_in
from audit_core.tabulation.compiled import Compiled

_ID = re.compile(r"[FRA](?<!\w[FRA])\d+\b")
"""A printed id. The lookbehind comes after the letter, which makes the search several times as
fast.
"""
_SHORT = 60


def missing_parts(view: Compiled, name: str, data: bytes) -> tuple[str, ...]:
    """Return the ids and the beginnings of sentences that are missing from an output. `name` is its
    path in the set and `view` the compiled round it was made from.
    """
    file = name.rpartition("/")[2]
    ids, sentences = tuple(_ids(view, name)), tuple(_sentences(view, file))
    if not ids and not sentences:
        return ()
    text = _strings(data) if name.endswith(".xlsx") else text_in(data)
    printed = set(_ID.findall(text)) if ids else set()
    words = one_line(text) if sentences else ""
    lost = (sentence for sentence in sentences if one_line(plain(sentence)) not in words)
    return (
        *(wanted for wanted in ids if wanted not in printed),
        *(f"'{sentence[:_SHORT]}'" for sentence in lost),
    )


def _ids(view: Compiled, name: str) -> Iterator[str]:
    """Yield the printed ids that an output must contain."""
    every = name in {"chair/report.html", "chair/compiled.json", "board/report.docx"}
    own = name.startswith("agencies/") and name.endswith("/report.docx")
    if every or own or name == "chair/analysis.xlsx":
        yield from (
            finding.id
            for finding in view.findings
            if (not own or finding.status != "noted")
            and (name.startswith("chair/") or finding.kind != "once")
        )
    if every or own:
        yield from (
            item.id
            for item in view.recommendations
            if not own or item.status not in {"noted", "rejected"}
        )
    if every or own or name.endswith("/action-plan.xlsx"):
        yield from (action.id for action in view.plan.actions)


def _sentences(view: Compiled, file: str) -> Iterator[str]:
    """Yield the sentences that an output must contain."""
    published = view.published
    if file == "report.docx":
        yield from (
            finding.says
            for finding in view.findings
            if finding.status != "noted" and finding.kind != "once"
        )
        yield from (
            item.text for item in view.recommendations if item.status not in {"noted", "rejected"}
        )
    elif file == "briefing.docx":
        parts = briefing_values(view)
        yield from (*parts["found"], *parts["well"], *parts["change"])
    elif file.startswith("for-children."):
        yield from (*published.child_well, *published.child_better, *published.promises)
    elif file.startswith("learning."):
        yield from (*published.well, *published.better, *published.sentences)
        yield from (item.text for item in view.recommendations)
        yield from (
            text
            for table in published.tables
            for text in (table.title, *(line.about for line in table.lines))
        )


def _strings(data: bytes) -> str:
    """Return all texts of a workbook that we wrote; parsing a large one would take too long."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return packed.read("xl/sharedStrings.xml").decode()
