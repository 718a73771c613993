"""After a round's retention date returns are deleted whole; counts, the plan and the board's papers
stay, and the deletion is recorded.
"""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date, time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from audit_core.cli import main
from audit_core.commands.check import check_files
from audit_core.commands.compare import compare_rounds
from audit_core.commands.compile import compile_round
from audit_core.commands.explain import explain
from audit_core.commands.generate import generate
from audit_core.commands.panel import prepare_panel
from audit_core.commands.practice import make_practice_forms
from audit_core.commands.purge import PurgePlan, plan_purge, purge
from audit_core.commands.purge_aggregate import aggregate
from audit_core.commands.status import status
from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.folder import RoundFolder
from audit_core.rounds.purge_record import FILE_CATEGORIES
from audit_core.rounds.round import Round
from audit_core.testing.builders import round_of, small_theme
from tests.conftest import copied
from tests.planted import holding

if TYPE_CHECKING:
    from collections.abc import Callable

LATE = date(2028, 7, 1)
SENTENCE = "The invented heron saw the lighthouse keeper at dusk"
NUMBER = "943 476 5919"
FILE, FOLDER = "heron-case-one.xlsx", "Example Family"
PANEL_SAID = "A made-up sentence on what it is like to be this child"
PLANTED = (SENTENCE, NUMBER, NUMBER.replace(" ", ""), FILE, "heron-case", FOLDER, PANEL_SAID)


@pytest.fixture(scope="module")
def ended(blank_round: Path, tmp_path_factory: pytest.TempPathFactory, plugins: Any) -> Path:
    """A round with everything a round can hold, two sets of results included, and planted words
    wherever an auditor or the panel could type.
    """
    made = copied(blank_round, tmp_path_factory.mktemp("ended") / "round", plugins)
    answers = {
        "DA-1.1": ("Not met", SENTENCE),
        "DA-7.2": "Yes",
        "DA-7.3": ("Not met", f"{SENTENCE}, number {NUMBER}"),
    }
    first = made.fill(1, "police", answers, file=f"{FOLDER}/{FILE}", evidence=SENTENCE)
    made.fill(1, "school", {"DA-7.2": "No", "J-3": SENTENCE, "J-5": f"{SENTENCE} said the child"})
    made.fill(2, "police", {"DA-1.1": ("Not met", NUMBER)})
    check_files((first,), made.folder, made.plugins, queries=True)
    make_practice_forms(made.folder, made.plugins)
    prepare_panel(made.folder, made.plugins, date(2026, 3, 30), time(9, 30), 180)
    made.compile()
    case = plan_purge(made.folder, made.plugins).round.subjects[0].ref
    made.decide(
        "Cases",
        case,
        Agreed_grade="Good",
        Why="As the records show.",
        What_it_is_like_to_be_this_child=PANEL_SAID,
        May_the_board_read_it="No",
    )
    made.decide("Actions for a child", case, Owner="police", What=PANEL_SAID)
    made.fill(2, "school", {"DA-7.2": "No"})
    made.compile()
    (made.folder / ".decisions.xlsx.77.tmp").write_text(SENTENCE)
    return made.folder


@pytest.fixture
def over(ended: Path, tmp_path: Path, plugins: Any) -> Any:
    """A copy of that round."""
    return copied(ended, tmp_path / "over", plugins)


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_an_auditor_wrote_is_left_anywhere(over: Any, planted: str) -> None:
    """A sentence, a number, and a file's and a folder's name are in no file, zip or name after the
    purge, although they were before.
    """
    if planted != NUMBER.replace(" ", ""):
        assert holding(over.folder, planted)
    purge(over.folder, over.plugins, LATE)
    assert holding(over.folder, planted) == []


def test_reports_registers_and_totals_are_kept(over: Any) -> None:
    """The board's papers byte for byte, each agency's own report and plan, the registers, and the
    aggregates are kept.
    """
    before = {
        path.relative_to(over.folder).as_posix(): path.read_bytes()
        for path in over.folder.rglob("*")
        if path.is_file()
    }
    purge(over.folder, over.plugins, LATE)
    after = {
        path.relative_to(over.folder).as_posix(): path.read_bytes()
        for path in over.folder.rglob("*")
        if path.is_file()
    }
    assert {name for name in after if name not in before} == {
        "purged.json",
        "compiled/002/aggregate.json",
    }
    assert {name for name in after if after[name] != before.get(name)} == {
        "purged.json",
        "compiled/002/aggregate.json",
        "compiled/002/manifest.json",
    }
    assert {
        "compiled/002/board/report.docx",
        "compiled/002/board/action-plan.xlsx",
        "round.xlsx",
        "issued.json",
        "register.json",
    } <= set(after)
    assert not any(
        name.startswith(
            (
                "returns",
                "forms",
                "queries",
                "panel",
                "practice",
                "history",
                "compiled/001",
                "compiled/002/chair",
            )
        )
        for name in after
    )
    assert not [
        path for path in over.folder.rglob("*") if path.is_dir() and not any(path.iterdir())
    ]


def test_the_record_of_a_purge_names_nothing(over: Any) -> None:
    """Each file is recorded by its kind and the hash of its name, with the date and the rule."""
    going = plan_purge(over.folder, over.plugins).going
    record = purge(over.folder, over.plugins, LATE)
    data = json.loads((over.folder / "purged.json").read_text())
    assert (data["on"], data["done"], data["kept_set"]) == ("2028-07-01", True, "002")
    assert data["rule"] == "24 months after the panel, 7 April 2026"
    assert {item["name_sha256"] for item in data["gone"]} == {
        hashlib.sha256(item.name.encode()).hexdigest() for item in going
    }
    assert record.count("returns") == 4
    assert {item.kind for item in going} == {kind for kind, _, _ in FILE_CATEGORIES}
    manifest = json.loads((over.folder / "compiled/002/manifest.json").read_text())
    assert manifest["returns"] == {}
    assert all((over.folder / "compiled/002" / name).is_file() for name in manifest["files"])


def test_a_reference_still_leads_to_counts_after_a_purge(
    over: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chain from action to finding is whole; in place of cells it gives their number and the
    date they were purged.
    """
    before = explain(over.folder, "F1")
    purge(over.folder, over.plugins, LATE)
    after = explain(over.folder, "F1")
    assert (after.says, after.cells) == (before.says, ())
    assert (
        after.gone
        == f"{len(before.cells)} cell{'' if len(before.cells) == 1 else 's'}, purged on 1 July 2028"
    )
    for printed in ("A1", "R1", "T1", "G1"):
        assert explain(over.folder, printed).id == printed
    asked = explain(over.folder, "DA-1.1")
    assert asked.says.startswith("Met in ")
    assert "the answers were purged on" in asked.says
    with pytest.raises(SystemExit):
        main(["explain", "F1", str(over.folder)])
    assert "purged on 1 July 2028" in capsys.readouterr().out


def test_purged_rounds_can_still_be_compared(over: Any, another: Any) -> None:
    """Counts by question and topic are kept as aggregates."""
    other = another("other")
    other.fill(1, "police", {"DA-1.1": "Met"})
    other.compile()
    path = other.folder / "round.xlsx"
    counts = (
        compare_rounds(over.folder, other.folder, over.plugins) if _rename(path, "DA26B") else None
    )
    purge(over.folder, over.plugins, LATE)
    assert compare_rounds(over.folder, other.folder, over.plugins) == counts


def _rename(path: Path, code: str) -> bool:
    """Give a round and its cases another code, so that it can be put beside the first."""
    from audit_core.rounds.case_references import case_ref

    book = load_workbook(path)
    for sheet in ("Round", "Cases"):
        for line in book[sheet].iter_rows(min_row=4):
            for cell in line:
                if cell.value == "DA26A":
                    cell.value = code
                elif isinstance(cell.value, str) and cell.value.startswith("DA26A-"):
                    cell.value = case_ref(code, int(cell.value.split("-")[1]))
    book.save(path)
    return True


def test_a_purged_round_cannot_be_used_again(over: Any) -> None:
    """Compile, panel, status and generate refuse with a sentence and write nothing."""
    purge(over.folder, over.plugins, LATE)
    before = sorted(path.name for path in over.folder.rglob("*"))
    for work in (
        lambda: compile_round(over.folder, over.plugins, LATE),
        lambda: prepare_panel(over.folder, over.plugins, LATE, time(9, 30), 180),
        lambda: status(over.folder, over.plugins, LATE),
        lambda: generate(over.folder, over.plugins),
    ):
        with pytest.raises(UsageProblem, match="1 July 2028") as stopped:
            work()
        assert stopped.value.code == "purge.done_but_kept"
    assert sorted(path.name for path in over.folder.rglob("*")) == before


def test_nothing_is_deleted_before_the_retention_date(over: Any) -> None:
    """The last day of the period is still kept, and a hold keeps the round longer, with its
    reason.
    """
    with pytest.raises(UsageProblem, match="7 April 2028") as stopped:
        purge(over.folder, over.plugins, date(2028, 4, 7))
    assert stopped.value.code == "purge.not_due"
    book = load_workbook(over.folder / "round.xlsx")
    next(
        line
        for line in book["Round"].iter_rows(min_row=4)
        if line[0].value == "Keep until told otherwise"
    )[1].value = "Asked for by an inquiry"
    book.save(over.folder / "round.xlsx")
    with pytest.raises(UsageProblem, match="Asked for by an inquiry") as stopped:
        purge(over.folder, over.plugins, LATE)
    assert stopped.value.code == "purge.held"
    assert not (over.folder / "purged.json").exists()
    assert (over.folder / "returns" / FOLDER / FILE).is_file()


def test_an_interrupted_purge_is_finished_by_running_it_again(
    over: Any, another: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The purge is stopped at each write, deletion and folder in turn; meanwhile nothing compiles,
    and in the end the folder and the record are the same.
    """
    whole = another("whole")
    _copy(over.folder, whole.folder)
    purge(whole.folder, over.plugins, LATE)
    wanted = _tree(whole.folder)
    steps = len(plan_purge(over.folder, over.plugins).going) + 11
    stopped = 0
    for step in range(steps):
        folder = over.folder.parent / f"stopped{step}"
        _copy(over.folder, folder)
        with monkeypatch.context() as patch:
            _fail_at(patch, step)
            try:
                purge(folder, over.plugins, LATE)
            except CannotWrite:
                stopped += 1
        record = RoundFolder(folder).purged()
        if record is not None and not record.done:
            with pytest.raises(UsageProblem, match="1 July 2028") as refused:
                compile_round(folder, over.plugins, LATE)
            assert refused.value.code == "purge.unfinished"
        if record is None or not record.done:
            purge(folder, over.plugins, LATE if record is None else date(2028, 8, 1))
        assert _tree(folder) == wanted, f"stopped at step {step}"
    assert stopped >= steps - 3


def test_files_an_interrupted_purge_was_to_delete_are_still_recognised(
    over: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a set's manifest is deleted before the last of its files, the record still identifies
    them.
    """
    compile_round(over.folder, over.plugins, date(2026, 4, 2), publish=True)
    compile_round(over.folder, over.plugins, date(2026, 4, 3))
    real = RoundFolder.delete

    def failing(self: RoundFolder, name: str) -> None:
        if name.startswith("compiled/003/publish/"):
            raise CannotWrite("round.not_writable", reason="the drive is gone")
        real(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(RoundFolder, "delete", failing)
        with pytest.raises(CannotWrite):
            purge(over.folder, over.plugins, LATE)
    assert not (over.folder / "compiled/003/manifest.json").exists()
    assert plan_purge(over.folder, over.plugins).strangers == ()
    assert purge(over.folder, over.plugins, LATE).left == 0
    assert not (over.folder / "compiled/003").exists()


def _fail_at(patch: pytest.MonkeyPatch, step: int) -> None:
    """Let the store fail at its `step`th write, deletion or folder."""
    left = [step]

    def failing(name: str) -> Any:
        real = getattr(RoundFolder, name)

        def act(self: RoundFolder, *arguments: Any) -> Any:
            left[0] -= 1
            if left[0] == -1:
                raise CannotWrite("round.not_writable", reason="the drive is gone")
            return real(self, *arguments)

        return act

    for name in ("write", "delete", "prune"):
        patch.setattr(RoundFolder, name, failing(name))


def _copy(source: Path, target: Path) -> None:
    import shutil

    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def test_a_return_added_after_a_purge_goes_with_the_next(over: Any) -> None:
    """A file put into a purged round is deleted too, the record is extended, and the first date is
    kept.
    """
    late = (over.folder / f"returns/{FOLDER}/{FILE}").read_bytes()
    first = purge(over.folder, over.plugins, LATE)
    with pytest.raises(UsageProblem, match="1 July 2028") as stopped:
        purge(over.folder, over.plugins, LATE)
    assert stopped.value.code == "purge.done_before"
    (over.folder / "returns").mkdir()
    (over.folder / "returns/late.xlsx").write_bytes(late)
    assert holding(over.folder, SENTENCE) != []
    again = purge(over.folder, over.plugins, date(2028, 9, 1))
    assert (again.on, len(again.gone)) == (LATE, len(first.gone) + 1)
    assert holding(over.folder, SENTENCE) == []


STRANGERS = (
    "my notes.docx",
    "compiled/001/minutes of the panel.docx",
    "compiled/001/chair/minutes of the panel.docx",
    "compiled/002/minutes of the panel.docx",
    "compiled/002/chair/my minutes.docx",
    "compiled/002/board/what the board said.docx",
    "compiled/002/agencies/police/covering letter.docx",
    "compiled/notes.txt",
    "panel/minutes.docx",
    "queries/answers by telephone.docx",
    "forms/police/letter to the police.docx",
    "forms/list of children.xlsx",
    "history/decisions before the panel.xlsx",
    "history/minutes-20260401T120000Z-0a1b2c3d.docx",
    "practice/photograph.jpg",
    "returns/Jayden/letter from the family.pdf",
    "returns/.notes.txt.swp",
    "returns/.letter.docx.77.tmp",
    "returns/~$letter from the family.pdf",
)
"""What people put where it does not belong; all invented."""


def test_unknown_files_are_kept_and_listed(over: Any) -> None:
    """A file this program does not know is never deleted, wherever it is; the record has their
    number and no name, and links are not followed.
    """
    outside = over.folder.parent / "outside.txt"
    outside.write_text("not of this round")
    for name in STRANGERS:
        (over.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (over.folder / name).write_text(f"the only copy of {name}")
    (over.folder / "returns/link.xlsx").symlink_to(outside)
    assert set(plan_purge(over.folder, over.plugins).strangers) == {*STRANGERS, "returns/link.xlsx"}
    record = purge(over.folder, over.plugins, LATE)
    assert [(over.folder / name).read_text() for name in STRANGERS] == [
        f"the only copy of {name}" for name in STRANGERS
    ]
    assert outside.read_text() == "not of this round"
    assert record.left == len(STRANGERS) + 1
    record_text = (over.folder / "purged.json").read_text()
    assert json.loads(record_text)["left"] == record.left
    assert not [name for name in STRANGERS if Path(name).stem in record_text]
    assert holding(over.folder, SENTENCE) == []
    with pytest.raises(UsageProblem) as stopped:
        purge(over.folder, over.plugins, LATE)
    assert stopped.value.code == "purge.done_before"
    assert all((over.folder / name).is_file() for name in STRANGERS)


def test_open_actions_for_a_child_are_counted_before_their_list_is_deleted(over: Any) -> None:
    """Once the list is deleted, nobody could ask about the actions any more."""
    plan = plan_purge(over.folder, over.plugins)
    assert plan.open_for_children == 1
    over.decide("Actions for a child", plan.round.subjects[0].ref, Closed=date(2026, 5, 4))
    assert plan_purge(over.folder, over.plugins).open_for_children == 0


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def _of_another_round(path: Path) -> None:
    book = load_workbook(path)
    next(
        row[1] for row in book["Start here"].iter_rows() if row[0].value == "Round code"
    ).value = "DA99Z"
    book.save(path)


def _struck_through(path: Path) -> None:
    book = load_workbook(path)
    next(cell for cell in book["Actions for a child"][4] if cell.value == PANEL_SAID).font = Font(
        strike=True
    )
    book.save(path)


@pytest.mark.parametrize("spoil", [_cut_short, _of_another_round, _struck_through])
def test_it_is_said_if_open_actions_for_a_child_cannot_be_counted(
    spoil: Callable[[Path], None],
    over: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """If decisions.xlsx is damaged, is another round's or has a row struck through, the message
    gives the reason in place of a count of 0.
    """
    from audit_core.cli import output

    monkeypatch.setattr(output, "today", lambda: LATE)
    assert plan_purge(over.folder, over.plugins).untold == ()
    spoil(over.folder / "decisions.xlsx")
    plan = plan_purge(over.folder, over.plugins)
    assert (plan.open_for_children, [problem.where.file for problem in plan.untold]) == (
        0,
        ["decisions.xlsx"],
    )
    _run("purge", over.folder)
    printed = capsys.readouterr().out
    assert (
        printed.index("to be deleted for good")
        < printed.index("NOT KNOWN whether")
        < printed.index(plan.untold[0].what)
        < printed.index("Nothing was deleted")
    )


def test_a_mistake_in_another_decision_hides_no_action_for_a_child(over: Any) -> None:
    """If an agreed grade lacks its reason, the actions are still counted and nothing else is
    reported.
    """
    over.decide("Cases", plan_purge(over.folder, over.plugins).round.subjects[0].ref, Why=None)
    plan = plan_purge(over.folder, over.plugins)
    assert (plan.open_for_children, plan.untold) == (1, ())


def test_the_chair_is_asked_to_look_at_unknown_files(
    over: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unknown files are listed with their folders before and after the purge, and whenever it is
    run again.
    """
    from audit_core.cli import output

    monkeypatch.setattr(output, "today", lambda: LATE)
    (over.folder / "panel/minutes.docx").write_text("mine")
    (over.folder / "my notes.docx").write_text("mine")
    for arguments in ((), ("--yes",), ()):
        _run("purge", over.folder, *arguments)
        printed = capsys.readouterr().out
        assert "Not deleted: 2 files" in printed
        assert "  panel/: minutes.docx\n" in printed
        assert "  beside round.xlsx: my notes.docx\n" in printed
        assert printed.count(
            "THEY MAY CONTAIN A CHILD'S DETAILS. Look at each yourself"
        ) == 1 + bool(arguments)


def test_an_edited_file_of_ours_is_deleted_and_an_unknown_copy_is_kept(over: Any) -> None:
    """A file is ours by its name in the manifest, whatever was typed into it; saved under another
    name it counts as somebody else's.
    """
    (over.folder / "compiled/002/chair/answers.csv").write_text("edited")
    (over.folder / "compiled/002/chair/answers (my copy).csv").write_text("mine")
    purge(over.folder, over.plugins, LATE)
    assert [path.name for path in (over.folder / "compiled/002/chair").iterdir()] == [
        "answers (my copy).csv"
    ]


def test_a_return_is_recognised_by_the_ledger_or_its_form_id(over: Any) -> None:
    """A refused file is in the ledger; a file that came after the last set is recognised by its
    Form ID; another round's form is not ours.
    """
    form = (over.folder / f"returns/{FOLDER}/{FILE}").read_bytes()
    letter = over.folder / "returns/letter.pdf"
    letter.write_text("from the family")
    over.compile()
    (over.folder / "returns/after the last set.xlsx").write_bytes(form + b"")
    (over.folder / "returns/moved").mkdir()
    letter.rename(over.folder / "returns/moved/letter.pdf")
    plan = plan_purge(over.folder, over.plugins)
    assert plan.strangers == ()
    assert {"returns/after the last set.xlsx", "returns/moved/letter.pdf"} <= {
        item.name for item in plan.going
    }
    data = (over.folder / "issued.json").read_text().replace("DA26A-01", "DA26A-99")
    (over.folder / "issued.json").write_text(data)
    (over.folder / "returns/another case.xlsx").write_bytes(_resaved(form))
    assert plan_purge(over.folder, over.plugins).strangers == ("returns/another case.xlsx",)


def _resaved(data: bytes) -> bytes:
    out = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(out)
    return out.getvalue()


def test_lock_files_and_half_written_copies_are_deleted(over: Any) -> None:
    """These are the files that Excel, Word and LibreOffice leave beside an open file of ours, and
    those an interrupted run left.
    """
    marks = (
        "~$decisions.xlsx",
        "compiled/002/chair/.~lock.analysis.xlsx#",
        "compiled/002/board/~$port.docx",
        "forms/.police-1.zip.9.tmp",
    )
    for name in (*marks, "compiled/.building-77/chair/report.html"):
        (over.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (over.folder / name).write_text("left over")
    plan = plan_purge(over.folder, over.plugins)
    assert plan.strangers == ()
    assert set(marks) <= {item.name for item in plan.going if item.kind == "leftovers"}
    purge(over.folder, over.plugins, LATE)
    assert not (over.folder / "compiled/.building-77").exists()


def test_every_file_that_commands_write_is_recognised(over: Any) -> None:
    """After every command that writes into a round, no file is unknown: a new kind of file has to
    be added to the purge.
    """
    for path in (over.folder / "forms").rglob("*.zip"):
        path.unlink()
    generate(over.folder, over.plugins, reissue=True)
    check_files(
        (over.folder / f"returns/{FOLDER}/{FILE}",), over.folder, over.plugins, queries=True
    )
    make_practice_forms(over.folder, over.plugins)
    prepare_panel(over.folder, over.plugins, date(2026, 4, 2), time(14, 0), 240)
    compile_round(over.folder, over.plugins, date(2026, 4, 2), publish=True)
    status(over.folder, over.plugins, date(2026, 4, 2))
    assert plan_purge(over.folder, over.plugins).strangers == ()


def test_a_folder_that_is_a_link_stops_the_purge(over: Any) -> None:
    """If returns/ is a link, its target would stay, so nothing is deleted until somebody has dealt
    with it.
    """
    elsewhere = over.folder.parent / "elsewhere"
    (over.folder / "returns").rename(elsewhere)
    (over.folder / "returns").symlink_to(elsewhere)
    with pytest.raises(UsageProblem, match="returns") as stopped:
        purge(over.folder, over.plugins, LATE)
    assert stopped.value.code == "purge.link"
    assert (over.folder / "decisions.xlsx").is_file()


def test_a_round_can_be_purged_without_its_plugin(over: Any) -> None:
    """Its forms were issued with the whole theme, which may not be installed years later."""
    record = purge(over.folder, _without_themes(), LATE)
    assert record.done


def _without_themes() -> Any:
    return SimpleNamespace(themes={}, theme=lambda _: None)


def test_a_damaged_set_stops_the_purge(over: Any) -> None:
    """Without compiled.json there would be no aggregates, so nothing is deleted and the message
    says so.
    """
    (over.folder / "compiled/002/chair/compiled.json").write_text("{")
    before = _tree(over.folder)
    with pytest.raises(UsageProblem, match="002") as stopped:
        purge(over.folder, over.plugins, LATE)
    assert stopped.value.code == "set.damaged"
    assert {
        name: data for name, data in _tree(over.folder).items() if name != ".audit-lock"
    } == before


def test_a_round_that_was_never_compiled_can_be_purged(made: Any) -> None:
    """Only the registers stay, and the list says so first."""
    made.fill(1, "police", {"DA-1.1": ("Met", SENTENCE)})
    plan = plan_purge(made.folder, made.plugins)
    assert (plan.kept_set, plan.unread) == ("", 1)
    purge(made.folder, made.plugins, LATE)
    assert holding(made.folder, SENTENCE) == []
    with pytest.raises(UsageProblem) as stopped:
        explain(made.folder, "F1")
    assert stopped.value.code == "set.none"


@pytest.mark.parametrize(
    ("panel", "due", "months", "until"),
    [
        (date(2026, 3, 31), date(2026, 3, 1), 24, date(2028, 3, 31)),
        (date(2026, 8, 31), date(2026, 8, 1), 6, date(2027, 2, 28)),
        (None, date(2026, 11, 30), 15, date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 3, 1), 0, date(2026, 3, 31)),
        (date(2026, 12, 1), date(2026, 3, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_round_is_kept_for_its_retention_months(
    panel: date | None, due: date, months: int, until: date
) -> None:
    """The months count from the panel, or from the due date of returns, and end on the last day of
    a shorter month.
    """
    audit_round: Round = round_of(
        small_theme(), ("police",), panel=panel, due=due, retention_months=months
    )
    assert audit_round.keep_until == until


def _run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def test_the_command_lists_files_and_deletes_only_after_confirmation(
    over: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe it only lists; at a terminal it asks for the round's code; looking ahead never
    deletes.
    """
    from audit_core.cli import output

    before = _tree(over.folder)
    monkeypatch.setattr(output, "today", lambda: date(2027, 1, 1))
    assert _run("purge", over.folder) == 0
    assert "Nothing is past its date on 1 January 2027." in capsys.readouterr().out
    assert _run("purge", over.folder, "--as-at", "2029-01-01") == 0
    printed = capsys.readouterr().out
    assert "Completed workbooks: 4 files" in printed
    assert "NOT CLOSED in decisions.xlsx: 1 action for a single child." in printed
    assert _run("purge", over.folder, "--as-at", "2029-01-01", "--yes") == 2
    assert _run("purge", over.folder, "--yes") == 2
    monkeypatch.setattr(output, "today", lambda: LATE)
    assert _run("purge", over.folder) == 3
    assert "Nothing was deleted. To do it:" in capsys.readouterr().out
    assert _tree(over.folder) == before

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    assert _run("purge", over.folder) == 3
    assert _tree(over.folder) == before
    monkeypatch.setattr("sys.stdin", Terminal("da26a\n"))
    assert _run("purge", over.folder) == 0
    assert "Please delete copies in other places yourself" in capsys.readouterr().out
    assert holding(over.folder, SENTENCE) == []
    assert _run("purge", over.folder) == 0
    assert "There is nothing left to delete." in capsys.readouterr().out


def test_the_reports_say_how_long_a_round_is_kept(over: Any) -> None:
    """The board's paper and the chair's page print the rule."""
    from docx import Document

    texts = " ".join(
        paragraph.text
        for paragraph in Document(str(over.folder / "compiled/002/board/report.docx")).paragraphs
    )
    assert (
        "Agencies' returns are kept until 7 April 2028 (24 months after the panel), and "
        "are then deleted." in texts
    )


def test_planning_a_purge_changes_nothing(over: Any) -> None:
    """No file changes when the purge is only listed."""
    before = _tree(over.folder)
    plan: PurgePlan = plan_purge(over.folder, over.plugins)
    assert plan.is_due(LATE)
    assert not plan.is_begun
    assert _tree(over.folder) == before


def test_an_aggregate_holds_no_note_reason_or_single_answer(over: Any) -> None:
    """The panel's reasons, who gave which answer and which answer was changed are not kept, and
    likely identifiers are withheld.
    """
    data = json.loads((over.folder / "compiled/002/chair/compiled.json").read_text())
    data["findings"][0] |= {"note": PANEL_SAID, "why": PANEL_SAID, "so_what": PANEL_SAID}
    data["recommendations"][0] |= {"reason": PANEL_SAID, "text": "Ask Mr Example"}
    data["tables"].append(
        {
            "key": "changed",
            "id": "T99",
            "title": "",
            "columns": [],
            "rows": [{"cells": [PANEL_SAID], "evidence": []}],
            "note": "",
        }
    )
    text = json.dumps(aggregate(data, LATE))
    assert PANEL_SAID not in text
    assert "Mr Example" not in text
    assert "withheld" in text
    assert '"file"' not in text
    assert '"sha256"' not in text
