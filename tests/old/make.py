"""How the old partnership in this folder was made: Larchmere, invented, in mid-year.

It ran with 0.1.0 as at commit 81b1f04 (`python -m tests.old.make FOLDER`) and is kept as a record:
no test runs it, since what it made is to be read as it was for ever. It writes larchmere.tar.xz,
which holds what a partnership has on disk except outputs that nothing reads again (forms, Word and
HTML papers, analysis.xlsx, earlier sets); and expected.json, with the results of that version.
Workbooks are stored without compression, so that the archive compresses them together.
"""

from __future__ import annotations

import io
import json
import lzma
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
from openpyxl import load_workbook

from audit_core.commands.compile import compile_round
from audit_core.commands.escalations.new import new_logs
from audit_core.commands.escalations.read import read_logs
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.commands.partnership_defaults import defaults_of
from audit_core.commands.plan.issue import issue_plan
from audit_core.commands.plan.merge import merge_files
from audit_core.escalations.log import Quarter
from audit_core.forms.build import rebuild_form
from audit_core.forms.form import Field, Form
from audit_core.forms.workbook.fill import fill_form
from audit_core.i18n import using_language
from audit_core.plugin_system.manager import load_plugins
from audit_core.rounds.escalation_policy import Stage
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.writer import build_round_workbook
from tests.old.outcome import ISSUED, JULY, PANEL, QUARTER, ROUNDS, TO_MERGE, as_left, as_went_on

HERE = Path(__file__).parent
OUT = date(2026, 3, 2)
NAMES = {
    "police": "Larchmere Constabulary",
    "social_care": "Larchmere Children's Services",
    "school": "Elmfold School",
    "early_help": "Larchmere Early Help",
}
STAGES = (Stage("Between practitioners", 2), Stage("Between managers", 5), Stage("Chair", None))
CYMRAEG = {  # a few texts, as a words.json has them
    "en-GB": "cy-GB",
    "Yes": "Ie",
    "No": "Na",
    "Met": "Cyflawnwyd",
    "Partly met": "Cyflawnwyd yn rhannol",
    "Not met": "Heb ei gyflawni",
    "Known": "Hysbys",
    "Questions": "Cwestiynau",
    "Chronology": "Cronoleg",
    "Answer": "Ateb",
}
PLAIN = {
    "concern.now": "no",
    "concern2.now": "no",
    "known": "known",
    "about.worker": "yes",
    "about.manager": "no",
    "about.involved": "no",
}
UNSAID = ("concern.", "concern2.", "nil.", "signed.typed")
NIL = {"concern.now": "no", "known": "not_known", "concern2.now": "no"}
NIL_TEXTS = {"nil.searched": "Files and register, three spellings", "nil.role": "Office manager"}
Typed = Mapping[str, object]
Event = tuple[date, str, str, str, str, str]

plugins = load_plugins()


def stored(data: bytes) -> bytes:
    """A workbook with the same parts, none of them compressed, and always with the same date."""
    out, saved = io.BytesIO(), re.compile(rb"(?<=W3CDTF\">)2[^<]+(?=</dcterms:modified)")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), saved.sub(b"2026-04-01T09:00:00Z", old.read(name)))
    return out.getvalue()


def set_up(folder: Path, theme: str, agencies: tuple[str, ...], cases: int, meetings: int) -> None:
    """A round as its chair completes round.xlsx, with its forms made."""
    found = plugins.theme(theme)
    assert found is not None
    usual = defaults_of(folder, plugins)
    audit_round = new_round(folder, found, agencies, cases, meetings, OUT, usual)
    bands = tuple((fact.code, fact.bands[1]) for fact in found.facts)
    lead = (("lead_professional", agencies[-1]),)
    cases_ = [attrs.evolve(each, facts=bands, roles=lead) for each in audit_round.subjects[:cases]]
    subjects = (*cases_, *audit_round.subjects[cases:])
    audit_round = attrs.evolve(
        audit_round, subjects=subjects, panel=PANEL, looks_to=date(2026, 2, 28)
    )
    (folder / "round.xlsx").write_bytes(build_round_workbook(audit_round, found))
    if usual is None:  # the first one, which the partnership's own workbook is a copy of
        names = tuple(Recipient(code, code, name) for code, name in NAMES.items())
        title = "Larchmere Safeguarding Children Partnership (invented)"
        ours = attrs.evolve(
            audit_round,
            subjects=(),
            recipients=names,
            partnership=title,
            stages=STAGES,
            panel=None,
            words=(("carer", "caregiver"),),
        )
        (folder.parent / "partnership.xlsx").write_bytes(build_round_workbook(ours, found))
        return
    generate(folder, plugins)


def answer(field: Field, place: int, turn: int, bands: Mapping[str, str]) -> object:
    """What somebody types for a field, different at every turn; None for nothing."""
    if field.key.startswith("fact."):
        return bands[field.key.removeprefix("fact.")]
    if field.key.startswith(UNSAID) and field.key not in PLAIN:
        return None
    if field.kind == "tick":
        return field.options[0].label if (place + turn) % 3 else None
    if field.options:
        code = PLAIN.get(field.key)
        chosen = (option.label for option in field.options if option.code == code)
        return next(chosen, field.options[(place + turn) % min(4, len(field.options))].label)
    day = date(2025, 9, 1) + timedelta(days=place * (1 + turn))
    if field.key.endswith(".date"):
        return date(2026, 3, 10 + turn)
    texts = {"number": 2 + turn, "date": day, "datetime": f"{day.day} {day:%b %Y} 09:10"}
    return texts.get(field.kind, f"The record of {day:%B} says what was done ({place}).")


def fill(
    folder: Path,
    subject: int | str,
    agency: str,
    turn: int = 0,
    *,
    instrument: str = "case_file",
    nil: bool = False,
    typed: Typed = {},  # noqa: B006 - never changed
    events: Sequence[Event] = (),
    file: str = "",
) -> Path:
    """A returned form; `typed` replaces answers, by printed ref or key."""
    opened = open_round(folder, plugins)
    about = f"-{subject:02d}-" if isinstance(subject, int) else subject
    whose = f"/{agency}/{instrument}/"
    issued = next(item for item in opened.issued.forms if about in item.id and whose in item.id)
    with using_language(opened.speech):
        form = rebuild_form(opened.themes[opened.issued.themes[-1][0]], issued)
        found = opened.round.subject(form.id.subject)
        answers = nil_answers(form) if nil else {}
        for place, field in enumerate(() if nil else form.fields):
            value = answer(field, place, turn, dict(found.facts) if found else {})
            for name in (field.key, field.ref):
                value = typed.get(name, value)
            if value is not None:
                answers[field.ref] = (value, f"Case notes, entry {place}" if field.evidence else "")
        kinds = form.event_kinds
        rows = [(*event[:2], kinds[int(event[2])], *event[3:]) for event in events]
        data = fill_form((folder / issued.file).read_bytes(), form, answers, rows)
    path = folder / "returns" / (file or f"{form.id.subject} {agency} {instrument}.xlsx")
    path.write_bytes(stored(data))
    return path


def nil_answers(form: Form) -> dict[str, tuple[object, str]]:
    """A form that says the child was not known."""
    typed: dict[str, object] = {**NIL_TEXTS, "nil.date": date(2026, 3, 9)}
    for field in form.fields:
        for option in field.options:
            if option.code == NIL.get(field.key):
                typed[field.key] = option.label
    return {field.ref: (typed[field.key], "") for field in form.fields if field.key in typed}


def type_in(path: Path, *rows: tuple[str, str, Typed]) -> None:
    """Type into rows of a workbook, its headings in row 3: (sheet, what a row is about, cells)."""
    book = load_workbook(path)
    for name, key, cells in rows:
        page = book[name]
        columns = {str(cell.value): cell.column for cell in page[3] if cell.value}
        free = (row for row in range(4, page.max_row + 2) if page.cell(row, 1).value in {key, None})
        row = next(free)
        for heading, value in {str(page.cell(3, 1).value): key, **cells}.items():
            page.cell(row, columns[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(stored(out.getvalue()))


def every(folder: Path, sheet: str, cells: Typed) -> Iterator[tuple[str, str, Typed]]:
    """The same text typed into every row of a sheet of decisions.xlsx."""
    found = load_workbook(folder / "decisions.xlsx")[sheet]["A"][3:]
    return ((sheet, str(cell.value), cells) for cell in found if cell.value)


def compiled(folder: Path) -> dict[str, Any]:
    """The results of compiling a round as at the day of its panel."""
    done = compile_round(folder, plugins, PANEL)
    found: dict[str, Any] = json.loads((done.folder / "chair/compiled.json").read_bytes())
    return found


def domestic_abuse(folder: Path) -> None:
    """Three cases: a nil return, a duplicate, a conflict, a doubt, a risk, senseless answers."""
    set_up(folder, "domestic_abuse", ("police", "school", "social_care"), 3, 0)
    first = fill(folder, 1, "police", 0, typed={"DA-1.1": "quite good", "DA-1.2a": "last summer"})
    (folder / "returns/Copy of police.xlsx").write_bytes(first.read_bytes())
    fill(folder, 1, "school", 1, typed={"J-7": "Ring 01632 960147 and ask for Mrs Example."})
    fill(folder, 1, "social_care", 2)
    risk = {"S-2": "He is back in the home", "S-3": "Duty manager", "S-4": "16 Mar 2026 09:40"}
    fill(folder, 2, "police", 3, typed={"S-1": "Yes", **risk})
    fill(folder, 2, "school", nil=True)
    fill(folder, 3, "police", 1, typed={"fact.age_band": "16 to 17"})
    fill(folder, 3, "school", 2)
    fill(folder, 3, "school", 2, typed={"J-1": "Inadequate"}, file="school 3 again.xlsx")
    fill(folder, "/DA26A/", "partnership", 1, instrument="partnership")
    decided(folder, compiled(folder))
    compiled(folder)


def decided(folder: Path, data: dict[str, Any]) -> None:
    """What the panel of the domestic abuse round typed: something on every sheet."""
    one, two, _ = (item["subject"] for item in data["scores"]["grades"])
    high = [item["id"] for item in data["findings"] if item["high"]]
    advice = [item["id"] for item in data["recommendations"]]
    forms = {(item["subject"], item["recipient"]): item["form"] for item in data["expected"]}
    grade = {"Agreed grade": "Requires improvement", "Why": "Late each time."}
    child = {"What it is like to be this child": "She waits.", "May the board read it?": "Yes"}
    changed = {"Ref": "DA-1.3", "Agency": NAMES["police"], "The panel's answer": "Not met"}
    sister = {"Owner": NAMES["social_care"], "What": "Visit her sister", "Due": date(2026, 5, 4)}
    why = {"Why it happens": "Nobody asks.", "What it means for children": "They wait."}
    edited = {"Wording if edited": "Ask each child, each time.", "Owner": "police"}
    type_in(
        folder / "decisions.xlsx",
        ("Cases", one, {**grade, **child, "Dissent": "The school would say good."}),
        ("Cases", two, {"Agreed grade": "Good", "Why": "Prompt."}),
        *(("Panel questions", f"{one} {ref}", {"Answer": "Met"}) for ref in ("DA-5.4", "DA-8.5")),
        ("Changed answers", one, {**changed, "Why": "The log was read."}),
        ("Across the cases", high[0], {**why, "Decision": "Accept"}),
        ("Across the cases", high[1], {"Decision": "Note"}),
        ("Recommendations", advice[0], {"Decision": "Accept", "Due": date(2026, 9, 1)}),
        ("Recommendations", advice[1], {**edited, "Decision": "Edit"}),
        ("Recommendations", advice[2], {"Decision": "Reject", "Reason": "It is law already."}),
        ("Recommendations", advice[3], {"Decision": "Accept"}),
        *every(folder, "Concerns", {"Who is dealing with it": "Head of service", "State": "Open"}),
        *every(folder, "Quotations", {"Clear for the board": "Yes"}),
        *every(folder, "Conflicts", {"Which file counts": "school 3 again.xlsx"}),
        *every(folder, "Same child", {"The same child?": "Yes", "Why": "A slip of the pen."}),
        *every(folder, "Identifiers", {"Decision": "key adult"}),
        ("Returns", forms[one, "police"], {"Date received": date(2026, 3, 25)}),
        ("Returns", forms[two, "social_care"], {"Go on without it: why": "The file is at court."}),
        ("Actions for a child", one, sister),
    )


def neglect(folder: Path) -> None:
    """Two cases with a chronology, on forms with a few texts in another language."""
    (folder / "templates").mkdir(parents=True)
    words = json.dumps(CYMRAEG, ensure_ascii=False, indent=1)
    (folder / "templates/words.json").write_text(words + "\n", encoding="utf-8")
    set_up(folder, "neglect", ("school", "social_care"), 2, 0)
    days = [date(2025, 4, 3) + timedelta(days=40 * place) for place in range(6)]
    seen = ("Came hungry.", "Sad.", "Fed.")
    story = [(day, "File", f"{place}", *seen) for place, day in enumerate(days)]
    fill(folder, 1, "school", 0, events=story)
    visit = (days[5], "Visit", "2", "Seen.", "Cold.", "")
    fill(folder, 1, "social_care", 2, events=[*story[1:3], visit])
    fill(folder, 2, "social_care", 1, events=story[4:])
    data = compiled(folder)
    case = data["scores"]["grades"][0]["subject"]
    type_in(
        folder / "decisions.xlsx",
        ("Cases", case, {"Agreed grade": "Inadequate", "Why": "It went on for years."}),
        ("Recommendations", data["recommendations"][0]["id"], {"Decision": "Accept"}),
    )
    compiled(folder)


def early_help(folder: Path) -> None:
    """Two cases, an observed meeting, and the survey of families."""
    set_up(folder, "early_help", ("school", "early_help"), 2, 1)
    fill(folder, 1, "school", 1)
    fill(folder, 1, "early_help", 2)
    fill(folder, 2, "early_help", 3, typed={"fact.age_band": "16 to 17"})  # nobody has decided yet
    fill(folder, "-M01-", "observer", 1, instrument="meeting", typed={"EH-M14": 50})
    counts = dict(zip("abcde", (20, 9, 6, 4, 1), strict=True))
    polls = {f"EH-F.{poll}{row}": said for poll in (1, 2, 3) for row, said in counts.items()}
    fill(folder, "/EH26A/", "partnership", 0, instrument="families", typed=polls)
    data = compiled(folder)
    type_in(
        folder / "decisions.xlsx",
        ("Recommendations", data["recommendations"][0]["id"], {"Decision": "Accept"}),
    )
    compiled(folder)


def plan(home: Path) -> None:
    """A plan that is issued, and merged with what the police and the chair returned; social care's
    workbook waits to be merged.
    """
    done = issue_plan(home, plugins, ISSUED)
    actions = done.plan.actions
    mine = {owner: [item.id for item in actions if item.owner == owner] for owner in NAMES}
    for who, file in (("police", "police back"), ("master", "master"), ("social_care", "waiting")):
        path = home / (TO_MERGE if file == "waiting" else f"plan/returned/{file}.xlsx")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((done.folder / f"{who}.xlsx").read_bytes())
    (police, other), (care,) = mine["police"], mine["social_care"]
    begun = {"Status": "In progress", "Progress this period": "Ten notices were read."}
    sent = {"Status": "Done: evidence sent", "Evidence it helped children": "Two were found."}
    test = {"Test: question or measure": "DA-1.1", "How it is tested": "The next round"}
    passes = {"Test due": date(2027, 3, 1), "What passes": "all"}
    closed = {"Chair's decision": "Agreed closed", "Closed by (role)": "Chair", **test, **passes}
    type_in(
        home / "plan/returned/police back.xlsx",
        ("Action plan", police, {**begun, "New date asked for": date(2026, 12, 1)}),
        ("Action plan", other, sent),
        ("New actions", "Ask the drivers too.", {"Why": "They see the door."}),
    )
    type_in(
        home / "plan/returned/master.xlsx",
        ("Action plan", police, {"Status": "Blocked", "Sub-group": "Front door"}),
        ("Closing and tests", other, closed),
    )
    merge_files(home, (), plugins, JULY)
    type_in(home / TO_MERGE, ("Action plan", care, {**sent, "Due": "soon"}))


def escalations(home: Path) -> None:
    """One disagreement reported by both sides and two by one side only; the police have none to
    report.
    """
    quarter = Quarter.parse(QUARTER)
    assert quarter is not None
    new_logs(home, plugins, quarter)
    folder = home / f"escalations/{QUARTER}"
    begun, answered = (f"1. Between practitioners: {what}" for what in ("begun", "answered"))
    other, side = "The other agency", "We raised or received it"
    raised = {"Topic": "Level of need or threshold", "Date raised": date(2026, 5, 5)}
    first = {**raised, begun: date(2026, 5, 5), answered: date(2026, 5, 12), "Outcome": "Upheld"}
    second = {**raised, "Date raised": date(2026, 6, 22), begun: date(2026, 6, 22)}
    third = {**raised, "Date raised": date(2026, 6, 2), "Topic": "Sharing information"}
    mine = {side: "Raised it", other: NAMES["social_care"]}
    theirs = {side: "Received it", other: NAMES["school"]}
    logs: dict[str, list[Typed]] = {
        "police": [],
        "school": [{**first, **mine}, {**second, **mine}],
        "social_care": [
            {**first, **theirs, answered: None},
            {**third, **theirs, other: NAMES["police"]},
        ],
    }
    for code, rows in logs.items():
        path = folder / f"returns/{code} log.xlsx"
        path.write_bytes((folder / f"forms/{code}.xlsx").read_bytes())
        any_ = {"Your answer": "Yes: see the next sheet" if rows else "None to report"}
        typed = (("Escalations", f"E{place}", row) for place, row in enumerate(rows, start=1))
        type_in(path, ("Start here", "Any escalations to report?", any_), *typed)
    read_logs(home, (), plugins, quarter, JULY)


def kept(home: Path) -> dict[str, bytes]:
    """What is still used, in the order of names: no forms, papers or earlier sets."""
    sets = [home / name / "compiled" for name in ROUNDS]
    earlier = [path for place in sets for path in sorted(place.iterdir())[:-1]]
    found = {}
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        name = path.relative_to(home).as_posix()
        old = any(place in path.parents for place in earlier)
        lives = path.suffix in {".json", ".csv"} or path.name == "follow-up.xlsx"
        paper = "/compiled/" in name and not lives
        if not old and not paper and not {"forms", "history", "first"} & set(name.split("/")[:-1]):
            data = path.read_bytes()
            found[name] = stored(data) if path.suffix == ".xlsx" else data
    return found


def main(home: Path) -> None:
    """Make everything in an empty folder, and write both files."""
    set_up(home / "first", "domestic_abuse", ("police",), 1, 0)
    (home / "first/round.xlsx").unlink()
    (home / "first/.round-code").unlink()
    for name, make in zip(ROUNDS, (domestic_abuse, neglect, early_help), strict=True):
        make(home / name)
    plan(home)
    escalations(home)
    files = kept(home)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    (HERE / "larchmere.tar.xz").write_bytes(lzma.compress(packed.getvalue(), preset=9))
    copies = []
    for name in ("left", *ROUNDS):
        copies.append(home.with_name(f"{home.name}-{name}"))
        with tarfile.open(HERE / "larchmere.tar.xz") as archive:
            archive.extractall(copies[-1], filter="data")
    rounds = {name: as_went_on(copy, name) for copy, name in zip(copies[1:], ROUNDS, strict=True)}
    made = {**as_left(copies[0]), "rounds": rounds}
    text = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)
    short = re.sub(r"[\[{]\n[^\[\]{}]*[\]}]", lambda one: re.sub(r"\n\s*", " ", one[0]), text)
    (HERE / "expected.json").write_text(short + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
