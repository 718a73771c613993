"""audit themes"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.errors import UsageProblem

if TYPE_CHECKING:
    from audit_core.plugin_system.manager import Plugins
    from audit_core.themes.theme import Theme


@click.group("themes", invoke_without_command=True)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON: a list of objects with name, version, title, questions, kinds.",
)
@click.pass_context
def themes_command(ctx: click.Context, as_json: bool) -> None:
    """List the themes. `audit themes show NAME` shows one."""
    from audit_core.plugin_system.manager import load_plugins

    ctx.obj = load_plugins()
    if ctx.invoked_subcommand is not None:
        return
    rows = [_summary(theme) for _, theme in sorted(ctx.obj.themes.items())]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    output.print_table(
        ("Name", "Version", "Title", "Questions"),
        [
            (str(row["name"]), str(row["version"]), str(row["title"]), str(row["questions"]))
            for row in rows
        ],
    )
    output.print_problems(ctx.obj.problems)


@themes_command.command("show")
@click.argument("name")
@click.option("--questions", is_flag=True, help="Print every question as well.")
@click.pass_obj
def themes_show(plugins: Plugins, name: str, questions: bool) -> None:
    """Show a theme: how much each kind of agency is asked, and how long that takes."""
    from audit_core.forms.build import kinds_asked, workload
    from audit_core.i18n import amount_of_time
    from audit_core.rounds.time_limits import where_from
    from audit_core.rounds.written_for import nation_and_reviews
    from audit_core.serialization import fingerprint
    from audit_core.themes.agencies import kind_label

    theme = plugins.theme(name)
    if theme is None:
        if why := plugins.why_missing(name):
            raise UsageProblem("theme.not_there", why=why)
        raise UsageProblem("theme.unknown", name=name, known=", ".join(sorted(plugins.themes)))
    click.echo(f"{theme.title} ({theme.name} {theme.version}, fingerprint {fingerprint(theme)})")
    if theme.summary:
        click.echo(theme.summary)
    if said := nation_and_reviews(theme):
        click.echo(said)
    for instrument in theme.instruments:
        click.echo(f"\n{instrument.title} (about each {instrument.about}; with every role)")
        rows = []
        for kind in kinds_asked(theme, instrument):
            count, rated, timed, critical, minutes = workload(theme, instrument, kind)
            rows.append(
                (
                    kind_label(kind, theme.kinds),
                    str(count),
                    str(rated),
                    str(timed),
                    str(critical),
                    str(minutes),
                )
            )
        output.print_table(
            ("Kind of agency", "Questions", "Rated rows", "Timed", "Critical", "Minutes"), rows
        )
        if questions:
            for section in instrument.sections:
                click.echo(f"\n{section.number}. {section.title}")
                for question in section.questions:
                    flags = f" [{', '.join(question.flags)}]" if question.flags else ""
                    click.echo(
                        f"  {question.ref}{flags} {question.text}\n    Met means "
                        f"{question.met_means}. Asked of: {', '.join(question.asked_of)}."
                    )
    click.echo(
        f"\nLimits: {len(theme.limits)}. Finding rules: {len(theme.rules)}. Pieces of advice: "
        f"{len(theme.advice)}."
    )
    for clock in theme.time_limits:
        own = f" {amount_of_time(clock.unit, clock.amount)}." if clock.amount is not None else ""
        click.echo(f"  Time limit {clock.name}: {clock.label}.{own} {where_from(clock)}")
    for limit in theme.limits:
        click.echo(f"  Limit {limit.id}: {limit.because}")
    for rule in theme.rules:
        click.echo(f"  Rule {rule.id}: {rule.says}")


def _summary(theme: Theme) -> dict[str, object]:
    from audit_core.forms.build import kinds_asked

    kinds = dict.fromkeys(
        kind for instrument in theme.instruments for kind in kinds_asked(theme, instrument)
    )
    return {
        "name": theme.name,
        "version": theme.version,
        "title": theme.title,
        "questions": sum(1 for _ in theme.questions()),
        "kinds": [kind for kind in kinds if kind not in {"observer", "partnership"}],
    }
