"""For which nation a theme was written, and who reviewed it: nothing claims a review that did not
take place.
"""

from __future__ import annotations

from audit_core.i18n import _, date_in_words
from audit_core.rounds.round import Round
from audit_core.themes.nations import NATIONS, Nation
from audit_core.themes.theme import Theme


def written_for(theme: Theme, audit_round: Round) -> str:
    """Return what forms and papers say in another nation than the theme's: for which it was
    written, and any review for the round's. "" in the theme's own nation, or if it declares none.
    """
    if not theme.nation or theme.nation == audit_round.nation:
        return ""
    return " ".join(
        [_("Written for {nation}.", nation=theme.nation), *reviews_in(theme, audit_round.nation)]
    )


def nation_and_reviews(theme: Theme) -> str:
    """Return for which nation a theme was written and every review of it, or that there was none,
    for somebody who chooses a theme. "" if it declares no nation.
    """
    if not theme.nation:
        return ""
    found = [said for nation in NATIONS for said in reviews_in(theme, nation)]
    none_yet = _("Not yet reviewed by a practitioner.")
    return " ".join([_("Written for {nation}.", nation=theme.nation), *(found or [none_yet])])


def reviews_in(theme: Theme, nation: Nation) -> tuple[str, ...]:
    """Return a sentence for each review of a theme in a nation."""
    return tuple(
        _(
            "Reviewed for {nation} by {role}, {day}.",
            nation=nation,
            role=review.role,
            day=date_in_words(review.on),
        )
        for review in theme.reviews
        if review.nation == nation
    )
