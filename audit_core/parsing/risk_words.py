"""Notice words that may say somebody is at risk, in a text that no question asked for.

It is a list of words and understands nothing. A false alarm costs a telephone call and a missed one
may harm a child, so the list is long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from audit_core.i18n import N_, Language, _, current_language
from audit_core.parsing.folding import fold

_WORDS = N_(
    "abduct* abus* afraid assault* attack* beat beaten beating beats bleed* bruis* burn* chok* "
    "cries crying cruel* cut cuts dangerous* dead die died dies drown* emergency exploit* fgm "
    "fractur* frighten* gang groom* gun harm* hit hits hitting hungry hurt* injur* kick* kill* "
    "knife missing molest* murder* neglect* overdos* pregnant punch* rape* risk* scald* scared "
    "self-harm* sexual* shak* shook slap* smack* starv* stab* strangl* suffocat* suicid* terrified "
    "threat* touch* traffick* unsafe urgent* violen* weapon* wound*"
)
"""The words; one with a star also with any ending. A translator gives those of the language."""
_PHRASES = N_("not safe; at once; run away; ran away; ring me; call me; call 999; told nobody")


def may_say_risk(text: str) -> bool:
    """Return whether a text has one of the words, in English or in the language of the round."""
    return bool(_pattern(current_language()).search(fold(text)))


@lru_cache(maxsize=8)
def _pattern(_now: Language) -> re.Pattern[str]:
    words = {word for text in (_WORDS, _(_WORDS)) for word in fold(text).split()}
    phrases = {fold(each) for text in (_PHRASES, _(_PHRASES)) for each in text.split(";")}
    parts = sorted(re.escape(part).replace(r"\*", r"\w*") for part in words | phrases if part)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
