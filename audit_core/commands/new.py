"""Set up a round: a folder with round.xlsx for the chair to complete, and empty folders for forms
and returns.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import attrs

from audit_core.commands.partnership_defaults import with_defaults
from audit_core.errors import UsageProblem
from audit_core.forms.build import kinds_asked
from audit_core.rounds.calendar import bank_holidays, calendar_of
from audit_core.rounds.case_references import case_ref, meeting_ref
from audit_core.rounds.folder import FORMS, RETURNS, ROUND, write_whole
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Expect, Round, Subject
from audit_core.rounds.time_limits import own_limits
from audit_core.rounds.writer import build_round_workbook
from audit_core.themes.agencies import AGENCY_KINDS, NOT_IN_EVERY_AREA, kind_label
from audit_core.themes.theme import Theme

RETURN_AFTER, PANEL_AFTER = timedelta(days=21), timedelta(days=35)
"""The usual intervals from issue to return and to the panel; the chair can change the dates in
round.xlsx.
"""


PARTNERSHIP = "Our safeguarding partnership"
CONTACT, RETURN_TO = "Audit lead: telephone and e-mail", "Secure e-mail to the audit lead"
"""Placeholders in a new round until the chair types their own."""


def new_round(
    folder: Path,
    theme: Theme,
    agencies: tuple[str, ...],
    cases: int,
    meetings: int,
    issue: date,
    usual: Round | None = None,
) -> Round:
    """Make a round's folder and its round.xlsx, in which every recipient is asked about every case.

    `usual` is a round from which partnership, contacts, names and words are copied. Raises
    UsageProblem for a folder that already has a round, or for an unknown kind of agency.
    """
    folder = folder.resolve()
    if (folder / ROUND).exists():
        raise UsageProblem("round.there_already", folder=folder)
    kinds = agencies or default_kinds(theme)
    known = {kind.code for kind in (*AGENCY_KINDS, *theme.kinds)}
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise UsageProblem(
            "round.not_kinds", unknown=", ".join(unknown), known=", ".join(sorted(known))
        )
    audit_round = _on_working_days(
        with_defaults(
            blank_round(theme, _code(folder, theme, issue), kinds, cases, meetings, issue), usual
        )
    )
    write_whole(folder / ROUND, build_round_workbook(audit_round, theme))
    for name in (FORMS, RETURNS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return audit_round


def blank_round(
    theme: Theme, code: str, kinds: tuple[str, ...], cases: int, meetings: int, issue: date
) -> Round:
    """Return a round with one recipient of each kind, `cases` cases that ask all of them, and the
    usual dates.
    """
    recipients = tuple(Recipient(kind, kind, kind_label(kind, theme.kinds)) for kind in kinds)
    ask: Expect = "ask"
    expected = tuple((recipient.code, ask) for recipient in recipients)
    subjects = [
        Subject(case_ref(code, number), "case", expected=expected, proceedings="")
        for number in range(1, cases + 1)
    ]
    if any(instrument.about == "meeting" for instrument in theme.instruments):
        subjects += [
            Subject(meeting_ref(code, number), "meeting", expected=(("observer", "ask"),))
            for number in range(1, meetings + 1)
        ]
    if any(instrument.about == "round" for instrument in theme.instruments):
        subjects.append(Subject(code, "round", expected=(("partnership", "ask"),)))
    return Round(
        code=code,
        theme=theme.name,
        title=f"{theme.title} audit {issue.year}",
        partnership=PARTNERSHIP,
        nation="England",
        looks_from=date(issue.year - 1, issue.month, 1),
        looks_to=date(issue.year, issue.month, 1) - timedelta(days=1),
        issued=issue,
        due=issue + RETURN_AFTER,
        panel=issue + PANEL_AFTER,
        recipients=recipients,
        subjects=tuple(subjects),
        contact=CONTACT,
        return_to=RETURN_TO,
        limits=own_limits(theme),
    )


def _on_working_days(audit_round: Round) -> Round:
    """Return the round with dates that fell on a day off moved to the next working day of its
    nation.
    """
    calendar = calendar_of(
        audit_round,
        bank_holidays(audit_round.nation, audit_round.issued.year, audit_round.issued.year + 1),
    )
    return attrs.evolve(
        audit_round,
        due=calendar.next_working(audit_round.due),
        panel=calendar.next_working(audit_round.panel) if audit_round.panel else None,
    )


def default_kinds(theme: Theme) -> tuple[str, ...]:
    """Return every kind of agency that the theme's case file asks, without those that not every
    area has.
    """
    return tuple(
        dict.fromkeys(
            kind
            for instrument in theme.instruments
            if instrument.about == "case"
            for kind in kinds_asked(theme, instrument)
            if kind not in NOT_IN_EVERY_AREA
        )
    )


def _code(folder: Path, theme: Theme, issue: date) -> str:
    """Return a round code that no round next to this one uses: prefix, year and letter, such as
    DA26A.
    """
    stem = f"{theme.prefix}{issue.year % 100:02d}"
    used = (
        {path.read_text(encoding="utf-8").strip() for path in folder.parent.glob("*/.round-code")}
        if folder.parent.is_dir()
        else set()
    )
    code = next(
        f"{stem}{letter}" for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if f"{stem}{letter}" not in used
    )
    write_whole(folder / ".round-code", (code + "\n").encode())
    return code
