"""The audiences of a compile: who may read which outputs, and what each may see of a round.

Another audience is a record here, its view in `reports.views` if none of the present ones fits, and
its outputs in `reports.writers`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import attrs

from audit_core.reports.public_view import for_public
from audit_core.reports.views import for_agency, for_board
from audit_core.tabulation.compiled import Compiled


class Views:
    """A compiled round as each audience may see it; what several need is made once."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled

    @cached_property
    def board(self) -> Compiled:
        """The round as the board may see it."""
        return for_board(self.compiled)

    @cached_property
    def public(self) -> Compiled:
        """The round as the public may see it."""
        return for_public(self.board)

    def of_agency(self, code: str) -> Compiled:
        """The round as one agency may see it."""
        return for_agency(self.compiled, self.board, code)


@attrs.frozen
class Audience:
    """Who reads some outputs. `name` is also their folder in a set of results.

    `view` returns what they may see; it takes the views of the round and, for an audience that is
    `each_agency` on its own, that agency's code. `on_request`: outputs are made only if they are
    asked for, because they leave the partnership. `sees_everything`: outputs may hold words of
    returns, and are deleted by a purge.
    """

    name: str
    view: Callable[[Views, str], Compiled]
    each_agency: bool = False
    on_request: bool = False
    sees_everything: bool = False


AUDIENCES: tuple[Audience, ...] = (
    Audience("chair", lambda views, _: views.compiled, sees_everything=True),
    Audience("board", lambda views, _: views.board),
    Audience("agencies", lambda views, code: views.of_agency(code), each_agency=True),
    Audience("publish", lambda views, _: views.public, on_request=True),
)


def audience_of(name: str) -> Audience | None:
    """Return the audience that is called this, or whose folder it is; None if there is none."""
    return next((audience for audience in AUDIENCES if audience.name == name), None)
