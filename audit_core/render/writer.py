"""What a report writer is: a name, an audience, a file name and a function from the compiled round to bytes."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from audit_core.model.compiled import Audience, Compiled


@attrs.frozen
class ReportWriter:
    """One output of compile. `write` gets the compiled round (and the recipient's code for `agencies`) and returns the file.

    For `agencies` it is called once a recipient; otherwise once, with an empty code. It returns None for "nothing to write".
    """

    name: str
    audience: Audience
    file: str
    write: Callable[[Compiled, str], bytes | None]
