"""A round in other words: a partnership's own terms, or another language, on every form and report, without touching a theme."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.engine.compile import compile_round
from audit_core.engine.generate import generate
from audit_core.engine.new import new_round
from audit_core.engine.open import open_round
from audit_core.errors import UsageProblem
from audit_core.issue import reform
from audit_core.model.form import Form
from audit_core.model.theme import Chronology
from audit_core.plugins import Plugins
from audit_core.words import Speech, own, say, say_count, speaking
from audit_core.workbook.fill import fill_form

ROOT = Path(__file__).parent.parent
_PART = re.compile(r"\{\{.*?\}\}|\{\w*\}|\S+\.xlsx|\S+\.csv|audit check|audit explain", re.DOTALL)
_GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβγδεζηθικλμνξοπρστυφχψωϊϋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫ")


def in_greek(text: str) -> str:
    """A text as no reader of English would know it, with its parts left alone: a translation that costs nothing."""
    at, out = 0, []
    for match in _PART.finditer(text):
        out += [text[at : match.start()].translate(_GREEK), match[0]]
        at = match.end()
    return "".join((*out, text[at:].translate(_GREEK)))


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    """docs/words/make.py."""
    spec = importlib.util.spec_from_file_location("make_words", ROOT / "docs/words/make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def greek(collector: ModuleType) -> dict[str, str]:
    """Every text of the catalogue, translated."""
    return {text: in_greek(text) for text in collector.words()}


def test_the_catalogue_holds_every_fixed_word(collector: ModuleType) -> None:
    """A text that was added or changed in the code is in words.json too: run `make words`."""
    assert (ROOT / "audit_core/words.json").read_text(encoding="utf-8") == collector.as_json()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The carer was seen.", "The caregiver was seen."),
        ("Carers were seen; one carer's view.", "Caregivers were seen; one caregiver's view."),
        ("A careless scarecrow.", "A careless scarecrow."),
        ("Early help plan", "Family plan"),
        ("No early help", "No early help"),
    ],
)
def test_local_words_take_the_place_of_whole_words_only(text: str, said: str) -> None:
    """Keeping capitals and plurals, and never a part of another word."""
    with speaking(Speech((("carer", "caregiver"), ("early help plan", "family plan")))):
        assert own(text) == said


def test_what_people_typed_is_never_put_into_other_words() -> None:
    """The parts of a sentence stay as they are, though the sentence around them changes."""
    with speaking(Speech((("carer", "caregiver"),), {"{n} carers told {who}.": "{who}: {n} carers."})):
        assert say("{n} carers told {who}.", n=2, who="the carer") == "the carer: 2 caregivers."
        assert say_count("one carer", "{count} carers", 1) == "one caregiver"


def local_round(folder: Path, plugins: Plugins, words: Mapping[str, str]) -> Path:
    """A round of one case whose chair has filled in the Words sheet, with its forms made."""
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    new_round(folder, theme, ("police", "school"), 1, 0, date(2026, 3, 2))
    book = load_workbook(folder / "round.xlsx")
    sheet = book["Words"]
    rows = {str(row[0].value): row for row in sheet.iter_rows(min_row=4) if row[0].value}
    spare = next(row for row in range(4, 99) if sheet.cell(row, 1).value is None)
    for term, instead in words.items():
        if term in rows:
            rows[term][1].value = instead
        else:
            sheet.cell(spare, 1).value, sheet.cell(spare, 2).value = term, instead
            spare += 1
    for row in book["Recipients"].iter_rows(min_row=4):
        row[2].value = {"police": "CONSTABULARY", "school": "ACADEMY"}.get(str(row[0].value), row[2].value)
    out = BytesIO()
    book.save(out)
    (folder / "round.xlsx").write_bytes(out.getvalue())
    generate(folder, plugins)
    return folder


def fill(folder: Path, plugins: Plugins, agency: str) -> None:
    """That agency's form, filled in with the first answer of every list, in the words it was printed in."""
    opened = open_round(folder, plugins)
    issued = next(item for item in opened.issued.forms if f"/{agency}/" in item.id)
    with speaking(opened.speech):
        form = reform(opened.installed, issued)
        blank = (folder / issued.file).read_bytes()
        (folder / f"returns/{agency}.xlsx").write_bytes(fill_form(blank, form, answers_to(form)))


def answers_to(form: Form) -> dict[str, tuple[object, str]]:
    """An answer to every field."""
    kinds: dict[str, object] = {"number": 3, "date": date(2026, 3, 14), "datetime": "14 Mar 2026 09:10", "text": "ΤΕΧΤ", "prose": "ΤΕΧΤ"}
    found = {}
    for field in form.fields:
        said = field.options[0].label if field.options else kinds[field.kind]
        found[field.ref] = (said, "ΠΡΟΟΦ ΠΡΟΟΦ" if field.evidence else "")
    no = next(option.label for field in form.fields if field.key == "concern.now" for option in field.options if option.code == "no")
    return found | {"S-1": (no, ""), "G-1": (no, "")}


def texts(data: bytes) -> Iterator[str]:
    """Everything a person can read in a workbook: cells, drop-downs, what a cell's rule says, headers and footers, its title."""
    book = load_workbook(BytesIO(data))
    yield str(book.properties.title)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title
            yield from (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
            yield from (str(part.text) for part in (sheet.oddFooter.left, sheet.oddFooter.center) if part.text)
            for rule in sheet.data_validations.dataValidation:
                yield from (str(text) for text in (rule.prompt, rule.error, rule.errorTitle) if text)


LOCAL = {"carer": "caregiver", "Police": "Constabulary", "child protection": "safeguarding plan", "harm": "hurt"}


def test_local_words_reach_every_form_and_report(tmp_path: Path, plugins: Plugins) -> None:
    """On forms, covering texts and reports nothing is called by its old name; refs, codes and answers are what they were."""
    folder = local_round(tmp_path / "local", plugins, LOCAL)
    fill(folder, plugins, "police")
    done = compile_round(folder, plugins, date(2026, 3, 30))
    read = "\n".join(texts(next((folder / "forms/police").glob("*.xlsx")).read_bytes()))
    read += (folder / "forms/police-1.txt").read_text(encoding="utf-8")
    reports = "\n".join(
        (done.folder / name).read_text(encoding="utf-8") for name in ("chair/report.html", "board/findings.md") if (done.folder / name).is_file()
    )
    for term, instead in LOCAL.items():
        for text in (read, re.sub(r"<[^>]*>", " ", reports)):
            assert not re.search(rf"(?<![\w-]){term}s?(?![\w-])", text, re.IGNORECASE if term != "Police" else 0), (term, instead)
    assert "Constabulary" in read
    assert "hurt" in reports
    (ret,) = done.compiled.casebook.returns
    assert all(entry.is_answer for entry in ret.form.entries)


@pytest.fixture
def translated(tmp_path: Path, plugins: Plugins, greek: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A partnership whose templates folder holds a translation, with a round in it; the theme's own words are in capitals."""
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    monkeypatch.setitem(plugins.themes, "domestic_abuse", in_capitals(theme))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.json").write_text(json.dumps(greek), encoding="utf-8")
    return local_round(tmp_path / "round", plugins, {})


def in_capitals(value: Any) -> Any:
    """A theme's texts in capitals, so that they can be told from ours. Codes stay."""
    if isinstance(value, Chronology):
        return attrs.evolve(value, kinds=in_capitals(value.kinds))
    if attrs.has(type(value)):
        codes = {"name", "version", "prefix", "ref", "id", "code", "scale", "limit", "points", "flags", "topic", "about", "kinds", "refs"}
        shown = {"title", "text", "good", "look_for", "label", "met_means", "meaning", "ask", "because", "prompts", "options", "none", "summary", "action"}
        shown |= {"owner_role", "measure", "target", "evidence", "bands"}
        fields = {
            field.name: in_capitals(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if field.name not in codes and field.name in shown | NESTED
        }
        return attrs.evolve(value, **fields)
    if isinstance(value, tuple):
        return tuple(in_capitals(item) for item in value)
    return value.upper() if isinstance(value, str) else value


NESTED = {"instruments", "sections", "questions", "sheets", "answer", "answers", "scales", "facts", "advice", "time_limits", "limits"}


def english(found: Iterator[str]) -> list[str]:
    """What is left in English: words in small letters, but for codes, file names and what the round's workbook says."""
    ours = re.compile(r"AF1/\S+|[\w-]+\.xlsx|[\w./-]+\.csv|\b[a-z]+_[a-z_]+\b|#[0-9a-f]{6}|\b[0-9a-f]{6,}\b|\{\{.*?\}\}")
    said = ("Our safeguarding partnership", "Audit lead: telephone and e-mail", "Secure e-mail to the audit lead", "Partnership", "audit 2026", "case file")
    left = []
    for text in found:
        if text.startswith("="):
            text = " ".join(re.findall(r'"([^"]*)"', text))  # noqa: PLW2901 - of a formula, only what it shows
        if text in {"Incident", "Sent", "Received"}:  # the theme's own points in time
            continue
        for known in said:
            text = text.replace(known, "")  # noqa: PLW2901 - the same text with less in it
        if re.search(r"[a-z]{3,}", re.sub(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", "", ours.sub("", text))):
            left.append(text)
    return sorted(set(left))


def test_no_fixed_word_of_a_form_is_out_of_a_translators_reach(translated: Path) -> None:
    """With every text of the catalogue in Greek letters, no word of ours on the form or in its covering text is left in English."""
    found = [*texts(next((translated / "forms/police").glob("*.xlsx")).read_bytes()), *(translated / "forms/police-1.txt").read_text().splitlines()]
    left = english(iter(found))
    assert left == [], "\n".join(left)


def test_a_translated_form_is_read_like_any_other(translated: Path, plugins: Plugins) -> None:
    """Headings, refs, drop-downs and grades in other words: every answer comes back, with nothing to say."""
    fill(translated, plugins, "police")
    done = compile_round(translated, plugins, date(2026, 3, 30))
    (ret,) = done.compiled.casebook.returns
    assert [entry.ref for entry in ret.form.entries if not entry.is_answer] == []
    assert [fault.code for fault in ret.form.problems] == []
    assert done.compiled.casebook.concerns == ()


def test_a_translated_form_without_its_names_is_read_by_its_headings(translated: Path, plugins: Plugins) -> None:
    """A copy that lost its defined names still has headings and refs; and a yes to the risk question is heard in any language."""
    fill(translated, plugins, "police")
    path = translated / "returns/police.xlsx"
    book = load_workbook(path)
    for name in list(book.defined_names):
        del book.defined_names[name]
    row = next(row for row in book.worksheets[0].iter_rows(min_row=4) if row[0].value == "S-1")
    row[2].value = in_greek("Yes")
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    done = compile_round(translated, plugins, date(2026, 3, 30))
    (ret,) = done.compiled.casebook.returns
    assert [entry.ref for entry in ret.form.entries if not entry.is_answer] == []
    assert [concern.at.cell for concern in done.compiled.casebook.concerns] == [row[2].coordinate]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", "words.unreadable"),
        ('["a list"]', "words.unreadable"),
        ('{"Questions": 3}', "words.unreadable"),
        ('{"By {due}": "Bis {dux}"}', "words.parts"),
    ],
)
def test_a_translation_that_cannot_be_used_is_told(tmp_path: Path, plugins: Plugins, text: str, code: str) -> None:
    """Nothing is printed half in one language: what is wrong is said, with the file."""
    folder = local_round(tmp_path / "round", plugins, {})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem) as told:
        open_round(folder, plugins)
    assert [(fault.code, fault.where.file) for fault in told.value.problems if fault.severity == "error"] == [(code, "templates/words.json")]
