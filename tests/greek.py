"""A language for tests: every text of ours in Greek letters, a theme's texts in capitals, and
rounds that use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from openpyxl import load_workbook

from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.forms.build import rebuild_form
from audit_core.forms.form import Form
from audit_core.forms.workbook.fill import fill_form
from audit_core.i18n import using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.themes.theme import Chronology, OnlyIf
from audit_core.themes.topics import ChildWords

ROOT = Path(__file__).parents[1]
_PART = re.compile(r"\{\{.*?\}\}|\{\w*\}|\S+\.xlsx|\S+\.csv|audit check|audit explain", re.DOTALL)
_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβγδεζηθικλμνξοπρστυφχψωϊϋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫ",
)
NOTHING: Mapping[str, tuple[object, str]] = MappingProxyType({})


def in_greek(text: str) -> str:
    """A text that no reader of English would recognise, with its placeholders unchanged, in place
    of a translation.
    """
    at, out = 0, []
    for match in _PART.finditer(text):
        out += [text[at : match.start()].translate(_GREEK), match[0]]
        at = match.end()
    return "".join((*out, text[at:].translate(_GREEK)))


def translate(folder: Path, plugins: Plugins, patch: pytest.MonkeyPatch) -> None:
    """Translate every round in `folder` into Greek letters from now on, with its theme in capitals
    and without a template of its own.
    """
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    patch.setitem(plugins.themes, "domestic_abuse", in_capitals(theme))
    patch.setattr(Plugins, "template_dirs", lambda *_, **__: ((), ()))
    (folder / "templates").mkdir(parents=True)
    (folder / "templates/messages.mo").write_bytes(compiled(template(), in_greek))


def template() -> Catalog:
    """The template from which every translation begins, as for a language with two plural forms."""
    with (ROOT / "audit_core/messages.pot").open("rb") as file:
        return read_po(file, locale="el")


def compiled(catalogue: Catalog, translated: Callable[[str], str] | None = None) -> bytes:
    """A messages.mo with what the catalogue has, or with each text as translated."""
    for message in catalogue:
        if translated and message.id:
            message.string = (
                translated(message.id)
                if isinstance(message.id, str)
                else tuple(map(translated, message.id))
            )
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def local_round(
    folder: Path,
    plugins: Plugins,
    words: Mapping[str, str],
    agencies: tuple[str, ...] = ("police", "school"),
    cases: int = 1,
) -> Path:
    """A round whose chair has filled in the Words sheet, with its forms made."""
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    new_round(folder, theme, agencies, cases, 0, date(2026, 3, 2))
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
        row[2].value = {
            "police": "CONSTABULARY",
            "school": "ACADEMY",
            "social_care": "SOCIAL CARE",
        }.get(str(row[0].value), row[2].value)
    out = BytesIO()
    book.save(out)
    (folder / "round.xlsx").write_bytes(out.getvalue())
    generate(folder, plugins)
    return folder


Events = tuple[tuple[object, str, str, str, str, str], ...]
"""Rows of a chronology: date, source, kind, what happened, what it was like for the child, what was
done.
"""


def fill(
    folder: Path,
    plugins: Plugins,
    agency: str,
    case: int = 1,
    turn: int = 0,
    typed: Mapping[str, tuple[object, str]] = NOTHING,
    file: str = "",
    events: Events = (),
) -> None:
    """An agency's form filled in, in the words it was printed in, with the answer of every list
    whose turn it is.
    """
    opened = open_round(folder, plugins)
    issued = next(
        item
        for item in opened.issued.forms
        if f"-{case:02d}-" in item.id and f"/{agency}/" in item.id
    )
    with using_language(opened.speech):
        form = rebuild_form(opened.installed, issued)
        blank = (folder / issued.file).read_bytes()
        answers = answers_to(form, turn) | dict(typed)
        (folder / "returns" / (file or f"{agency}.xlsx")).write_bytes(
            fill_form(blank, form, answers, events)
        )


UNSAID = ("S-2", "S-3", "S-4", "G-2", "G-3", "G-4")
"""What stays blank where nobody is at risk."""
PLAIN_NO = ("concern.now", "concern2.now", "about.involved")


def answers_to(form: Form, turn: int = 0) -> dict[str, tuple[object, str]]:
    """An answer to every field except those about risk, with evidence if there is a cell for it,
    different at every turn.
    """
    day = date(2026, 3, 10 + turn)
    kinds: dict[str, object] = {
        "number": 3 + turn,
        "date": day,
        "datetime": f"{day.day} Mar 2026 09:10",
        "text": "ΤΕΧΤ",
        "prose": "ΤΕΧΤ",
    }
    found = {}
    for field in form.fields:
        answer = (
            field.options[turn % len(field.options)].label
            if field.options and (field.kind == "rating" or field.key.startswith("grade."))
            else None
        )
        answer = answer or (
            field.options[0].label if field.options and not field.is_date else kinds[field.kind]
        )
        found[field.ref] = (answer, "ΠΡΟΟΦ ΠΡΟΟΦ" if field.evidence else "")
    plain = {
        field.ref: (option.label, "")
        for field in form.fields
        if field.key in PLAIN_NO
        for option in field.options
        if option.code == "no"
    }
    return {ref: answer for ref, answer in found.items() if ref not in UNSAID} | plain


def texts(data: bytes) -> Iterator[str]:
    """Every text a person can read in a workbook: cells, drop-downs, messages of validation rules,
    headers and footers, and its title.
    """
    book = load_workbook(BytesIO(data))
    yield str(book.properties.title)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title
            yield from (
                str(cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            )
            yield from (
                str(part.text)
                for edge in (sheet.oddHeader, sheet.oddFooter)
                for part in (edge.left, edge.center, edge.right)
                if part.text
            )
            for rule in sheet.data_validations.dataValidation:
                yield from (
                    str(text) for text in (rule.prompt, rule.error, rule.errorTitle) if text
                )


def in_capitals(value: Any) -> Any:
    """A theme's texts in capitals, to tell them apart from ours. Codes stay."""
    if isinstance(value, Chronology):
        return attrs.evolve(value, kinds=in_capitals(value.kinds))
    if isinstance(value, ChildWords):
        return attrs.evolve(value, name=in_capitals(value.name), promise=in_capitals(value.promise))
    if isinstance(value, OnlyIf):
        return attrs.evolve(value, otherwise=in_capitals(value.otherwise))
    if attrs.has(type(value)):
        codes = {
            "name",
            "version",
            "prefix",
            "ref",
            "id",
            "code",
            "scale",
            "limit",
            "points",
            "flags",
            "topic",
            "about",
            "kinds",
            "refs",
        }
        shown = {
            "title",
            "text",
            "good",
            "look_for",
            "label",
            "met_means",
            "meaning",
            "ask",
            "because",
            "prompts",
            "options",
            "none",
            "summary",
            "action",
        }
        shown |= {"owner_role", "measure", "target", "evidence", "says", "short", "well"}
        shown.add("for_children")
        fields = {
            field.name: in_capitals(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if field.name not in codes and field.name in shown | NESTED
        }
        return attrs.evolve(value, **fields)
    if isinstance(value, tuple):
        return tuple(in_capitals(item) for item in value)
    return (
        re.sub(r"[^{}]+(?![^{]*\})", lambda match: match[0].upper(), value)
        if isinstance(value, str)
        else value
    )


NESTED = {
    "instruments",
    "sections",
    "questions",
    "only_if",
    "sheets",
    "answer",
    "answers",
    "scales",
    "advice",
}
NESTED |= {"time_limits", "limits", "rules", "child_words"}

_CODES = re.compile(
    r"AF1/\S+|[\w -]+\.(?:xlsx|txt)|[\w./-]+\.csv|audit (?:check|explain)"
    r"|#[0-9a-f]{6}|\b[0-9a-f]{6,}\b|\{\{.*?\}\}"
    r"|\b[a-z]+(?:[_-][a-z]+)+\b|\(together\)|^together$|\b[TG]\d+ [a-z]+$"
    r"|\b\d\d? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 2026"
)
"""Ids, files, commands, hashes, expressions, codes (one rule's looks like a word), sheets called by
id and key; and days as they were typed or read.
"""


def english(found: Iterator[str]) -> list[str]:
    """The English that is left: words in small letters, without codes, file names and texts of the
    round's workbook.
    """
    permitted = (
        "Our safeguarding partnership",
        "Audit lead: telephone and e-mail",
        "Secure e-mail to the audit lead",
        "Partnership",
        "audit 2026",
        "case file",
    )
    permitted += ("Incident", "Sent", "Received")  # the theme's own points in time
    permitted += ("3 Mar 2025", "1 Sep 2025")  # as an auditor typed them
    left = []
    for text in found:
        if text.startswith("="):
            # of a formula, only what it shows
            text = " ".join(re.findall(r'"([^"]*)"', text))  # noqa: PLW2901
        for known in permitted:
            text = text.replace(known, "")  # noqa: PLW2901 - the same text with less in it
        if re.search(r"[a-z]{2}|[A-Z][a-z]", _CODES.sub("", text)):
            left.append(text)
    return sorted(set(left))
