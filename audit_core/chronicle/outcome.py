"""What the words of an entry say was done, by declared phrases: nothing further, less than before, or an assessment finished.

A phrase counts where nothing in its clause denies it before ("not closed") or puts it off after ("closed if ..."), and where
the same entry does not say that something was done after all. In doubt nothing is said: a pattern that is missed can still be
seen on the line, one that is made up cannot be unsaid.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.chronicle.kinds import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = ("no further action", "nfa", "no action")
"""Whether in what happened or in what was done, these say that a referral led to nothing."""
NOTHING_DONE = (
    *("signposted", "advice only", "advice given", "not accepted", "no role for", "not progressed"),
    *(r"thresholds? (?:was |were )?not met", r"(?:did |does )?not meet (?:the |our )?thresholds?", "below (?:the |our )?threshold"),
    *(r"^closed", r"(?:contact|referral|case|file|and|it|then|was) closed"),
)
"""These say so only in what was done: in what happened, a door may have been closed."""
TAKEN_UP = (
    *("reopened", "re-opened", "overturned", "accepted", "escalated"),
    *(r"assessment (?:was )?(?:begun|started|opened|agreed)", r"(?:began|started|opened) an? assessment", r"strategy (?:meeting|discussion)"),
)
"""Something was done after all."""
LESS = (
    *(r"stepp?(?:ed|ing)? down", "step-down", r"no further action", "nfa", "closed", "closing", "closure", "close"),
    *(r"(?:work|help|plan|support|involvement|intervention|visits) (?:was |were )?ended", r"end of (?:work|help|support|involvement|the plan)"),
)
"""A decision to close or step down."""
FINISHED = ("completed", "finished", "concluded", "signed off", "updated", "reviewed", "shared", "sent out")
BEGUN = ("new", "begun", "began", "started", "again", "anew", "fresh", "second", "third", "another", "restarted", "opened")
"""An assessment that says it was finished, and not begun, is the end of an earlier one."""

_DENIES = re.compile(r"\b(?:not|never|nor|neither|without|cannot|rather than|instead of|no longer|if|unless|until|whether|refused)\b|n't\b")
_PUTS_OFF = re.compile(r"\s*\S*\s*(?:until|unless|if|pending|subject to|provided)\b")
_CLAUSE = re.compile(r"[.;:!?,]")
_NEAR = 4


def led_to_nothing(what: str, done: str) -> bool:
    """Whether a referral led to no further action, as far as plain words say so."""
    if _says(done, TAKEN_UP, denied_by_no=True):
        return False
    return _says(f"{what}. {done}", NOTHING) or _says(done, NOTHING_DONE)


def did_less(what: str, done: str) -> bool:
    """Whether a decision was one to close or step down."""
    return _says(f"{what}. {done}", LESS) and not _says(f"{what}. {done}", TAKEN_UP, denied_by_no=True)


def is_finished(what: str, done: str) -> bool:
    """Whether an assessment was finished rather than begun."""
    both = f"{what}. {done}"
    return _says(both, FINISHED) and not _says(both, BEGUN)


def _says(text: str, phrases: Iterable[str], *, denied_by_no: bool = False) -> bool:
    """Whether one of these phrases stands in a clause of the text that neither denies it nor puts it off."""
    for clause in _CLAUSE.split(folded(text).replace("’", "'")):
        said = clause.strip()
        for phrase in phrases:
            for match in re.finditer(rf"(?<!\w)(?:{phrase})(?!\w)", said):
                before = " ".join(said[: match.start()].split()[-_NEAR:])
                denied = _DENIES.search(before) or (denied_by_no and re.search(r"\bno\b", before))
                if not denied and not _PUTS_OFF.match(said[match.end() :]):
                    return True
    return False
