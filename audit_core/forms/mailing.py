"""Write what is sent to each recipient: a zip of its new forms, and a covering e-mail text. Neither
ever holds the name of a child.
"""

from __future__ import annotations

from collections.abc import Mapping

from audit_core.forms.form import RECORD_ONLY, Form
from audit_core.grouping import grouped
from audit_core.i18n import N_, _, date_in_words, ngettext, plural
from audit_core.rounds.folder import FORMS
from audit_core.rounds.round import Round
from audit_core.xlsx.writer.zip import write_zip


def build_parcels(
    new_forms: Mapping[str, tuple[Form, bytes]], audit_round: Round, used_names: frozenset[str]
) -> dict[str, bytes]:
    """Return a zip and a covering text for every recipient with new forms, by file name.

    `new_forms` holds forms by their file name. A later zip to the same recipient gets the next
    number that is not among `used_names`.
    """
    files = {}
    by_recipient = grouped(new_forms.items(), lambda item: item[1][0].id.recipient)
    for code, items in sorted(by_recipient.items()):
        parcels = (f"{FORMS}/{code}-{number}" for number in range(1, 1000))
        parcel = next(name for name in parcels if f"{name}.zip" not in used_names)
        members = {name.rpartition("/")[2]: data for name, (_form, data) in items}
        forms = tuple(form for _name, (form, _data) in items)
        files[f"{parcel}.zip"] = write_zip(members, audit_round.issued)
        files[f"{parcel}.txt"] = covering_text(code, forms, audit_round).encode()
    return files


def covering_text(code: str, forms: tuple[Form, ...], audit_round: Round) -> str:
    """Return the text of the e-mail: what is attached, what to do, by when, where to return it and
    whom to ask.
    """
    recipient = audit_round.recipient(code)
    contact = f" ({recipient.contact})" if recipient and recipient.contact else ""
    line, please = _LINES["" if recipient else code], _PLEASE["" if recipient else code]
    dates = sorted({form.due for form in forms})
    by = _("the date given for it above") if len(dates) > 1 else date_in_words(dates[0])
    return "\n".join(
        (
            _("To {name}", name=f"{audit_round.called(code)}{contact}"),
            "",
            ngettext(
                "{title}. Attached is a zip with one workbook for Excel. Save it and take the "
                "workbook out before you open it:",
                "{title}. Attached is a zip with {count} workbooks for Excel. Save it and take "
                "them out before you open one:",
                len(forms),
                title=audit_round.title,
            ),
            *(
                f"  {_(line, subject=form.subject_title, minutes=form.minutes)}"
                + (f", {_('by {due}', due=date_in_words(form.due))}" if len(dates) > 1 else "")
                + (f". {_('Record only')}: {_(RECORD_ONLY)}" if form.record_only else "")
                for form in forms
            ),
            "",
            ngettext(*please, len(forms), due=by, how=audit_round.return_to),
            _(
                "The first sheet says what to do; every row shows what is still missing. Any "
                "file name is fine."
            ),
            "",
            *((_(_KEY), "") if recipient else ()),
            _(
                "If you see that somebody is at risk now, follow your own safeguarding "
                "procedure first. A workbook is not a referral."
            ),
            _("Never write a name, a date of birth, an address or an NHS number into a workbook."),
            "",
            _("Questions: {contact}.", contact=audit_round.contact),
            "",
        )
    )


_LINES = N_(
    {
        "": "{subject}: about {minutes} minutes, after you have read the record",
        "observer": "{subject}: about {minutes} minutes, after the meeting",
        "partnership": "{subject}: about {minutes} minutes, with the partnership's papers to hand",
    }
)
_PLEASE = {
    "": plural(
        "Please fill it in from your own records and return it by {due}. How: {how}.",
        "Please fill each in from your own records and return them by {due}. How: {how}.",
    ),
    "observer": plural(
        "Please fill it in right after the meeting and return it by {due}. How: {how}.",
        "Please fill each in right after the meeting and return them by {due}. How: {how}.",
    ),
    "partnership": plural(
        "Please fill it in from the partnership's own papers and return it by {due}. How: {how}.",
        "Please fill each in from the partnership's own papers and return them by {due}. How: "
        "{how}.",
    ),
}
_KEY = N_(
    "You will be told separately, by the secure route, which child and which parents each "
    "reference means. If nobody of the household was known to you in the period,\n"
    "say so on the first sheet: that takes two minutes, and we still need the form back."
)
