"""Translations by gettext: Welsh has six plural forms and every one is printed; a translation that
cannot be used is reported.
"""

from __future__ import annotations

import json
import pickle
from datetime import date
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from docx import Document

from audit_core.commands.compile import compile_round
from audit_core.commands.open_round import open_round
from audit_core.errors import UsageProblem
from audit_core.i18n import ENGLISH, PLAIN, Language, _, date_in_words, ngettext, using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem
from audit_core.resources import catalogue_texts
from audit_core.rounds.translation import read_translation
from audit_core.tabulation.compiled import Draft
from tests.greek import compiled, fill, local_round

FORMS = {
    0: "dim achosion",
    1: "un achos",
    2: "dau achos",
    3: "tri achos",
    6: "chwe achos",
    7: "7 achos",
}
"""No case, one case, two: Welsh has a form for each of these, and one for every other number."""
WORKBOOKS = {
    1: "ag un llyfr gwaith",
    2: "â dau lyfr gwaith",
    3: "â thri llyfr gwaith",
    6: "â chwe llyfr gwaith",
    7: "â 7 llyfr gwaith",
}


def welsh() -> Catalog:
    """The few translations of cy.po."""
    return read_po(BytesIO((Path(__file__).parent / "cy.po").read_bytes()), locale="cy")


def templates(home: Path, **files: bytes) -> Path:
    """A templates folder with these files: messages_mo is messages.mo."""
    (home / "templates").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (home / "templates" / name.replace("_", ".")).write_bytes(data)
    return home / "templates"


def translation(po: str) -> bytes:
    """A messages.mo with the entries of a PO file, in Welsh."""
    header = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n'
        'Plural-Forms: nplurals=6; plural=%s;\\n"\n\n'
    )
    return compiled(
        read_po(BytesIO((header % get_plural("cy").plural_expr + po).encode()), locale="cy")
    )


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of the problems."""
    return [problem.code for problem in problems]


@pytest.fixture
def language(tmp_path: Path) -> Language:
    """Welsh, as read from a templates folder."""
    catalogue, problems = read_translation(templates(tmp_path, messages_mo=compiled(welsh())))
    assert problems == ()
    return Language((), catalogue)


def test_the_welsh_of_these_tests_uses_our_texts_and_babels_plural_rule() -> None:
    """Every text is in the template; otherwise the tests would prove nothing about the program."""
    assert welsh().plural_expr == get_plural("cy").plural_expr
    assert {message.id for message in welsh() if isinstance(message.id, tuple)} <= set(
        catalogue_texts().items()
    )
    assert {message.id for message in welsh() if isinstance(message.id, str)} - {""} <= set(
        catalogue_texts()
    )


@pytest.mark.parametrize("count", FORMS)
def test_welsh_has_a_form_for_each_number(language: Language, count: int) -> None:
    """There are six forms, and a form for a single number may leave the number out."""
    with using_language(language):
        assert ngettext("{count} case", "{count} cases", count) == FORMS[count]


def test_an_untranslated_text_stays_english(language: Language) -> None:
    """A missing text stays English, one about a number too, and an empty text stays empty."""
    with using_language(language):
        assert date_in_words(date(2026, 3, 4)) == "4 Mawrth 2026"
        assert _("Questions") == "Questions"
        assert ngettext("{count} row", "{count} rows", 6) == "6 rows"
        assert _("") == ""


def test_a_draft_is_labelled_in_welsh(language: Language) -> None:
    """A text that is kept in a table until it is printed is translated as well."""
    with using_language(language):
        assert (
            str(attrs.evolve(NOTHING_OPEN, cases_not_agreed=1)) == "DRAFFT: 1 achos heb ei gytuno"
        )
        assert (
            str(attrs.evolve(NOTHING_OPEN, cases_not_agreed=3)) == "DRAFFT: 3 achos heb eu cytuno"
        )


NOTHING_OPEN = Draft(*(0 for field in attrs.fields(Draft) if field.default is attrs.NOTHING))


@pytest.mark.parametrize("cases", WORKBOOKS)
def test_covering_texts_count_workbooks_in_welsh(
    tmp_path: Path, plugins: Plugins, cases: int
) -> None:
    """The e-mail to an agency counts its forms, one for each case."""
    templates(tmp_path, messages_mo=compiled(welsh()))
    folder = local_round(tmp_path / "round", plugins, {}, ("police",), cases)
    assert WORKBOOKS[cases] in (folder / "forms/police-1.txt").read_text(encoding="utf-8")


def test_a_report_counts_cases_in_welsh(tmp_path: Path, plugins: Plugins) -> None:
    """Counts inside a template's sentences are translated too, and a partnership's own words still
    apply.
    """
    templates(tmp_path, messages_mo=compiled(welsh()))
    folder = local_round(tmp_path / "round", plugins, {"harm": "hurt"}, ("police", "school"), 2)
    fill(folder, plugins, "police")
    done = compile_round(folder, plugins, date(2026, 3, 30))
    report = "\n".join(
        paragraph.text for paragraph in Document(str(done.folder / "board/report.docx")).paragraphs
    )
    assert "dau achos" in report
    assert "2 achos heb eu cytuno" in report
    assert " hurt " in report
    assert " harm " not in report


def test_a_language_can_be_sent_to_another_process(language: Language) -> None:
    """Returns may be read by several processes, and all of them use the same language; English
    stays English.
    """
    for speech in (language, Language((("carer", "caregiver"),)), PLAIN):
        sent = pickle.loads(pickle.dumps(speech))  # noqa: S301 - what was dumped just now
        assert (sent, hash(sent)) == (speech, hash(speech))
        assert sent.ngettext("{count} case", "{count} cases", 6) == speech.ngettext(
            "{count} case", "{count} cases", 6
        )
    assert language != PLAIN


@pytest.mark.parametrize(
    ("po", "expected"),
    [
        ('msgid "by {due}"\nmsgstr "erbyn {dux}"', ["words.parts"]),
        ('msgid "by {due}"\nmsgstr "erbyn {due}"', []),
        ('msgid "Nobody says this"\nmsgstr "Neb"', ["words.unknown"]),
        (
            (
                'msgid "{count} case"\nmsgid_plural "{count} cases"\nmsgstr[1] "un '
                'achos"\nmsgstr[5] "achos"'
            ),
            ["words.parts"],
        ),
        (
            'msgid "{count} case"\nmsgid_plural "{count} cases"\nmsgstr[1] "{n} achos"',
            ["words.parts"],
        ),
        (
            (
                'msgid "{count} case"\nmsgid_plural "{count} cases"\nmsgstr[1] "un '
                'achos"\nmsgstr[5] "{count} achos"'
            ),
            [],
        ),
    ],
    ids=[
        "a part is missing",
        "every part",
        "another version's text",
        "no number in the form for all others",
        "another part",
        "as it should be",
    ],
)
def test_every_placeholder_of_a_text_is_in_its_translation(
    tmp_path: Path, po: str, expected: list[str]
) -> None:
    """A form for a single number may leave the number out; the form for all other numbers may
    not.
    """
    assert codes(read_translation(templates(tmp_path, messages_mo=translation(po)))[1]) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"msgid",
        compiled(welsh())[:200],
        translation("").replace(b"(n ", b"(x "),
        translation("").replace(b"n == 0 ?", b"n % 0 ?"),
    ],
    ids=["empty", "not compiled", "cut off", "no plural rule", "a rule that cannot be reckoned"],
)
def test_a_file_that_is_not_a_catalogue_is_reported(
    tmp_path: Path, plugins: Plugins, data: bytes
) -> None:
    """Nothing is printed partly in one language."""
    folder = local_round(tmp_path / "round", plugins, {}, ("police",))
    templates(tmp_path, messages_mo=data)
    with pytest.raises(UsageProblem) as stopped:
        open_round(folder, plugins)
    assert [
        (problem.code, problem.where.file)
        for problem in stopped.value.problems
        if problem.severity == "error"
    ] == [("words.no_catalogue", "templates/messages.mo")]


def test_a_translation_that_was_not_compiled_is_reported(tmp_path: Path) -> None:
    """Saving messages.po alone has no effect, and the chair is told."""
    found, problems = read_translation(templates(tmp_path, messages_po=b""))
    assert (found, codes(problems)) == (ENGLISH, ["words.not_compiled"])


def test_an_older_words_json_is_still_read(tmp_path: Path) -> None:
    """Its two forms are used, with a message that there is a better format; a messages.mo beside it
    is used instead.
    """
    texts = {
        "{count} agency": "{count} asiantaeth",
        "{count} agencies": "{count} o asiantaethau",
        "March": "Mawrth",
    }
    folder = templates(tmp_path, words_json=json.dumps(texts).encode())
    catalogue, problems = read_translation(folder)
    assert codes(problems) == ["words.older"]
    with using_language(Language((), catalogue)):
        assert [ngettext("{count} agency", "{count} agencies", count) for count in (1, 2)] == [
            "1 asiantaeth",
            "2 o asiantaethau",
        ]
        assert _("March") == "Mawrth"
    beside, problems = read_translation(templates(tmp_path, messages_mo=compiled(welsh())))
    assert (beside == catalogue, problems) == (False, ())


def test_counts_with_nouns_of_version_0_1_0_are_found_in_its_words_json(tmp_path: Path) -> None:
    """Its templates put "case" or "cases" after a number within a sentence, and both are translated
    as they were.
    """
    sentence = '({{ (item.cells | length + item.more) | many("cell") }}; rule {{ finding.rule }}'
    texts = {
        "cell": "cell",
        "cells": "celloedd",
        "case": "achos",
        sentence: sentence.replace("; rule", "; rheol"),
    }
    catalogue, problems = read_translation(
        templates(tmp_path, words_json=json.dumps(texts).encode())
    )
    assert codes(problems) == ["words.older"]
    assert catalogue.ngettext("{count} case", "{count} cases", 1) == "{count} achos"
    assert catalogue.ngettext("{count} cell", "{count} cells", 2) == "{count} celloedd"
    (now,) = (text for text in catalogue_texts() if text.startswith("({{ (item.cells"))
    assert "rheol" in catalogue.gettext(now)
