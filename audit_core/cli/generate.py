"""audit generate"""

from __future__ import annotations

from pathlib import Path

import click

from audit_core.cli import output
from audit_core.i18n import pluralise


@click.command("generate")
@output.FOLDER
@click.option(
    "--reissue",
    is_flag=True,
    help="Make new forms where the theme's wording has changed. The old ones are still read.",
)
@click.option(
    "--practice",
    is_flag=True,
    help="Make practice forms about an invented case instead. They are never counted.",
)
def generate_command(folder: Path, reissue: bool, practice: bool) -> None:
    """Make the forms that have not been issued yet. An issued form is never changed."""
    if practice:
        _practice(folder)
    else:
        _issue(folder, reissue=reissue)


def _practice(folder: Path) -> None:
    from audit_core.commands.practice import make_practice_forms
    from audit_core.plugin_system.manager import load_plugins

    names = make_practice_forms(folder, load_plugins())
    click.echo(
        f"{pluralise(len(names), 'practice form')} made, about an invented case. Answers in "
        f"them are never counted."
    )
    for name in names:
        click.echo(f"  {folder / name}")


def _issue(folder: Path, *, reissue: bool) -> None:
    from audit_core.commands.generate import generate
    from audit_core.plugin_system.manager import load_plugins

    with output.progress("Making forms") as progress:
        done = generate(folder, load_plugins(), reissue=reissue, progress=progress)
    forms = done.written
    codes = sorted({name.split("/")[1] for name in forms})
    made, to = pluralise(len(forms), "form"), pluralise(len(codes), "recipient")
    click.echo(
        f"{made} made for {to}; {done.kept} already existed."
        if forms
        else f"Nothing new to make: all {done.kept} forms already exist."
    )
    for parcel in done.parcels:
        if parcel.endswith(".zip"):
            code = Path(parcel).stem.rpartition("-")[0]
            count = sum(name.split("/")[1] == code for name in forms)
            click.echo(
                f"  {folder / parcel}: {count} to send to {done.round.name_of(code)}; the "
                f"covering text is in {Path(parcel).stem}.txt"
            )
    for form in done.withdrawn:
        click.echo(f"  Withdrawn: {form}")
    if done.key.file:
        which = (
            ""
            if done.key.whole
            else f"only {', '.join(done.key.cases)}, new or changed since the last key. "
        )
        click.echo(
            f"{folder / done.key.file}: {which}Complete it by hand, send it once by the secure "
            f"route, and keep it apart from this folder."
        )
    output.print_problems(done.problems)
    send = "send each its zip. Put" if forms else "put"
    click.echo(
        f"Next: {send} the returned forms into {folder / 'returns'}, under any name. Then run: "
        f"audit status {folder}"
    )
