"""The command line says one clear sentence for each thing that is wrong, with the right exit code
and never a traceback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit_core.cli import COMMANDS, main

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
    """The exit code of `audit` with these arguments, and everything it printed."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    return int(left.value.code or 0), printed.out + printed.err


def test_help_loads_no_library_it_does_not_need() -> None:
    """`audit --help` must be quick: none of the heavy libraries is imported for it."""
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
    """The table of commands is what `audit --help` prints, and each command explains itself."""
    code, printed = run(capsys, "--help")
    assert code == 0
    for name in COMMANDS:
        assert f"  {name} " in printed
        assert run(capsys, name, "--help")[0] == 0


def test_the_chairs_guide_shows_the_help_as_it_is() -> None:
    """The chair's guide lists the commands with the program's own line of help."""
    guide = Path(__file__).parents[2].joinpath("docs/chair-guide.md").read_text(encoding="utf-8")
    for name, line in COMMANDS.items():
        assert f"| `audit {name}` | {line} |" in guide, name


def test_audit_alone_says_where_you_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder: there is no round here, and the one next command."""
    monkeypatch.chdir(tmp_path)
    code, printed = run(capsys)
    assert (code, "There is no round here." in printed, "Next: audit new" in printed) == (
        0,
        True,
        True,
    )


@pytest.mark.parametrize("command", ["generate", "status", "compile"])
def test_an_empty_folder_is_no_round(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit 2, one sentence, and what to do."""
    code, printed = run(capsys, command, tmp_path)
    assert code == 2
    assert "There is no round in" in printed
    assert "audit new" in printed


def test_an_unknown_theme_lists_those_there_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit 2, and the names to choose from; nothing is made."""
    code, printed = run(capsys, "new", tmp_path / "round", "--theme", "neglct")
    assert code == 2
    assert "There is no theme called 'neglct'" in printed
    assert "neglect" in printed
    assert not (tmp_path / "round").exists()


def test_an_unknown_kind_of_agency_lists_those_there_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit 2, the wrong word and the right ones."""
    code, printed = run(
        capsys, "new", tmp_path / "round", "--theme", "neglect", "--agencies", "police,dentist"
    )
    assert (
        code,
        "These are not kinds of agency: dentist" in printed,
        "school_nursing" in printed,
    ) == (
        2,
        True,
        True,
    )


def test_a_round_is_never_made_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A second `audit new` in the same folder is refused and changes nothing."""
    assert run(capsys, "new", tmp_path, "--theme", "neglect", "--agencies", "police")[0] == 0
    before = (tmp_path / "round.xlsx").read_bytes()
    code, printed = run(capsys, "new", tmp_path, "--theme", "neglect")
    assert (code, "already a round" in printed) == (2, True)
    assert (tmp_path / "round.xlsx").read_bytes() == before


def test_themes_json_is_a_list_of_objects(capsys: pytest.CaptureFixture[str]) -> None:
    """A public contract: name, version, title, how many questions, and the kinds asked."""
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
    """Per kind of agency: questions, rated rows, timed, critical and minutes."""
    code, printed = run(capsys, "themes", "show", theme)
    assert code == 0
    assert "Rated rows" in printed
    assert "Minutes" in printed
    assert "School or setting" in printed


def test_output_survives_an_old_console(tmp_path: Path) -> None:
    """On a console of code page 1252 nothing fails, whatever has to be printed."""
    done = subprocess.run(
        [sys.executable, "-m", "audit_core", "themes", "show", "neglect", "--questions"],
        capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_fault_of_ours_shows_no_words_of_a_return(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last resort names the kind of fault and exits 70; its text, which may be a child's
    details, is not shown.
    """
    from audit_core.commands import status

    def fail(*_: object) -> None:
        raise RuntimeError("Ann Example hid under the table")

    monkeypatch.setattr(status, "status", fail)
    code, printed = run(capsys, "status", tmp_path)
    assert (code, "RuntimeError" in printed, "table" in printed) == (70, True, False)
