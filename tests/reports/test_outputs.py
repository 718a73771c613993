"""The outputs of a compiled round: complete, marked, the same every time, and with nothing for the
wrong reader.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from docx import Document

from audit_core.errors import UsageProblem
from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.csv_files import ANSWERS
from audit_core.reports.leak_check import Confidential, text_in
from audit_core.reports.public_view import for_public
from audit_core.reports.views import for_agency, for_board
from audit_core.reports.writers import data_writers, report_writers, workbook_writers
from audit_core.tabulation.compiled import Compiled, Draft

WRITERS = {
    f"{writer.audience}/{writer.file}": writer
    for writer in (*report_writers(), *data_writers(), *workbook_writers())
    if writer.file != "counts.csv"
}
"""All but the one that two cases are too few for."""


def elements(page: str) -> list[str]:
    """The start tags of a page, in order, without attribute values."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(" ".join((tag, *(name for name, _ in attrs))))

    Reader().feed(page)
    return found


def written(result: Compiled, name: str, code: str = "") -> bytes:
    """An output as compile would write it."""
    writer = WRITERS[name]
    board = for_board(result)
    views = {
        "chair": result,
        "board": board,
        "publish": for_public(board),
        "agencies": for_agency(result, board, code),
    }
    data = writer.write(views[writer.audience], code)
    assert data is not None
    return data


@pytest.mark.usefixtures("built_anew")
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_the_same_round_gives_the_same_bytes(result: Compiled, name: str) -> None:
    """No output depends on the clock or on hash order."""
    assert written(result, name, "police") == written(result, name, "police")


@pytest.mark.parametrize("name", sorted(name for name in WRITERS if not name.startswith("chair/")))
def test_no_text_of_a_return_leaves_the_chairs_folder(result: Compiled, name: str) -> None:
    """Neither evidence nor the name of a returned file is in the outputs for the board, an agency
    or the public.
    """
    words = text_in(written(result, name, "police"))
    for secret in (
        "nobody was told",
        "Mrs Invented",
        "police-1.xlsx",
        "Officer came",
        "Answered at once",
    ):
        assert secret not in words
    assert Confidential(result).leaks(name, written(result, name, "police")) == ()


def test_the_leak_check_notices_a_leak(result: Compiled) -> None:
    """An output that quotes evidence is caught, and its place is named without the words."""
    page = b"<html><p>The log of 3 March  shows nobody was told.</p></html>"
    (place,) = Confidential(result).leaks("board/report.html", page)
    assert place.startswith("police-1.xlsx, sheet 'questions'")
    assert "nobody" not in place


@pytest.mark.parametrize(
    "end",
    [
        "<w:br/>",
        '<w:br w:type="textWrapping"/>',
        "<w:cr/>",
        "<w:tab/>",
        "</w:t></w:r></w:p><w:p><w:r><w:t>",
    ],
)
def test_the_leak_check_reads_across_line_ends_in_word(end: str, result: Compiled) -> None:
    """Words on two lines in Word, or with a tab between, are still found."""
    document = (
        '<w:document xmlns:w="w"><w:p><w:r><w:t>'
        f"The log of 3 March shows{end}nobody was told."
        "</w:t></w:r></w:p></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", document)
    assert len(Confidential(result).leaks("board/report.docx", packed.getvalue())) == 1


@pytest.mark.parametrize("end", ["<br>", "<br/>", '<br class="wide" />', "<BR>"])
def test_the_leak_check_reads_across_line_ends_in_a_page(end: str, result: Compiled) -> None:
    """Words on two lines in a page are still found."""
    page = f"<html><p>The log of 3 March shows{end}nobody was told.</p></html>".encode()
    assert len(Confidential(result).leaks("board/report.html", page)) == 1


def test_the_completeness_check_notices_a_lost_finding(result: Compiled) -> None:
    """A report without its findings is never written."""
    assert missing_parts(result, "chair/report.html", b"<html><p>F1</p></html>") == (
        "F2",
        "R1",
        "A1",
        "A2",
    )


def test_the_chairs_page_shows_every_finding_with_its_cells(result: Compiled) -> None:
    """Evidence, cell and id are together, and text that may identify a person is flagged."""
    page = written(result, "chair/report.html").decode()
    assert missing_parts(result, "chair/report.html", page.encode()) == ()
    assert "The log of 3 March shows nobody was told." in page
    assert "police-1.xlsx, sheet &#39;questions&#39;" in page
    assert "may identify a person" in page
    assert "http" not in re.sub(r"http-equiv|http://www\.w3\.org/2000/svg", "", page)


def test_the_pages_policy_allows_its_own_script_alone(
    result: Compiled,
) -> None:
    """The policy has the hash of the only script, so that any other script on the page would not
    run.
    """
    page = written(result, "chair/report.html").decode()
    (words,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    fingerprint = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
    assert (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{fingerprint}'\""
        in page
    )
    assert not re.search(r"<[^>]*\son\w+=|javascript:", page)


def test_every_cell_behind_a_figure_is_a_link(result: Compiled) -> None:
    """A row of a table says how many cells it counts; each is listed below it by answer, and leads
    to the list of answers.
    """
    page = written(result, "chair/report.html").decode()
    table = next(table for table in result.tables if table.key == "questions")
    shown = dict(re.findall(r'<tr id="(c\d+)"[^>]*>(.*?)</tr>', page, re.DOTALL))
    for number, row in enumerate(table.rows, start=1):
        (behind,) = re.findall(
            rf'<div id="{table.id}-{number}" class="behind">(.*?)</div>', page, re.DOTALL
        )
        cells = [shown[anchor] for anchor in re.findall(r'href="#(c\d+)"', behind)]
        assert len(cells) == len(row.evidence)
        assert all(
            f">{at.cell}" in cell and at.sheet in cell
            for at, cell in zip(row.evidence, cells, strict=True)
        )
        assert re.search(
            rf'<th scope="row">{row.cells[0]}</th>[^\n]*'
            rf'<a href="#{table.id}-{number}">{len(row.evidence)} cells?</a></td></tr>',
            page,
        )
    assert "<b>Not met (2):</b>" in page


def test_a_row_with_very_many_cells_says_how_many_are_not_listed(
    result: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page stays usable with a thousand returns, and nothing is cut without saying so."""
    monkeypatch.setattr("audit_core.reports.chair_page.html.MAX_LINKS_SHOWN", 2)
    page = written(result, "chair/report.html").decode()
    table = next(table for table in result.tables if table.key == "questions")
    assert f"and 1 cell more: audit explain {table.id}" in page


def test_the_matrix_shows_each_forms_state_and_how_much_was_met(result: Compiled) -> None:
    """Every tinted cell says this in words as well, and leads to the answers of that form."""
    page = written(result, "chair/report.html").decode()
    grid = page[page.index('id="matrix"') : page.index('id="evidence"')]
    rows = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr>(.*?)</tr>", grid, re.DOTALL)
    ]
    words = [[" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in row] for row in rows]
    assert words[0] == ["Case", "Police", "School", "All together"]
    first, second = result.round.subjects
    assert words[1] == [first.ref, "Returned 1 of 2 met", "Returned 1 of 2 met", "2 of 4 met"]
    assert words[2][:2] == [second.ref, "Returned 1 of 1 met, not all answered"]
    assert all(f'id="{anchor}"' in page for anchor in re.findall(r'href="#([^"]+)"', grid))


def test_the_report_begins_with_a_one_minute_summary(result: Compiled) -> None:
    """What was returned, found, met and graded comes first, each with its count and a link."""
    page = written(result, "chair/report.html").decode()
    glance = page[page.index('<dl class="facts">') : page.index("</dl>")]
    assert "3 of " in glance
    assert "Priority actions: 1" in glance
    assert "Written by the panel for 0 of 2 cases" in glance
    assert all(f'id="{anchor}"' in page for anchor in re.findall(r'href="#([^"]+)"', glance))
    assert (
        page.index('<dl class="facts">')
        < page.index('id="matrix"')
        < page.index('id="evidence"')
        < page.index("Why this theme</h2>")
    )


def test_the_chronology_of_a_case_merges_its_agencies(result: Compiled) -> None:
    """The school's event in February comes before the police's in March."""
    page = written(result, "chair/report.html").decode()
    assert page.index("Often late") < page.index("Officer came")


def test_a_hostile_title_changes_no_element_of_the_page(
    result: Compiled, hostile: Compiled
) -> None:
    """Whatever was typed into round.xlsx is text everywhere."""
    calm, wild = (
        elements(written(made, "chair/report.html").decode()) for made in (result, hostile)
    )
    assert calm == wild
    assert (
        Document(io.BytesIO(written(hostile, "board/report.docx"))).paragraphs[0].text
        == hostile.round.title
    )


def test_every_page_says_draft_until_all_is_decided(result: Compiled) -> None:
    """The header of the Word report says what is outstanding, until nothing is."""
    header = (
        Document(io.BytesIO(written(result, "board/report.docx")))
        .sections[0]
        .header.paragraphs[0]
        .text
    )
    assert (
        "DRAFT: 2 cases without an agreed grade, 1 recommendation not decided, 1 finding without "
        "a reason" in header
    )
    assert "2 cases without a description of what it is like to be this child" in header
    decided = attrs.evolve(result, draft=Draft(0, 0, 0))
    assert "DRAFT" not in text_in(written(decided, "board/report.docx"))


def test_the_word_report_is_accessible_and_printable(result: Compiled) -> None:
    """It has a title, language, headings, repeated heading rows, unbroken rows and picture
    descriptions.
    """
    data = written(result, "board/report.docx")
    document = Document(io.BytesIO(data))
    assert document.core_properties.title == "Small theme round"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body, styles = (
            packed.read("word/document.xml").decode(),
            packed.read("word/styles.xml").decode(),
        )
    assert 'w:lang w:val="en-GB"' in styles
    assert body.count("w:tblHeader") == len(document.tables)
    assert body.count("w:cantSplit") == sum(len(table.rows) for table in document.tables)
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', body)
    assert len(pictures) == len(result.figures)
    assert any("met of" in words for words in pictures)


def test_a_table_has_its_id_in_its_caption(result: Compiled) -> None:
    """Any id that a reader sees can be given to `audit explain`."""
    captions = [
        paragraph.text
        for paragraph in Document(io.BytesIO(written(result, "board/report.docx"))).paragraphs
        if paragraph.style.name == "Caption"
    ]
    ids = {table.id for table in result.tables} | {figure.id for figure in result.figures}
    assert captions
    assert all(caption.rpartition("(")[2].rstrip(")") in ids for caption in captions)
    numbers = [caption.split(":")[0] for caption in captions]
    assert [number for number in numbers if number.startswith("Table")] == [
        f"Table {place}" for place in range(1, len(numbers)) if f"Table {place}" in numbers
    ]


def test_answers_csv_holds_every_field_once(result: Compiled) -> None:
    """There is one line for each field of each return, under the public headings, with a byte order
    mark and CRLF.
    """
    data = written(result, "chair/answers.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == ANSWERS
    places = [(row["file"], row["sheet"], row["cell"]) for row in rows]
    assert (
        len(places)
        == len(set(places))
        == sum(len(ret.form.entries) for ret in result.casebook.returns)
    )
    first = next(
        row for row in rows if row["question"] == "XX-1.1" and row["file"] == "police-1.xlsx"
    )
    assert (first["answer"], first["label"], first["counts"], first["agency_kind"]) == (
        "not_met",
        "Not met",
        "not_met",
        "police",
    )
    assert first["evidence"] == "The log of 3 March shows nobody was told."


def test_compiled_json_ties_every_record_to_its_cells(result: Compiled) -> None:
    """The evidence of a finding is a list of indexes into the one list of cells."""
    data = json.loads(written(result, "chair/compiled.json"))
    assert {
        "schema",
        "round",
        "as_at",
        "ledger",
        "expected",
        "scores",
        "findings",
        "recommendations",
        "actions",
    } <= set(data)
    finding = next(item for item in data["findings"] if item["id"] == "F1")
    assert [data["cells"][number]["file"] for number in finding["evidence"]] == [
        "police-1.xlsx",
        "school-1.xlsx",
    ]
    assert finding["key"] in data["recommendations"][0]["findings"]
    assert data["actions"][0]["arises_from"] == data["recommendations"][0]["key"]


def test_an_agency_gets_its_own_answers_and_no_others(result: Compiled) -> None:
    """The police's files do not contain the school's answers."""
    words = text_in(written(result, "agencies/report.docx", "police"))
    assert "2 of 3" in words
    assert "School" not in words


def test_below_eight_cases_nothing_public_is_a_number(result: Compiled) -> None:
    """Two cases are far too few for counts, so learning is put into words."""
    words = text_in(written(result, "publish/learning.docx"))
    assert not re.search(r"\d+ of \d+", words)
    assert "police" not in words.lower()


def test_an_override_can_extend_the_template_it_overrides(tmp_path: Path, result: Compiled) -> None:
    """A partnership's template changes one block and keeps the rest."""
    (tmp_path / "findings.md.j2").write_text(
        '{% extends "house:findings.md.j2" %}{% block why %}Because we asked.{% endblock %}',
        encoding="utf-8",
    )
    (page,) = (
        writer.write(result, "")
        for writer in report_writers((), tmp_path)
        if writer.file == "report.html"
    )
    assert page is not None
    assert b"Because we asked." in page
    assert b"F1" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{% extends 'house:findings.md.j2' %}{% block why %}{{ nothing }}{% endblock %}",
            "'nothing' is undefined",
        ),
        ("{% if %}", "line 1"),
        ("{% include 'lost.md' %}", "lost.md was not found"),
        ("{{ round.__class__.__mro__ }}", "SecurityError"),
    ],
)
def test_a_faulty_template_is_reported(
    tmp_path: Path, result: Compiled, text: str, words: str
) -> None:
    """The problem names the template and what is wrong with it; there is no traceback."""
    (tmp_path / "findings.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(UsageProblem) as stopped:
        next(
            writer for writer in report_writers((), tmp_path) if writer.file == "report.html"
        ).write(result, "")
    assert words in stopped.value.message
