"""Open the partnership's folder for escalations: its details, and what a quarter's logs were made
with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit_core.commands.open_round import language_of
from audit_core.commands.partnership_defaults import PARTNERSHIP, defaults_of
from audit_core.errors import UsageProblem
from audit_core.escalations.log import IssuedLogs, Quarter
from audit_core.i18n import using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems, Where, problem
from audit_core.rounds.folder import ISSUED, ROUND, RoundFolder
from audit_core.rounds.round import Round
from audit_core.serialization import from_json

FOLDER = "escalations"


@contextmanager
def quarters_home(folder: Path, plugins: Plugins) -> Iterator[tuple[Path, Round]]:
    """Open the partnership's folder: yield it and its partnership.xlsx, with its language in use.
    Raises UsageProblem where there is none.
    """
    in_round = (folder / ROUND).is_file() and not (folder / PARTNERSHIP).is_file()
    inside = folder.resolve().parent if in_round else folder
    usual = defaults_of(inside / "any", plugins)
    if usual is None:
        raise UsageProblem("escalation.no_partnership", file=PARTNERSHIP, folder=inside)
    speech, _ = language_of(RoundFolder(inside), usual)
    with using_language(speech):
        yield inside, usual


def issued_of(store: RoundFolder, quarter: Quarter) -> IssuedLogs | None:
    """Return what the logs of a quarter were made with; None where there are none. Raises
    UsageProblem for a damaged issued.json.
    """
    data = store.read(ISSUED)
    if data is None:
        return None
    text = data.decode("utf-8", errors="replace")
    return from_json(IssuedLogs, text, f"{FOLDER}/{quarter}/{ISSUED}")


def policy_problems(issued: IssuedLogs, usual: Round) -> Problems:
    """Report that the stages are examples, or that the policy was typed or changed after the logs
    were made.
    """
    if issued.stages == usual.stages and not issued.is_example:
        return ()
    if not issued.is_example:
        code = "escalation.policy_changed"
    elif any(stage.is_example for stage in usual.stages):
        code = "escalation.examples"
    else:
        code = "escalation.policy_typed"
    return (problem(code, Where(PARTNERSHIP, "Escalation"), quarter=issued.quarter),)
