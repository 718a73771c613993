"""Report the state of a round: open concerns first, then which forms are back, late or missing, and
whom to remind.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs

from audit_core.commands.load_returns import load_returns
from audit_core.commands.open_round import RoundContext, beside_the_round, round_context
from audit_core.commands.update_decisions import moderated
from audit_core.i18n import _, date_in_words, ngettext
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.returns.model import CaseBook, Concern, Expected
from audit_core.rounds.round import Round


@attrs.frozen
class Reminder:
    """A recipient to remind: the overdue forms, and a text ready to send, which never has a child's
    name.
    """

    recipient: str
    name: str
    contact: str
    late: tuple[Expected, ...]
    text: str


@attrs.frozen
class RoundStatus:
    """The state of a round on a day."""

    opened: RoundContext
    as_at: date
    casebook: CaseBook
    open_concerns: tuple[Concern, ...]
    mixed_up: Problems
    chase: tuple[Reminder, ...]
    problems: Problems


def status(folder: Path, plugins: Plugins, as_at: date) -> RoundStatus:
    """Return the state of the round in `folder`; nothing is written. Raises UsageProblem for a
    round that cannot be used.
    """
    with round_context(folder, plugins) as opened:
        loaded = load_returns(opened, plugins, as_at)
        book = moderated(opened, loaded)[0].casebook
        closed = loaded.decisions.closed
        return RoundStatus(
            opened,
            as_at,
            book,
            tuple(concern for concern in book.concerns if concern.key not in closed),
            tuple(problem for problem in book.problems if problem.code == "form.other_child"),
            reminders(book.expected, opened.round, as_at),
            (*opened.problems, *beside_the_round(opened), *loaded.problems, *book.problems),
        )


def reminders(
    expected: tuple[Expected, ...], audit_round: Round, as_at: date
) -> tuple[Reminder, ...]:
    """Return a reminder for everybody with an overdue form, including the partnership and its
    observers.
    """
    reminders = []
    for code in dict.fromkeys(
        (
            *(recipient.code for recipient in audit_round.recipients),
            *(item.recipient for item in expected),
        )
    ):
        late = tuple(
            item
            for item in expected
            if item.recipient == code and item.state == "missing" and item.due < as_at
        )
        if late:
            name, recipient = audit_round.called(code), audit_round.recipient(code)
            reminders.append(
                Reminder(
                    code,
                    name,
                    recipient.contact if recipient else "",
                    late,
                    reminder_text(name, late, audit_round, as_at, nil=recipient is not None),
                )
            )
    return tuple(reminders)


def reminder_text(
    name: str, late: tuple[Expected, ...], audit_round: Round, as_at: date, *, nil: bool = True
) -> str:
    """Return the text of a reminder as of a day, with references only. `nil` says whether there may
    be nothing to audit.
    """
    days = {item.due: date_in_words(item.due) for item in late}
    due = ", ".join(days[day] for day in sorted(days))
    cases = ", ".join(
        f"{item.subject} ({days[item.due]})" if len(days) > 1 else item.subject for item in late
    )
    panel = (
        _("The panel meets on {day}.", day=date_in_words(audit_round.panel))
        if audit_round.panel and audit_round.panel >= as_at
        else ""
    )
    sentences = (
        _("To {name}.", name=name),
        ngettext(
            "{title}: the form for {cases} was due on {due} and has not been returned.",
            "{title}: the forms for {cases} were due on {due} and have not been returned.",
            len(late),
            title=audit_round.title,
            cases=cases,
            due=due,
        ),
        panel,
        ngettext(
            "Please return it, even if it is not finished. Where to: {how}.",
            "Please return them, even if they are not finished. Where to: {how}.",
            len(late),
            how=audit_round.return_to,
        ),
        _(
            "If nobody of the household was known to you, answering that on the first sheet takes "
            "two minutes."
        )
        if nil
        else "",
        _("Questions: {contact}.", contact=audit_round.contact),
    )
    return " ".join(filter(None, sentences))
