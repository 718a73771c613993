"""Tables by topic, which show case files, meetings and surveys separately (they are never added
up), and the table of survey answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.evidence import EvidenceRef
from audit_core.i18n import N_, _, localised
from audit_core.scoring.scorecard import Scorecard
from audit_core.tables import Column, Row, Table
from audit_core.tabulation.counts import n_of_m
from audit_core.themes.theme import Theme
from audit_core.themes.topics import TOPICS

_POLLS = N_(("Ref", "What was asked", "Who", "People who answered", "What they said"))


def topics_table(scores: Scorecard, theme: Theme) -> Table:
    """Return a row for each topic on which at least two instruments have answers: how many gave
    the best answer of the instrument's own scale, out of those that count.

    Case files and meetings are seen by different people. If they differ on a topic, that is worth
    a question.
    """
    found = _found(scores, theme)
    names = {name for _, name in found}
    used = [instrument for instrument in theme.instruments if instrument.name in names]
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
        "Each number is how many answers were the best that the form offers, out of the answers "
        "that count. The columns are never added together."
    )
    return Table("topics", _("What each source shows, by topic"), columns, tuple(rows), note)


def _found(
    scores: Scorecard, theme: Theme
) -> dict[tuple[str, str], tuple[int, int, list[EvidenceRef]]]:
    """Return (good answers, answers that count, their cells) by topic and instrument."""
    about = {question.ref: question.topic for _, _, question in theme.questions()}
    found: dict[tuple[str, str], tuple[int, int, list[EvidenceRef]]] = {}
    answers: list[tuple[str, str, int, int, Iterable[EvidenceRef]]] = [
        (about[line.ref], line.instrument, int(line.counts == "met"), 1, (line.at,))
        for line in scores.answered
        if line.is_counted and theme.is_good(line.ref)
    ]
    answers += (
        (poll.topic, poll.instrument, poll.good, poll.base, poll.evidence) for poll in scores.polls
    )
    for topic, name, good, base, cells in answers:
        so_far, of_so_far, places = found.get((topic, name), (0, 0, []))
        places.extend(cells)
        found[topic, name] = (so_far + good, of_so_far + base, places)
    return found


def polls_table(scores: Scorecard, theme: Theme) -> Table:
    """Return a row for each poll: who was asked, how many answered, and how often each answer."""
    titles = {instrument.name: localised(instrument.title) for instrument in theme.instruments}

    rows = []
    for poll in scores.polls:
        counts = "; ".join(f"{localised(option)}: {count}" for option, count in poll.counts)
        cells = (
            poll.ref,
            theme.by_ref[poll.ref].text,
            titles[poll.instrument],
            str(poll.base),
            counts,
        )
        rows.append(Row(cells, poll.evidence))
    widths = zip(_POLLS, (1, 5, 2.5, 1.5, 4), strict=True)
    headings = tuple(
        Column(_(heading), width, number=heading == _POLLS[3]) for heading, width in widths
    )
    note = _(
        "Each count is out of the people who answered that question. These answers are in no "
        "other figure."
    )
    return Table("polls", _("What people said"), headings, tuple(rows), note)
