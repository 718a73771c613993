"""Why a file cannot be read at all (`file.` and the code of a refusal), and what was unusual in one
that can (`file.notice.`).
"""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, note

_SAVE_AS = (
    "Open it in Excel, choose File, Save As, pick 'Excel Workbook (.xlsx)', and send that file."
)
_SEND_FORM = "Send the Excel form itself, filled in."
_SEND_AGAIN = (
    "It may have been damaged on the way. Open it, save it under a new name and send it again."
)
_COPY_OVER = "Copy the answers into a fresh copy of the form and send that."
_BOMB = "This file unpacks to far more than a form ever would, so it was not opened."

PROBLEMS: Wordings = {
    # what kind of file it is
    "file.empty": error(
        "This file is empty.", "Save the form again and check that it opens before you send it."
    ),
    "file.encrypted": error(
        "This file is protected by a password to open.",
        "Open it, remove the password, save it and send it again.",
    ),
    "file.label": error(
        "This file is encrypted by a sensitivity label (such as 'Confidential') that your "
        "organisation puts on it. We cannot open it, and no password would help.",
        "Open it in Excel, and under Home, Sensitivity choose a label without encryption, or ask "
        "your IT team to remove it. Save it and send it again.",
    ),
    "file.xlsm": error(
        "This workbook contains macros (small programs), so it was not opened.", _SAVE_AS
    ),
    "file.xls": error("This is an old Excel file (.xls).", _SAVE_AS),
    "file.xlsb": error("This is an Excel binary workbook (.xlsb).", _SAVE_AS),
    "file.xml2003": error("This is an old Excel file in XML (2003).", _SAVE_AS),
    "file.strict": error("This workbook was saved as 'Strict Open XML'.", _SAVE_AS),
    "file.ods": error(
        "This is an OpenDocument file (.ods), as LibreOffice saves it.",
        "Open it, choose Save As, pick Excel (.xlsx), and send that file.",
    ),
    "file.fods": error(
        "This is a flat OpenDocument file (.fods), as LibreOffice saves it.",
        "Open it, choose Save As, pick Excel (.xlsx), and send that file.",
    ),
    "file.numbers": error(
        "This is an Apple Numbers, Pages or Keynote file.",
        "Open it, choose File, Export To, Excel, and send that file.",
    ),
    "file.docx": error("This is a Word document, not the form.", _SEND_FORM),
    "file.doc": error("This is an old Word document, not the form.", _SEND_FORM),
    "file.pptx": error("This is a PowerPoint file, not the form.", _SEND_FORM),
    "file.pdf": error("This is a PDF, not the form.", _SEND_FORM),
    "file.rtf": error("This is a rich text document, not the form.", _SEND_FORM),
    "file.html": error("This is a web page, not the form.", _SEND_FORM),
    "file.text": error("This is a plain text or CSV file, not the form.", _SEND_FORM),
    "file.eml": error(
        "This is a saved e-mail, not the form.",
        "Save the form that was attached to it and send that.",
    ),
    "file.msg": error(
        "This is a saved Outlook message, not the form.",
        "Save the form that was attached to it and send that.",
    ),
    "file.winmail": error(
        "This is a winmail.dat file, into which Outlook has packed the attachments of an e-mail.",
        "Send the message again as plain text or HTML (in Outlook: Format Text, not Rich Text), or "
        "put the form where we can fetch it.",
    ),
    "file.link": error(
        "This is only a link to a file, not the file itself, so there is nothing in it to read.",
        "Open the form from the link, download it or save a copy as .xlsx, and send that file.",
    ),
    "file.picture": error("This is a picture, not the form.", _SEND_FORM),
    "file.zip": error(
        "This is a zip file or another Office file, not the form.",
        "Take the form out of it and send the form by itself.",
    ),
    "file.archive": error(
        "This is a compressed archive, not the form.",
        "Take the form out of it and send the form by itself.",
    ),
    "file.ole": error("This is an old kind of Office file that is not read here.", _SAVE_AS),
    "file.unknown": error("This kind of file is not known here.", _SEND_FORM),
    # what is wrong inside it
    "file.damaged": error("This workbook is damaged.", _SEND_AGAIN),
    "file.missing_part": error("This workbook is damaged: part of it is missing.", _SEND_AGAIN),
    "file.duplicate_part": error(
        "This workbook contains two parts with the same name, so it could be read in two ways.",
        _COPY_OVER,
    ),
    "file.overlap": error(
        "Parts of this workbook overlap, which no spreadsheet program does.", _COPY_OVER
    ),
    "file.unsafe_name": error(
        "A part of this workbook has a name that points outside it.", _COPY_OVER
    ),
    "file.dtd": error(
        "This workbook contains definitions (a DTD) that no spreadsheet program writes.", _COPY_OVER
    ),
    "file.xml_limits": error(
        "A part of this workbook is built as no spreadsheet program would build it.", _COPY_OVER
    ),
    "file.unreadable": error("This file could not be read.", _SEND_AGAIN),
    # too large
    "file.too_big": error(
        "This file is larger than a form can be.",
        "Remove any pictures and other pasted objects, save it and send it again.",
    ),
    "file.too_many_parts": error("This workbook has more parts than a form can have.", _COPY_OVER),
    "file.part_too_big": error(_BOMB, _COPY_OVER),
    "file.unpacked_too_big": error(_BOMB, _COPY_OVER),
    "file.ratio": error(_BOMB, _COPY_OVER),
    "file.too_many_cells": error("This workbook has far more cells than a form.", _COPY_OVER),
    "file.too_many_strings": error("This workbook has far more text than a form.", _COPY_OVER),
    "file.too_many_sheets": error(
        "This workbook has more sheets than a form can have.", _COPY_OVER
    ),
    "file.too_many_names": error(
        "This workbook has more named ranges than a form can have.", _COPY_OVER
    ),
    "file.too_many_merges": error(
        "This workbook has more merged cells than a form can have.", _COPY_OVER
    ),
    "file.too_many_formats": error(
        "This workbook has more cell formats than Excel allows.", _COPY_OVER
    ),
    # what was left out, changed or unusual while reading, in cells or in the whole file
    "file.notice.beyond": note(
        "{where}: too far down or to the right to be part of a form; not read."
    ),
    "file.notice.repeated": note("{where}: in the file more than once; only the first was read."),
    "file.notice.out_of_order": note(
        "{where}: not in the proper order in the file; read at the address it gives."
    ),
    "file.notice.under_merge": note("{where}: hidden behind a merged cell; it was still read."),
    "file.notice.control": note(
        "{where}: contained characters that cannot be printed; each was replaced by \ufffd."
    ),
    "file.notice.bidi": note(
        "{where}: contained invisible marks that reverse the direction of text; they were removed."
    ),
    "file.notice.no_day": note("{where}: shows a month or a year without a day."),
    "file.notice.unread": note(
        "{where}: does not contain a proper value; shown as it is in the file."
    ),
    "file.notice.too_long": note(
        "{where}: longer than the 32,767 characters Excel allows; kept in full."
    ),
    "file.notice.links": note("The file has links to other workbooks; they were not followed."),
    "file.notice.embedded": note("Other files are embedded in this file; they were not opened."),
    "file.notice.connections": note(
        "The file has connections to outside data; they were not followed."
    ),
    "file.notice.controls": note("The file has ActiveX controls; they were ignored."),
    "file.notice.pivot": note(
        "The file has a pivot table, which contains a copy of its source data."
    ),
    "file.notice.pictures": note("The file contains pictures; they were not read."),
    "file.notice.properties": note("The file's properties are damaged; they were left out."),
    "file.notice.name_of_no_sheet": note(
        "A defined name belongs to a sheet that does not exist; it was left out."
    ),
    "file.notice.name_twice": note(
        "A defined name is in the file more than once; only the first was read."
    ),
    "file.notice.many_rules": note(
        "A sheet has more entry rules than a form can have; some were left out."
    ),
    "file.notice.long_format": note(
        "A number format is longer than Excel allows; it was not read as a date format."
    ),
}
