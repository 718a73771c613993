"""The command line, the only package that uses click: one file for each command, and no logic.

COMMANDS has every command's name and one line of help, so that `audit --help` need not import them.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from audit_core.errors import AuditError, Exit

COMMANDS: dict[str, str] = {
    "new": "Set up a round: a folder with round.xlsx for you to complete.",
    "generate": "Make the forms to send, for whatever is new in round.xlsx.",
    "check": "List what is missing or not understood in returned files, ready to paste into a "
    "reply.",
    "status": "Show open concerns, which forms are back, which are late, and whom to chase.",
    "compile": "Turn the returns into findings, recommendations and an action plan.",
    "panel": "Prepare the panel: a timed agenda, and one page a case with the decisions to make.",
    "plan": "Keep the partnership's action plan: issue it, merge returned workbooks, import other "
    "actions, see what is overdue.",
    "compare": "Compare two rounds by topic, and by question where the question is the same.",
    "explain": "Trace a printed reference (F7, R3, A2, T1), or a question's ref (DA-2.2), back to "
    "the cells behind it.",
    "purge": "List and delete what is past its retention date in a round; counts, the plan and the "
    "board's papers stay.",
    "escalations": "Make the agencies' escalation logs for a quarter, and report from the returned "
    "logs whether time limits were kept.",
    "themes": "List the themes, or show one: what it asks each agency, and how long that takes.",
    "templates": "Check every report template, including your own, against a sample.",
    "plugins": "List the plugins, and show which could not be loaded and why.",
    "demo": "Run a whole round of invented cases, from forms to action plan.",
}


class Lazy(click.Group):
    """A group that imports a command only when it is run; help lines come from COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"audit_core.cli.{cmd_name}"), f"{cmd_name}_command")
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="audit-core", prog_name="audit")
@click.pass_context
def audit(ctx: click.Context) -> None:
    """Multi-agency case file audits: forms out, findings and an action plan back.

    In a round's folder, `audit` alone shows where the round is and what comes next.
    """
    if ctx.invoked_subcommand is None:
        import_module("audit_core.cli.next_step").show_next_step(Path())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code. Print every error as a sentence, without a
    traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(
                errors="replace"
            )  # characters that the console cannot show become question marks
    try:
        result = audit.main(arguments, prog_name="audit", standalone_mode=False)
        code = int(result) if isinstance(result, int) else Exit.COMPLETE
    except click.exceptions.Abort:
        click.echo("Stopped. No file was left half written.", err=True)
        code = Exit.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = Exit.UNUSABLE
    except AuditError as error:
        click.echo(error.message, err=True)
        for problem in error.problems:
            click.echo(f"  {problem}", err=True)
        code = error.exit_code
    except KeyboardInterrupt:
        click.echo("Stopped. No file was left half written.", err=True)
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.COMPLETE
    except Exception as error:
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        where = (
            f"{Path(frame.tb_frame.f_code.co_filename).name} line {frame.tb_lineno}"
            if frame
            else "?"
        )
        click.echo(
            f"This is a fault of the program, not yours ({type(error).__name__}, {where}). "
            f"Nothing was replaced. Please report it.",
            err=True,
        )
        code = Exit.SELF_CHECK_FAILED
    raise SystemExit(int(code))
