"""Find a problem in a printed text by its code and values, whatever its wording: words are held in
tests/golden/ alone.
"""

from __future__ import annotations

import re

from audit_core.problems.catalogue import PROBLEMS


def shows(text: str, code: str, /, **values: object) -> bool:
    """Whether a text says what is wrong as the catalogue words this code; a value that is not given
    may be anything.
    """
    return count(text, code, **values) > 0


def count(text: str, code: str, /, **values: object) -> int:
    """How often a text says what `shows` looks for."""
    return len(_pattern(PROBLEMS[code].what, values).findall(text))


def asks(text: str, code: str, /, **values: object) -> bool:
    """Whether a text says what the chair is to do about this code."""
    return _pattern(PROBLEMS[code].remedy, values).search(text) is not None


def asks_auditor(text: str, code: str, /, **values: object) -> bool:
    """Whether a text says what the auditor is to do about this code."""
    return _pattern(PROBLEMS[code].to_auditor, values).search(text) is not None


def _pattern(words: str, values: dict[str, object]) -> re.Pattern[str]:
    assert words
    assert values.keys() <= set(re.findall(r"{(\w+)}", words)), f"no such value: {words}"
    parts = re.split(r"{(\w+)}", words)
    parts[::2] = [r"\s+".join(map(re.escape, re.split(r"\s+", part))) for part in parts[::2]]
    parts[1::2] = [
        re.escape(str(values[name])) if name in values else ".*?" for name in parts[1::2]
    ]
    return re.compile("".join(parts), re.DOTALL)
