"""What holds for any form, however it is filled in and damaged."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TYPED = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "Met",
            "Not met",
            "y",
            "No",
            "Yes",
            "Known",
            "Not known",
            "n/a",
            "Maybe",
            "Met / Not met",
            "14/3/26",
            "3",
            "=A1",
            "Select",
            " ",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=30),
    st.integers(-5, 60_000),
    st.booleans(),
)
FEW = settings(
    max_examples=int(os.environ.get("AUDIT_FORMS", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _seen(value):
    """Whether a person can see that something was typed: invisible characters and the words that
    wait for a choice do not count.
    """
    words = str("" if value is None else value).strip()
    return words.strip("<> ").casefold() != "select" and any(
        letter.isprintable() for letter in words
    )


@FEW
@given(data=st.data())
def test_every_typed_answer_is_one_entry_or_one_problem(form, lay_out, read, data):
    """Whatever is typed into any cells, each field has one entry, and the text is its answer or is
    reported by its cell.
    """
    refs = [field.ref for field in form.fields]
    typed = data.draw(st.dictionaries(st.sampled_from(refs), TYPED, max_size=12))
    reading = read(lay_out(form, typed))
    entries = {entry.ref: entry for entry in reading.form.entries}
    assert len(entries) == len(reading.form.entries)
    assert {entry.question or entry.ref for entry in entries.values()} == {
        field.question or field.ref for field in form.fields
    }
    reported = {problem.where.ref for problem in reading.problems}
    for ref, value in typed.items():
        entry = entries.get(ref) or entries[ref[:-1]]
        if _seen(value):
            assert entry.is_answer or ref in reported, (ref, value)
            assert entry.raw
        elif value is None and ref in entries:
            assert entry.code == "blank"


@FEW
@given(data=st.data())
def test_damage_never_gives_a_wrong_answer_silently(form, full, lay_out, read, data):
    """If cells of the Ref or Standard column are swapped or blanked, rows deleted or inserted, or
    names dropped, every answer is right, blank, or reported by its ref.
    """
    book = lay_out(form, full)
    right = {entry.ref: entry for entry in read(book).form.entries}
    sheet = book["Questions"]
    column = data.draw(
        st.integers(1, 2)
    )  # both columns swapped alike are answers moved on their own, which nothing can tell
    for _ in range(data.draw(st.integers(1, 4))):
        what = data.draw(st.sampled_from(["swap", "blank", "delete", "insert", "names"]))
        row, other = data.draw(st.integers(4, 16)), data.draw(st.integers(4, 16))
        if what == "swap":
            one, two = sheet.cell(row, column), sheet.cell(other, column)
            one.value, two.value = two.value, one.value
        elif what == "blank":
            sheet.cell(row, column).value = None
        elif what == "delete":
            sheet.delete_rows(row)
        elif what == "insert":
            sheet.insert_rows(row)
        else:
            for name in list(book.defined_names):
                del book.defined_names[name]
    reading = read(book)
    reported = {problem.where.ref for problem in reading.problems}
    listed = {
        problem.where.cell
        for problem in reading.problems
        if problem.code == "answer.foreign" and not problem.where.ref
    }
    for entry in reading.form.entries:
        same = (entry.code, entry.raw, entry.evidence) == (
            right[entry.ref].code,
            right[entry.ref].raw,
            right[entry.ref].evidence,
        )
        lost_but_listed = entry.code == "blank" and listed  # words that two questions share
        assert (
            same
            or entry.ref in reported
            or any(ref.startswith(entry.ref) for ref in reported)
            or lost_but_listed
        ), entry


@FEW
@given(
    where=st.sampled_from(["S-1", "G-1"]),
    sheets=st.permutations(["Start here", "Questions", "Judgement", "Sign-off", "Chronology"]),
    gone=st.sets(st.sampled_from(["Questions", "Judgement", "Chronology", "_audit"])),
    rows=st.integers(0, 5),
    columns=st.integers(0, 2),
    no_id=st.booleans(),
)
def test_a_concern_in_any_file_that_opens_is_reported(
    form, lay_out, read, where, sheets, gone, rows, columns, no_id
):
    """The Yes is found even if sheets are moved, renamed and deleted, rows and columns inserted,
    and the Form ID lost.
    """
    book = lay_out(form, {where: "Yes"})
    sheet = book["Start here" if where == "S-1" else "Sign-off"]
    if no_id:
        book["Start here"]["A2"] = None
        book.properties.identifier = None
    for name in gone:
        del book[name]
    for place, name in enumerate(sheets):
        if name not in gone:
            book[name].title = f"Tab {place}"
    if rows:
        sheet.insert_rows(4, rows)
    if columns:
        sheet.insert_cols(2, columns)
    assert [concern.where for concern in read(book).concerns] == [
        "start" if where == "S-1" else "sign_off"
    ]
