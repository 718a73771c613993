"""Write zips that depend only on their contents: fixed dates, sorted members, one compression
level.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

STAMP = "2000-01-01T00:00:00Z"
"""The creation date written into workbooks, fixed so that the same inputs give the same bytes."""
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def write_zip(members: Mapping[str, bytes], day: date | None = None) -> bytes:
    """Return a zip of these members, sorted by name, all dated `day` (by default 1 January 1980).

    "[Content_Types].xml" comes first, as some programs expect.
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
