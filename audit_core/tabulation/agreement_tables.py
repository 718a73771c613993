"""Tables of agreement: between two readers of one record, and between agencies' records. A second
reader's answers are counted in no other figure.
"""

from __future__ import annotations

from collections import Counter

from audit_core.findings.agreement import compare_accounts
from audit_core.grouping import grouped
from audit_core.i18n import N_, _
from audit_core.returns.model import CaseBook, Entry, Return
from audit_core.rounds.round import Round
from audit_core.tables import Column, Row, Table, columns, number_columns
from audit_core.tabulation.counts import n_of_m
from audit_core.themes.theme import Theme

_HEADINGS = N_(
    ("Agency", "Agreed, of what both answered", "Where they did not: first reader / second reader")
)


def readers_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return a row for each agency whose records were read twice: how many rated answers agree,
    and those that differ, with both cells as evidence.
    """
    first = {ret.id.slot[:3]: ret for ret in casebook.quality if ret.id.reader == 1}
    pairs: dict[str, list[tuple[str, Entry, Entry]]] = {}
    for second in casebook.quality:
        one = first.get(second.id.slot[:3])
        if second.id.reader > 1 and one is not None:
            pairs.setdefault(second.id.recipient, []).extend(
                (one.id.subject, *both) for both in _both(one, second)
            )
    rows = []
    for code, answers in sorted(pairs.items()):
        differ = [(subject, one, two) for subject, one, two in answers if one.code != two.code]
        differences = "\n".join(
            f"{subject} {one.ref}: {one.label or one.raw} / {two.label or two.raw}"
            for subject, one, two in differ
        )
        agreed = n_of_m(len(answers) - len(differ), len(answers))
        evidence = tuple(entry.at for _, *both in differ for entry in both)
        rows.append(Row((audit_round.name_of(code), agreed, differences or "–"), evidence))
    note = _(
        "A second reader checks the first. The second reader's answers are shown here and are "
        "counted in no figure."
    )
    title, weights = _("Records that were read twice"), (2.5, 2, 6)
    return Table("readers", title, columns(_HEADINGS, weights), tuple(rows), note)


def _both(one: Return, two: Return) -> list[tuple[Entry, Entry]]:
    """Return the pairs of rated answers that both readers gave."""
    first, second = (
        {
            entry.ref: entry
            for entry in ret.form.entries
            if entry.kind == "rating" and entry.is_answer
        }
        for ret in (one, two)
    )
    return [(entry, second[ref]) for ref, entry in first.items() if ref in second]


_RECORDS_DIFFER_HEADINGS = N_(
    ("Agree, or nearly", "Contradict each other", "Times differ", "On one record only")
)


def records_differ_table(casebook: CaseBook, theme: Theme, audit_round: Round) -> Table:
    """Return a row for each shared fact that at least two agencies answered about one case, with
    the number of cases in which their records agree, contradict each other, and so on.

    Held cases are left out: their records may be about two children.
    """
    found = [
        item
        for item in compare_accounts(casebook, theme, audit_round)
        if item.subject not in casebook.held
    ]
    rows = []
    for ref, mine in grouped(found, lambda item: item.question.ref).items():
        count = Counter(item.kind for item in mine)
        numbers = (
            str(count[kind]) for kind in ("agreement", "contradiction", "timing", "one_sided")
        )
        evidence = tuple(entry.at for item in mine for _, entry in item.accounts)
        rows.append(Row((ref, mine[0].question.name, *numbers), evidence))
    headings = (
        Column(_("Ref"), 1.1),
        Column(_("Shared fact"), 5),
        *number_columns(_RECORDS_DIFFER_HEADINGS, 1.6),
    )
    note = _(
        "Cases in which at least two agencies answered. Nearly agree: Met and Partly met, or "
        "times less than an hour apart. A missing record is not a contradiction."
    )
    return Table("shared", _("Whether records agree"), headings, tuple(rows), note)
