"""Text that may identify a person. Every number and name here is invented; the NHS numbers come
from the range for test patients.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.evidence import EvidenceRef
from audit_core.parsing import personal_identifiers
from audit_core.parsing.personal_identifiers import (
    BIRTH,
    EMAIL,
    NAME,
    NHS,
    PHONE,
    POSTCODE,
    identifiers_in,
    is_nhs_number,
    redact,
)
from audit_core.returns.irregularities import suspicions
from audit_core.returns.model import Event


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("number 999 000 0018 on the file", NHS),
        ("(9990000018)", NHS),
        ("999-000-0018", NHS),
        ("DOB 3/4/2015", BIRTH),
        ("d.o.b.: 03.04.15", BIRTH),
        ("Date of birth was 3 April 2015", BIRTH),
        ("born on 2015-04-03", BIRTH),
        ("lives at ZE9 9ZZ now", POSTCODE),
        ("E1W9ZZ", POSTCODE),
        ("ring 020 7946 0018", PHONE),
        ("(01632) 960018", PHONE),
        ("+44 7700 900018", PHONE),
        ("07700900018", PHONE),
        ("someone.else@example.org", EMAIL),
        ("Mrs Nobody rang", NAME),
        ("Dr. Invented-Person said", NAME),
        ("PC O'Nowhere attended", NAME),
        ("a girl called Zebedina", NAME),
        ("her mother Zebedina Nowhere", NAME),
    ],
)
def test_text_that_may_identify_somebody_is_suspected(text, kind):
    """Numbers are recognised by check digit and range, other identifiers by how people write
    them.
    """
    assert identifiers_in(text) == (kind,)
    assert "[withheld]" in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Seen on 14 March 2026 at 09:10, recorded on 15/03/2026.",
        "2026-03-14T09:10",
        "DA26A-07-B",
        "AF1/DA26A-07-B/school_oakfield/case_file/1/domestic_abuse-1.0-abc123",
        "A Child in Need plan was agreed at the Child Protection Conference.",
        (
            "The child Social Worker visited; Mother Housing Officer attended; a meeting called "
            "Early Help Review."
        ),
        "Log entry 1234567890, reference 4821/26, page 12 of 340.",
        "She was born in spring and is in Year 4.",
        "The PC attended, the DS decided, the GP was told; Dr and Ms.",
        "Called Police on Monday. Named Nurse told. The plan called Operation Encompass.",
        "S11 audit, s175 return, CP2 form, G1 visit 2nd time, W1 at 5pm.",
        "999 000 0019",
        "2.1 Was it done? 80% of 15 cases; risk 10/10; 24-48 hours.",
    ],
)
def test_ordinary_words_are_not_suspected(text):
    """Dates, references, agencies and capital letters are not suspected."""
    assert identifiers_in(text) == ()
    assert redact(text) == text


def test_the_suspected_text_itself_is_not_in_the_result():
    """The result lists kinds of identifier and never the text itself."""
    text = "Mrs Nobody, DOB 3/4/2015, of ZE9 9ZZ; Mr Nowhere, 999 000 0018, x@example.org"
    assert identifiers_in(text) == (BIRTH, POSTCODE, NHS, EMAIL, NAME)
    assert (
        redact(text) == "[withheld], [withheld], of [withheld]; [withheld], [withheld], [withheld]"
    )


def test_only_numbers_in_issued_ranges_are_nhs_numbers():
    """A number with the right check digit in a range that is never issued is not one (such as 500
    000 0009), nor is one with a wrong check digit.
    """
    assert is_nhs_number("999 000 0018")
    assert not is_nhs_number("999 000 0019")
    assert not any(is_nhs_number(f"500000000{digit}") for digit in range(10))


@given(st.text(max_size=200))
def test_withholding_leaves_the_rest_unchanged(text):
    """Any text can be searched, and one without suspected identifiers comes back unchanged."""
    assert bool(identifiers_in(text)) == (redact(text) != text)


def _event(source: str = "", what: str = "", child: str = "", done: str = "") -> Event:
    return Event(
        "CH-1",
        None,
        "",
        source,
        "",
        what,
        child,
        done,
        EvidenceRef("police.xlsx", "", "Chronology", "B5"),
    )


def test_a_decision_about_a_row_of_the_chronology_still_counts():
    """The digest is part of a key in decisions.xlsx and must not change between versions, or every
    row would be queried again.
    """
    (found,) = suspicions((), (_event("police log", "ring 020 7946 0018", done="She was seen"),))
    assert (found.kinds, found.digest) == ((PHONE,), "#126e46")


def test_the_cells_of_a_row_are_searched_together_but_not_as_one_sentence():
    """A row is reported once whatever its cells hold; the end of one cell and the start of the next
    do not form a name.
    """
    (found,) = suspicions((), (_event("ring 020 7946 0018", child="Mrs Nobody said so"),))
    assert set(found.kinds) == {PHONE, NAME}
    assert identifiers_in("seen by the mother Anna Nobody said so") == (NAME,)
    assert (
        list(suspicions((), (_event(what="seen by the mother Anna", child="Nobody said so"),)))
        == []
    )


PIECES = st.sampled_from(
    (
        *(
            "born",
            "BORN",
            "d.o.b.",
            "DOB",
            "date of birth",
            "bırth",
            "3 March 2019",
            "03/03/2019",
            "07700 900123",
            "(020) 7946 0000",
            "999 000 0018",
        ),
        *(
            "ZE9 9ZZ",
            "a@b.example",
            "mother",
            "Mrs",
            "Nobody",
            "O'Invented",
            "Invented-Person",
            "McNobody",
            "called",
            "-",
            ",",
            ".",
            "(",
            ")",
            "12",
            "\n",
            " ",
        ),
    )
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_the_quick_search_misses_nothing_the_patterns_would_find(text: str) -> None:
    """The quick checks that spare most texts the slow patterns let through every text in which a
    pattern matches.
    """
    if personal_identifiers._BORN.search(text):
        assert BIRTH in identifiers_in(text)
    if personal_identifiers._PHONE.search(text) or personal_identifiers._TEN_DIGITS.search(text):
        assert personal_identifiers._LONG_NUMBER.search(text)
    if personal_identifiers._RELATED.search(text):
        assert personal_identifiers._PAIR.search(text)
    if personal_identifiers._TITLED.search(text) or personal_identifiers._CALLED.search(text):
        assert personal_identifiers._CAPITAL.search(text)
