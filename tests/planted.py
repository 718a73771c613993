"""Search everything that was written for words: in names, in files, inside zips, and through the
tags of documents.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path


def everything(data: bytes) -> list[bytes]:
    """A file's bytes, and those of everything inside it, however deeply zips are nested."""
    found = [
        data,
        re.sub(rb"<[^>]+>", b"", data),
    ]  # words that a program has cut into runs are words all the same
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [name.encode() for name in archive.namelist()]
            found += [
                part for name in archive.namelist() for part in everything(archive.read(name))
            ]
    return found


def holding(folder: Path, planted: str) -> list[str]:
    """The files and folders that hold a text, in their names or in any of their parts."""
    wanted = [
        planted.encode(),
        planted.encode("utf-16-le"),
        planted.encode("utf-16-be"),
        json.dumps(planted)[1:-1].encode(),
    ]
    paths = sorted(folder.rglob("*"))
    named = [
        path.relative_to(folder).as_posix()
        for path in paths
        if planted in path.relative_to(folder).as_posix()
    ]
    files = (
        (path.relative_to(folder).as_posix(), everything(path.read_bytes()))
        for path in paths
        if path.is_file()
    )
    return named + [
        name for name, parts in files if any(text in part for part in parts for text in wanted)
    ]
