"""Where a round stands: open concerns first, then what came back, what is late or missing, and whom to chase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.engine.open import Opened, open_round
from audit_core.engine.take_in import take_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from audit_core.model.returns import CaseBook, Concern, Expected
    from audit_core.model.round import Round
    from audit_core.plugins import Plugins
    from audit_core.problems import Problem


@attrs.frozen
class Chase:
    """One recipient to remind: the forms that are out, and a text ready to send. It never holds a name."""

    recipient: str
    name: str
    contact: str
    late: tuple[Expected, ...]
    text: str


@attrs.frozen
class Standing:
    """Where a round stands on a day."""

    opened: Opened
    as_at: date
    casebook: CaseBook
    open_concerns: tuple[Concern, ...]
    mixed_up: tuple[Problem, ...]
    chase: tuple[Chase, ...]
    problems: tuple[Problem, ...]


def status(folder: Path, plugins: Plugins, as_at: date, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Standing:
    """The standing of the round in `folder`; nothing is written. Raises UsageProblem for a round that cannot be used."""
    opened = open_round(folder, plugins)
    taken = take_in(opened, plugins, as_at, progress)
    book = taken.casebook
    closed = {key for key, _, state in taken.decisions.concerns if state == "closed"}
    return Standing(
        opened,
        as_at,
        book,
        tuple(concern for concern in book.concerns if concern.key not in closed),
        tuple(fault for fault in book.problems if fault.code == "form.other_child"),
        chase(book.expected, opened.round, as_at),
        (*opened.problems, *taken.problems, *book.problems),
    )


def chase(expected: tuple[Expected, ...], round_: Round, as_at: date) -> tuple[Chase, ...]:
    """Whom to remind: every recipient with a form that is out and past its date."""
    reminders = []
    for recipient in round_.recipients:
        late = tuple(item for item in expected if item.recipient == recipient.code and item.state == "missing" and item.due < as_at)
        if late:
            reminders.append(Chase(recipient.code, recipient.name, recipient.contact, late, reminder(recipient.name, late, round_)))
    return tuple(reminders)


def reminder(name: str, late: tuple[Expected, ...], round_: Round) -> str:
    """The text of a reminder. It names references only."""
    cases = ", ".join(item.subject for item in late)
    one = len(late) == 1
    due = f"{late[0].due.day} {late[0].due:%B %Y}"
    panel = f" The panel meets on {round_.panel.day} {round_.panel:%B %Y}." if round_.panel else ""
    return (
        f"To {name}. {round_.title}: {'the form' if one else 'the forms'} for {cases} {'was' if one else 'were'} due on "
        f"{due} and {'has' if one else 'have'} not come back.{panel} Please return {'it' if one else 'them'} by {round_.return_to}, "
        f"as far as {'it is' if one else 'they are'} filled in. If the child was not known to you, answering that on the first sheet "
        f"takes two minutes. Questions: {round_.contact}."
    )
