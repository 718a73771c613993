"""Words that lay blame on a child or family, or say only what they lack, each with a better one.

It is advice to whoever writes a theme. Nothing is refused or reworded: a text may quote what a
record says in order to question it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BLAMING_WORDS: tuple[tuple[str, str], ...] = (
    ("lifestyle choice", "say who is harming the child, and how"),
    ("choice of lifestyle", "say who is harming the child, and how"),
    ("promiscuous", "say what was done to the child, and by whom"),
    ("child prostitute", "a child who is sexually exploited"),
    ("putting himself at risk", "is at risk from whom, and where"),
    ("putting herself at risk", "is at risk from whom, and where"),
    ("putting themselves at risk", "is at risk from whom, and where"),
    ("placing themselves at risk", "is at risk from whom, and where"),
    ("streetwise", "say what the child has lived through"),
    ("attention seeking", "say what the child needed and from whom"),
    ("manipulative", "say what the child did, and what it was for"),
    ("absconded", "went missing"),
    ("hard to reach", "whom services have not reached"),
    ("hard to engage", "whom services have not reached"),
    ("failed to engage", "say what was offered, how, and what stood in the way"),
    ("did not engage", "say what was offered, how, and what stood in the way"),
    ("refused to engage", "say what was offered, how, and what stood in the way"),
    ("non-engagement", "say what was offered, how, and what stood in the way"),
    ("uncooperative", "say what was asked, and what they answered"),
    ("disguised compliance", "say what was said, and what was seen"),
    ("failed to attend", "was not brought (a child), or did not come"),
    ("DNA", "was not brought (a child), or did not come"),
    ("failure to protect", "say what the person causing harm did, and what help was given"),
    ("failed to protect", "say what the person causing harm did, and what help was given"),
    ("alleged disclosure", "what the child said"),
    ("domestic dispute", "domestic abuse"),
    ("domestic incident", "an incident of domestic abuse"),
    ("chaotic lifestyle", "say what daily life is like"),
    ("chaotic family", "say what daily life is like"),
    ("problem family", "say what the family is living with"),
    ("troubled family", "say what the family is living with"),
    ("dysfunctional family", "say what the family is living with"),
    ("broken home", "say who lives where"),
)
"""English words, each with what to write instead. One in capitals is meant in capitals only."""


def _spelt(words: str) -> str:
    """Return the pattern of some words, with any spaces or hyphens between them."""
    spaced = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]", words)))
    return spaced if words.isupper() else f"(?i:{spaced})"


_ANY = re.compile(rf"\b(?:{'|'.join(_spelt(words) for words, _ in BLAMING_WORDS)})\b")
"""Most texts have none, and one search for all of them is quicker than one for each."""


def blaming_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each blaming word in a text, as it stands there, with a better one."""
    if _ANY.search(text):
        for words, better in BLAMING_WORDS:
            if match := re.search(rf"\b{_spelt(words)}\b", text):
                yield match[0], better
