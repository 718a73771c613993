"""Find text that may identify a person. The kind of identifier is reported, never the text.

A person decides what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_number.constants import (
    REGION_ENGLAND_WALES_IOM,
    REGION_NORTHERN_IRELAND,
    REGION_SCOTLAND,
    REGION_SYNTHETIC,
)
from nhs_number.validate import is_valid

from audit_core.i18n import N_, _

WITHHELD = N_("[withheld: the text may identify a person]")


def withhold_identifiers(text: str) -> str:
    """Return the text, or a notice in its place if it may identify a person."""
    return _(WITHHELD) if identifiers_in(text) else text


IDENTIFIER_KINDS: tuple[str, ...] = N_(
    (
        "an NHS number",
        "a date of birth",
        "a postcode",
        "a telephone number",
        "an e-mail address",
        "a name",
    )
)
NHS, BIRTH, POSTCODE, PHONE, EMAIL, NAME = IDENTIFIER_KINDS

_REGIONS = (REGION_ENGLAND_WALES_IOM, REGION_SCOTLAND, REGION_NORTHERN_IRELAND, REGION_SYNTHETIC)
_DATE = (
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8}(?: \d{2,4})?)"
)
_TEN_DIGITS = re.compile(r"(?<![\w+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])", re.ASCII)
_BORN = re.compile(
    rf"\b(?i:d\.?o\.?b\b\.?|date of birth|born|birthday)(?i:\s*(?:is|was|on|:|-|\())*\s*{_DATE}"
)
_POSTCODE = re.compile(
    r"(?<![\w/-])[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![\w/-])", re.ASCII
)
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)\d(?:\)?[ -]?\d){8,9}(?![\w/-])", re.ASCII
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGIT = re.compile("[0-9]")
_CAPITAL = re.compile(r" (?:[A-Z]['’])?[A-Z][a-z]")
"""Every name that the patterns find has a capital letter after a space. Most texts have none."""
_WORD = r"(?:[A-Z]['’])?[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|WPC|DC|DS|DI|Sgt|PCSO|Rev|Cllr)\.? (?P<first>{_WORD})\b"
)
_CALLED = re.compile(
    rf"\b(?:named|called|name is|name was|known as) (?P<first>{_WORD})\b(?: (?P<second>{_WORD})\b)?"
)
_RELATED = re.compile(
    r"\b(?i:mother|father|mum|dad|brother|sister|stepfather|stepmother|grandmother|grandfather|"
    r"partner|uncle|aunt|child|baby|boy|girl|son|daughter)"
    rf",? (?P<first>{_WORD}) (?P<second>{_WORD})\b"
)
_PAIR = re.compile(r" [A-Z][A-Za-z'’-]+ [A-Z]")
"""Two capitalised words after a space. `_RELATED` finds nothing in a text without them."""
_BIRTH = ("born", "birth", "dob", "d.o", "do.b")
"""How the matches of `_BORN` begin."""
_LONG_NUMBER = re.compile(r"\d[\d) -]{6,}\d", re.ASCII)
"""Enough digits for a telephone number or an NHS number."""
NO_NAMES = frozenset(
    # A list of words is easiest to read, and to add to, as words.
    """Abuse Access Act Adult Advocate Agency And Assessment Board Care Carer Case Central Centre
    Chair Child Children Childrens Clinic Common Conference Contact Core Council Court Crime
    Criminal Crown Department Designated District Domestic Drug Duty Early Education Emergency
    Encompass Family First Front Group Guardian Head Health Help Helpline Home Hospital House
    Housing Hub In Independent Initial Intervention Justice Lead Legal Line Local Looked
    Manager Marac Maternity Mental Meeting Midwife Midwifery Minutes Named Need Neglect No Not
    Notice Nurse Officer On Operation Order Plan Police Practice Practitioner Probation
    Professional Protection Protective Public Record Records Recovery Referral Refuge Report
    Review Risk Room Safeguarding School Section Senior Service Services Sergeant Sexual Signs
    Single Social Specialist Strategy Supervision Support Surgery Sure Start Team The Therapy
    Trust Unit Victim Violence Visit Visitor Ward Was Welfare Who Woman Women Worker Young
    Youth
    January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split()  # noqa: SIM905
)

_AFTER_A_TITLE = frozenset({"Inspector", "Constable", "Sergeant", "Superintendent"})
"""Words after "Detective" and the like that are not names."""


def identifiers_in(text: str) -> tuple[str, ...]:
    """Return the kinds of possible identifiers in a text, each once: "a name", "a postcode"."""
    return tuple(dict.fromkeys(kind for kind, _, _ in _spans(text)))


def redact(text: str, instead: str = "[withheld]") -> str:
    """Return the text with every possible identifier replaced by `instead`, for example a role."""
    parts, end = [], 0
    for _unused, start, stop in sorted(_spans(text), key=lambda span: (span[1], -span[2])):
        if start >= end:
            parts += [text[end:start], instead]
        end = max(end, stop)
    return "".join((*parts, text[end:]))


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each possible identifier as (kind, start, end).

    Most texts have no digit, no "@" and no capital letter but the first: the slower patterns are
    then not tried.
    """
    if _DIGIT.search(text):
        yield from _numbers(text)
    if "@" in text:
        yield from ((EMAIL, *match.span()) for match in _EMAIL.finditer(text))
    if not _CAPITAL.search(text):
        return
    for match in _TITLED.finditer(text):
        if match["first"] not in _AFTER_A_TITLE:
            yield NAME, *match.span()
    for pattern in (_CALLED, *((_RELATED,) if _PAIR.search(text) else ())):
        for match in pattern.finditer(text):
            if NO_NAMES.isdisjoint(match.groups()):
                yield NAME, *match.span()


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    if not text.isascii() or any(word in text.lower() for word in _BIRTH):
        yield from ((BIRTH, *match.span()) for match in _BORN.finditer(text))
    yield from ((POSTCODE, *match.span()) for match in _POSTCODE.finditer(text))
    if not _LONG_NUMBER.search(text):
        return
    numbers = [match.span() for match in _TEN_DIGITS.finditer(text) if is_nhs_number(match[0])]
    for start, end in numbers:
        yield NHS, start, end
    for match in _PHONE.finditer(text):
        if match.span() not in numbers:
            yield PHONE, *match.span()


def is_nhs_number(text: str) -> bool:
    """Return whether ten digits are a valid NHS number.

    Numbers of England and Wales, Scotland (CHI), Northern Ireland (H&C) and the test range are
    valid.
    """
    digits = "".join(filter(str.isdigit, text))
    return any(is_valid(digits, region) for region in _REGIONS)
