"""analysis.xlsx: the chair's working copy, with every table and answer to sort and filter, and
Excel charts. No cell is locked or merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from audit_core.i18n import _, date_in_words
from audit_core.reports.analysis_figure_sheets import (
    counts_listing,
    grades_listing,
    lateness_listing,
    with_intervals,
)
from audit_core.reports.analysis_record_sheets import add_findings, add_matrix, answers_listing
from audit_core.tables import Figure
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.figures import agencies
from audit_core.workbook_style import styles
from audit_core.workbook_style.chart_sheet import add_chart, chart_name
from audit_core.workbook_style.listing import Listing, add_listing, remaining
from audit_core.workbook_style.row_heights import fit_row
from audit_core.workbook_style.table_sheet import add_table_sheet, table_name
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes

_WIDTHS = (34, 90)


def build_analysis_workbook(compiled: Compiled) -> bytes:
    """Return the analysis workbook of a round: the same bytes for the same round."""
    audit_round = compiled.round
    book = styles.new_book(_("{title}: analysis", title=audit_round.title), audit_round.partnership)
    listings = tuple(
        listing
        for listing in (
            answers_listing(compiled),
            grades_listing(compiled),
            lateness_listing(compiled),
            counts_listing(compiled),
        )
        if listing.rows
    )
    figures = (
        *compiled.figures,
        *(figure for figure in (agencies(compiled.scores, audit_round),) if figure.bars),
    )
    _start(book, compiled, listings, figures)
    add_matrix(book, compiled)
    add_findings(book, compiled)
    for listing in listings:
        add_listing(book, listing)
    for figure in figures:
        add_chart(book, figure)
    for table in compiled.tables:
        add_table_sheet(book, with_intervals(table, compiled))
    for sheet in book.worksheets:
        sheet.freeze_panes = "B4" if sheet.title == _called("Matrix") else "A4"
        styles.print_setup(
            sheet, left=_("DRAFT") if compiled.draft.is_draft else "", centre=audit_round.marking
        )
    out = BytesIO()
    book.save(out)
    results = {
        (styles.safe_sheet_title(listing.title), _link(listing)): str(listing.rows[0][-1])
        for listing in listings
        if listing.formula
    }
    return finish_workbook_bytes(
        out.getvalue(),
        values=results,
        rows={styles.safe_sheet_title(listing.title): remaining(listing) for listing in listings},
    )


def _link(listing: Listing) -> str:
    """Return the address of a listing's first link."""
    return f"{get_column_letter(len(listing.columns))}4"


def _start(
    book: Workbook, compiled: Compiled, listings: Sequence[Listing], figures: Sequence[Figure]
) -> None:
    """Add the sheet Start here: a link to each sheet, and how to use the workbook."""
    purpose = _(
        "{marking}. Position at {day}. For the chair only: it contains auditors' own words.",
        marking=compiled.round.marking,
        day=date_in_words(compiled.as_at),
    )
    sheet = styles.new_sheet(
        book,
        _called("Start here"),
        _("{title}: analysis", title=compiled.round.title),
        purpose,
        _WIDTHS,
    )
    styles.header(sheet, 3, (_("Sheet"), _("What is on it")))
    row = 3
    for row, (name, what) in enumerate(_sheets(compiled, listings, figures), start=4):
        styles.link(sheet, row, 1, name)
        styles.put(sheet, row, 2, what)
        sheet.row_dimensions[row].height = 20
    styles.put(sheet, row + 2, 1, _("How to use it"), bold=True, colour=styles.NAVY)
    for line, words in enumerate(_how(compiled), start=row + 2):
        styles.put(sheet, line, 2, words)
        fit_row(sheet, line, [(words, _WIDTHS[1])])


def _sheets(
    compiled: Compiled, listings: Sequence[Listing], figures: Sequence[Figure]
) -> Iterator[tuple[str, str]]:
    yield (
        _called("Matrix"),
        _("Cases by agencies: which forms were returned, and how many answers are met"),
    )
    yield _called("Findings"), _("Every finding, with the cells behind it")
    yield from ((styles.safe_sheet_title(listing.title), listing.purpose) for listing in listings)
    yield from ((chart_name(figure), _("Chart: {title}", title=figure.title)) for figure in figures)
    yield from ((table_name(table), table.title) for table in compiled.tables)


def _how(compiled: Compiled) -> Iterator[str]:
    if compiled.draft.is_draft:
        yield str(compiled.draft)
    yield _(
        "Use the arrows in the headings to sort and filter. Nothing is locked: this is your "
        "working copy, and the next compile writes a new one in its own folder."
    )
    yield _(
        "A link under Open at opens the return at that cell. It works while this file is where "
        "compile wrote it. Your program may ask you to confirm."
    )
    yield _(
        "It contains auditors' words about children: keep it as you would any record about a child."
    )


def _called(title: str) -> str:
    """Return the name of a sheet."""
    return styles.safe_sheet_title(_(title))
