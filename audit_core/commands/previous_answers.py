"""Find what a form shows next to a question from the previous round: that recipient's answers, and
its open actions.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from audit_core.action_plan.model import PlanAction
from audit_core.action_plan.plan_folder import PlanFolder
from audit_core.action_plan.replay import replay
from audit_core.commands.open_round import RoundContext
from audit_core.commands.plan.open_plan import plan_home
from audit_core.errors import UsageProblem
from audit_core.i18n import _, date_in_words
from audit_core.problems.problem import Problems, Where, problem
from audit_core.reports.compiled_set import load_set
from audit_core.rounds.folder import ISSUED, ROUND, RoundFolder
from audit_core.rounds.issued import Beside
from audit_core.themes.theme import Theme

_OVER = frozenset({"closed", "withdrawn", "rejected"})


def previous_answers(opened: RoundContext, theme: Theme) -> tuple[Beside, Problems]:
    """Return lines by recipient and ref for forms made with `theme`, where it allows it and the
    round names one it follows; and a problem where that round is not found.
    """
    audit_round = opened.round
    if not theme.recall or not audit_round.follows:
        return {}, ()
    other = round_called(opened.store, audit_round.follows)
    if other is None:
        return {}, (
            problem("round.follows_not_found", Where(ROUND, "Round"), code=audit_round.follows),
        )
    last = other.sets()[-1]
    lines: dict[tuple[str, str], list[str]] = {}
    if "answers" in theme.recall:
        for key, text in _answers(last, theme, audit_round.follows):
            lines.setdefault(key, []).append(text)
    if "actions" in theme.recall:
        for key, text in _actions(load_set(last), audit_round.follows, _tracked(opened.store)):
            lines.setdefault(key, []).append(text)
    return {key: "\n".join(texts) for key, texts in lines.items()}, ()


def round_called(store: RoundFolder, code: str) -> RoundFolder | None:
    """Return the compiled round with this code in a folder next to this one, or None."""
    for folder in sorted(path.parent for path in store.folder.parent.glob(f"*/{ISSUED}")):
        other = RoundFolder(folder)
        try:
            found = other.issued(code).round == code
        except UsageProblem:  # damaged: its own commands report it
            continue
        if found and other.sets():
            return other
    return None


def _answers(last: Path, theme: Theme, code: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield how often one recipient gave each answer to a question, for questions whose wording and
    answers have not changed.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for line in _lines_of(last):
        question = theme.question(line["question"])
        scale = theme.scale_of(question)
        if (
            question is None
            or scale is None
            or line["reader"] != "1"
            or line["wording"] not in {question.text, *question.was}
        ):
            continue
        if line["label"] in {answer.label for answer in scale.answers}:
            counts.setdefault((line["recipient"], question.ref), Counter())[line["label"]] += 1
    for key, found in counts.items():
        answers = ", ".join(
            f"{label} {count}"
            for label, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        )
        yield (
            key,
            _(
                "Last round ({code}), your agency's answers in all cases: {said}.",
                code=code,
                said=answers,
            ),
        )


def _lines_of(last: Path) -> Iterator[dict[str, str]]:
    try:
        text = (last / "chair" / "answers.csv").read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _tracked(store: RoundFolder) -> dict[str, PlanAction]:
    """Return the actions of the partnership's plan by id, if there is a plan."""
    return {
        action.id: action for action in replay(PlanFolder(plan_home(store.folder)).events()).actions
    }


def _actions(
    data: dict[str, Any], code: str, tracked: dict[str, PlanAction]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each recipient's adopted actions that are still open, with the question whose finding
    they arise from.

    Where the partnership's plan has an action, its wording, date, owner and closing are taken from
    the plan.
    """
    refs = {
        finding["key"]: finding.get("refs") or [ref for ref in (finding["ref"],) if ref]
        for finding in data.get("findings", ())
    }
    from_findings = {
        item["key"]: [ref for key in item["findings"] for ref in refs.get(key, ())]
        for item in data.get("recommendations", ())
    }
    for action in data.get("actions", ()):
        known = tracked.get(f"{code}-{action['id']}")
        if (
            action["proposed"]
            or action["status"] in _OVER
            or (known and (known.is_closed or known.is_over))
        ):
            continue
        due, text, owner = (
            (known.due, known.text, known.owner)
            if known
            else (date.fromisoformat(action["due"]), action["text"], action["owner"])
        )
        for ref in dict.fromkeys(from_findings.get(action["arises_from"], ())):
            line = _(
                "Open action {id} of {code}, due {due}: {text}",
                id=action["id"],
                code=code,
                due=date_in_words(due, "short") if due else _("no date"),
                text=text,
            )
            yield (owner, ref), line
