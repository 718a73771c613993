"""`audit` without a command: what this folder is, and the next command to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.rounds.folder import RoundFolder
    from audit_core.rounds.purge_record import Purged


def show_next_step(folder: Path) -> None:
    """Print what this folder is and what comes next."""
    from audit_core.rounds.folder import ROUND, RoundFolder

    if not (folder / ROUND).is_file():
        _outside_a_round(folder)
        return
    store = RoundFolder.find(folder)
    record = store.purged()
    if record is not None:
        _after_purge(record)
    else:
        _in_a_round(store)


def _outside_a_round(folder: Path) -> None:
    """Print what comes next where there is no round.xlsx: perhaps a plan, or rounds in folders."""
    from audit_core.rounds.folder import ROUND

    rounds = sorted(path.parent.name for path in folder.glob(f"*/{ROUND}"))
    if (folder / "plan" / "journal.jsonl").is_file():
        click.echo("There is an action plan here: audit plan show")
    if rounds:
        there = (
            f"There are {len(rounds)} rounds here" if len(rounds) > 1 else "There is one round here"
        )
        click.echo(f"{there}: {', '.join(rounds)}.\nNext: cd {rounds[-1]}")
    else:
        click.echo(
            "There is no round here.\nNext: audit new FOLDER --theme domestic_abuse   "
            "(audit themes lists the themes; audit demo shows a whole round)"
        )


def _after_purge(record: Purged) -> None:
    """Print whether the purge of a round is finished, and what comes next."""
    from audit_core.cli.output import screen_date

    what = (
        f"A round, purged on {screen_date(record.on)}."
        if record.done
        else "A round with an unfinished purge."
    )
    click.echo(
        f"{what}\nNext: "
        f"{'audit explain F1, for the counts that were kept' if record.done else 'audit purge'}"
    )


def _in_a_round(store: RoundFolder) -> None:
    """Print how far a round has come, and what comes next."""
    from audit_core.rounds.folder import FORMS

    issued = sum(1 for _ in (store.folder / FORMS).glob("*/*.xlsx"))
    returned = sum(path.is_file() for path in store.returns.rglob("*"))
    sets = store.sets()
    times = {0: "not compiled yet", 1: "compiled once"}.get(
        len(sets), f"compiled {len(sets)} times"
    )
    click.echo(f"A round: {issued} forms issued, {returned} files returned, {times}.")
    if not issued:
        click.echo("Next: complete round.xlsx, then run: audit generate")
    elif not returned:
        click.echo(
            "Next: send the forms; put the returned forms into returns/; then run: audit status"
        )
    elif not sets:
        click.echo("Next: audit compile")
    else:
        from audit_core.reports.compiled_set import load_set

        newest = load_set(sets[-1])
        draft = newest.get("draft", "")
        open_ = any(
            finding["status"] == "proposed" and finding["kind"] != "once"
            for finding in newest.get("findings", ())
        )
        decided = (
            "The panel has neither accepted nor noted some findings."
            if open_
            else "Everything is decided."
        )
        following = (
            "decide in decisions.xlsx, then run: audit compile" if draft else "audit plan issue"
        )
        click.echo(f"The newest results are in {sets[-1]}. {draft or decided}\nNext: {following}")
