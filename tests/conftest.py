"""A real round on disk: made, generated, filled in and compiled by the program's own commands."""

from __future__ import annotations

import copyreg
import csv
import gc
import io
import json
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import wraps
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from audit_core.commands import outputs
from audit_core.commands.compile import CompileOutcome, compile_round
from audit_core.commands.demo import demo
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.documents.environment import Templates
from audit_core.forms.build import rebuild_form
from audit_core.forms.form import Form
from audit_core.forms.workbook.fill import fill_form
from audit_core.i18n import PLAIN, current_language
from audit_core.plugin_system.manager import Plugins, load_plugins
from tests.office import end_office

AS_AT = date(2026, 3, 30)
SIGNED = {"S-1": "No", "S-5": "The child", "G-1": "No", "G-5": "Manager", "G-6": date(2026, 3, 20)}


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what every test uses: workbooks are many small
    objects, and few of them are ever garbage in a ring.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def _compile_once(compile_template: Callable[..., Any]) -> Callable[..., Any]:
    """Remember what Jinja makes of a template, for all environments alike; a round with words of
    its own compiles anew, because they are put in while it compiles.
    """
    made: dict[tuple[object, ...], Any] = {}

    def once(environment: Environment, *template: Any, **more: Any) -> Any:
        if more or current_language() != PLAIN:
            return compile_template(environment, *template, **more)
        key = (type(environment), environment.finalize, environment.trim_blocks, *template)
        if key not in made:
            made[key] = compile_template(environment, *template)
        return made[key]

    return once


def _build_once(build: Callable[..., bytes]) -> Callable[..., bytes]:
    """Remember the bytes of a file by all the values it is built from, which includes the language.

    A test whose point is that files built twice are the same takes the fixture `built_anew`.
    """
    made: dict[bytes, bytes] = {}

    @wraps(build)
    def once(*values: Any, **more: Any) -> bytes:
        values = tuple(list(value) if isinstance(value, Iterator) else value for value in values)
        key = pickle.dumps((values, more, current_language()))
        if key not in made:
            made[key] = build(*values, **more)
        return made[key]

    return once


def _write_in_memory(write: Callable[..., None]) -> Callable[..., None]:
    """Write a sheet as openpyxl does, without the temporary file."""

    def written(writer: ExcelWriter, sheet: Any) -> None:
        if writer.workbook.write_only:
            return write(writer, sheet)
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        made = WorksheetWriter(sheet, io.BytesIO())
        made.write()
        sheet._rels = made._rels
        writer._archive.writestr(sheet.path[1:], made.read())
        writer.manifest.append(sheet)
        return None

    return written


def _what_word_needs(templates: Templates) -> tuple[object, ...]:
    """Stand for a theme's templates in such a key: the look of its Word documents and its chart."""
    environment = templates._html
    assert environment.loader is not None
    chart, *_ = environment.loader.get_source(environment, "chart.svg.j2")
    return tuple, ((templates.look, chart),)


copyreg.pickle(Templates, _what_word_needs)


BUILT_ONCE = (
    "audit_core.reports.writers.build_word_document",
    "audit_core.reports.public_pages.build_word_document",
    "audit_core.reports.writers.build_analysis_workbook",
    "audit_core.reports.writers.build_action_plan_workbook",
    "audit_core.reports.writers.build_follow_up_workbook",
    "audit_core.commands.update_decisions.build_decisions_workbook",
    "audit_core.commands.plan.issue.build_master_workbook",
    "audit_core.commands.plan.issue.build_owner_workbook",
    "audit_core.commands.escalations.new.build_log_workbook",
    "audit_core.commands.escalations.returned_logs.build_log_workbook",
    "audit_core.commands.case_keys.build_case_key_workbook",
    "audit_core.commands.new.build_round_workbook",
    "audit_core.commands.demo.build_round_workbook",
    "audit_core.rounds.beside.build_round_workbook",
    "audit_core.documents.word.document.png",
    "audit_core.forms.workbook.batch.set_form",
    "audit_core.forms.workbook.form_workbook.set_form",
    "audit_core.commands.demo.fill_form",
    "tests.conftest.fill_form",
)
"""Functions that only turn values into bytes, and are called with the same values by many tests."""


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Every round compiles its templates and builds its files: most tests' rounds have the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", _compile_once(Environment.compile))
        patch.setattr(Environment, "parse", _compile_once(Environment.parse))
        in_memory = _write_in_memory(ExcelWriter.write_worksheet)
        patch.setattr(ExcelWriter, "write_worksheet", in_memory)
        remembered: dict[object, Callable[..., bytes]] = {}
        for name in BUILT_ONCE:
            module, function = name.rsplit(".", 1)
            build = getattr(import_module(module), function)
            patch.setattr(name, remembered.setdefault(build, _build_once(build)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _office_ends() -> Iterator[None]:
    """LibreOffice runs until the last test that drives it."""
    yield
    end_office()


@pytest.fixture
def built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build every file each time, as the program does."""
    for name in BUILT_ONCE:
        module, function = name.rsplit(".", 1)
        monkeypatch.setattr(name, getattr(import_module(module), function).__wrapped__)


@pytest.fixture
def without_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let compile write the chair's page and data only, for a test that looks at nothing else."""
    every = outputs.all_writers

    def few(opened: Any, plugins: Plugins) -> tuple[Any, Any]:
        writers, problems = every(opened, plugins)
        for_chair = (writer for writer in writers if writer.audience == "chair")
        return tuple(one for one in for_chair if not one.file.endswith(".xlsx")), problems

    monkeypatch.setattr("audit_core.commands.outputs.all_writers", few)


class Made:
    """A round in a folder, and what a person would do to it."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder, self.plugins = folder, plugins
        self.opened = open_round(folder, plugins)
        self._book, self._saved = Workbook(), b""

    def form(self, case: int, agency: str) -> Form:
        """The form of a case and agency."""
        issued = next(
            item
            for item in self.opened.issued.forms
            if f"-{case:02d}-" in item.id and item.id.split("/")[2] == agency
        )
        return rebuild_form(self.opened.themes[self.opened.issued.themes[-1][0]], issued)

    def fill(
        self,
        case: int,
        agency: str,
        answers: Mapping[str, object],
        file: str = "",
        evidence: str = "The record says so.",
    ) -> Path:
        """A filled form in the returns folder: signed, and with these answers by printed ref (a
        pair brings its own evidence).
        """
        form = self.form(case, agency)
        blank = (self.folder / f"forms/{agency}/{form.id.subject}_{agency}.xlsx").read_bytes()
        typed: dict[str, tuple[object, str]] = {ref: (said, "") for ref, said in SIGNED.items()}
        for ref, said in answers.items():
            typed[ref] = (
                said
                if isinstance(said, tuple)
                else (said, evidence if ref.startswith("DA") else "")
            )
        path = self.folder / "returns" / (file or f"{agency}-{case}.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(fill_form(blank, form, typed))
        return path

    def compile(self, **more: Any) -> CompileOutcome:
        """Compile as at 30 March 2026."""
        return compile_round(self.folder, self.plugins, AS_AT, **more)

    def follow(self, code: str) -> None:
        """Type into round.xlsx which round this one follows."""
        path = self.folder / "round.xlsx"
        book = load_workbook(path)
        next(row for row in book["Round"].iter_rows() if row[0].value == "Follows round")[
            1
        ].value = code
        book.save(path)

    def decide(self, sheet: str, key: str, **typed: object) -> None:
        """Type into the row of decisions.xlsx that is about `key`; headings with spaces as
        words_with_underscores.
        """
        book = self._decisions_book()
        page = book[sheet]
        columns = {str(cell.value).rstrip("?"): cell.column for cell in page[3] if cell.value}
        row = next(
            row for row in range(4, page.max_row + 2) if page.cell(row, 1).value in {key, None}
        )
        if page.cell(row, 1).value is None:
            page.cell(row, 1).value = key
        for heading, value in typed.items():
            page.cell(row, columns[heading.replace("_", " ")]).value = value
        out = BytesIO()
        book.save(out)
        self._saved = out.getvalue()
        (self.folder / "decisions.xlsx").write_bytes(self._saved)

    def _decisions_book(self) -> Workbook:
        """decisions.xlsx, opened again only if a compile has written it since it was saved here."""
        data = (self.folder / "decisions.xlsx").read_bytes()
        if data != self._saved:
            self._book = load_workbook(BytesIO(data))
        return self._book


def answers_of(done: CompileOutcome) -> list[dict[str, str]]:
    """The lines of a set's answers.csv."""
    text = (done.folder / "chair/answers.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def data_of(done: CompileOutcome) -> dict[str, Any]:
    """A set's compiled.json."""
    found: dict[str, Any] = json.loads(
        (done.folder / "chair/compiled.json").read_text(encoding="utf-8")
    )
    return found


@pytest.fixture(scope="session")
def plugins() -> Plugins:
    """The installed plugins."""
    return load_plugins()


class Kept:
    """Folders that take work to make: each is made once, and copied for whoever changes it."""

    def __init__(self, place: Path) -> None:
        self._place, self._made = place, dict[object, Path]()

    def made(self, key: object, make: Callable[[Path], object]) -> Path:
        """The folder itself, to be left as it is; `make` makes it at the first time of asking."""
        if key not in self._made:
            folder = self._place / f"{len(self._made)}" / "made"
            make(folder)
            self._made[key] = folder
        return self._made[key]

    def after(
        self, start: Path, at: Callable[[Path], Any], *steps: Callable[[Any], object]
    ) -> Path:
        """`start` once these steps were taken, each of them given what `at` makes of the folder.

        Every step is taken once for all tests that begin with it.
        """
        if not steps:
            return start
        *before, last = steps

        def take(folder: Path) -> None:
            shutil.copytree(self.after(start, at, *before), folder)
            last(at(folder))

        return self.made((start, steps), take)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Folders that several tests begin with."""
    return Kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="session")
def demo_round(kept: Kept, plugins: Plugins) -> Path:
    """The demonstration: a whole round, filled in and compiled. It is looked at by many tests, and
    changed by none.
    """
    return kept.made("demonstration", lambda folder: demo(folder, plugins, say=lambda _: None))


@pytest.fixture(scope="session")
def blank_round(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """A domestic abuse round of two cases, police and school, with its forms generated and nothing
    returned.
    """
    folder = tmp_path_factory.mktemp("rounds") / "blank"
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    new_round(folder, theme, ("police", "school"), 2, 0, date(2026, 3, 2))
    generate(folder, plugins)
    return folder


@pytest.fixture
def made(blank_round: Path, tmp_path: Path, plugins: Plugins) -> Made:
    """A copy of the blank round, to do with as one likes."""
    return copied(blank_round, tmp_path / "round", plugins)


@pytest.fixture
def made_after(
    blank_round: Path, kept: Kept, tmp_path: Path, plugins: Plugins
) -> Callable[..., Made]:
    """made_after(step, step, ...): `made` once these steps were taken, in their order."""

    def reached(*steps: Callable[[Made], object]) -> Made:
        folder = kept.after(blank_round, lambda folder: Made(folder, plugins), *steps)
        return copied(folder, tmp_path / "round", plugins)

    return reached


@pytest.fixture
def another(blank_round: Path, tmp_path: Path, plugins: Plugins) -> Callable[[str], Made]:
    """Further copies of the same round, by name."""
    return lambda name: copied(blank_round, tmp_path / name, plugins)


def copied(source: Path, target: Path, plugins: Plugins) -> Made:
    """A copy of a round's folder."""
    for path in source.rglob("*"):
        if path.is_file():
            (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            (target / path.relative_to(source)).write_bytes(path.read_bytes())
    (target / "returns").mkdir(exist_ok=True)
    return Made(target, plugins)
