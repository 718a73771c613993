"""ReportWriter: what an output is called, who reads it, its file, and how it is written."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from audit_core.tabulation.compiled import Compiled


@attrs.frozen
class ReportWriter:
    """One output of compile. `write` takes the compiled round and a recipient's code, and returns
    the bytes of the file, or None for no file.

    `audience` is the name of one in `reports.audiences`. For `agencies` it is called once for each
    recipient, otherwise once with an empty code. In a large round it may run in a separate process,
    so it must not rely on shared memory.
    """

    name: str
    audience: str
    file: str
    write: Callable[[Compiled, str], bytes | None]


def for_all(write: Callable[[Compiled], bytes | None]) -> Callable[[Compiled, str], bytes | None]:
    """Return the `write` of an output that is the same for all its readers."""
    return lambda compiled, _code: write(compiled)
