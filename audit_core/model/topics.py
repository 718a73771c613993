"""Topics that several themes share, so that a partnership can set its themes side by side. A theme may add its own."""

from __future__ import annotations

from audit_core.words import mark, own, say

TOPICS: tuple[tuple[str, str], ...] = tuple(
    mark(
        {
            "recognition": "Recognising harm",
            "notification": "Telling each other in time",
            "risk": "Assessing risk and need",
            "history": "History and chronology",
            "voice": "The child's voice and daily life",
            "whole_family": "The whole family, fathers and other adults",
            "plan": "The plan and who does what",
            "step_up": "Stepping up",
            "step_down": "Stepping down and closing",
            "escalation": "Challenge and escalation",
            "sharing": "Sharing information",
            "oversight": "Supervision and management oversight",
            "identity": "Ethnicity, culture, disability and language",
            "impact": "The difference made",
            "support": "Support for recovery",
            "strategy": "The partnership's own arrangements",
        }
    ).items()
)


def topic_label(code: str, extra: tuple[tuple[str, str], ...] = ()) -> str:
    """How a topic is printed, `extra` being a theme's own; a code that nobody declared as it stands."""
    ours = dict(TOPICS)
    return own(say(ours[code])) if code in ours else dict(extra).get(code, code)
