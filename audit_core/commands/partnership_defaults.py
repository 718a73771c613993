"""Fill in new rounds from partnership.xlsx, a completed round.xlsx in the folder that holds the
rounds.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from audit_core.errors import UsageProblem
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.rounds.beside import beside_in_round
from audit_core.rounds.reader import read_round
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round

PARTNERSHIP = "partnership.xlsx"
_TAKEN_OVER = (
    "partnership",
    "nation",
    "contact",
    "return_to",
    "marking",
    "grades",
    "retention_months",
    "words",
    "terms",
    "days_off",
    "stages",
)


def defaults_of(folder: Path, plugins: Plugins) -> Round | None:
    """Read the partnership.xlsx next to a round's folder; None where there is none.

    Raises UsageProblem with every problem of a file that cannot be read.
    """
    path = folder.resolve().parent / PARTNERSHIP
    if not path.is_file():
        return None
    usual, problems = read_round(
        path.read_bytes(), PARTNERSHIP, plugins.theme, tuple(sorted(plugins.themes))
    )
    if usual is None:
        raise UsageProblem("partnership.needs_correcting", problems, file=PARTNERSHIP)
    return usual


def beside_in_partnership(folder: Path, usual: Round | None, plugins: Plugins) -> Problems:
    """Return what the partnership.xlsx next to a round's folder has that is not read."""
    path = folder.resolve().parent / PARTNERSHIP
    theme = plugins.theme(usual.theme) if usual else None
    if usual is None or theme is None or not path.is_file():
        return ()
    return beside_in_round(path.read_bytes(), PARTNERSHIP, usual, theme)


def with_defaults(audit_round: Round, usual: Round | None) -> Round:
    """Return a new round with its partnership's details, the names and contacts of its recipients,
    and the partnership's time limits for this theme.
    """
    if usual is None:
        return audit_round
    known = {recipient.code: recipient for recipient in usual.recipients}
    limits = dict(audit_round.limits)
    same = usual.theme == audit_round.theme
    return attrs.evolve(
        audit_round,
        **{name: getattr(usual, name) for name in _TAKEN_OVER},
        recipients=tuple(
            _as_known(recipient, known.get(recipient.code)) for recipient in audit_round.recipients
        ),
        limits=tuple((limits | dict(usual.limits if same else ())).items()),
        limit_units=usual.limit_units if same else (),
    )


def _as_known(recipient: Recipient, known: Recipient | None) -> Recipient:
    return (
        attrs.evolve(recipient, name=known.name, contact=known.contact)
        if known and known.kind == recipient.kind
        else recipient
    )
