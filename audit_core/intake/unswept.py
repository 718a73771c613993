"""Python's search for what nobody needs any more, put off for a moment: values that are all needed would be looked through again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def unswept() -> Iterator[None]:
    """Work in here makes many values and drops few. What it drops goes at once, as always; only values that hold each other wait.

    Where it is put off already, it stays so afterwards: whoever reads a round may be part of a longer work, or not.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
