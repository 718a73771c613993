"""A translation of the fixed words: words.json in a templates folder, each text of the catalogue with what is said instead."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from audit_core.problems.problem import Where, problem
from audit_core.resources import catalogue_texts

if TYPE_CHECKING:
    from audit_core.problems.problem import Problem

_PART = re.compile(r"\{\{.*?\}\}|\{\w*\}", re.DOTALL)


def read_translation(data: bytes | None, file: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What is said instead, by English text, and what is wrong with it. A text that is left out, or left empty, stays English."""
    if data is None:
        return {}, ()
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        return {}, (problem("words.unreadable", Where(file)),)
    known = catalogue_texts()
    said = {text: instead for text, instead in found.items() if instead.strip() and instead != text}
    faults = [problem("words.parts", Where(file), text=_short(text)) for text, instead in said.items() if _parts(text) != _parts(instead)]
    unknown = [text for text in said if text not in known]
    if unknown:
        faults.append(problem("words.unknown", Where(file), count=len(unknown), text=_short(unknown[0])))
    return said, tuple(faults)


def _parts(text: str) -> list[str]:
    return sorted(" ".join(part.split()) for part in _PART.findall(text))


def _short(text: str) -> str:
    return text if len(text) < 80 else f"{text[:79]}…"
