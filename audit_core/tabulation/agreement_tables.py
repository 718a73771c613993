"""Tables of agreement: between two readers of one record, and between agencies' records. A second
reader's answers are counted in no other figure.
"""

from __future__ import annotations

from collections import Counter

from audit_core.findings.agreement import compare_accounts
from audit_core.i18n import N_, _
from audit_core.returns.model import CaseBook, Entry, Return
from audit_core.rounds.round import Round
from audit_core.tables import Column, Row, Table
from audit_core.tabulation.counts import n_of_m
from audit_core.themes.theme import Theme

_HEADINGS = N_(
    ("Agency", "Agreed, of what both answered", "Where they did not: first reader / second reader")
)


def readers_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return a row for each agency whose records were read twice: how many rated answers agree,
    and those that differ, with both cells as evidence.
    """
    first = {
        (ret.id.subject, ret.id.recipient, ret.id.instrument): ret
        for ret in casebook.quality
        if ret.id.reader == 1
    }
    pairs: dict[str, list[tuple[str, Entry, Entry]]] = {}
    for second in casebook.quality:
        one = first.get((second.id.subject, second.id.recipient, second.id.instrument))
        if second.id.reader > 1 and one is not None:
            pairs.setdefault(second.id.recipient, []).extend(
                (one.id.subject, *both) for both in _both(one, second)
            )
    rows = []
    for code, answers in sorted(pairs.items()):
        differ = [(subject, one, two) for subject, one, two in answers if one.code != two.code]
        said = "\n".join(
            f"{subject} {one.ref}: {one.label or one.raw} / {two.label or two.raw}"
            for subject, one, two in differ
        )
        evidence = tuple(entry.at for _, *both in differ for entry in both)
        rows.append(
            Row(
                (
                    audit_round.name_of(code),
                    n_of_m(len(answers) - len(differ), len(answers)),
                    said or "–",
                ),
                evidence,
            )
        )
    columns = tuple(
        Column(_(heading), width) for heading, width in zip(_HEADINGS, (2.5, 2, 6), strict=True)
    )
    note = _(
        "A second reader checks the first. The second reader's answers are shown here and are "
        "counted in no figure."
    )
    return Table("readers", _("Records that were read twice"), columns, tuple(rows), note)


def _both(one: Return, two: Return) -> list[tuple[Entry, Entry]]:
    """Return the pairs of rated answers that both readers gave."""
    seconds = {
        entry.ref: entry for entry in two.form.entries if entry.kind == "rating" and entry.is_answer
    }
    return [
        (entry, seconds[entry.ref])
        for entry in one.form.entries
        if entry.kind == "rating" and entry.is_answer and entry.ref in seconds
    ]


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
    for ref in dict.fromkeys(item.question.ref for item in found):
        mine = [item for item in found if item.question.ref == ref]
        count = Counter(item.kind for item in mine)
        numbers = tuple(
            str(count[kind]) for kind in ("agreement", "contradiction", "timing", "one_sided")
        )
        evidence = tuple(entry.at for item in mine for _, entry in (*item.said, *item.silent))
        rows.append(Row((ref, mine[0].question.label or mine[0].question.text, *numbers), evidence))
    columns = (
        Column(_("Ref"), 1.1),
        Column(_("Shared fact"), 5),
        *(Column(_(heading), 1.6, number=True) for heading in _RECORDS_DIFFER_HEADINGS),
    )
    note = _(
        "Cases in which at least two agencies answered. Nearly agree: Met and Partly met, or "
        "times less than an hour apart. A missing record is not a contradiction."
    )
    return Table("shared", _("Whether records agree"), columns, tuple(rows), note)
