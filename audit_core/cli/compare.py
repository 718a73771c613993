"""audit compare"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.scoring.comparison import Met, RetestedAction


@click.command("compare")
@click.argument("old", type=output.PATH)
@click.argument("new", type=output.PATH)
def compare_command(old: Path, new: Path) -> None:
    """Compare two rounds by topic, and by question where the question is the same."""
    from audit_core.commands.compare import compare_rounds
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.tabulation.comparison_tables import BANDS_CHANGED

    done = compare_rounds(old, new, load_plugins())
    found = done.contrast
    click.echo(
        f"{done.old.title} ({done.old.code}, {len(done.old.cases)} cases) compared with "
        f"{done.new.title} ({done.new.code}, {len(done.new.cases)} cases)."
    )
    for side in (done.old, done.new):
        if side.state:
            click.echo(f"  {side.code}: {side.state}.")
    click.echo(
        "The rounds are about different children, so a difference may lie in the children and "
        "not in practice. Counts are Met (or its equivalent) out of all answers that count."
    )
    if found.topics:
        click.echo("\nBy topic")
        output.print_table(
            ("Topic", done.old.code, done.new.code),
            ((item.label, _of(item.old), _of(item.new)) for item in found.topics),
        )
    else:
        click.echo("\nThe rounds have answers on no topic in common.")
    if done.tests:
        click.echo(f"\nTests of the plan's actions that {done.new.code} can answer")
        output.print_table(("Action", "Question", "Found", "Passes", ""), _tests(done.tests))
        click.echo(
            "These are not yet results in the plan: audit plan issue records them once each test "
            "is due."
        )
    if found.banded:
        click.echo(f"\n{BANDS_CHANGED.format(refs=', '.join(found.banded))}")
    if not found.same_theme:
        click.echo("\nThe rounds have different themes, so no question is the same.")
        return
    if found.questions:
        click.echo("\nBy question, where wording and answers are the same")
        output.print_table(
            ("Ref", "Question", done.old.code, done.new.code),
            ((item.key, item.label, _of(item.old), _of(item.new)) for item in found.questions),
        )
    for refs, why in (
        (found.changed, "Different wording or answers, so not compared"),
        (found.dropped, "No longer asked"),
        (found.added, "New"),
    ):
        if refs:
            click.echo(f"{why}: {', '.join(refs)}.")


def _tests(tests: Iterable[RetestedAction]) -> Iterator[tuple[str, ...]]:
    words = {True: "passed", False: "not passed", None: "for the chair to judge"}
    for test in tests:
        early = f" so far: due on {output.screen_date(test.too_early)}" if test.too_early else ""
        counts = f"{test.met} of {test.base}"
        yield test.id, test.ref, counts, test.passes, f"{words[test.passed]}{early}"


def _of(counts: Met) -> str:
    return f"{counts[0]} of {counts[1]}" if counts[1] else "-"
