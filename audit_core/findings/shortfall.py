"""How far short the practice behind an action is, in words: where the action starts, and what a
round that follows compares it with.

An agency's action starts from the agency's own records. Only where none of them fell short does it
say in how many of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.findings.finding import Finding
from audit_core.i18n import _, ngettext
from audit_core.scoring.answered import PANEL
from audit_core.scoring.scorecard import Answered
from audit_core.themes.rules import Mismatch
from audit_core.themes.theme import Theme

Cells = Mapping[EvidenceRef, Answered]
"""The answer in each cell: whose it is, and about which child."""
Record = tuple[str, str]
"""One agency's record of one child, however many questions were asked of it: (recipient,
subject).
"""


@attrs.frozen
class _Counted:
    """The records behind a finding: those that fell short, and all that were looked at."""

    finding: Finding
    short: frozenset[Record]
    all: frozenset[Record]
    is_about_children: bool
    """Whether it was about case files; otherwise about observed meetings."""

    @property
    def subjects(self) -> tuple[frozenset[str], frozenset[str]]:
        """The children, or meetings, for whom it fell short, and all of them."""
        short, every = (frozenset(ref for _code, ref in part) for part in (self.short, self.all))
        return short, every

    def of(self, owner: str) -> _Counted:
        """The same, of one agency's own records."""
        return attrs.evolve(
            self,
            short=frozenset(record for record in self.short if record[0] == owner),
            all=frozenset(record for record in self.all if record[0] == owner),
        )


def shortfall(
    behind: Iterable[Finding], owner: str, theme: Theme, cells: Cells, audit_round: str = ""
) -> str:
    """Return where practice falls short for an action of `owner`: the counts of the largest finding
    behind it, or what the first one says. `audit_round` is printed with the findings' ids if given.
    """
    findings = list(behind)
    counted = [found for each in findings if (found := _counted(each, theme, cells)) is not None]
    own = [mine for each in counted if (mine := each.of(owner)).short]
    if own:
        most = max(own, key=lambda each: (len(each.short), each.finding.key))
        return _own_words(most, _ids((most.finding,), audit_round))
    if counted:
        most = max(counted, key=lambda each: (len(each.subjects[0]), each.finding.key))
        ids = _ids((most.finding,), audit_round)
        return _words_of_all(most, ids, is_partnerships=owner == "partnership")
    return _without_cells(findings, theme, audit_round)


def _counted(finding: Finding, theme: Theme, cells: Cells) -> _Counted | None:
    """Return the records behind a finding; None for one about a single case or the partnership, or
    whose cells are not what it counts. The panel's own answers are not an agency's record.
    """
    instrument = theme.instrument(finding.instrument)
    compares = any(rule.id == finding.rule for rule in theme.rules if isinstance(rule, Mismatch))
    if (
        not finding.is_share
        or compares
        or instrument is None
        or instrument.about not in {"case", "meeting"}
        or len(finding.evidence) + len(finding.others) < finding.m
    ):
        return None
    short, rest = (
        frozenset(
            (cells[at].recipient, cells[at].subject)
            for at in places
            if at in cells and cells[at].recipient != PANEL
        )
        for places in (finding.evidence, finding.others)
    )
    return _Counted(finding, short, short | rest, instrument.about == "case") if short else None


def _own_words(counted: _Counted, ids: str) -> str:
    """Return the counts of an agency's own records."""
    if len(counted.all) == 1:
        return _("short of the standard in its one record ({findings})", findings=ids)
    return ngettext(
        "short of the standard in {n} of its {count} record ({findings})",
        "short of the standard in {n} of its {count} records ({findings})",
        len(counted.all),
        n=len(counted.short),
        findings=ids,
    )


def _words_of_all(counted: _Counted, ids: str, *, is_partnerships: bool) -> str:
    """Return the counts over all agencies: children first, then records; or meetings."""
    short, every = counted.subjects
    if not counted.is_about_children:
        return ngettext(
            "short of the standard in {n} of {count} meeting ({findings})",
            "short of the standard in {n} of {count} meetings ({findings})",
            len(every),
            n=len(short),
            findings=ids,
        )
    children = ngettext("{n} of {count} child", "{n} of {count} children", len(every), n=len(short))
    n, total = counted.finding.records
    if not total:  # a rule that counts answers
        n, total = len(counted.short), len(counted.all)
    records = ngettext("{n} of {count} record", "{n} of {count} records", total, n=n)
    if not is_partnerships:
        records = _("{records} of all agencies", records=records)
    return _(
        "short of the standard for {children}, in {records} ({findings})",
        children=children,
        records=records,
        findings=ids,
    )


def _without_cells(findings: list[Finding], theme: Theme, audit_round: str) -> str:
    """Return what is known without counting cells: a finding's own counts, the number of children
    that findings are about, or a finding's sentence.
    """
    shares = [finding for finding in findings if finding.is_share and finding.m > 1]
    if shares:
        largest = max(shares, key=lambda finding: (finding.n, finding.key))
        return _(
            "short of the standard in {n} of {total} answers ({findings})",
            n=largest.n,
            total=largest.m,
            findings=_ids((largest,), audit_round),
        )
    children = [finding for finding in findings if finding.subject and _is_case(finding, theme)]
    if children:
        return ngettext(
            "found for {count} child ({findings})",
            "found for {count} children ({findings})",
            len({finding.subject for finding in children}),
            findings=_ids(children, audit_round),
        )
    if findings:
        ids = _ids(findings[:1], audit_round)
        return _("as in {findings}: {says}", findings=ids, says=findings[0].says.rstrip("."))
    return _("as found in {round}", round=audit_round) if audit_round else _("as before")


def _is_case(finding: Finding, theme: Theme) -> bool:
    instrument = theme.instrument(finding.instrument)
    return instrument is not None and instrument.about == "case"


def _ids(findings: Iterable[Finding], audit_round: str) -> str:
    """Return the printed ids of findings, after the round's code if it is given."""
    ids = ", ".join(finding.id or finding.rule for finding in findings)
    return _("{round}: {findings}", round=audit_round, findings=ids) if audit_round else ids
