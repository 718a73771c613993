"""Run a whole round of invented cases: make it, issue its forms, fill them in as people do, and
compile it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path

from audit_core.commands.compile import compile_round
from audit_core.commands.generate import generate
from audit_core.commands.open_round import RoundContext, open_round
from audit_core.commands.panel import prepare_panel
from audit_core.demo.invented_answers import Answers, answers_for, events_for, nil_answers
from audit_core.demo.invented_round import AS_AT, demo_round
from audit_core.errors import UsageProblem
from audit_core.forms.build import rebuild_form
from audit_core.forms.form import Form
from audit_core.forms.workbook.fill import fill_form
from audit_core.plugin_system.manager import Plugins
from audit_core.rounds.case_references import case_ref
from audit_core.rounds.folder import DECISIONS, RETURNS, ROUND, write_whole
from audit_core.rounds.writer import build_round_workbook

MISSING = {(6, "school_riverside"), (6, "domestic_abuse_service")}
NIL = {(5, "housing")}
NHS_TEST_NUMBER = "999 000 0018"
"""From the range kept for testing: no person has such a number."""
_LAID = {"school_riverside": "from the secure mailbox/March", "housing": "from the secure mailbox"}
"""The folder in which the chair put a recipient's returns; the others have a folder each."""
REPORTED_AT = datetime(2026, 3, 16, 9, 40)  # noqa: DTZ001 - Excel's dates have no zone


def demo(
    folder: Path, plugins: Plugins, say: Callable[[str], None]
) -> tuple[tuple[Path, str], ...]:
    """Make the round in `folder`, calling `say` with a sentence for each step; return the results,
    each with a line on what it is for.

    Raises UsageProblem when the folder is not empty or the theme is not available.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageProblem("demo.not_empty", folder=folder)
    theme = plugins.theme("domestic_abuse")
    if theme is None:
        raise UsageProblem("demo.no_theme")
    audit_round = demo_round(theme)
    write_whole(folder / ROUND, build_round_workbook(audit_round, theme))
    cases = sum(subject.kind == "case" for subject in audit_round.subjects)
    say(
        f"Made an invented domestic abuse round of {cases} cases and "
        f"{len(audit_round.recipients)} agencies."
    )
    made = generate(folder, plugins)
    say(f"Generated {len(made.written) - 1} forms.")
    opened = open_round(folder, plugins)
    files = 0
    for name, data in filled(opened):
        write_whole(folder / RETURNS / name, data)
        files += 1
    say(
        f"Filled them in as people do: {files} files were returned, some of them late, partial "
        f"or twice; {len(MISSING)} forms were not returned."
    )
    done = compile_round(folder, plugins, AS_AT)
    say(
        f"Compiled, as at {AS_AT.day} {AS_AT:%B %Y}: {len(done.compiled.findings)} findings, "
        f"{len(done.compiled.recommendations)} recommendations."
    )
    panel = prepare_panel(folder, plugins, AS_AT, time(9, 30), 180)
    wanted = _what_for(folder, done.folder, panel.file)
    return tuple((path, what) for path, what in wanted if path.exists())


def _what_for(folder: Path, results: Path, panel: Path) -> tuple[tuple[Path, str], ...]:
    """Return what a person may want to open in the round, each with a line on what it is for."""
    return (
        (
            results / "chair/report.html",
            "start here: everything, with its evidence, for the chair only",
        ),
        (results / "chair/analysis.xlsx", "every figure and answer, to sort and filter"),
        (results / "board/report.docx", "the paper for the board"),
        (
            results / "board/briefing.docx",
            "one page for team meetings, in seven parts: shows what the panel accepts",
        ),
        (results / "board/action-plan.xlsx", "who does what by when"),
        (results / "agencies", "a report and actions for each agency, with only its own answers"),
        (panel, "for the panel: a timed agenda, and one page a case with the decisions to make"),
        (folder / DECISIONS, "where the panel decides; a row is ready for each open question"),
        (folder / "forms", "the blank forms, as auditors get them"),
        (folder / RETURNS, "the returned forms, filled in as people do"),
    )


def filled(opened: RoundContext) -> Iterator[tuple[str, bytes]]:
    """Yield every returned file by its name in the returns folder, with its bytes: unusual names,
    sub-folders, second copies, and two files that are not forms.
    """
    numbers = {case_ref(opened.round.code, number): number for number in range(1, 7)}
    for issued in opened.issued.forms:
        form = rebuild_form(opened.theme, issued)
        number, code = numbers.get(form.id.subject, 0), form.id.recipient
        if (number, code) in MISSING:
            continue
        blank = opened.store.read(issued.file) or b""
        subject = opened.round.subject(form.id.subject)
        answers = (
            nil_answers(form)
            if (number, code) in NIL
            else answers_for(form, dict(subject.facts) if subject else {}, number)
        )
        events = () if (number, code) in NIL else events_for(form, number)
        _as_people_do(form, number, code, answers)
        name = f"{_LAID.get(code, code)}/{return_name(form, number)}"
        data = fill_form(blank, form, answers, events)
        if (number, code) == (4, "social_care"):
            first = {
                ref: answer
                for ref, answer in answers.items()
                if not ref.startswith(("DA-7", "DA-8"))
            }
            yield f"{code}/first try - sorry.xlsx", fill_form(blank, form, first, events)
        yield name, data
        if (number, code) == (1, "police"):
            yield f"{code}/Copy of {return_name(form, number)}", data
    yield "housing/~$HOUSING.xlsx", b"open on another computer"
    yield "school_oakfield/running order for the panel.txt", b"10:00 Welcome\n10:10 Case one\n"


def return_name(form: Form, number: int) -> str:
    """Return a file name of the kind that people choose."""
    ref, code = form.id.subject, form.id.recipient
    names = (
        f"{ref}_{code}.xlsx",
        f"{ref} {code.replace('_', ' ')} FINAL (2).xlsx",
        f"{ref} completed v2 (1).xlsx",
        f"{code.upper()} {ref}.xlsx",
    )
    return names[(number + len(code)) % len(names)]


def _as_people_do(form: Form, number: int, code: str, answers: Answers) -> None:
    """Put single mistakes and concerns into the answers of some returns."""
    refs = {field.key: field.ref for field in form.fields if field.key}
    if (number, code) == (2, "social_care"):  # late
        answers[refs["signed.date"]] = (AS_AT.replace(day=26), "")
        answers[refs["approved.date"]] = (AS_AT.replace(day=27), "")
    if (number, code) == (5, "health_visiting"):  # not finished
        for ref in [
            ref for ref in answers if ref.startswith(("DA-4", "DA-7", "DA-8", "J-7", "J-8"))
        ]:
            del answers[ref]
    if (number, code) == (4, "health_visiting"):  # somebody at risk now
        answers[refs["concern.now"]] = ("Yes", "")
        answers[refs["concern.kind"]] = (
            "The person causing harm is back in the home, against the order",
            "",
        )
        answers[refs["concern.told"]] = ("Duty manager at the front door; police by 999", "")
        answers[refs["concern.when"]] = (REPORTED_AT, "")
    if (number, code) == (3, "police"):  # typed by hand, over a list that was pasted away
        answer, evidence = answers["DA-1.1"]
        answers["DA-1.1"] = (f"{str(answer).lower()} ", evidence)
    if (number, code) == (3, "social_care"):  # so was this date
        answers["DA-1.8a"] = ("10/07/2025 20:15", answers["DA-1.8a"][1])
    if (number, code) == (4, "school_oakfield"):
        answer, evidence = answers["DA-1.5"]
        answers["DA-1.5"] = (answer, f"{evidence} NHS number {NHS_TEST_NUMBER} on the notice.")
