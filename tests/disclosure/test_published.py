"""Published files are made of totals: nothing in them is about one child, one agency or one answer,
and no hidden number can be worked out.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser

import attrs
import pytest

from audit_core.commands.sample_round import sample_round
from audit_core.disclosure.topic_counts import published_topics
from audit_core.documents.environment import Templates
from audit_core.plugin_system.manager import load_plugins
from audit_core.reports.leak_check import text_in
from audit_core.reports.public_pages import NOT_SHOWN, published_writers
from audit_core.reports.public_view import for_public, not_public
from audit_core.reports.views import for_board
from audit_core.rounds.panel_decisions import (
    AgreedGrade,
    Decisions,
    FindingNote,
    RecommendationDecision,
)
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import advice, question, round_of, small_theme
from audit_core.testing.pipeline import compiled, findings
from audit_core.testing.text_tables import returns
from audit_core.themes.facts import FACTS
from audit_core.themes.rules import Share, Standard
from audit_core.themes.theme import Theme

AGENCIES = ("police", "school", "gp")
THEME = small_theme(
    question("XX-1.1", asked_of=AGENCIES, topic="voice", flags=("critical",)),
    question("XX-1.2", asked_of=AGENCIES, topic="plan"),
    summary="Whether it was done.",
    rules=(
        Share(
            "poor",
            "In {n} of {m} records {question} was not met.",
            refs=("XX-1.1",),
            recommend="act",
            high=True,
            kind="priority",
        ),
        Share(
            "good",
            "In {n} of {m} records {question} was met.",
            refs=("XX-1.2",),
            counts=("met",),
            kind="strength",
        ),
    ),
    advice=(advice("act", topic="voice", owner="found"),),
)
Cell = tuple[str, str, str]


def made(cases: int, seed: int = 0, theme: Theme = THEME, **more: str) -> Compiled:
    """A round of a number of cases with random answers, bands and grades, and everything accepted;
    `more` rewords recommendations by id.
    """
    dice = random.Random(seed)  # noqa: S311 - dice, not secrets
    audit_round = round_of(theme, AGENCIES, cases)
    lean = [dice.random() for _ in range(3)]

    def facts() -> tuple[tuple[str, str], ...]:
        """Bands by chance, without one that few areas use yet: the other dice fall as they did."""
        found = []
        for fact in FACTS:
            bands = [*(band for band in fact.bands if band != "Family help"), ""]
            found.append((fact.code, dice.choices(bands, [dice.random() ** 3 for _ in bands])[0]))
        return tuple(found)

    subjects = tuple(attrs.evolve(subject, facts=facts()) for subject in audit_round.subjects)
    rows = ["| case | agency | XX-1.1 | XX-1.2 | J-2 |"]
    for case in range(1, cases + 1):
        for agency in AGENCIES:
            answers = [
                "met"
                if dice.random() < lean[0]
                else dice.choice(("not_met", "partly", "", "not_applicable"))
                for _ in range(2)
            ]
            rows.append(
                f"| {case} | {agency} | {answers[0]} | {answers[1]} | Words of {agency} about case "
                f"{case} |"
            )
    book = returns(theme, "\n".join(rows), attrs.evolve(audit_round, subjects=subjects))
    grades = [dice.choice(("good", "requires_improvement", "inadequate", "")) for _ in subjects]
    decisions = Decisions(
        grades=tuple(
            AgreedGrade(subject.ref, grade, "Said.", child="I hide on the stairs.", cleared=True)
            for subject, grade in zip(subjects, grades, strict=True)
        ),
        findings=tuple(
            FindingNote(f"F{number}", "Busy.", "They waited.", "accepted") for number in range(1, 9)
        ),
        recommendations=tuple(
            RecommendationDecision(id_, "edited", text) for id_, text in more.items()
        )
        or (RecommendationDecision("R1", "accepted"),),
    )
    return compiled(theme, book, attrs.evolve(audit_round, subjects=subjects), decisions)


def files(result: Compiled, *ends: str) -> dict[str, bytes]:
    """The files of publish/, or those with one of these suffixes."""
    view = for_public(
        for_board(
            attrs.evolve(
                result, lived=(("XX26A-01-M", "She knew which stair creaked."),), shown=(1, 2)
            )
        )
    )
    assert (view.lived, view.shown, view.quotable, view.chronicles) == ((), (0, 0), (), ())
    writers = (
        writer
        for writer in published_writers(Templates())
        if writer.audience == "publish" and writer.file.endswith(ends or ("",))
    )
    written = {writer.file: writer.write(view, "") for writer in writers}
    return {name: data for name, data in written.items() if data is not None}


def counts(data: bytes) -> dict[tuple[str, str], dict[str, str]]:
    """The content of counts.csv, line by line: (table, about) -> band -> a number, or "c"."""
    shown: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
        shown[row["table"], row["about"]][row["band"]] = row["children"]
    return dict(shown)


class Cells(HTMLParser):
    """The cells of every table of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data.strip()


def bounds(known: list[int | None], total: int) -> Iterator[tuple[int, int, int]]:
    """For each unknown of a line that adds up to `total`, its place and the smallest and largest
    value it can have, found by narrowing bounds until nothing changes.
    """
    span = {place: (0, total) for place, number in enumerate(known) if number is None}
    left = total - sum(number for number in known if number is not None)
    moved = True
    while moved:
        moved = False
        for place, (low, high) in span.items():
            others = [bound for other, bound in span.items() if other != place]
            new = (
                max(low, left - sum(most for _, most in others)),
                min(high, left - sum(least for least, _ in others)),
            )
            moved |= new != (low, high)
            span[place] = new
    yield from ((place, low, high) for place, (low, high) in span.items())


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_number_can_be_worked_out_from_all_that_is_published(seed: int) -> None:
    """Every line of counts.csv adds up to the children on the page, and each hidden number can be
    anything from 1 to 5.
    """
    cases = 8 + seed % 23
    out = files(made(cases, seed), ".html", ".csv")
    (number,) = re.findall(
        r"worked together for (\d+) children", text_in(out["learning.html"]).replace("\n", " ")
    )
    assert int(number) == cases
    found = 0
    for line in counts(out["counts.csv"]).values():
        known = [None if shown == NOT_SHOWN else int(shown) for shown in line.values()]
        assert not any(number in range(1, 6) for number in known)
        for _, low, high in bounds(known, cases):
            found += 1
            assert low <= 1
            assert high >= 5
    assert found


def test_the_page_the_document_and_the_csv_show_the_same_numbers() -> None:
    """No number is shown in one file and hidden in another."""
    out = files(made(13, 3))
    page = Cells()
    page.feed(out["learning.html"].decode())
    wanted = counts(out["counts.csv"])
    for (_, about), bands in wanted.items():
        if "No answers that count" in bands:
            assert [about, *bands.values()] in page.rows
        else:
            assert all(
                [about, band, shown] in page.rows or [band, shown] in page.rows
                for band, shown in bands.items()
            )
    words = text_in(out["learning.docx"])
    assert words.splitlines().count("c") == sum(
        shown == "c" for bands in wanted.values() for shown in bands.values()
    )


def test_fewer_than_eight_cases_are_not_counted() -> None:
    """There are only words: no count, no table, and not the number of children."""
    out = files(made(7))
    assert "counts.csv" not in out
    for name, data in out.items():
        visible = re.sub(
            r"30 March 2026|999|0800 1111|small theme round|page \d of \d|XX26A|en-GB",
            "",
            _visible(name, data),
            flags=re.IGNORECASE,
        )
        assert not re.search(r"\d", visible), (name, re.findall(r".{20}\d.{20}", visible))
    assert "of the answers show that the standard was met" in text_in(out["learning.html"])


def _visible(name: str, data: bytes) -> str:
    """The text that can be read in a file."""
    if name.endswith(".html"):
        return text_in(re.sub(rb"<style>.*?</style>", b"", data, flags=re.DOTALL))
    from docx import Document

    document = Document(io.BytesIO(data))
    parts = [
        *document.paragraphs,
        *document.sections[0].header.paragraphs,
        *document.sections[0].footer.paragraphs,
    ]
    return "\n".join(
        (
            *(paragraph.text for paragraph in parts),
            *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
        )
    )


@pytest.mark.parametrize("cases", [7, 14])
def test_nothing_about_a_child_an_agency_or_an_answer_is_published(cases: int) -> None:
    """There is no case reference, agency, quotation (cleared for the board only), word of a return
    or marking.
    """
    result = made(cases)
    for name, data in files(result).items():
        words = text_in(data)
        for secret in (
            *(subject.ref for subject in result.round.subjects),
            "Gp",
            "I hide on the stairs",
            "Words of",
            "They waited",
            "OFFICIAL",
            "secure e-mail",
        ):
            assert secret not in words, (name, secret)


def test_only_what_the_panel_accepted_is_published() -> None:
    """If nothing is accepted yet, no page has a topic and each says that it is not for
    publication.
    """
    result = made(9)
    undecided = (
        attrs.evolve(result.round),
        returns(
            THEME,
            "| case | agency | XX-1.1 | XX-1.2 |\n| 1 | police | not_met | met |",
            result.round,
        ),
    )
    draft = compiled(THEME, undecided[1], undecided[0])
    for data in files(draft).values():
        words = text_in(data)
        assert "Listening to children" not in words
        assert (
            "DRAFT: not for publication until the panel has decided" in words
            or not data.startswith((b"PK", b"<"))
        )
        assert not re.search(r"\d+ cases? without an agreed grade", words)
    assert "Listening to children" in text_in(files(result)["for-children.html"])
    assert "The child's voice and daily life" in text_in(files(result)["learning.html"])


def test_what_fell_short_for_one_child_is_no_topic() -> None:
    """A finding may rest on one child alone, at a critical standard or where the panel takes up
    what was seen once: the public does not read what it was about.
    """
    told = Standard("told", "Nobody was told", "Somebody was told", refs=("XX-1.1",))
    theme = small_theme(question("XX-1.1", topic="voice", flags=("critical",)), rules=(told,))
    for answer, topics in (("met", ()), ("not_met", ("voice",))):
        rows = f"| case | agency | XX-1.1 |\n| 1 | police | not_met |\n| 2 | police | {answer} |"
        (finding,) = findings(theme, returns(theme, rows))
        _well, better, _promised = published_topics((attrs.evolve(finding, status="accepted"),), ())
        assert better == topics


@pytest.mark.parametrize(
    "wording",
    [
        "Ask Oakfield Academy to ring each morning.",
        "Look again at XX26A-01-{letter}.",
        "Ask Mrs Quillfeather to ring.",
    ],
)
def test_a_recommendation_that_names_an_agency_or_a_case_is_kept_out(wording: str) -> None:
    """The panel's own wording may name one agency or case: the board may read it but the public may
    not, and the chair is told.
    """
    letter = made(9).round.subjects[0].ref[-1]
    text = wording.format(letter=letter)
    result = made(9, R1=text)
    named = attrs.evolve(
        result.round,
        recipients=(
            attrs.evolve(result.round.recipients[1], name="Oakfield Academy"),
            *result.round.recipients,
        ),
    )
    board = for_board(attrs.evolve(result, round=named))
    assert [item.status for item in board.recommendations] == ["edited"]
    assert for_public(board).recommendations == ()
    assert [problem.code for problem in not_public(board)] == ["publish.names"]


def test_a_kind_of_agency_can_be_named_in_a_recommendation() -> None:
    """The police as a kind of agency identify nobody, as in: Ask the police."""
    board = for_board(made(9, R1="Ask the police and each school to tell us the same day."))
    assert len(for_public(board).recommendations) == 1


def test_the_pages_load_and_run_nothing() -> None:
    """The pages are self-contained: no script, no address, no outside picture."""
    for data in files(made(12), ".html").values():
        page = data.decode()
        assert "<script" not in page
        assert not re.search(r"(?:src|href)=|https?://|url\(", page)
        assert "default-src 'none'" in page


@pytest.mark.parametrize("name", ["domestic_abuse", "early_help", "neglect"])
def test_every_theme_has_something_to_publish(name: str) -> None:
    """With every decision made there are tables, topics and promises."""
    theme = load_plugins().theme(name)
    assert theme is not None
    published = sample_round(theme, decided=True).published
    assert [len(table.lines) > 0 for table in published.tables] == [True, True, True]
    assert published.better
    assert published.promises
    assert published.child_better
