"""A round in other words: a partnership's own terms, or another language, on every form and report,
without a change to a theme.
"""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from audit_core.commands.compile import compile_round
from audit_core.commands.open_round import open_round
from audit_core.errors import UsageProblem
from audit_core.i18n import (
    Language,
    TwoForms,
    _,
    first_and_count,
    join_words,
    localised,
    ngettext,
    using_language,
)
from audit_core.plugin_system.manager import Plugins
from tests.greek import UNSAID, english, fill, in_greek, local_round, texts, translate

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    """docs/translating/make.py."""
    spec = importlib.util.spec_from_file_location("make_words", ROOT / "docs/translating/make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_has_every_fixed_text(collector: ModuleType) -> None:
    """A text added or changed in the code is in messages.pot too; run `make words`."""
    assert (ROOT / "audit_core/messages.pot").read_text(encoding="utf-8") == collector.as_pot()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The carer was seen.", "The caregiver was seen."),
        ("Carers were seen; one carer's view.", "Caregivers were seen; one caregiver's view."),
        ("A careless scarecrow.", "A careless scarecrow."),
        ("Early help plan", "Family plan"),
        ("No early help", "No early help"),
    ],
)
def test_local_terms_replace_whole_words_only(text: str, expected: str) -> None:
    """They keep capitals and plurals, and never replace part of another word."""
    with using_language(Language((("carer", "caregiver"), ("early help plan", "family plan")))):
        assert localised(text) == expected


def test_what_people_typed_is_never_translated() -> None:
    """The values in a sentence stay as they are, although the sentence around them changes."""
    with using_language(
        Language(
            (("carer", "caregiver"),), TwoForms({"{n} carers told {who}.": "{who}: {n} carers."})
        )
    ):
        assert _("{n} carers told {who}.", n=2, who="the carer") == "the carer: 2 caregivers."
        assert ngettext("one carer", "{count} carers", 1) == "one caregiver"


LOCAL = {
    "carer": "caregiver",
    "Police": "Constabulary",
    "child protection": "safeguarding plan",
    "harm": "hurt",
}


def test_local_terms_reach_every_form_and_report(tmp_path: Path, plugins: Plugins) -> None:
    """Forms, covering texts and reports use no old name; refs, codes and answers are unchanged."""
    folder = local_round(tmp_path / "local", plugins, LOCAL)
    fill(folder, plugins, "police")
    done = compile_round(folder, plugins, date(2026, 3, 30))
    read = "\n".join(texts(next((folder / "forms/police").glob("*.xlsx")).read_bytes()))
    read += (folder / "forms/police-1.txt").read_text(encoding="utf-8")
    reports = "\n".join(
        (done.folder / name).read_text(encoding="utf-8")
        for name in ("chair/report.html", "board/findings.md")
        if (done.folder / name).is_file()
    )
    for term, instead in LOCAL.items():
        for text in (read, re.sub(r"<[^>]*>", " ", reports)):
            assert not re.search(
                rf"(?<![\w-]){term}s?(?![\w-])", text, re.IGNORECASE if term != "Police" else 0
            ), (term, instead)
    assert "Constabulary" in read
    assert "hurt" in reports
    (ret,) = done.compiled.casebook.returns
    assert [entry.ref for entry in ret.form.entries if not entry.is_answer] == list(UNSAID)


@pytest.fixture
def translated(tmp_path: Path, plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of a partnership whose templates folder has a translation; the theme's own texts are
    in capitals.
    """
    translate(tmp_path, plugins, monkeypatch)
    return local_round(tmp_path / "round", plugins, {})


def test_every_fixed_text_of_a_form_can_be_translated(translated: Path) -> None:
    """With every text of the catalogue in Greek letters, no word of ours on the form or in its
    covering text is in English.
    """
    found = [
        *texts(next((translated / "forms/police").glob("*.xlsx")).read_bytes()),
        *(translated / "forms/police-1.txt").read_text().splitlines(),
    ]
    left = english(iter(found))
    assert left == [], "\n".join(left)


def test_a_translated_form_is_read_like_any_other(translated: Path, plugins: Plugins) -> None:
    """With headings, refs, drop-downs and grades in other words, every answer is read back without
    queries.
    """
    fill(translated, plugins, "police")
    done = compile_round(translated, plugins, date(2026, 3, 30))
    (ret,) = done.compiled.casebook.returns
    assert [entry.ref for entry in ret.form.entries if not entry.is_answer] == list(UNSAID)
    assert [problem.code for problem in ret.form.problems] == []
    assert done.compiled.casebook.concerns == ()


def test_a_translated_form_without_its_names_is_read_by_its_headings(
    translated: Path, plugins: Plugins
) -> None:
    """A copy without defined names still has headings and refs, and a Yes to the risk question is
    recognised in any language.
    """
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
    assert [entry.ref for entry in ret.form.entries if not entry.is_answer] == list(UNSAID)
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
def test_an_unusable_translation_is_reported(
    tmp_path: Path, plugins: Plugins, text: str, code: str
) -> None:
    """Nothing is printed partly in one language, and the problem names the file."""
    folder = local_round(tmp_path / "round", plugins, {})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem) as stopped:
        open_round(folder, plugins)
    assert [
        (problem.code, problem.where.file)
        for problem in stopped.value.problems
        if problem.severity == "error"
    ] == [(code, "templates/words.json")]


def test_names_beyond_the_first_few_are_counted() -> None:
    """A list that is cut says so, and one that fits is complete."""
    assert join_words(first_and_count(2, ["a", "b", "c", "d"])) == "a, b and 2 more"
    assert first_and_count(2, ["a", "b"]) == ["a", "b"]
