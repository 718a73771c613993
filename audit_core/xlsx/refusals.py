"""Why a file could not be read at all: one exception, one short code, and what each code means to a person."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from audit_core.errors import AuditError
from audit_core.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAVE_AS = mark("Open it in Excel, choose File, Save As, pick 'Excel Workbook (.xlsx)', and send that file.")
_SEND_FORM = mark("Send the Excel form itself, filled in.")
_SEND_AGAIN = mark("It may have been damaged on the way. Open it, save it under a new name and send it again.")
_COPY_OVER = mark("Copy the answers into a fresh copy of the form and send that.")
_BOMB = mark("This file unpacks to far more than a form ever would, so it was not opened.")

WHAT_IT_MEANS: Mapping[str, tuple[str, str]] = MappingProxyType(
    mark(
        {
            # what kind of file it is
            "empty": ("This file is empty.", "Save the form again and check that it opens before you send it."),
            "encrypted": ("This file is protected by a password to open.", "Open it, remove the password, save it and send it again."),
            "xlsm": ("This workbook holds macros (small programs), which are never opened.", _SAVE_AS),
            "xls": ("This is an old Excel file (.xls).", _SAVE_AS),
            "xlsb": ("This is an Excel binary workbook (.xlsb).", _SAVE_AS),
            "xml2003": ("This is an old Excel file in XML (2003).", _SAVE_AS),
            "strict": ("This workbook was saved as 'Strict Open XML'.", _SAVE_AS),
            "ods": ("This is an OpenDocument file (.ods), as LibreOffice saves them.", "Open it, choose Save As, pick Excel (.xlsx), and send that file."),
            "numbers": ("This is an Apple Numbers, Pages or Keynote file.", "Open it, choose File, Export To, Excel, and send that file."),
            "docx": ("This is a Word document, not the form.", _SEND_FORM),
            "doc": ("This is an old Word document, not the form.", _SEND_FORM),
            "pptx": ("This is a PowerPoint file, not the form.", _SEND_FORM),
            "pdf": ("This is a PDF, not the form.", _SEND_FORM),
            "rtf": ("This is a rich text document, not the form.", _SEND_FORM),
            "html": ("This is a web page, not the form.", _SEND_FORM),
            "text": ("This is a plain text or CSV file, not the form.", _SEND_FORM),
            "eml": ("This is a saved e-mail, not the form.", "Save the form that was attached to it and send that."),
            "msg": ("This is a saved Outlook message, not the form.", "Save the form that was attached to it and send that."),
            "picture": ("This is a picture, not the form.", _SEND_FORM),
            "zip": ("This is a zip file or another Office file, not the form.", "Take the form out of it and send the form by itself."),
            "archive": ("This is a compressed archive, not the form.", "Take the form out of it and send the form by itself."),
            "ole": ("This is an old Office file of a kind that is not read here.", _SAVE_AS),
            "unknown": ("This is not a kind of file that is known here.", _SEND_FORM),
            # what is wrong inside it
            "damaged": ("This workbook is damaged.", _SEND_AGAIN),
            "missing_part": ("This workbook is damaged: a piece of it is missing.", _SEND_AGAIN),
            "duplicate_part": ("This workbook holds two pieces of the same name, so it could be read in two ways.", _COPY_OVER),
            "overlap": ("The pieces of this workbook lie over one another, as no spreadsheet program writes them.", _COPY_OVER),
            "unsafe_name": ("A piece of this workbook has a name that points outside it.", _COPY_OVER),
            "dtd": ("This workbook holds definitions (a DTD) that no spreadsheet program writes.", _COPY_OVER),
            "xml_limits": ("A piece of this workbook is built in a way that no spreadsheet program builds it.", _COPY_OVER),
            "unreadable": ("This file could not be read.", _SEND_AGAIN),
            # what there is too much of
            "too_big": ("This file is larger than a form can be.", "Remove pictures and other things that were pasted in, save it and send it again."),
            "too_many_parts": ("This workbook is made of more pieces than a form can have.", _COPY_OVER),
            "part_too_big": (_BOMB, _COPY_OVER),
            "unpacked_too_big": (_BOMB, _COPY_OVER),
            "ratio": (_BOMB, _COPY_OVER),
            "too_many_cells": ("This workbook holds far more cells than a form has.", _COPY_OVER),
            "too_many_strings": ("This workbook holds far more text than a form has.", _COPY_OVER),
            "too_many_sheets": ("This workbook has more sheets than a form can have.", _COPY_OVER),
            "too_many_names": ("This workbook has more named ranges than a form can have.", _COPY_OVER),
            "too_many_merges": ("This workbook has more merged cells than a form can have.", _COPY_OVER),
            "too_many_formats": ("This workbook has more cell formats than Excel allows.", _COPY_OVER),
        }
    )
)
"""Code -> (what is wrong, what to do), for someone who is not technical. Every `Refused.code` is here."""


class Refused(AuditError):
    """A file that cannot be used at all.

    `code` is a key of `WHAT_IT_MEANS`. `detail` is for the ledger: figures, part names and addresses in our own words,
    never the text of a cell and never the words of another library's exception.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        wrong, to_do = WHAT_IT_MEANS[code]
        super().__init__(f"{wrong} {to_do}")
        self.code = code
        self.detail = detail

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        """Survives the way back from a worker process."""
        return type(self), (self.code, self.detail)
