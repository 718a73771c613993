"""An empty workbook for actions from elsewhere, ready to be filled in and imported."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from audit_core.model.plan_sheets import IMPORT_SHEET
from audit_core.words import say
from audit_core.workbook import styles
from audit_core.workbook.plan.sheet import A3, lists_sheet, plan_sheet
from audit_core.xlsx.finish import finish

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = 40


def build_blank_import(names: Mapping[str, str]) -> bytes:
    """The workbook; `names` are the owners to choose from, others can be typed."""
    book = styles.new_book(say("Actions to import"), "")
    sheet = plan_sheet(book, IMPORT_SHEET, [{} for _ in range(ROWS)], "chair", names, least=34)
    styles.print_setup(sheet, paper=A3)
    lists_sheet(book, names)
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue())
