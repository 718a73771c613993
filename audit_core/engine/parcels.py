"""What goes out to each recipient: its new forms in one zip, and a covering text for the e-mail. Neither ever holds a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.store import FORMS
from audit_core.xlsx.zipped import write_zip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit_core.model.form import Form
    from audit_core.model.round import Round


def parcels(made: Mapping[str, tuple[Form, bytes]], round_: Round, taken: frozenset[str]) -> dict[str, bytes]:
    """A zip and a covering text for every recipient with new forms, by file name. `made` is forms by their file name.

    `taken` are the names that are there already: a later parcel gets a number of its own.
    """
    by_recipient: dict[str, list[tuple[str, Form, bytes]]] = {}
    for name, (form, data) in made.items():
        by_recipient.setdefault(form.id.recipient, []).append((name, form, data))
    files = {}
    for code, items in sorted(by_recipient.items()):
        number = next(number for number in range(1, 1000) if f"{FORMS}/{code}-{number}.zip" not in taken)
        files[f"{FORMS}/{code}-{number}.zip"] = write_zip({name.rpartition("/")[2]: data for name, _, data in items})
        files[f"{FORMS}/{code}-{number}.txt"] = covering(code, tuple(form for _, form, _ in items), round_).encode()
    return files


def covering(code: str, forms: tuple[Form, ...], round_: Round) -> str:
    """The text of the e-mail: what is attached, what to do, by when, where it goes and whom to ask."""
    recipient = round_.recipient(code)
    contact = f" ({recipient.contact})" if recipient and recipient.contact else ""
    after, how = ("once the record has been read", "from your own records") if recipient else _WHEN.get(code, _WHEN["partnership"])
    due = min(form.due for form in forms)
    attached, each, it = ("is one workbook", "it", "it") if len(forms) == 1 else (f"are {len(forms)} workbooks", "each", "them")
    return "\n".join(
        (
            f"To {round_.name_of(code)}{contact}",
            "",
            f"{round_.title}. Attached {attached} in Excel:",
            *(f"  {form.subject_title}: about {form.minutes} minutes, {after}" for form in forms),
            "",
            f"Please fill {each} in {how} and return {it} by {due.day} {due:%B %Y}. How: {round_.return_to}.",
            "The first sheet says what to do; every row shows what is still missing. Any file name is fine.",
            "",
            *(_KEY if recipient else ()),
            "If you see that somebody is at risk now, follow your own safeguarding procedure first. A workbook is not a referral.",
            "Never write a name, a date of birth, an address or an NHS number into a workbook.",
            "",
            f"Questions: {round_.contact}.",
            "",
        )
    )


_WHEN = {"observer": ("after the meeting", "right after the meeting"), "partnership": ("with the papers at hand", "from the partnership's own papers")}
_KEY = (
    "Which child each reference stands for comes to you separately, by the secure route. If the child was not known to you in the period,",
    "say so on the first sheet: that takes two minutes, and we need it back all the same.",
    "",
)
