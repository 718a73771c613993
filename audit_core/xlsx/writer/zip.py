"""Zips that depend on nothing but what is in them: fixed dates, sorted members, one compression."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

STAMP = "2000-01-01T00:00:00Z"
"""The creation date written into workbooks: the same inputs are to give the same bytes,
whenever.
"""
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def write_zip(members: Mapping[str, bytes], day: date | None = None) -> bytes:
    """A zip of these members, sorted by name ("[Content_Types].xml" comes first, as some programs
    expect), dated `day` where people see it.
    """
    stamp = (day.year, day.month, day.day, 0, 0, 0) if day else _FIRST_DATE
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            packed.writestr(info, members[name])
    return out.getvalue()
