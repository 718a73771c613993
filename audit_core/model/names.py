"""How names that people type are compared: one rule, whoever typed them and wherever."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
    }
)


def fold(text: str) -> str:
    """`text` without the differences that mean nothing: case, spaces of any kind, shapes of quotes and dashes, full width."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return " ".join(text.split()).casefold()


def labels_of(names: Mapping[str, str]) -> dict[str, str]:
    """What is printed for each code: its name; its code stands beside it where another has that name, or is coded so."""
    count = Counter(fold(name) for name in names.values())
    codes = {fold(code): code for code in names}
    return {code: f"{name} ({code})" if count[fold(name)] > 1 or codes.get(fold(name), code) != code else name for code, name in names.items()}


def codes_called(said: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of all that somebody may mean who says this: a code, a name, or what is printed for it."""
    wanted, labels = fold(said), labels_of(names)
    return tuple(code for code, name in names.items() if wanted in {fold(code), fold(name), fold(labels[code])})
