"""The stages of an escalation policy, with their time limits."""

from __future__ import annotations

import attrs

EXAMPLE = "Example"


@attrs.frozen
class Stage:
    """A stage of the partnership's escalation policy: the working days allowed for an answer (None:
    no limit), and where the policy says so.
    """

    name: str
    days: int | None = None
    source: str = ""

    @property
    def is_example(self) -> bool:
        """Whether this is still the example that a new partnership begins with."""
        return self.source.casefold().startswith(EXAMPLE.casefold())


_EXAMPLE = f"{EXAMPLE}: name the section of your own policy here"
EXAMPLE_STAGES = (
    Stage("Between practitioners", 2, _EXAMPLE),
    Stage("Between managers", 5, _EXAMPLE),
    Stage("Between senior officers", 2, _EXAMPLE),
    Stage("Independent chair", None, _EXAMPLE),
)
"""The stages of a new partnership, until it enters its own."""
