"""Fill in new rounds from partnership.xlsx, a completed round.xlsx in the folder that holds the
rounds.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from audit_core.errors import UsageProblem
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.rounds.beside import beside_in_round, not_taken_over
from audit_core.rounds.reader import read_round
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round
from audit_core.themes.theme import Theme

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


def beside_in_partnership(
    folder: Path, usual: Round | None, plugins: Plugins, new: Round | None = None
) -> Problems:
    """Return what the partnership.xlsx next to a round's folder has that is not read, and what a
    `new` round does not take over.
    """
    path = folder.resolve().parent / PARTNERSHIP
    theme = plugins.theme(usual.theme) if usual else None
    if usual is None or theme is None or not path.is_file():
        return ()
    data = path.read_bytes()
    left = _not_taken_over(usual, new, theme) if new else ()
    return (
        *beside_in_round(data, PARTNERSHIP, usual, theme),
        *(not_taken_over(data, PARTNERSHIP, left) if left else ()),
    )


def _not_taken_over(usual: Round, new: Round, theme: Theme) -> tuple[str, ...]:
    """Return the words in partnership.xlsx that are only about one round."""
    codes = {recipient.code for recipient in new.recipients}
    sampling = usual.sampling
    texts = (
        "" if usual.title.startswith(theme.title) else usual.title,
        *(usual.agreed_by, usual.hold, usual.version, usual.follows),
        *(sampling.frame, sampling.criterion, sampling.method, sampling.replaced),
        *(
            text
            for subject in usual.subjects
            for text in (subject.note, subject.withdrawn, subject.fact("meeting_kind"))
        ),
        *(
            text
            for recipient in usual.recipients
            for text in (recipient.name, recipient.contact)
            if recipient.code not in codes
        ),
    )
    return tuple(filter(None, texts))


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
