"""The hidden manifest: one plain row a field, readable by a person. Reading must succeed without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.form import Form, Sheet
    from audit_core.workbook.page import Page

MANIFEST = "_audit"
HEADINGS = ("ref", "sheet", "cell", "key", "question", "point", "kind", "wording", "options")


def manifest_sheet(book: Workbook, form: Form, form_id: str, pages: dict[Sheet, Page]) -> None:
    """Write the sheet: what kind of file this is, its form id, and every field with its cell."""
    sheet = book.create_sheet(MANIFEST)
    sheet.append(["AUDIT-FORM", form_id])
    sheet.append(["This sheet helps the audit program to read the form. It holds nothing about the child."])
    sheet.append(list(HEADINGS))
    for field in form.fields:
        page = pages[field.sheet]
        options = "; ".join(option.label for option in field.options)
        values = (field.ref, page.sheet.title, page.answers[field.ref], field.key, field.question, field.point, field.kind, field.label, options)
        sheet.append(list(values))
