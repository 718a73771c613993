"""Check rendered outputs for confidential words before they are written to the set.
`completeness_check` checks that nothing is missing.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from audit_core.serialization import to_data
from audit_core.tabulation.compiled import Compiled

LONG_ENOUGH = 25
"""Shorter texts may occur in two places by chance."""
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(
    r"</(?:w:p|a:p|p|li|td|th|si|c|row)>|<(?:w:br|w:cr|w:tab|w:ptab|a:br|br)(?:\s[^>]*)?/?>",
    re.IGNORECASE,
)
"""Tags that separate words although no space is between them: ends of paragraphs and cells, line
breaks and tabs.
"""
_SPACE = re.compile(r"\s+")


class Confidential:
    """The words of a round that only the chair may see: what auditors typed, unless the panel wrote
    or cleared the same words, and the names of returned files.
    """

    def __init__(self, compiled: Compiled) -> None:
        allowed = one_line(" | ".join(_typed_by_panel(compiled)))
        known = {allowed[start : start + LONG_ENOUGH] for start in range(len(allowed))}
        self._by_head: dict[str, dict[str, object]] = {}
        for words, place in _words(compiled):
            head = words[:LONG_ENOUGH]
            if len(words) >= LONG_ENOUGH and not (head in known and words in allowed):
                self._by_head.setdefault(head, {}).setdefault(words, place)
        for line in compiled.casebook.ledger:
            if len(line.file) >= LONG_ENOUGH:
                self._by_head.setdefault(line.file[:LONG_ENOUGH], {}).setdefault(
                    line.file, line.file
                )

    def leaks(self, name: str, data: bytes) -> tuple[str, ...]:
        """Return the cells of the returns whose words are in an output that is not the chair's.
        `name` is the output's path in the set.
        """
        if name.startswith("chair/"):
            return ()
        text = one_line(text_in(data))
        heads = {
            head
            for start in range(len(text))
            if (head := text[start : start + LONG_ENOUGH]) in self._by_head
        }
        return tuple(
            sorted(
                {
                    str(place)
                    for head in heads
                    for words, place in self._by_head[head].items()
                    if words in text
                }
            )
        )


@lru_cache(maxsize=1)  # asked by both checks of a file, one after the other
def text_in(data: bytes) -> str:
    """Return the text of a file we wrote: all parts of a Word document or workbook, a web page
    without its tags, or plain text.
    """
    if not data.startswith(b"PK"):
        return _words_of(data)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return "\n".join(
            _words_of(packed.read(name))
            for name in packed.namelist()
            if name.endswith((".xml", ".rels"))
        )


@lru_cache(maxsize=64)  # styles and themes are the same in every document
def _words_of(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    if not text.lstrip("\ufeff").startswith("<"):
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))


def _words(compiled: Compiled) -> Iterator[tuple[str, object]]:
    """Yield every text that an auditor typed, with its place."""
    for ret in compiled.casebook.returns:
        for entry in ret.form.entries:
            if entry.code == "text":
                yield one_line(entry.raw), entry.at
            if entry.evidence:
                yield one_line(entry.evidence), entry.evidence_at or entry.at
        for event in ret.form.events:
            yield from (
                (one_line(text), event.at) for text in (event.what, event.child, event.done)
            )
    for result in compiled.scores.times:
        yield one_line(result.reason), result.ref


def _typed_by_panel(compiled: Compiled) -> Iterator[str]:
    """Yield texts that may be shown although an auditor typed the same: the panel's own or cleared
    words, and the texts of the theme and the round.
    """
    yield from (words for _, words in (*compiled.lived, *compiled.quotable))
    for grade in compiled.decisions.grades:
        child = "" if grade.subject in compiled.round.record_only else grade.child
        yield from (grade.why, grade.dissent, child)
    for note in compiled.decisions.findings:
        yield from (note.why, note.so_what)
    for decision in compiled.decisions.recommendations:
        yield from (decision.text, decision.reason)
    yield from _texts(to_data(compiled.theme))
    yield from _texts(to_data(compiled.round))


def _texts(data: object) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _texts(value)


def one_line(text: str) -> str:
    """Return a text with single spaces in place of other white space."""
    return _SPACE.sub(" ", text).strip()
