"""Write the blank case key: a workbook in which the chair notes by hand which child each reference
means, and which is sent once by the secure route.
"""

from __future__ import annotations

from collections.abc import Mapping

from audit_core.forms.case_key import HEADINGS, KEY_MARK
from audit_core.i18n import N_, _
from audit_core.rounds.round import Round
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import row_height
from audit_core.xlsx.writer.postprocess import workbook_bytes

WIDTHS = (20.0, 40.0, 24.0, 56.0)
_PURPOSE = N_(
    {
        True: "To be completed by hand and kept apart from everything else.",
        False: "Only cases that are new, or whose agencies have changed. To be completed by "
        "hand and kept apart from everything else.",
    }
)
_RULES = N_(
    (
        (
            "Complete this by hand. Send each agency in the last column only its own lines, once, "
            "by your secure route, to its safeguarding lead."
        ),
        (
            "Then take it out of this folder and keep it locked away elsewhere. It is the only "
            "record of which child each reference means."
        ),
        "Never put it into the returns folder, and never send it together with the forms.",
    )
)


def build_case_key_workbook(
    audit_round: Round, lines: Mapping[str, tuple[str, ...]], *, whole: bool = True
) -> bytes:
    """Return a workbook with a row for every case in `lines` (reference: agencies asked) and
    nothing about any child.

    `whole` is False if `lines` holds only the cases that are new or have changed since an earlier
    key.
    """
    book = styles.new_book(_("{title}: case key", title=audit_round.title), audit_round.partnership)
    book.properties.identifier = KEY_MARK
    title, purpose = _("Case key: {title}", title=audit_round.title), _(_PURPOSE[whole])
    sheet = styles.new_sheet(book, styles.safe_sheet_title(_("Case key")), title, purpose, WIDTHS)
    styles.header(sheet, 3, [_(heading) for heading in HEADINGS])
    row = 4
    for ref, names in lines.items():
        styles.put(sheet, row, 1, ref, bold=True)
        asked = ", ".join(names)
        for column, text in ((2, None), (3, None), (4, asked)):
            styles.boxed(styles.put(sheet, row, column, text)).number_format = "@"
        sheet.row_dimensions[row].height = row_height([(asked, WIDTHS[3], 11.0, False)], 48)
        row += 1
    for rule in _RULES:
        styles.put(sheet, row, 1, _(rule), wrap=False)
        row += 1
    styles.print_setup(
        sheet, centre=_("{marking}: keep apart from the forms", marking=audit_round.marking)
    )
    return workbook_bytes(book.save)
