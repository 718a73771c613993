"""Events as the pattern rules read them, and the words that count and name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from audit_core.chronology.case_chronology import CaseEvent, Role
from audit_core.evidence import EvidenceRef
from audit_core.grouping import grouped
from audit_core.i18n import _, date_in_words, join_words, localised, ngettext
from audit_core.rounds.round import Round
from audit_core.themes.theme import Chronology, Theme


@attrs.frozen
class NormalisedEvent:
    """One entry with its day, its roles, and its agency and kind as printed. `kind` is "" if it is
    not on the theme's list.
    """

    day: date
    who: str
    kind: str
    roles: tuple[Role, ...]
    item: CaseEvent

    @property
    def words(self) -> str:
        """What was recorded: what happened and what was done."""
        return f"{self.item.event.what}. {self.item.event.done}"

    @property
    def at(self) -> EvidenceRef:
        """The cell of the event."""
        return self.item.event.at


def normalise_events(
    events: Iterable[CaseEvent],
    printed: tuple[str, ...],
    roles: Mapping[str, tuple[Role, ...]],
    audit_round: Round,
) -> tuple[NormalisedEvent, ...]:
    """Return the events that have a day, with the agency's name and the roles of their kind."""
    return tuple(
        NormalisedEvent(
            day,
            audit_round.name_of(item.recipient),
            kind if kind in printed else "",
            roles[kind],
            item,
        )
        for item in events
        for day, kind in ((item.event.day, item.event.kind),)
        if day is not None
    )


def with_role(events: Iterable[NormalisedEvent], role: Role) -> tuple[NormalisedEvent, ...]:
    """Return the entries whose kind has this role."""
    return tuple(entry for entry in events if role in entry.roles)


def by_day(events: Iterable[NormalisedEvent]) -> dict[date, list[NormalisedEvent]]:
    """Return the entries by day, in order. Several agencies may record the same event, so days are
    counted as well as entries.
    """
    return dict(sorted(grouped(events, lambda entry: entry.day).items()))


def count_entries(events: Sequence[NormalisedEvent]) -> str:
    """Return the size of some entries: "4 entries by 3 agencies on 2 days"."""
    return _(
        "{entries} by {agencies} on {days}",
        entries=_entries(len(events)),
        agencies=ngettext(
            "{count} agency", "{count} agencies", len({entry.item.recipient for entry in events})
        ),
        days=days_in_words(len(by_day(events))),
    )


def dated(events: Sequence[NormalisedEvent]) -> str:
    """Return the day of some entries with who made them: "11 March 2025 (Housing)", "14 January
    2025 (2 entries by School and Police)".
    """
    names = join_words(entry.who for entry in events)
    who = (
        names
        if len(events) == 1
        else _("{entries} by {names}", entries=_entries(len(events)), names=names)
    )
    return _("{day} ({who})", day=date_in_words(events[0].day), who=who)


def kinds_in(events: Iterable[NormalisedEvent]) -> str:
    """Return the kinds of some entries in words. Kinds not on the theme's list are "other event":
    free text is not repeated.
    """
    kinds = dict.fromkeys(entry.kind for entry in events)
    return join_words(
        (*(kind for kind in kinds if kind), *((_("other event"),) if "" in kinds else ()))
    )


def days_in_words(count: int) -> str:
    """Return a number of days in words: "1 day", "3 days"."""
    return ngettext("{count} day", "{count} days", count)


def cells(*events: NormalisedEvent) -> tuple[EvidenceRef, ...]:
    """Return the cells of some entries, without repeats."""
    return tuple(dict.fromkeys(entry.at for entry in events))


def _entries(count: int) -> str:
    return ngettext("{count} entry", "{count} entries", count)


NOTHING = ("no further action", "nfa", "no action")
"""Phrases, in what happened or what was done, that mean a referral led to no further action."""
NOTHING_DONE = (
    "signposted",
    "advice only",
    "advice given",
    "not accepted",
    "no role for",
    "not progressed",
    r"thresholds? (?:was |were )?not met",
    r"(?:did |does )?not meet (?:the |our )?thresholds?",
    "below (?:the |our )?threshold",
    r"^closed",
    r"(?:contact|referral|case|file|and|it|then|was) closed",
)
"""Phrases that mean so only in what was done; in what happened, a door may have been closed."""
TAKEN_UP = (
    "reopened",
    "re-opened",
    "overturned",
    "accepted",
    "escalated",
    r"assessment (?:was )?(?:begun|started|opened|agreed)",
    r"(?:began|started|opened) an? assessment",
    r"strategy (?:meeting|discussion)",
)
"""Phrases that mean something was done after all."""
LESS = (
    r"stepp?(?:ed|ing)? down",
    "step-down",
    r"no further action",
    "nfa",
    "closed",
    "closing",
    "closure",
    "close",
    r"(?:work|help|plan|support|involvement|intervention|visits) (?:was |were )?ended",
    r"end of (?:work|help|support|involvement|the plan)",
)
"""Phrases that mean a decision to close or step down."""
FINISHED = (
    "completed",
    "finished",
    "concluded",
    "signed off",
    "updated",
    "reviewed",
    "shared",
    "sent out",
)
BEGUN = (
    "new",
    "begun",
    "began",
    "started",
    "again",
    "anew",
    "fresh",
    "second",
    "third",
    "another",
    "restarted",
    "opened",
)
"""An assessment with a word of FINISHED and none of BEGUN is the end of an earlier one."""

_DENIES = re.compile(
    r"\b(?:not|never|nor|neither|without|cannot|rather than|instead of|no longer|if|unless|until"
    r"|whether|refused)\b|n't\b"
)
_PUTS_OFF = re.compile(r"\s*\S*\s*(?:until|unless|if|pending|subject to|provided)\b")
_CLAUSE = re.compile(r"[.;:!?,]")
_NEAR = 4


def led_to_nothing(what: str, done: str) -> bool:
    """Return whether the words recorded say that a referral led to no further action."""
    return not _says(done, TAKEN_UP, denied_by_no=True) and (
        _says(f"{what}. {done}", NOTHING) or _says(done, NOTHING_DONE)
    )


def did_less(entry: NormalisedEvent) -> bool:
    """Return whether a decision was to close or step down, by its kind or by the words recorded."""
    return "down" in entry.roles or (
        _says(entry.words, LESS) and not _says(entry.words, TAKEN_UP, denied_by_no=True)
    )


def is_finished(entry: NormalisedEvent) -> bool:
    """Return whether an assessment was finished rather than begun, by the words recorded."""
    return _says(entry.words, FINISHED) and not _says(entry.words, BEGUN)


def _says(text: str, phrases: Iterable[str], *, denied_by_no: bool = False) -> bool:
    """Return whether a clause of the text holds one of these phrases and neither denies it ("not
    closed") nor postpones it ("closed until").
    """
    for clause in _CLAUSE.split(folded_text(text).replace("’", "'")):
        words = clause.strip()
        for phrase in phrases:
            for match in re.finditer(rf"(?<!\w)(?:{phrase})(?!\w)", words):
                before = " ".join(words[: match.start()].split()[-_NEAR:])
                denied = _DENIES.search(before) or (denied_by_no and re.search(r"\bno\b", before))
                if not denied and not _PUTS_OFF.match(words[match.end() :]):
                    return True
    return False


@attrs.frozen
class KnownKind:
    """A role, the words that give it to a kind of event, and kinds that contain such words but do
    not have the role.
    """

    role: Role
    words: tuple[str, ...]
    never: tuple[str, ...] = ()


KNOWN_KINDS = (
    KnownKind(
        "worry",
        (
            "incident",
            "concern",
            "home conditions",
            "missed appointment",
            "hunger",
            "supervision of the child",
        ),
    ),
    KnownKind("referral", ("referral",)),
    KnownKind("nothing", ("no action", "no further action")),
    KnownKind("assessment", ("assessment",), never=("new worker or assessment",)),
    KnownKind(
        "decision",
        ("decision", "step up", "step down", "change of plan"),
        never=("change of plan or worker",),
    ),
    KnownKind("down", ("step down",)),
    KnownKind("change", ("change of", "new worker")),
)
"""A notification is not a worry in itself: it reports one. Attendance, weight and health may be
good or bad news, so they have no role.
"""


def roles_of(kind: str) -> tuple[Role, ...]:
    """Return the roles of a kind of event, from its English or translated words."""
    name = folded_text(kind)
    return tuple(
        known.role
        for known in KNOWN_KINDS
        if _has(name, known.words) and not _has(name, known.never)
    )


def kinds_of(theme: Theme) -> tuple[str, ...]:
    """Return the kinds of event that the theme's forms offer, in order, without repeats."""
    kinds = (
        kind
        for instrument in theme.instruments
        for sheet in instrument.sheets
        if isinstance(sheet, Chronology)
        for kind in sheet.kinds
    )
    return tuple(dict.fromkeys(kinds))


def folded_text(text: str) -> str:
    """Return a text in lower case with single spaces."""
    return " ".join(text.split()).casefold()


def _has(name: str, words: tuple[str, ...]) -> bool:
    return any(
        re.search(rf"\b{re.escape(form)}", name)
        for word in words
        for form in {word, folded_text(localised(word))}
    )
