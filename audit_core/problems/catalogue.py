"""The wording of every problem, in plain English for people who are not technical: code
-> wording.
"""

from __future__ import annotations

from audit_core.problems import (
    action_plan,
    command_errors,
    escalations,
    file_faults,
    plugins,
    returns,
    templates,
    workbooks,
)
from audit_core.problems.wording import Wordings

_ROOMS = (
    returns,
    file_faults,
    workbooks,
    templates,
    action_plan,
    escalations,
    plugins,
    command_errors,
)

PROBLEMS: Wordings = {code: wording for room in _ROOMS for code, wording in room.PROBLEMS.items()}
