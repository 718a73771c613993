"""Compile a round: read returns and decisions, write one complete numbered set of results, and
update decisions.xlsx.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from audit_core import __version__
from audit_core.commands.compare import compare_with_last
from audit_core.commands.load_returns import load_returns
from audit_core.commands.open_round import (
    Progress,
    RoundContext,
    beside_the_round,
    no_progress,
    round_context,
)
from audit_core.commands.outputs import outputs
from audit_core.commands.update_decisions import require_readable, update_decisions, validated_draft
from audit_core.documents.word.reference_check import check_look
from audit_core.errors import Exit, SelfCheckFailed
from audit_core.findings.register import Register
from audit_core.i18n import date_in_words, ngettext
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.processes import gc_paused
from audit_core.reports.changes import changes_since_last
from audit_core.rounds.calendar import proclaimed_since
from audit_core.rounds.folder import LOOK, ROUND
from audit_core.rounds.form_id import FormId
from audit_core.scoring.score import counted_returns
from audit_core.scoring.timeliness import clocks_over
from audit_core.tabulation.compiled import Compiled


@attrs.frozen
class CompileOutcome:
    """What a compile did. `folder` is the current results; `changed` says whether they are new."""

    compiled: Compiled
    folder: Path
    changed: bool
    since: tuple[str, ...]
    problems: Problems
    exit_code: Exit


def compile_round(
    folder: Path,
    plugins: Plugins,
    as_at: date,
    progress: Progress = no_progress,
    *,
    publish: bool = False,
    look: bytes | None = None,
) -> CompileOutcome:
    """Compile the round in `folder` as things stood on `as_at`; with `publish`, also what may be
    published.

    `look` is a Word file whose styles the reports use; it is kept with the round and used from now
    on. Raises UsageProblem for a round that cannot be used, CannotWrite when a file cannot be
    written, SelfCheckFailed when a check of the program fails. Problems in returns or decisions are
    in `problems`; no return is discarded for them.
    """
    with round_context(folder, plugins) as opened:
        if look is not None:
            check_look(look)
            opened.store.archive(LOOK)
            opened.store.write(LOOK, look)
        return _compile(opened, plugins, as_at, progress, publish)


def _compile(
    opened: RoundContext,
    plugins: Plugins,
    as_at: date,
    progress: Progress,
    publish: bool,
) -> CompileOutcome:
    store = opened.store
    with store.lock():
        with gc_paused():  # many long-lived objects are made
            loaded = load_returns(opened, plugins, as_at, progress)
            require_readable(loaded)
            register = Register(store.register())
            compiled, plugin_problems, unknown = validated_draft(
                opened, loaded, plugins, register, as_at
            )
            compiled, not_followed = compare_with_last(compiled, opened, plugins, register)
            _require_all_counted(compiled)
        with store.building() as building:
            written = outputs(compiled, opened, plugins, building, loaded.problems, publish=publish)
            store.write_register(register.ids)
            last = store.sets()[-1] if store.sets() else None
            changed = last is None or store.manifest(last).get("files") != written.digests
            news = changes_since_last(last, compiled)
            manifest = _manifest(compiled, written.digests)
            target = building.finish(manifest) if changed or last is None else last
        not_written = update_decisions(opened, compiled, written.decisions)
    ours = (
        *unknown,
        *_agreed_later(compiled),
        *_proclaimed_since(compiled, opened.issued.holidays),
        *not_followed,
        *plugin_problems,
        *written.problems,
        *not_written,
        *_unmatched(compiled),
        *_gone(opened),
    )
    problems = tuple(
        dict.fromkeys(
            (
                *opened.problems,
                *beside_the_round(opened),
                *loaded.problems,
                *ours,
                *compiled.casebook.problems,
            )
        )
    )
    return CompileOutcome(
        compiled,
        target,
        changed,
        news,
        problems,
        compile_exit_code(compiled, (*loaded.problems, *unknown)),
    )


def compile_exit_code(compiled: Compiled, decision_problems: Problems = ()) -> Exit:
    """Return 0 when nothing needs a person, 4 when no return could be used, and 3 when a person is
    needed: refused files, conflicts, open concerns, identifiers.
    """
    book = compiled.casebook
    if not book.returns:
        return Exit.NOTHING_USABLE
    closed = compiled.decisions.closed
    person = (
        any(line.status in {"refused", "conflict"} for line in book.ledger)
        or any(concern.key not in closed for concern in book.concerns)
        or bool(book.held)
        or any(not suspect.decision for suspect in compiled.suspects)
        or any(each.severity == "error" for each in decision_problems)
    )
    return Exit.PERSON_NEEDED if person else Exit.COMPLETE


def _agreed_later(compiled: Compiled) -> Problems:
    """Report an agreement date in the future."""
    day = compiled.round.agreed_on
    return (
        (problem("round.agreed_later", Where(ROUND, "Round"), day=date_in_words(day)),)
        if day and day > compiled.as_at
        else ()
    )


def _proclaimed_since(compiled: Compiled, holidays: tuple[date, ...]) -> Iterator[Problem]:
    """Report each bank holiday that the list saved with the forms lacks, with the number of clocks
    that run over it; a day that no clock runs over changes nothing.
    """
    if not any(timed.unit in {"working_days", "school_days"} for timed in compiled.scores.times):
        return
    returns = counted_returns(compiled.casebook)
    for day in proclaimed_since(compiled.round, holidays):
        count = clocks_over(day, returns, compiled.theme, compiled.round, holidays)
        if count:
            yield problem(
                "round.holiday_since",
                Where(ROUND, "Days off"),
                day=date_in_words(day),
                nation=compiled.round.nation,
                clocks=ngettext(
                    "{count} timed answer runs over it and counts it as a working day.",
                    "{count} timed answers run over it and count it as a working day.",
                    count,
                ),
            )


def _gone(opened: RoundContext) -> Problems:
    """Report cases that were issued but are no longer in round.xlsx. Their answers still count."""
    refs = dict.fromkeys(
        form_id.subject
        for form in opened.issued.forms
        if (form_id := FormId.parse(form.id)) is not None
    )
    return tuple(
        problem("round.withdrawn_without_reason", Where(ROUND, "Cases"), ref=ref)
        for ref in refs
        if opened.round.subject(ref) is None
    )


def _unmatched(compiled: Compiled) -> Problems:
    """Report recommendations without an action, actions without a recommendation, and adopted
    recommendations that no longer have a finding.
    """
    ids = {item.key: item.id for item in compiled.recommendations} | {
        action.key: action.id for action in compiled.plan.actions
    }
    adopted = (
        item
        for item in compiled.recommendations
        if item.status in {"accepted", "edited"} and not item.findings
    )
    return (
        *(problem("plan.no_owner", id=ids[key]) for key in compiled.plan.orphan_recommendations),
        *(problem("plan.no_recommendation", id=ids[key]) for key in compiled.plan.orphan_actions),
        *(problem("plan.no_finding", id=item.id) for item in adopted),
    )


def _manifest(compiled: Compiled, digests: Mapping[str, str]) -> dict[str, Any]:
    """Return the manifest of a set: inputs, versions and the hash of every file in it."""
    inputs = {line.file: line.sha256 for line in compiled.casebook.ledger}
    return {
        "schema": 1,
        "round": compiled.round.code,
        "as_at": compiled.as_at.isoformat(),
        "audit": __version__,
        "theme": f"{compiled.theme.name} {compiled.theme.version}",
        "returns": inputs,
        "files": dict(digests),
    }


def _require_all_counted(compiled: Compiled) -> None:
    """Check that every rated and timed answer in accepted returns is in the figures. Raises
    SelfCheckFailed.
    """
    counted = {line.at for line in compiled.scores.answered}
    for ret in compiled.casebook.quality:
        if ret.id.reader != 1:
            continue
        for entry in ret.form.entries:
            rated = (
                entry.kind == "rating"
                and entry.question
                and entry.is_answer
                and compiled.theme.question(entry.question) is not None
            )
            if rated and entry.at not in counted:
                raise SelfCheckFailed("set.answer_lost", at=entry.at)
