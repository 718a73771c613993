"""How the value of a cell is read: every row of the policy on untidy values."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.forms.fields import NO_YES
from audit_core.forms.form import Field
from audit_core.forms.kinds.registry import kind_of
from audit_core.forms.kinds.tick_all import TICK
from audit_core.parsing.choices import Option
from audit_core.parsing.dates import DateWindow
from audit_core.problems.problem import Where
from audit_core.returns.values import read_answer
from audit_core.testing.builders import question, small_theme
from audit_core.themes.house import House
from audit_core.themes.scales import COMPLIANCE, GRADES, NOT_UNDERSTOOD, SEEN, YES_NO
from audit_core.themes.theme import Number, Times
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.serial_dates import datetime_to_serial
from tests.wordings import shows

WHERE = Where("return.xlsx", "Questions", "C4", "ZZ-1.1")


def _options(scale):
    return tuple(Option(answer.code, answer.label) for answer in scale.answers)


RATING = Field("ZZ-1.1", "questions", "rating", "Was it done?", options=_options(COMPLIANCE))
SCALES = {
    "rating": RATING,
    "seen": Field("ZZ-1.2", "questions", "rating", "Was it seen?", options=_options(SEEN)),
    "fact": Field(
        "ZZ-1.3", "questions", "rating", "Does the record say so?", options=_options(YES_NO)
    ),
    "grade": Field("J-1", "judgement", "choice", "Which grade?", options=_options(GRADES)),
    "risk": Field("S-1", "start", "choice", "Is a child at risk?", options=NO_YES),
    "band": Field(
        "S-14",
        "start",
        "choice",
        "How old?",
        options=(Option("0 to 4", "0 to 4"), Option("5 to 10", "5 to 10")),
    ),
    "tick": Field("ZZ-1.4a", "questions", "tick", "A visit", options=TICK),
    "date": Field("S-8", "start", "date", "Which day?"),
    "datetime": Field("S-4", "start", "datetime", "When?"),
    "number": Field("ZZ-2.1", "questions", "number", "How many?"),
    "text": Field("S-9", "start", "text", "Your role"),
    "prose": Field("W-1", "questions", "prose", "What helped?"),
}


def cell(value, kind=None, **more):
    kind = kind or {str: "text", float: "number", bool: "bool"}[type(value)]
    return Cell(4, 3, kind, value, **more)


def read(field, value, **more):
    return read_answer(
        SCALES[field],
        value if isinstance(value, Cell) or value is None else cell(value),
        WHERE,
        **more,
    )


def codes(value):
    return [problem.code for problem in value.problems]


@pytest.mark.parametrize(
    "typed", ["Met", " met ", "MET", "\u00a0Met\u00a0", "mEt\n", "Ｍｅｔ", "M\u200bet"]
)
def test_differences_in_case_and_spaces_are_ignored(typed):
    """They are not noted either, and the typed text is kept."""
    value = read("rating", typed)
    assert (value.code, value.label, value.raw, value.problems) == ("met", "Met", typed, ())


def test_the_shape_of_quotes_and_dashes_is_ignored():
    """A word processor changes apostrophes and dashes; the answer is the same, without a note."""
    field = Field(
        "ZZ-1.5",
        "questions",
        "choice",
        "Where was it written?",
        options=(Option("own", "The child's own words - in part"),),
    )
    value = read_answer(field, cell("The child’s own words – in part"), WHERE)
    assert (value.code, value.problems) == ("own", ())


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("rating", "partially met", "partly"),
        ("rating", "Partly", "partly"),
        ("rating", "n/a", "not_applicable"),
        ("rating", "N.A.", "not_applicable"),
        ("rating", "✓", "met"),
        ("rating", "✔", "met"),
        ("rating", "“Met”", "met"),
        ("rating", "Fully met", "met"),
        ("rating", "Met.", "met"),
        ("rating", "not_met", "not_met"),
        ("rating", "Not-met", "not_met"),
        ("rating", "no evidence", "no_evidence"),
        ("rating", "Done – not recorded", "told"),
        ("seen", "partly seen", "in_part"),
        ("fact", "not recorded", "not_recorded"),
        ("grade", "RI", "requires_improvement"),
        ("grade", "requires improvement to be good", "requires_improvement"),
        ("band", "5-10", "5 to 10"),
        ("band", "0–4", "0 to 4"),
        ("tick", "x", "yes"),
        ("tick", "Y", "yes"),
        ("tick", "✓", "yes"),
        ("tick", True, "yes"),
        ("risk", True, "yes"),
    ],
)
def test_other_spellings_are_read_and_noted(field, typed, code):
    """A spelling with only one possible meaning is accepted with a note."""
    value = read(field, typed)
    assert (value.code, codes(value)) == (code, ["answer.read_as"])


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("rating", "y", "met"),
        ("rating", "Yes", "met"),
        ("rating", "n", "not_met"),
        ("rating", "No", "not_met"),
        ("rating", "x", "not_met"),
        ("rating", "M", "met"),
        ("rating", "P", "partly"),
        ("risk", "Y", "yes"),
        ("risk", "x", "yes"),
        ("fact", "n", "no"),
    ],
)
def test_unsure_answers_are_read_and_queried(field, typed, code):
    """A letter, or a word from another scale, counts only with a query."""
    value = read(field, typed)
    assert (value.code, codes(value)) == (code, ["answer.ambiguous"])


@pytest.mark.parametrize(
    "typed",
    [
        "Maybe",
        "3",
        3.0,
        0.5,
        "½",
        "٣",
        "Met / Partly met",
        "Met, not met",
        "Met?",
        "Met - see log",
        "NaN",
        "TRUE",
        True,
        "#",
        "-",
        "=Met",
        "Good",
        "Not understood",
    ],
)
def test_an_answer_that_is_not_on_the_list_is_not_understood(typed):
    """Nothing is guessed: the problem has the cell, the choices and what was typed."""
    value = read("rating", typed)
    assert (value.code, codes(value)) == ("not_understood", ["answer.not_understood"])
    assert value.problems[0].where == WHERE
    assert "Partly met" in value.problems[0].remedy
    assert value.raw


@pytest.mark.parametrize(
    "typed", [None, "", "  ", "\u00a0", "\u200b\n", "Select", "< Select >", "please select"]
)
def test_an_empty_cell_invisible_text_and_a_placeholder_are_blank(typed):
    """Another form's placeholder counts as blank too."""
    value = read("rating", typed)
    assert (value.code, value.problems) == ("blank", ())


@pytest.mark.parametrize("field", sorted(SCALES.keys() - {"text", "prose"}))
def test_a_formula_an_error_and_a_struck_through_text_are_no_answers(field):
    """Even if their results look like an answer they are reported, and what was there is kept."""
    formula = read(field, cell("Met", "formula", formula="A1"))
    error = read(field, cell("#N/A", "error"))
    struck = read(field, cell("Met", struck=True))
    assert [value.code for value in (formula, error, struck)] == ["not_understood"] * 3
    assert [codes(value) for value in (formula, error, struck)] == [
        ["answer.formula"],
        ["answer.error"],
        ["answer.struck"],
    ]
    assert (formula.raw, error.raw, struck.raw) == ("=A1", "#N/A", "Met")


@pytest.mark.parametrize("field", ["text", "prose"])
def test_words_that_a_formula_shows_are_kept_and_asked_about(field):
    """They are what the auditor saw. The letters of the formula are not."""
    shown = read(field, cell("Seen in the minutes of 4 May", "formula", formula="Notes!B4"))
    assert (shown.code, shown.raw, codes(shown)) == (
        "text",
        "Seen in the minutes of 4 May",
        ["answer.formula_kept"],
    )
    error = read(field, cell("#NAME?", "formula", formula="_xlfn._xlws.PY(0)"))
    assert (error.code, codes(error)) == ("not_understood", ["answer.formula"])


@pytest.mark.parametrize("field", ["rating", "risk"])
def test_an_untouched_tick_box_in_a_cell_is_no_answer(field):
    """It is FALSE from the start, so nobody said No."""
    assert codes(read(field, cell(False, "bool"))) == ["answer.unticked"]


def test_a_formula_without_a_saved_result_is_not_blank():
    """Somebody put it there, although no program has calculated it."""
    assert read("rating", cell(None, "formula", formula="B9")).code == "not_understood"


def test_a_partly_struck_through_rating_counts_as_withdrawn():
    """The program cannot know which part still applies."""
    assert codes(read("rating", cell("Met Partly met", partly_struck=True))) == ["answer.struck"]


@pytest.mark.parametrize("typed", ["no", "N", False])
def test_a_box_marked_no_is_not_ticked(typed):
    """It is read like a box left blank, with a note."""
    value = read("tick", typed)
    assert (value.code, codes(value)) == ("blank", ["answer.read_as"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [(3.0, "3"), ("3", "3"), ("3.0", "3"), (" 3 ", "3"), (0.0, "0"), ("３", "3"), ("007", "7")],
)
def test_whole_numbers(typed, code):
    """A number is read however it is stored."""
    value = read("number", typed)
    assert (value.code, value.problems) == (code, ())


@pytest.mark.parametrize(
    "typed", [3.5, -1.0, 1000.0, "three", "3 children", "٣", "1e2", True, "", "3,0"]
)
def test_numbers_that_are_not_whole_or_out_of_bounds_are_queried(typed):
    """So are words and digits of other scripts; blank is blank."""
    value = read("number", typed)
    assert value.code == ("not_understood" if typed != "" else "blank")
    assert codes(value) == (["answer.number"] if typed != "" else [])


def test_the_bounds_of_a_number_belong_to_its_question():
    """A problem with a number outside its bounds gives the bounds."""
    asked = question("ZZ-2.1", answer=Number("months", 0, 50))
    value = read("number", 51.0, kind=kind_of(asked, small_theme(asked, prefix="ZZ")))
    assert shows(value.problems[0].what, "answer.number", least=0, most=50)


def test_real_dates_are_read():
    """A day number with a date format is a day, with its time where one is asked for."""
    day, moment = cell(46095.0, is_date=True), cell(46095.0 + (9 * 60 + 10) / 1440, is_date=True)
    assert read("date", day).code == "2026-03-14"
    assert read("date", moment).code == "2026-03-14"
    assert read("datetime", day).code == "2026-03-14"
    assert read("datetime", moment).code == "2026-03-14T09:10"
    assert read("datetime", moment).raw == "14 Mar 2026 09:10"
    assert read("date", cell(46095.0 - 1462, is_date=True), epoch_1904=True).code == "2026-03-14"


def test_a_day_number_without_its_format_is_read_and_noted():
    """A date pasted as a plain number is still read if it can be a date."""
    assert (read("date", 46095.0).code, codes(read("date", 46095.0))) == (
        "2026-03-14",
        ["answer.read_as"],
    )
    assert codes(read("date", 20260314.0)) == ["answer.date"]
    assert codes(read("date", 3.0)) == ["answer.date"]


@pytest.mark.parametrize(
    ("typed", "flag"),
    [
        ("14/3/26", []),
        ("3/4/2026", ["answer.date_both_ways"]),
        ("4/4/2026", []),
        ("2026-04-03", []),
        ("3 April 2026", []),
    ],
)
def test_a_date_that_can_be_read_two_ways_is_queried(typed, flag):
    """It is read day first, and the auditor is asked to confirm it."""
    value = read("date", typed)
    assert value.code.startswith("2026-0")
    assert codes(value) == flag


@pytest.mark.parametrize(
    "typed",
    [
        "March 2025",
        "2025",
        "14 March",
        "31/02/2026",
        "03/14/2026",
        "soon",
        "n/a",
        "1/2/3/4",
        True,
        cell(0.4, is_date=True),
    ],
)
def test_a_text_that_is_not_a_day_is_not_understood(typed):
    """Neither part of a date nor a time of day is a date."""
    assert (read("date", typed).code, codes(read("date", typed))) == (
        "not_understood",
        ["answer.date"],
    )
    assert codes(read("datetime", typed)) == ["answer.time"]


@pytest.mark.parametrize("typed", ["14/3/1989", "14/3/2051", "14/3/62", cell(1.0, is_date=True)])
def test_a_date_no_record_could_have_is_queried(typed):
    """A date in the wrong century is not counted."""
    value = read("date", typed)
    assert (value.code, codes(value)) == ("not_understood", ["answer.far_date"])


def test_text_is_kept_as_typed():
    """Text answers keep numbers and dates as typed, and anything odd about them is a note."""
    assert (read("text", " Team manager\n").code, read("text", " Team manager\n").raw) == (
        "text",
        " Team manager\n",
    )
    assert read("text", 3.0).raw == "3"
    assert read("text", cell(46095.0, is_date=True)).raw == "14 Mar 2026"
    assert read("text", True).raw == "TRUE"
    assert read("prose", "Select").code == "text"
    assert codes(read("prose", cell("old new", partly_struck=True))) == ["answer.struck_text"]
    assert codes(read("prose", "x" * 1501)) == ["answer.too_long"]
    assert read("prose", "x" * 40000).raw == "x" * 40000


_TYPED = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["Met", "Yes", "n/a", "14/3/26", "3", "March 2025", "Select", "✓"]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)


@given(
    field=st.sampled_from(sorted(SCALES)), typed=_TYPED, struck=st.booleans(), is_date=st.booleans()
)
def test_whatever_is_typed_ends_as_one_answer_or_one_problem(field, typed, struck, is_date):
    """Nothing is forced into an answer, and nothing visible is dropped silently."""
    typed_cell = cell(typed, struck=struck, is_date=is_date and type(typed) is float)
    value = read_answer(SCALES[field], typed_cell, WHERE)
    options = {option.code for option in SCALES[field].options}
    if value.code == "not_understood":
        assert value.problems
        assert value.raw
    elif value.code == "blank":
        assert type(typed) is not float
        assert value.problems or not value.raw
    elif options:
        assert value.code in options
    if value.code not in {"blank", "not_understood"}:
        assert not struck


def timed(letter, typed, *, house=None):
    """What is read at the start (a) or end (b) of a timed question, in a round issued with the
    scales of `house`.
    """
    asked = question("ZZ-1.5", answer=Times(("sent", "received"), "notice", precision="datetime"))
    kind = kind_of(asked, small_theme(asked, prefix="ZZ", house=house))
    row = next(row for row in kind.rows() if row.ref == f"ZZ-1.5{letter}")
    field = Field(row.ref, "questions", row.kind, row.label, point=row.point, options=row.options)
    return read_answer(field, cell(typed), WHERE, kind=kind)


BEFORE = House((COMPLIANCE,), ())
"""The scales of a round that was issued before an end took anything but a date."""


@pytest.mark.parametrize("typed", ["No record", "never received", "NOT RECORDED", "not sent"])
def test_on_an_old_form_a_time_not_on_record_is_an_answer(typed: str) -> None:
    """In place of a point in time, that the record has none is an answer with a note; in place of
    any other date it is not.
    """
    value = timed("b", typed, house=BEFORE)
    assert (value.code, value.raw, codes(value)) == ("no_evidence", typed, ["answer.read_as"])
    assert read("datetime", typed).code == "not_understood"
    assert codes(timed("b", "Not done", house=BEFORE)) == ["answer.time"]


@pytest.mark.parametrize(
    ("letter", "typed", "code", "asked"),
    [
        ("b", "Not done", "not_done", []),
        ("b", " not DONE ", "not_done", []),
        ("b", "Done but date not recorded", "undated", []),
        ("b", "Nothing on record", "no_record", []),
        ("b", "Not needed or declined", "declined", []),
        ("b", "no record", "no_record", ["answer.read_as"]),
        ("b", "14 Mar 2026 09:10", "2026-03-14T09:10", []),
        ("b", "never sent", "not_understood", ["answer.date_or_choice"]),
        ("b", "n/a", "not_understood", ["answer.date_or_choice"]),
        ("a", "Nothing on record", "no_record", []),
        ("a", "Not done", "not_understood", ["answer.date_or_choice"]),
    ],
)
def test_an_end_takes_a_date_or_one_of_four_choices(letter, typed, code, asked) -> None:
    """What else is typed may mean more than one of them, and is asked; a start may have nothing on
    record, and no other choice.
    """
    value = timed(letter, typed)
    assert (value.code, codes(value), value.raw) == (code, asked, typed)


def test_the_last_year_there_is_has_a_window_too():
    """Where no day is given, everything is read as at the end of time."""
    window = DateWindow.of_period(date(2025, 1, 1), date.max)
    assert codes(read("date", "14 Mar 2026", window=window)) == []
    assert codes(read("date", "31 Dec 9999", window=window)) == ["answer.far_date"]


JULY = DateWindow.of_period(date(2025, 1, 1), date(2026, 7, 15))
"""What is expected on a form about 2025 that came back on 15 July 2026."""


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 7, 15), ""),
        (date(2026, 7, 16), "answer.future_date"),
        (date(2027, 12, 31), "answer.future_date"),
        (date(2028, 1, 1), "answer.far_date"),
        (date(2036, 7, 14), "answer.far_date"),
        (date(2006, 1, 1), ""),
        (date(2005, 12, 31), "answer.early_date"),
        (date(1989, 12, 31), "answer.far_date"),
    ],
)
@pytest.mark.parametrize("field", ["date", "datetime"])
def test_a_date_that_cannot_have_been_is_asked(field, day, code):
    """A date after the day of receipt, or before any child in the period was born, is read and
    asked about; one that is years off is not counted.
    """
    serial = datetime_to_serial(datetime(day.year, day.month, day.day), False)  # noqa: DTZ001
    value = read(field, cell(serial, is_date=True), window=JULY)
    assert codes(value) == [code] * bool(code)
    assert value.code == (NOT_UNDERSTOOD if code == "answer.far_date" else day.isoformat())


@pytest.mark.parametrize(
    ("clock", "asked"),
    [((23, 0, 0), True), ((23, 59, 0), True), ((23, 59, 12), True), ((22, 0, 0), False),
     ((0, 0, 0), False), ((9, 30, 0), False)],
)  # fmt: skip
def test_a_day_just_before_midnight_is_asked(clock, asked):
    """A script that takes a time zone or summer time off a day leaves 23:00 of the day before, and
    one that cuts a fraction leaves 23:59. Where a time is asked for, it is a time.
    """
    moment = datetime(2026, 3, 13, *clock)  # noqa: DTZ001 - as in a cell
    found = cell(datetime_to_serial(moment, False), is_date=True)
    assert codes(read("date", found)) == ["answer.near_midnight"] * asked
    assert codes(read("datetime", found)) == []
    assert read("date", found).code == "2026-03-13"
    typed = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    assert codes(read("date", typed)) == ["answer.near_midnight"] * asked


def test_a_month_is_no_day():
    """ "Mar-26", typed or made by Excel, is not the first of March."""
    for found in (cell(46_082.0, is_date=True, shown="no_day"), cell("Mar-26"), cell("March 2026")):
        assert codes(read("date", found)) == ["answer.date"]
    assert read("text", cell(46_082.0, is_date=True, shown="no_day")).raw == "Mar 2026"


@pytest.mark.parametrize(("value", "raw"), [(1.0, "100%"), (0.5, "50%")])
def test_a_percentage_is_not_a_number(value, raw):
    """A cell that shows 100 % does not say 1, nor does 50 % say 0.5. In words it stays what is
    shown.
    """
    found = read("number", cell(value, shown="%0"))
    assert (found.code, found.raw, codes(found)) == (NOT_UNDERSTOOD, raw, ["answer.percentage"])
    assert raw in found.problems[0].what
    assert read("text", cell(value, shown="%0")).raw == raw
