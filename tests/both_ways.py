"""Reading with a context that remembers how earlier forms were laid out and with a fresh one gives
the same result, whatever was done to the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.returns.reader import read_return

if TYPE_CHECKING:
    from audit_core.returns.context import ReadingContext
    from audit_core.returns.model import Reading
    from audit_core.workbook_style.files import FoundFile


def read_both_ways(found: FoundFile, desk: ReadingContext) -> Reading:
    """Read a form with a fresh context, and check that `desk` reads the same, twice."""
    reading = read_return(found, attrs.evolve(desk, shapes={}))
    assert read_return(found, desk) == reading
    assert read_return(found, desk) == reading
    return reading
