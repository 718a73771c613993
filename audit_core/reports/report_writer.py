"""What a report writer is: a name, an audience, a file name and a function from the compiled round
to bytes.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from audit_core.tabulation.compiled import Audience, Compiled


@attrs.frozen
class ReportWriter:
    """One output of compile. `write` gets the compiled round (and the recipient's code for
    `agencies`) and returns the file.

    For `agencies` it is called once a recipient; otherwise once, with an empty code. It returns
    None for "nothing to write".
    In a large round it may be called in a process of its own: whatever else it leaves in memory,
    nobody sees.
    """

    name: str
    audience: Audience
    file: str
    write: Callable[[Compiled, str], bytes | None]
