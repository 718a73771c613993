"""How names that people type are compared: one rule, whoever typed them and wherever."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
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
    """`text` without the differences that mean nothing: case, spaces of any kind, shapes of quotes
    and dashes, full width.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return " ".join(text.split()).casefold()


def option_labels(names: Mapping[str, str]) -> dict[str, str]:
    """What is printed for each code: its name; its code stands beside it where another has that
    name, or is coded so.
    """
    count = Counter(fold(name) for name in names.values())
    codes = {fold(code): code for code in names}
    return {
        code: f"{name} ({code})"
        if count[fold(name)] > 1 or codes.get(fold(name), code) != code
        else name
        for code, name in names.items()
    }


def codes_called(said: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of all that somebody may mean who says this: a code, a name, or what is printed for
    it.
    """
    wanted, labels = fold(said), option_labels(names)
    return tuple(
        code
        for code, name in names.items()
        if wanted in {fold(code), fold(name), fold(labels[code])}
    )


__all__ = ["fold", "fold_printed", "is_blank", "ref_key", "squeeze_spaces"]

_REMOVABLE = re.compile(r"[\s.,;:_/\\()'\"*✓✔☑✅-]+")


@lru_cache(maxsize=4096)
def fold_printed(text: str) -> str:
    """`fold`, remembered: for what is printed, which is the same on every form.

    Where wordings are printed somebody may have typed instead, and that is compared, and so
    remembered for a while, too. For
    answers and other free texts use `fold`: they never come again, and would only push out what
    does.
    """
    return fold(text)


def squeeze_spaces(text: str) -> str:
    """`fold` without spaces, ticks and harmless punctuation as well: "N.A." and "n/a" are both
    "na". "Met?" stays itself.
    """
    return _REMOVABLE.sub("", fold(text))


@lru_cache(maxsize=4096)
def ref_key(text: str) -> str:
    """A printed ref as it is looked up: "DA–1.2A " and "DA-1.2a" are one. Refs are ours, so they
    are remembered.
    """
    return fold(text).replace(" ", "")


def is_blank(text: str) -> bool:
    """Whether nothing can be seen: empty, or only spaces of any kind."""
    return not text.strip() or (not text.isascii() and not fold(text))
