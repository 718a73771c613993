"""Topic by topic, what each instrument shows: files, meetings and what people said side by side,
never added up; and the polls themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.i18n import N_, _, localised
from audit_core.tables import Column, Row, Table
from audit_core.tabulation.counts import n_of_m
from audit_core.themes.topics import TOPICS

if TYPE_CHECKING:
    from audit_core.evidence import EvidenceRef
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.themes.theme import Theme

_POLLS = N_(("Ref", "What was asked", "Who", "People who answered", "What they said"))


def topics_table(scores: Scorecard, theme: Theme) -> Table:
    """A row for each topic that at least two instruments show something on: the best answer out of
    those that count, in each one's own scale.

    Files and meetings are different things, seen by different people: where one shows what the
    other does not, that is worth a question.
    """
    found = _found(scores, theme)
    used = [
        instrument
        for instrument in theme.instruments
        if any(name == instrument.name for _, name in found)
    ]
    rows = []
    for code, label in (*((code, localised(_(label))) for code, label in TOPICS), *theme.topics):
        groups = [found.get((code, instrument.name), (0, 0, [])) for instrument in used]
        if sum(base > 0 for _, base, _ in groups) > 1:
            rows.append(
                Row(
                    (label, *(n_of_m(good, base) for good, base, _ in groups)),
                    tuple(at for _, _, cells in groups for at in cells),
                )
            )
    columns = (
        Column(_("Topic"), 4),
        *(Column(localised(instrument.title), 2, number=True) for instrument in used),
    )
    note = _(
        "Each number is the best answer of that instrument's own scale, out of its answers that "
        "count. They are never added up."
    )
    return Table("topics", _("Topic by topic, beside each other"), columns, tuple(rows), note)


def _found(
    scores: Scorecard, theme: Theme
) -> dict[tuple[str, str], tuple[int, int, list[EvidenceRef]]]:
    """Good answers, answers that count, and their cells, by topic and instrument."""
    about = {question.ref: question.topic for _, _, question in theme.questions()}
    found: dict[tuple[str, str], tuple[int, int, list[EvidenceRef]]] = {}
    answers = [
        (about[line.ref], line.instrument, int(line.counts == "met"), 1, (line.at,))
        for line in scores.answered
        if line.counts != "excluded"
        and line.code not in {"blank", "not_understood"}
        and theme.is_good(line.ref)
    ]
    for topic, name, good, base, cells in (
        *answers,
        *(
            (poll.topic, poll.instrument, poll.good, poll.base, poll.evidence)
            for poll in scores.polls
        ),
    ):
        so_far, of_so_far, places = found.get((topic, name), (0, 0, []))
        places.extend(cells)
        found[topic, name] = (so_far + good, of_so_far + base, places)
    return found


def polls_table(scores: Scorecard, theme: Theme) -> Table:
    """A row for each poll: who was asked, how many answered, and how many of them said what."""
    titles = {instrument.name: localised(instrument.title) for instrument in theme.instruments}
    texts = {question.ref: question.text for _, _, question in theme.questions()}
    rows = tuple(
        Row(
            (
                poll.ref,
                texts[poll.ref],
                titles[poll.instrument],
                str(poll.base),
                "; ".join(f"{localised(option)}: {count}" for option, count in poll.counts),
            ),
            poll.evidence,
        )
        for poll in scores.polls
    )
    widths = zip(_POLLS, (1, 5, 2.5, 1.5, 4), strict=True)
    columns = tuple(
        Column(_(heading), width, number=heading == _POLLS[3]) for heading, width in widths
    )
    return Table(
        "polls",
        _("What people said"),
        columns,
        rows,
        _(
            "Each question has its own base: the people who answered it. They are in no other "
            "figure."
        ),
    )
