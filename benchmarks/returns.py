"""Make a round of any size with its returns, every file different, as real returns are.

Each agency's answers to each of the demonstration's six cases are typed into a form once, and saved
by the chosen program; the case's reference and the words of evidence are then replaced for every
return.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import attrs

from audit_core.commands.generate import generate
from audit_core.commands.open_round import open_round
from audit_core.demo.invented_answers import answers_for, events_for
from audit_core.demo.invented_round import demo_round
from audit_core.forms.build import rebuild_form
from audit_core.forms.workbook.fill import fill_form
from audit_core.plugin_system.manager import load_plugins
from audit_core.rounds.case_references import case_ref
from audit_core.rounds.folder import RETURNS, ROUND, write_whole
from audit_core.rounds.writer import build_round_workbook
from audit_core.xlsx.text import escape
from audit_core.xlsx.writer.splice import Master

if TYPE_CHECKING:
    from audit_core.commands.open_round import RoundContext
    from audit_core.forms.form import Form
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.round import Expect, Round
    from benchmarks.measure import Work

THEME = "domestic_abuse"
_CASES = 6
_SHORTEST = 25  # characters of a text that is certainly somebody's own, and no heading


def make_round(folder: Path, count: int, *, saved_by: str = "openpyxl") -> Plugins:
    """A round in `folder` with `count` returns (each agency asked about each case), saved as by
    openpyxl or LibreOffice.
    """
    plugins = load_plugins()
    theme = plugins.themes[THEME]
    audit_round = demo_round(theme)
    recipients = len(audit_round.recipients)
    write_whole(
        folder / ROUND, build_round_workbook(_grown(audit_round, -(-count // recipients)), theme)
    )
    generate(folder, plugins)
    opened = open_round(folder, plugins)
    wanted = [
        rebuild_form(opened.theme, issued)
        for issued in opened.issued.forms
        if issued.kind != "partnership"
    ][:count]
    with tempfile.TemporaryDirectory() as name:
        masters = _masters(opened, {_model(form) for form in wanted}, Path(name), saved_by)
    for form in wanted:
        model, recipient = _model(form)
        master, texts = masters[model, recipient]
        put_in = {text: f"{text} ({_number(form)})" for text in texts} | {
            case_ref(audit_round.code, model): form.id.subject
        }
        write_whole(folder / RETURNS / f"{recipient} {form.id.subject}.xlsx", master.fill(put_in))
    # a benchmark of fewer returns than it says would flatter
    assert len(wanted) == count  # noqa: S101
    return plugins


def round_of(folder: Path, count: int) -> Work:
    """Make a round, in a process of its own."""
    return lambda: (make_round(folder, count), count)[1]


def round_by_libreoffice(folder: Path, count: int) -> Work:
    """Make a round whose returns LibreOffice has saved again."""
    return lambda: (make_round(folder, count, saved_by="libreoffice"), count)[1]


def _grown(audit_round: Round, cases: int) -> Round:
    """The demonstration's round with as many cases as are wanted; every agency is asked
    about each.
    """
    models = [subject for subject in audit_round.subjects if subject.kind == "case"]
    asked: tuple[tuple[str, Expect], ...] = tuple(
        (recipient.code, "ask") for recipient in audit_round.recipients
    )
    subjects = (
        attrs.evolve(models[at % _CASES], ref=case_ref(audit_round.code, at + 1), expected=asked)
        for at in range(max(cases, _CASES))
    )
    return attrs.evolve(audit_round, subjects=tuple(subjects))


def _number(form: Form) -> int:
    """The number of a form's case; 0 for a form about no case."""
    return int(form.id.subject.split("-")[1]) if "-" in form.id.subject else 0


def _model(form: Form) -> tuple[int, str]:
    """Which of the demonstration's cases, and whose form, a return is modelled on."""
    return (_number(form) - 1) % _CASES + 1, form.id.recipient


def _masters(
    opened: RoundContext, models: set[tuple[int, str]], work: Path, saved_by: str
) -> dict[tuple[int, str], tuple[Master, list[str]]]:
    """A master for each of the demonstration's cases and each agency that is wanted, and the texts
    that are put in anew.
    """
    found = {}
    for issued in opened.issued.forms:
        form = rebuild_form(opened.theme, issued)
        number = _number(form)
        if (number, form.id.recipient) not in models:
            continue
        subject = opened.round.subject(form.id.subject)
        answers = answers_for(form, dict(subject.facts) if subject else {}, number)
        path = work / f"{number}-{form.id.recipient}.xlsx"
        path.write_bytes(
            fill_form(
                (opened.store.folder / issued.file).read_bytes(),
                form,
                answers,
                events_for(form, number),
            )
        )
        found[number, form.id.recipient] = (
            path,
            form.id.subject,
            {text for _, text in answers.values() if len(text) >= _SHORTEST},
        )
    if saved_by == "libreoffice":
        _resave(work)
    return {key: _master(*parts) for key, parts in found.items()}


def _master(path: Path, ref: str, texts: set[str]) -> tuple[Master, list[str]]:
    """A returned form in which its case's reference and these of its texts can be put in anew."""
    with ZipFile(path) as packed:
        strings = packed.read("xl/sharedStrings.xml").decode()
    whole = set(re.findall(r"<t[^>]*>([^<]*)</t>", strings))
    places = sorted(whole & {escape(text) for text in texts})
    return Master(path.read_bytes(), (*places, ref)), places


def _resave(folder: Path) -> None:
    """Every form in the folder, opened and saved by LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        files = sorted(map(str, folder.glob("*.xlsx")))
        command = [
            "soffice",
            f"-env:UserInstallation=file://{name}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
        ]
        subprocess.run(
            [*command, "--outdir", f"{name}/out", *files], check=True, capture_output=True
        )
        for path in Path(name, "out").glob("*.xlsx"):
            (folder / path.name).write_bytes(path.read_bytes())
