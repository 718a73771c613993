"""How typed words are compared: what people vary without meaning anything by it is folded away."""

from __future__ import annotations

import re
from functools import lru_cache

from audit_core.model.names import fold

__all__ = ["fold", "fold_printed", "is_blank", "ref_key", "squeeze"]

_REMOVABLE = re.compile(r"[\s.,;:_/\\()'\"*✓✔☑✅-]+")


@lru_cache(maxsize=4096)
def fold_printed(text: str) -> str:
    """`fold`, remembered: for what is printed, which is the same on every form.

    Where wordings are printed somebody may have typed instead, and that is compared, and so remembered for a while, too. For
    answers and other free texts use `fold`: they never come again, and would only push out what does.
    """
    return fold(text)


def squeeze(text: str) -> str:
    """`fold` without spaces, ticks and harmless punctuation as well: "N.A." and "n/a" are both "na". "Met?" stays itself."""
    return _REMOVABLE.sub("", fold(text))


@lru_cache(maxsize=4096)
def ref_key(text: str) -> str:
    """A printed ref as it is looked up: "DA–1.2A " and "DA-1.2a" are one. Refs are ours, so they are remembered."""
    return fold(text).replace(" ", "")


def is_blank(text: str) -> bool:
    """Whether nothing can be seen: empty, or only spaces of any kind."""
    return not text.strip() or (not text.isascii() and not fold(text))
