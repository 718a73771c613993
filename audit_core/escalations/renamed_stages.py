"""Move the days of a log made before the partnership typed its policy to the policy's stages of the
same names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from audit_core.escalations.log import REMOVED_STAGE, Span
from audit_core.parsing.folding import squeeze_spaces
from audit_core.rounds.escalation_policy import Stage


@attrs.frozen
class MovedStages:
    """The spans by the policy's stages, the keys that cannot be used, the stage it was resolved at,
    and the printed stages that no longer exist.
    """

    spans: tuple[Span, ...]
    faulty: frozenset[str]
    resolved: int
    gone: tuple[int, ...]


def move_to_policy(
    spans: Sequence[Span],
    faulty: Collection[str],
    resolved: int,
    printed: Sequence[Stage],
    now: Sequence[Stage],
) -> MovedStages:
    """Move what was reported by the `printed` stages to the stages of `now`. A stage that was
    reached but has no namesake is `gone`, and what needs it is not assessed.
    """
    to = _namesakes(printed, now)
    moved: list[Span] = [(None, None)] * len(now)
    wrong, gone, last = set(), [], 0
    for number, span in enumerate(spans, start=1):
        bad = {key for key in (f"begun{number}", f"answered{number}") if key in faulty}
        if number in to:
            last = to[number]
            moved[last - 1] = span
            wrong |= {f"{key.rstrip('0123456789')}{last}" for key in bad}
        elif bad or any(span):
            gone.append(number)
            if last and moved[last - 1][1] is None:  # it ended when it was taken there
                wrong.add(f"answered{last}")
    if 1 not in to.values():  # every escalation begins with the first stage, and the day is unknown
        wrong.add("begun1")
    return MovedStages(
        tuple(moved),
        frozenset(wrong),
        to.get(resolved, REMOVED_STAGE) if resolved else 0,
        tuple(gone),
    )


def _namesakes(printed: Sequence[Stage], now: Sequence[Stage]) -> dict[int, int]:
    """Return, by printed stage, the stage of `now` with the same name, as long as both lists have
    them in the same order.
    """
    found: dict[int, int] = {}
    for number, stage in enumerate(printed, start=1):
        after = max(found.values(), default=0)
        place = next(
            (
                place
                for place, other in enumerate(now, start=1)
                if place > after and squeeze_spaces(other.name) == squeeze_spaces(stage.name)
            ),
            0,
        )
        found |= {number: place} if place else {}
    return found
