"""Check single files: what is missing or not understood, in words that can be pasted into a reply to the auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.engine.open import at_work
from audit_core.errors import UsageProblem
from audit_core.intake.folder import read_file
from audit_core.intake.read import read_return
from audit_core.store import ROUND

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.model.returns import Reading
    from audit_core.plugins import Plugins


@attrs.frozen
class Checked:
    """One file that was checked."""

    file: Path
    reading: Reading


def check_files(files: tuple[Path, ...], folder: Path | None, plugins: Plugins) -> tuple[Checked, ...]:
    """Read each file against the round it lies in, or the one in `folder`. Raises UsageProblem when there is no round to check against."""
    with at_work(folder or _round_of(files[0]), plugins) as opened:
        desk = opened.desk()
        return tuple(Checked(path, read_return(read_file(path.parent, path), desk)) for path in files)


def _round_of(file: Path) -> Path:
    """The nearest folder above a file that holds a round."""
    for folder in file.resolve().parents:
        if (folder / ROUND).is_file():
            return folder
    msg = f"{file.name} does not lie in a round's folder. Say which round with --round FOLDER."
    raise UsageProblem(msg)
