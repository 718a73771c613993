"""How commands print: plain lines that also work in a pipe and on an old console; problems grouped
by file and sheet.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from audit_core.problems.problem import Problem
    from audit_core.returns.model import Concern
    from audit_core.rounds.round import Round

MARKS = {"error": "!", "warning": "?", "note": "-"}


def print_problems(
    found: Iterable[Problem], *, everything: bool = False, marks: Mapping[str, str] = MARKS
) -> None:
    """Print every error and warning, grouped by file and sheet: cell, what is wrong, what to do.
    What may say that somebody is at risk comes first. Notes are counted, unless `everything` is
    set.

    The same problem in several cells of a sheet is printed once, with all the cells.
    """
    from audit_core.forms.form import in_form_order
    from audit_core.problems.problem import RISK
    from audit_core.rounds.folder import DECISIONS, ROUND

    by_place: dict[tuple[str, str], dict[tuple[str, str, str], list[str]]] = {}
    alarming = set()
    notes = 0
    for problem in sorted(in_form_order(found), key=lambda each: each.code not in RISK):
        if problem.severity == "note" and not everything:
            notes += 1
            continue
        where = problem.where
        if problem.code in RISK:
            alarming.add((where.file, where.sheet))
        cell = f"{where.cell}{f' ({where.ref})' if where.ref else ''}".strip()
        group = by_place.setdefault((where.file, where.sheet), {})
        group.setdefault((problem.severity, problem.what, problem.remedy), []).append(cell)
    if marks is MARKS and by_place:
        click.echo("Marked !: not used until corrected. Marked ?: used, but please check it.")
    # then the chair's own workbooks, which the chair can correct at once
    in_order = sorted(
        by_place.items(),
        key=lambda place: (place[0] not in alarming, place[0][0] not in {DECISIONS, ROUND}),
    )
    for (file, sheet), group in in_order:
        place = (file, f"sheet '{sheet}'" if sheet else "")
        click.echo(", ".join(filter(None, place)) or "In general")
        for (severity, what, remedy), cells in group.items():
            places = ", ".join(filter(None, cells))
            click.echo(
                f"  {marks[severity]} {f'{places}: ' if places else ''}{what} {remedy}".rstrip()
            )
    if notes:
        click.echo(
            f"{notes} smaller point{'s' if notes > 1 else ''} noted in the ledger and the report."
        )


def print_concerns(concern: Concern, audit_round: Round) -> str:
    """Return the sentence about a child who may be at risk: the case, who reports it, what it is,
    what to do, and the cell.
    """
    from audit_core.rounds.form_id import FormId

    form = FormId.parse(concern.form)
    about = f" in case {form.subject}" if form else ""
    unknown = "a form for practice" if concern.form.endswith("/practice") else "a form"
    who = f"{audit_round.name_of(form.recipient) if form else unknown} says so"
    what = f" ({concern.kind})" if concern.kind else ""
    return f"SOMEBODY MAY BE AT RISK{about}: {who}{what}. {concern.to_do} See {concern.at}."


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of text, each column as wide as its longest cell."""
    lines = [tuple(headings), *(tuple(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    for number, line in enumerate(lines):
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )
        if number == 0:
            click.echo("  ".join("-" * width for width in widths))


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Drawn only on updates, without a thread: a process that has threads cannot safely fork
    # helpers (processes.py).
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, all_: bar.update(task, completed=done, total=all_, refresh=True)


class DateParam(click.ParamType[date]):
    """A date on the command line: 2026-03-14 or 14/3/2026."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date that was typed; anything else is a usage error."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            if "/" in text:
                day, month, year = (int(part) for part in text.split("/"))
                return date(year, month, day) if year > 999 else date.fromisoformat(text)
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"'{text}' is not a date. Write it like 2026-03-14.", param, ctx)


PATH = click.Path(path_type=Path)
FOLDER = click.argument("folder", metavar="[DIR]", default=".", type=PATH)
"""The folder of a round or a partnership: the one the user is in, unless another is named."""


def day_option(name: str, meaning: str) -> Callable[[Any], Any]:
    """Return an option for a date, with its help. Without it the date is today."""
    return click.option(
        name, type=DateParam(), callback=lambda _ctx, _param, day: day or today(), help=meaning
    )


def today() -> date:
    """Return today's date: the default of --as-at and of a round's issue date."""
    return date.today()  # noqa: DTZ011 - the chair's own calendar day is meant


def screen_date(value: date) -> str:
    """Return a date in words: 14 March 2026."""
    return f"{value.day} {value:%B %Y}"
