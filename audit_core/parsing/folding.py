"""Fold text so that spellings which mean the same compare as equal. The whole package uses these
rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
    }
)


def fold(text: str) -> str:
    """Return `text` without differences that mean nothing.

    They are case, kinds and numbers of spaces, shapes of quotes and dashes, and full-width letters.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return " ".join(text.split()).casefold()


def option_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Return the label to print for each code: its name, or "name (code)".

    The code is added if another code has the same name, or if the name is itself another's code.
    """
    count = Counter(fold(name) for name in names.values())
    codes = {fold(code): code for code in names}
    return {
        code: f"{name} ({code})"
        if count[fold(name)] > 1 or codes.get(fold(name), code) != code
        else name
        for code, name in names.items()
    }


def codes_called(named: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return all codes that a text may mean: it may be a code, a name, or a label of
    `option_labels`.
    """
    wanted, labels = fold(named), option_labels(names)
    return tuple(
        code
        for code, name in names.items()
        if wanted in {fold(code), fold(name), fold(labels[code])}
    )


_REMOVABLE = re.compile(r"[\s.,;:_/\\()'\"*✓✔☑✅-]+")


@lru_cache(maxsize=4096)
def fold_printed(text: str) -> str:
    """`fold` with a cache, for printed text, which is the same on every form.

    Use `fold` for answers and other free text: it rarely repeats and would only fill the cache.
    """
    return fold(text)


def squeeze_spaces(text: str) -> str:
    """`fold`, and also remove spaces, ticks and harmless punctuation: "N.A." and "n/a" are both
    "na".

    A question mark is kept, so "Met?" is not "Met".
    """
    return _REMOVABLE.sub("", fold(text))


@lru_cache(maxsize=4096)
def ref_key(text: str) -> str:
    """Return a printed ref as it is compared: "DA–1.2A " and "da-1.2a" are the same. Cached."""
    return fold(text).replace(" ", "")


def is_blank(text: str) -> bool:
    """Return whether nothing can be seen: the text is empty or only spaces of any kind."""
    return not text.strip() or (not text.isascii() and not fold(text))
