"""What people do to a form they were sent, as the programs are told to do it: the verbs of
uno_edit.py and resave.mjs in tests/peers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.survival.filled import Filled

Step = list[object]
UNLOCKED: Step = ["unlock"]
"""The forms are protected without a password: whoever means to change one takes the protection off
first.
"""
BOOK: Step = ["unlock_book"]
"""The same for the sheets' names and order only; what is on them stays protected."""
OTHER = "other case"
"""The name of the workbook about another case."""


def by_node(filled: Filled) -> dict[str, list[Step]]:
    """What ExcelJS does, which leaves defined names pointing to where things were."""
    row = filled.printed.rows[filled.ratings[1]][1]
    return {
        "ExcelJS rows inserted": [["insertRows", "Questions", row, 2]],
        "ExcelJS row deleted": [["deleteRows", "Questions", row, 1]],
    }


def by_office(filled: Filled, folder: Path) -> dict[str, list[Step]]:
    """The steps of every edit, by its name in the table of survival; rows are found by
    their refs.
    """
    rows = {ref: row for ref, (_, row) in filled.printed.rows.items()}
    last = rows[filled.questions[-1]]
    second, rating = rows[filled.ratings[1]], [rows[ref] for ref in filled.ratings]
    number, day, moment = (
        filled.cell(filled.of_kind(kind)) for kind in ("number", "date", "datetime")
    )
    sheets = [sheet.title for sheet in filled.printed.book.worksheets]
    seen = sheets[:-1]
    return {
        "rows inserted": [
            UNLOCKED,
            ["insert_rows", "Questions", second, 2],
            ["insert_rows", "Judgement", 5, 1],
            ["insert_rows", "Start here", rows["S-9"], 3],
            ["insert_rows", "Chronology", 5, 1],
        ],
        "columns inserted": [
            UNLOCKED,
            ["insert_columns", "Questions", 3, 1],
            ["insert_columns", "Judgement", 1, 1],
            ["insert_columns", "Chronology", 4, 2],
        ],
        "row deleted": [UNLOCKED, ["delete_rows", "Questions", second, 1]],
        "refs deleted": [UNLOCKED, ["delete_columns", "Questions", 1, 1]],
        "refs and names deleted": [
            UNLOCKED,
            ["delete_columns", "Questions", 1, 1],
            ["forget_names"],
        ],
        "headings deleted": [UNLOCKED, ["delete_rows", "Questions", 3, 1]],
        "evidence deleted": [UNLOCKED, ["delete_columns", "Questions", 4, 1]],
        "columns added": [
            UNLOCKED,
            ["write", "Questions", "F3", "Our notes"],
            ["write", "Questions", f"F{second}", "As agreed with the school"],
            ["write", "Chronology", "H3", "Who was there"],
            ["write", "Chronology", "H5", "A teacher"],
        ],
        "headings overwritten": [
            UNLOCKED,
            ["write", "Questions", "D3", "Our notes"],
            ["write", "Chronology", "E3", "Event"],
        ],
        "rows sorted": [
            UNLOCKED,
            ["sort", "Questions", f"A4:E{last}", 2],
            ["sort", "Chronology", "A4:G18", 1],
        ],
        "rows sorted by evidence": [
            UNLOCKED,
            ["sort", "Questions", f"A4:E{last}", 3, False],
            ["sort", "Judgement", "A4:D12", 2],
        ],
        **_moved(filled),
        "answers sorted alone": [UNLOCKED, ["sort", "Questions", f"C4:D{last}", 0]],
        "refs sorted alone": [UNLOCKED, ["sort", "Questions", f"A4:A{last}", 0, False]],
        "standards sorted alone": [UNLOCKED, ["sort", "Questions", f"B4:B{last}", 0]],
        "row deleted, names gone": [
            UNLOCKED,
            ["forget_names"],
            ["delete_rows", "Questions", second, 1],
        ],
        "refs sorted alone, names gone": [
            UNLOCKED,
            ["forget_names"],
            ["sort", "Questions", f"A4:A{last}", 0, False],
        ],
        "standards sorted alone, names gone": [
            UNLOCKED,
            ["forget_names"],
            ["sort", "Questions", f"B4:B{last}", 0],
        ],
        "rows sorted, names gone": [
            UNLOCKED,
            ["forget_names"],
            ["sort", "Questions", f"A4:E{last}", 2],
        ],
        "headings deleted, names gone": [
            UNLOCKED,
            ["forget_names"],
            ["delete_rows", "Questions", 3, 1],
            ["delete_rows", "Chronology", 3, 1],
        ],
        "sheets renamed": [
            BOOK,
            *(["rename", name, f"Sheet{number}"] for number, name in enumerate(sheets, start=1)),
        ],
        "sheets reordered": [BOOK, *(["reorder", name, 0] for name in seen)],
        "sheet copied": [
            BOOK,
            ["copy_sheet", "Questions", "Questions (2)", 2],
            ["copy_sheet", "Chronology", "Chronology (2)", 4],
        ],
        "sheet copied and changed": [
            BOOK,
            ["copy_sheet", "Questions", "Questions (2)", 2],
            ["write", "Questions (2)", f"C{second}", "Not met"],
        ],
        "sheet copied, the first deleted": [
            BOOK,
            ["copy_sheet", "Questions", "Questions (2)", 2],
            ["delete_sheet", "Questions"],
        ],
        "hidden sheet deleted": [BOOK, ["delete_sheet", "_audit"]],
        "block cut and pasted": [
            UNLOCKED,
            ["new_sheet", "Notes", 3],
            ["cut_cells", "Questions", f"A3:E{last}", "Notes", "C20"],
        ],
        "row cut and pasted": [
            UNLOCKED,
            ["cut_cells", "Questions", f"A{second}:E{second}", "Questions", f"A{last + 4}"],
        ],
        "row cut to another sheet": [
            UNLOCKED,
            ["cut_cells", "Questions", f"A{second}:E{second}", "Judgement", "A30"],
        ],
        "rows, columns and sheets hidden": [
            UNLOCKED,
            ["hide_rows", "Questions", second, 4],
            ["hide_columns", "Questions", 4, 1],
            ["hide_sheet", "Judgement"],
            ["hide_rows", "Chronology", 4, 2],
        ],
        "rows filtered": [
            UNLOCKED,
            ["filter_rows", "Questions", f"A3:E{last}", 2, "Met"],
            ["filter_rows", "Chronology", "A3:G18", 3, "Referral"],
        ],
        "formatted cells pasted": [
            UNLOCKED,
            ["new_sheet", "Scratch", 0],
            ["write", "Scratch", "A1", "Met"],
            [
                "look",
                "Scratch",
                "A1",
                {
                    "CharWeight": 150.0,
                    "CharColor": 16711680,
                    "CellBackColor": 65280,
                    "CharHeight": 20.0,
                },
            ],
            ["write", "Scratch", "A2", 46095],
            ["number_format", "Scratch", "A2", "MM/DD/YY"],
            ["write", "Scratch", "A3", 3],
            ["number_format", "Scratch", "A3", '"£"#,##0.00'],
            ["write", "Scratch", "A4", 46095.5],
            ["copy_cells", "Scratch", "A1", "Questions", f"C{rating[0]}"],
            ["copy_cells", "Scratch", "A2", *day],
            ["copy_cells", "Scratch", "A3", *number],
            ["copy_cells", "Scratch", "A4", *moment],
            ["delete_sheet", "Scratch"],
        ],
        "odd cells pasted": [
            UNLOCKED,
            ["new_sheet", "Scratch", 0],
            ["write", "Scratch", "A1", "Not met"],
            ["look", "Scratch", "A1", {"CharStrikeout": 1}],
            ["write", "Scratch", "A2", 3],
            ["number_format", "Scratch", "A2", "DD/MM/YYYY"],
            ["write", "Scratch", "A3", '="Met"'],
            ["write", "Scratch", "A4", "=1/0"],
            ["write", "Scratch", "A5", 0.5],
            ["number_format", "Scratch", "A5", "0%"],
            ["copy_cells", "Scratch", "A1", "Questions", f"C{rating[0]}"],
            ["copy_cells", "Scratch", "A2", *number],
            ["copy_cells", "Scratch", "A3", "Questions", f"C{rating[1]}"],
            ["copy_cells", "Scratch", "A4", *day],
            ["copy_cells", "Scratch", "A5", "Questions", f"C{rating[2]}"],
            ["delete_sheet", "Scratch"],
        ],
        "a row pasted over another": [
            UNLOCKED,
            ["copy_cells", "Questions", f"A{rating[0]}:E{rating[0]}", "Questions", f"A{rating[1]}"],
        ],
        "cells merged": [
            UNLOCKED,
            ["merge", "Questions", f"D{second}:D{second + 1}"],
            ["merge", "Questions", f"A{rating[-1]}:B{rating[-1]}"],
        ],
        "moved to a new book": [
            ["bring_in", str(folder / "as sent.xlsx"), seen],
            ["delete_sheet", "Sheet1"],
        ],
        "one sheet moved to a new book": [
            ["bring_in", str(folder / "as sent.xlsx"), ["Questions"]],
            ["delete_sheet", "Sheet1"],
        ],
        "two cases in one file": [
            BOOK,
            ["bring_in", str(folder / f"{OTHER}.xlsx"), ["Start here", "Questions"]],
        ],
        "another case's sheet in place of ours": [
            BOOK,
            ["delete_sheet", "Questions"],
            ["bring_in", str(folder / f"{OTHER}.xlsx"), ["Questions"]],
        ],
        "another case's last sheet in place of ours": [
            BOOK,
            ["delete_sheet", "Judgement"],
            ["bring_in", str(folder / f"{OTHER}.xlsx"), ["Judgement"]],
        ],
        "another case's sheet brought in": [
            BOOK,
            ["bring_in", str(folder / f"{OTHER}.xlsx"), ["Questions"]],
        ],
    }


def moved_rows(filled: Filled) -> list[str]:
    """The refs of four rated rows, one below the other."""
    rows = [(filled.printed.rows[ref][1], ref) for ref in filled.ratings]
    first = next(place for place, (row, _) in enumerate(rows) if rows[place + 3][0] == row + 3)
    return [ref for _, ref in rows[first : first + 4]]


def _moved(filled: Filled) -> dict[str, list[Step]]:
    """What can be done to answers on a sheet that is still protected."""
    top = filled.printed.rows[moved_rows(filled)[0]][1]
    down = {"answers": "CC", "evidence": "DD", "answers and evidence": "CD"}
    dragged: dict[str, list[Step]] = {
        f"{what} dragged": [
            ["cut_cells", "Questions", f"{one}{top}:{two}{top + 2}", "Questions", f"{one}{top + 1}"]
        ]
        for what, (one, two) in down.items()
    }
    back: dict[str, list[Step]] = {}
    for what, (one, two) in down.items():
        area = f"{one}{top + 1}:{two}{top + 3}"
        steps = [
            *dragged[f"{what} dragged"],
            ["cut_cells", "Questions", area, "Questions", f"{one}{top}"],
        ]
        again: list[Step] = [
            ["write", "Questions", f"{column}{top + 3}", text]
            for column, text in (("C", "Met"), ("D", "Seen again on page 12"))
            if column in (one, two)
        ]
        back |= {
            f"{what} dragged and back": steps,
            f"{what} dragged and back, typed again": steps + again,
        }
    over: list[Step] = [["write", "Questions", f"C{top + each}", "Met"] for each in range(4)]
    return (
        dragged
        | back
        | {
            "answers dragged, typed over": [*dragged["answers dragged"], *over],
            "answers sorted, protected": [["sort", "Questions", f"C{top}:C{top + 3}", 0]],
            "evidence sorted, protected": [["sort", "Questions", f"D{top}:D{top + 3}", 0, False]],
            "answers copied down": [
                ["copy_cells", "Questions", f"C{top}:D{top}", "Questions", f"C{top + each}"]
                for each in (1, 2, 3)
            ],
        }
    )
