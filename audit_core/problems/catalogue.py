"""The catalogue of problems: code -> wording, in plain English for people who are not technical."""

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

_MODULES = (
    returns,
    file_faults,
    workbooks,
    templates,
    action_plan,
    escalations,
    plugins,
    command_errors,
)

PROBLEMS: Wordings = {
    code: wording for module in _MODULES for code, wording in module.PROBLEMS.items()
}
