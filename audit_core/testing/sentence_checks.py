"""How the texts of themes are worded: what they avoid (regular expressions), and how
advice begins.
"""

from __future__ import annotations

AVOIDED = (
    r"significan|disguised compliance|perpetrator|failed to|hard to reach|lifestyle choice|"
    r"toxic|volatile|\bDNA\b|\bCAF\b|and/or|%"
)
"""Words that judge people, statistics, and a name that is no longer used."""

TWO_VERBS = (
    r"\band (was|were|did|does|do|is|are|has|have|when|what|how|who|used|done|acted|found|dealt|"
    r"recorded|shared|assessed|available|tested?|meet|met|say|said|prepared|gathered|supervised|"
    r"judged|understood)\b"
)
"""A second verb after "and" makes two questions, which one answer cannot serve."""

BAD_FOR_THE_CHILD = (
    r"(is|was) there (delay|drift|a gap|a start again)|were there (delays|repeat)|"
    r"did (the case drift|the assessment start again|parents refuse)|has the plan stalled|"
    r"did ((any|the|your) agency|anyone) (fail|miss|delay)|"
    r"is there evidence of start again|could agencies have|"
    r"were (appointments|children|concerns|incidents|signs) missed|were referrals closed|"
    r"was (the child re-referred|the child not|harm missed|help stepped down too)"
)
"""Openings of a question to which Met would be the answer that is bad for the child."""

LICENSED = r"graded care|outcomes? star|\bSDQ\b|strangl|\bpets?\b"
"""Licensed assessment tools: their own items may not be used, nor names that say how they work.
What practitioners call the area's tool (DASH, GCP2) may stand beside the plain words for it.
"""

VERBS = {
    *("add", "adopt", "agree", "ask", "base", "brief", "bring", "check", "choose", "coach"),
    *("compare", "complete", "confirm", "decide", "describe", "discuss", "establish", "explain"),
    *("give", "go", "hold"),
    *("identify", "judge", "keep", "lead", "list", "make", "map", "measure", "name", "offer"),
    *("publish", "put", "question", "raise", "re-issue", "reach", "record", "reduce", "refer"),
    *("report", "require", "review", "revise", "run", "see", "send", "set", "settle", "share"),
    *("show", "step", "stop", "supervise", "take", "tell", "test", "train", "treat", "use"),
    "write",
}
"""The words with which a recommendation or an action may begin."""
