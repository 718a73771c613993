"""The command line prints one clear sentence for each problem, with the right exit code and never a
traceback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit_core.cli import COMMANDS, main
from tests.wordings import shows

HEAVY = (
    "openpyxl",
    "jinja2",
    "docx",
    "rich",
    "pluggy",
    "cattrs",
    "holidays",
    "markdown_it",
    "resvg_py",
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code of `audit` with these arguments, and everything printed."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    return int(left.value.code or 0), printed.out + printed.err


def test_help_loads_no_library_it_does_not_need() -> None:
    """None of the heavy libraries is imported for `audit --help`, which must be quick."""
    code = f"""
import sys, contextlib
from audit_core.cli import main
with contextlib.suppress(SystemExit):
    main(['--help'])
print([name for name in {HEAVY} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_every_command_has_its_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`audit --help` prints the table of commands, and each command explains itself."""
    code, printed = run(capsys, "--help")
    assert code == 0
    for name in COMMANDS:
        assert f"  {name} " in printed
        assert run(capsys, name, "--help")[0] == 0


def test_the_chairs_guide_matches_the_help() -> None:
    """The chair's guide lists every command with its own line of help."""
    guide = Path(__file__).parents[2].joinpath("docs/chair-guide.md").read_text(encoding="utf-8")
    for name, line in COMMANDS.items():
        assert f"| `audit {name}` | {line} |" in guide, name


def test_audit_alone_says_what_to_do_next(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder `audit` says that there is no round and names the one next command."""
    monkeypatch.chdir(tmp_path)
    code, printed = run(capsys)
    assert (code, "There is no round here." in printed, "Next: audit new" in printed) == (
        0,
        True,
        True,
    )


@pytest.mark.parametrize("command", ["generate", "status", "compile"])
def test_a_folder_without_a_round_is_refused(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A folder without a round gives exit 2 and one sentence with what to do."""
    code, printed = run(capsys, command, tmp_path)
    assert code == 2
    assert shows(printed, "round.not_found", folder=tmp_path)


def test_an_unknown_theme_is_answered_with_the_known_ones(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An unknown theme gives exit 2 and the names to choose from; nothing is created."""
    code, printed = run(capsys, "new", tmp_path / "round", "--theme", "neglct")
    assert code == 2
    assert shows(printed, "theme.unknown", name="neglct")
    assert "neglect" in printed
    assert not (tmp_path / "round").exists()


def test_an_unknown_kind_of_agency_is_answered_with_the_known_ones(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An unknown kind gives exit 2, the unknown word and the known ones."""
    code, printed = run(
        capsys, "new", tmp_path / "round", "--theme", "neglect", "--agencies", "police,dentist"
    )
    assert code == 2
    assert shows(printed, "round.not_kinds", unknown="dentist")
    assert "school_nursing" in printed


def test_a_round_is_never_created_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A second `audit new` in the same folder is refused and changes nothing."""
    assert run(capsys, "new", tmp_path, "--theme", "neglect", "--agencies", "police")[0] == 0
    before = (tmp_path / "round.xlsx").read_bytes()
    code, printed = run(capsys, "new", tmp_path, "--theme", "neglect")
    assert (code, shows(printed, "round.there_already", folder=tmp_path)) == (2, True)
    assert (tmp_path / "round.xlsx").read_bytes() == before


def test_themes_json_is_a_list_of_objects(capsys: pytest.CaptureFixture[str]) -> None:
    """A public contract: name, version, title, number of questions, and the kinds of agency
    asked.
    """
    code, printed = run(capsys, "themes", "--json")
    rows = {row["name"]: row for row in json.loads(printed)}
    assert code == 0
    assert {"domestic_abuse", "early_help", "neglect"} <= set(rows)
    for row in rows.values():
        assert row["questions"] >= 30
        assert "school" in row["kinds"]
        assert {"version", "title"} <= set(row)


@pytest.mark.parametrize("theme", ["domestic_abuse", "early_help", "neglect"])
def test_themes_show_prints_what_each_kind_is_asked(
    theme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table has questions, rated rows, timed and critical questions, and minutes for each kind
    of agency.
    """
    code, printed = run(capsys, "themes", "show", theme)
    assert code == 0
    assert "Rated rows" in printed
    assert "Minutes" in printed
    assert "School or setting" in printed


def test_any_output_can_be_printed_on_an_old_console(tmp_path: Path) -> None:
    """On a console with code page 1252 nothing fails, whatever is printed."""
    done = subprocess.run(
        [sys.executable, "-m", "audit_core", "themes", "show", "neglect", "--questions"],
        capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_internal_error_shows_no_text_of_a_return(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error exits with 70 and names its type; its text, which may be a child's
    details, is not shown.
    """
    from audit_core.commands import status

    def fail(*_: object) -> None:
        raise RuntimeError("Ann Example hid under the table")

    monkeypatch.setattr(status, "status", fail)
    code, printed = run(capsys, "status", tmp_path)
    assert (code, "RuntimeError" in printed, "table" in printed) == (70, True, False)
