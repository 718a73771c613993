"""The quarter in tables and charts: what each agency reported, by stage, topic and agency, and
every escalation once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

from audit_core.escalations.log import OUTCOMES, SAFE, TOPICS, IssuedLogs, LogState
from audit_core.escalations.model import LOG_STATES, TIMINGS, Escalation, StageTiming, Timing
from audit_core.i18n import _, amount_of_time, date_in_words, ngettext, plural
from audit_core.problems.problem import Problem
from audit_core.tables import Bar, Column, Figure, Row, Table

_Escalations = Sequence[Escalation]
_States = Sequence[tuple[str, LogState]]

_JUDGED: tuple[Timing, ...] = ("in_time", "late", "open_past")
"""The timings that can be judged: a stage that is open and within its limit may still be late."""


def tables(found: _Escalations, states: _States, issued: IssuedLogs) -> tuple[Table, ...]:
    """Return all tables, without empty ones."""
    made = (
        _agencies(found, states, issued), _stages(found, issued), _topics(found),
        _pairs(found, issued), _each(found, issued), _differences(found, issued),
        _learning(found, issued),
    )  # fmt: skip
    return tuple(table for table in made if table.rows)


def figures(found: _Escalations, states: _States, issued: IssuedLogs) -> tuple[Figure, ...]:
    """Return stacked bars of the stages reached: by stage, by topic, and by the agency that had to
    answer.
    """
    if not found:
        return ()
    by_stage = [
        (f"{number}. {stage.name}", _timed(found, number))
        for number, stage in enumerate(issued.stages, start=1)
    ]
    by_topic = [(label, _timed(of_topic)) for label, of_topic in _by_topic(found)]
    by_agency = [
        (f"{name} ({note})" if note else name, _timed(mine))
        for name, note, mine in _by_receiver(found, states, issued)
    ]
    return (
        _figure("stages", "G1", _("Stages reached, in time or not"), by_stage),
        _figure("topics", "G2", _("Stages reached by topic, in time or not"), by_topic),
        _figure(
            "agencies",
            "G3",
            _("Stages reached by the agency that had to answer, in time or not"),
            by_agency,
        ),
    )


def _timed(found: Iterable[Escalation], number: int = 0) -> list[StageTiming]:
    """Return the stages that some escalations reached: all, or those with one number."""
    return [item for each in found for item in each.timed if number in {0, item.number}]


def in_time(timed: Iterable[StageTiming]) -> tuple[int, int]:
    """Return how many stages were in time, and how many can be judged."""
    counts: Counter[Timing] = Counter(item.timing for item in timed)
    return counts["in_time"], sum(counts[name] for name in _JUDGED)


def refs_of(item: Escalation, issued: IssuedLogs) -> str:
    """Return where an escalation is in the logs: Police E1, Children's social care E4."""
    return "\n".join(
        f"{issued.name_of(one.by)} {one.printed('ref') or _('(no ref)')}" for one in item.accounts
    )


def _figure(
    key: str, printed: str, title: str, groups: Sequence[tuple[str, Sequence[StageTiming]]]
) -> Figure:
    bars = []
    for label, timed in groups:
        counts: Counter[Timing] = Counter(item.timing for item in timed)
        bars.append(
            Bar(label, tuple((_(word), counts[name], tint) for name, word, tint in TIMINGS))
        )
    words = "; ".join(
        f"{bar.label}: "
        + (", ".join(f"{name} {count}" for name, count, _ in bar.parts if count) or _("none"))
        for bar in bars
    )
    description = _("Stacked bars of stages. {bars}.", bars=words)
    return Figure(key, title, description, tuple(bars), _("stages"), printed)


def _agencies(found: _Escalations, states: _States, issued: IssuedLogs) -> Table:
    rows = []
    for code, state in states:
        word, tint = LOG_STATES[state]
        raised = sum(item.told.raiser == code for item in found)
        mine = [item for item in found if item.told.receiver == code]
        known = state in {"reported", "none"} or raised or mine
        figures = (str(raised), str(len(mine)), _of(_timed(mine))) if known else ("-", "-", "-")
        rows.append(Row((issued.name_of(code), _(word), *figures), tints=((1, tint),)))
    columns = _columns(
        (_("Agency"), 3),
        (_("Its log"), 2),
        (_("Raised"), 1),
        (_("Received"), 1),
        (_("Stages it answered in time"), 2),
        numbers=(2, 3, 4),
    )
    note = _(
        "None reported is what the agency said; if no log was received, nobody knows. Raised "
        "and received also count escalations that only the other agency reported."
    )
    return Table("logs", _("What each agency reported"), columns, tuple(rows), note, "T1")


def _stages(found: _Escalations, issued: IssuedLogs) -> Table:
    rows = []
    for number, stage in enumerate(issued.stages, start=1):
        timed = _timed(found, number)
        counts: Counter[Timing] = Counter(item.timing for item in timed)
        limit = amount_of_time("working_days", stage.days) if stage.days is not None else _("none")
        longest = max((item.days for item in timed if item.days is not None), default=None)
        counted = (len(timed), *(counts[name] for name, _, _ in TIMINGS))
        most = "-" if longest is None else str(longest)
        rows.append(Row((f"{number}. {stage.name}", limit, *map(str, counted), most)))
    heads = [
        (_("Stage"), 3.0),
        (_("Limit"), 1.6),
        (_("Reached"), 1.1),
        *((_(word), 1.2) for _timing, word, _tint in TIMINGS),
        (_("Longest, in working days"), 1.3),
    ]
    note = _(
        "Counted in working days after the day a stage began, up to the day of its answer, or "
        "to the day the next stage began if it was taken further without one."
    )
    return Table(
        "stages",
        _("Stage by stage"),
        _columns(*heads, numbers=tuple(range(2, len(heads)))),
        tuple(rows) if found else (),
        note,
        "T2",
    )


def _topics(found: _Escalations) -> Table:
    rows = [
        Row((label, str(len(items)), str(sum(item.is_open for item in items)), _of(_timed(items))))
        for label, items in _by_topic(found)
    ]
    columns = _columns(
        (_("Topic"), 4),
        (_("Escalations"), 1),
        (_("Still open"), 1),
        (_("Stages in time"), 1.5),
        numbers=(1, 2, 3),
    )
    return Table("topics", _("What they were about"), columns, tuple(rows), id="T3")


def _pairs(found: _Escalations, issued: IssuedLogs) -> Table:
    counts = Counter(
        (issued.name_of(item.told.raiser), issued.name_of(item.told.receiver)) for item in found
    )
    rows = [
        Row((one, two, str(count)))
        for (one, two), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    columns = _columns((_("Raised by"), 3), (_("With"), 3), (_("Escalations"), 1), numbers=(2,))
    return Table("pairs", _("Who raised escalations with whom"), columns, tuple(rows), id="T4")


def _safe(item: Escalation, issued: IssuedLogs) -> str:
    """Return whether the child was safe meanwhile; each agency's own answer if they differ, since
    then it is not known.
    """
    words = dict(SAFE)
    answers = {one.by: one.safe for one in item.accounts if one.safe}
    if len(set(answers.values())) > 1:
        return "\n".join(
            _("{who}: {word}", who=issued.name_of(by), word=_(words[safe]))
            for by, safe in answers.items()
        )
    return "".join({_(words[safe]) for safe in answers.values()}) or _("not stated")


def _each(found: _Escalations, issued: IssuedLogs) -> Table:
    rows = []
    for item in found:
        account = item.told
        who = _(
            "{raiser} with {receiver}",
            raiser=issued.name_of(account.raiser),
            receiver=issued.name_of(account.receiver),
        )
        about = (_topic(account.topic), account.case or account.printed("case"))
        raised = date_in_words(account.raised, "short") + (
            f"\n{_('(before the quarter)')}" if item.carried else ""
        )
        cells = (
            refs_of(item, issued),
            _("Both") if item.also else _("{who} alone", who=issued.name_of(account.by)),
            who,
            "\n".join(filter(None, about)) or _("not stated"),
            raised,
            "\n".join(_stage(timed, issued) for timed in item.timed),
            _outcome(item),
            _safe(item, issued),
            date_in_words(account.copied, "short") if account.copied else _("not stated"),
        )
        rows.append(Row(cells))
    heads = (
        (_("Refs"), 2.0), (_("Reported by"), 1.4), (_("Raised"), 2.2), (_("About"), 2.0),
        (_("On"), 1.3), (_("Stages"), 3.0), (_("Where it stands"), 1.8),
        (_("Child safe meanwhile"), 1.1), (_("Copied"), 1.2),
    )  # fmt: skip
    note = _(
        "Refs are those of the agencies' own logs. If both reported it, the dates of the "
        "agency that raised it count, and gaps are filled from the other account."
    )
    return Table("each", _("Every escalation, once"), _columns(*heads), tuple(rows), note, "T5")


def _stage(timed: StageTiming, issued: IssuedLogs) -> str:
    limit = issued.stages[timed.number - 1].days
    word = _(next(word for name, word, _ in TIMINGS if name == timed.timing)).lower()
    word = _("{timing}, then taken further", timing=word) if timed.further else word
    if timed.days is None:
        return f"{timed.number}: {word}"
    days = amount_of_time("working_days", timed.days)
    days = _("{days} (limit {limit})", days=days, limit=limit) if limit is not None else days
    return f"{timed.number}: {days}, {word}"


def _outcome(item: Escalation) -> str:
    account = item.told
    if item.is_open:
        return _("Open")
    outcome = _(dict(OUTCOMES)[account.outcome]) if account.outcome else _("Outcome not stated")
    if account.resolved <= 0:
        return outcome
    return f"{outcome}, {_('at stage {number}', number=account.resolved)}"


def _differences(found: _Escalations, issued: IssuedLogs) -> Table:
    headings = dict(issued.columns)
    choices = {
        "topic": dict(TOPICS),
        "outcome": dict(OUTCOMES),
        "safe": dict(SAFE),
        "resolved": {
            str(number): stage.name for number, stage in enumerate(issued.stages, start=1)
        },
    }
    rows = [
        Row(
            (
                refs_of(item, issued),
                headings[what.what],
                *(_worded(value, choices.get(what.what)) for value in (what.raiser, what.receiver)),
                _("Yes") if what.matters else _("No"),
            )
        )
        for item in found
        for what in item.differences
    ]
    columns = _columns(
        (_("Refs"), 2),
        (_("What"), 2),
        (_("The agency that raised it says"), 2),
        (_("The agency that received it says"), 2),
        (_("Changes a timing"), 1.4),
    )
    note = _(
        "Ask both agencies to check. Until then the account of the agency that raised it counts."
    )
    return Table(
        "differences", _("Where the two accounts differ"), columns, tuple(rows), note, "T6"
    )


def _worded(value: str, choices: dict[str, str] | None) -> str:
    return _(choices[value]) if choices and value in choices else value


def _learning(found: _Escalations, issued: IssuedLogs) -> Table:
    rows = [
        Row(
            (
                refs_of(item, issued),
                _topic(item.told.topic),
                issued.name_of(report.by),
                report.printed("learning"),
            )
        )
        for item in found
        for report in item.accounts
        if report.printed("learning")
    ]
    columns = _columns((_("Refs"), 2), (_("Topic"), 2), (_("Agency"), 2), (_("As written"), 6))
    note = _(
        "As agencies wrote it, if nothing in it looks like a name, a date or a number. No "
        "program recognises every name: read it before you share it."
    )
    return Table("learning", _("What was learned"), columns, tuple(rows), note, "T7")


def _topic(code: str) -> str:
    label = dict(TOPICS).get(code, "")
    return _(label) if label else ""


def _by_topic(found: _Escalations) -> Iterator[tuple[str, list[Escalation]]]:
    for code, label in (*TOPICS, ("", "")):
        items = [item for item in found if item.told.topic == code]
        if items:
            yield _(label) if label else _("Topic not stated"), items


def _by_receiver(
    found: _Escalations, states: _States, issued: IssuedLogs
) -> Iterator[tuple[str, str, list[Escalation]]]:
    """Yield (name, its log's state if it is not a report, the escalations it had to answer) for
    every agency on the list and every other that had to answer one.
    """
    for code in dict.fromkeys(
        (*(code for code, _unused in states), *(item.told.receiver for item in found))
    ):
        state = dict(states).get(code, "reported")
        note = _(LOG_STATES[state][0]).lower() if state != "reported" else ""
        yield issued.name_of(code), note, [item for item in found if item.told.receiver == code]


def _of(timed: Iterable[StageTiming]) -> str:
    good, judged = in_time(timed)
    return _("{good} of {all}", good=good, all=judged) if judged else "-"


def _columns(*heads: tuple[str, float], numbers: tuple[int, ...] = ()) -> tuple[Column, ...]:
    return tuple(
        Column(heading, weight, place in numbers) for place, (heading, weight) in enumerate(heads)
    )


def quarter_headline(found: _Escalations, problems: Iterable[Problem] = ()) -> tuple[str, ...]:
    """Return the quarter in sentences, beginning with whether a child was safe. If rows of a log
    cannot be read, nothing is reported as none.
    """
    rows = {
        (problem.where.file, problem.where.sheet, problem.where.cell.lstrip(ascii_uppercase))
        for problem in problems
        if problem.severity == "error" and problem.where.cell
    }
    unread = ngettext(*_UNREAD, len(rows)) if rows else ""
    if not found:
        return (unread or _("No escalation was reported for this quarter."),)
    carried, still = sum(item.carried for item in found), sum(item.is_open for item in found)
    good, judged = in_time(_timed(found))
    late = sum(any(timed.timing in {"late", "open_past"} for timed in item.timed) for item in found)
    safe = [{account.safe for account in item.accounts} for item in found]
    apart, unsafe = safe.count({"yes", "no"}), sum("no" in answers for answers in safe)
    not_known = sum(item.told.safe in {"", "not_known"} for item in found)
    lines = [
        ngettext(*_UNSAFE, unsafe) if unsafe else "",
        ngettext(*_APART, apart) if apart else "",
        unread,
        ngettext(
            "{count} escalation was reported, {carried} of them raised before the quarter and "
            "still open when it began.",
            "{count} escalations were reported, {carried} of them raised before the quarter "
            "and still open when it began.",
            len(found),
            carried=carried,
        ),
        _(
            "{good} of {judged} stages that can be judged were answered, or taken further, in "
            "time.",
            good=good,
            judged=judged,
        ),
        ngettext(
            "{count} escalation has a stage that was late, or is past its limit.",
            "{count} escalations have a stage that was late, or is past its limit.",
            late,
        ),
        ngettext("{count} is still open.", "{count} are still open.", still),
        ngettext(*_NOT_KNOWN, not_known) if not_known else "",
    ]
    return tuple(filter(None, lines))


_UNSAFE = plural(
    "In {count} escalation the child was not safe meanwhile: ask today what was done.",
    "In {count} escalations the child was not safe meanwhile: ask today what was done.",
)
_APART = plural(
    "In {count} escalation the two agencies disagree about whether the child was safe meanwhile.",
    "In {count} escalations the two agencies disagree about whether the child was safe meanwhile.",
)
_UNREAD = plural(
    "{count} row of the logs is not used, or only in part, until it is corrected: see the "
    "questions to resolve.",
    "{count} rows of the logs are not used, or only in part, until they are corrected: see "
    "the questions to resolve.",
)
_NOT_KNOWN = plural(
    "In {count} escalation nobody said, or knew, whether the child was safe meanwhile.",
    "In {count} escalations nobody said, or knew, whether the child was safe meanwhile.",
)
