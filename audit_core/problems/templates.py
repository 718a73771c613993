"""What can be wrong with the action plan."""

from __future__ import annotations

from audit_core.problems.wording import Wording, Wordings

PROBLEMS: Wordings = {
    "template.fault": Wording(
        "error",
        "{why}",
        "Correct it there. docs/templates.md lists the blocks, and what a template is given.",
    ),
    "template.no_block": Wording(
        "error",
        "Left out, though the output is of no use without: {blocks}.",
        'Begin with {{% extends "house:{name}" %}}, or put every block in.',
    ),
    "template.empty_block": Wording(
        "error",
        "The block '{block}' prints nothing, so the report says that it was not written.",
        "Put its words in.",
    ),
    "template.unknown_block": Wording(
        "error",
        "What this template extends has no block '{block}', so nothing prints it.",
        "Correct its name. There are: {known}.",
    ),
    "template.lacks": Wording(
        "error",
        "{output} of the sample lacks {lost}.",
        "Print everything that the block in the house's own template prints.",
    ),
    "template.unused": Wording(
        "warning",
        "No output uses a template of this name.",
        "Correct its name, or take it away. docs/templates.md lists them.",
    ),
    "publish.names": Wording(
        "warning",
        "{id} names an agency or a case of this round, or may identify a person, so it is not "
        "in publish/.",
        "Word it for everybody in decisions.xlsx, if it is to be published.",
    ),
    "plan.left_out": Wording(
        "warning",
        "The plan cannot be read, so the report says nothing of its tests: {why}",
        "Mend the plan, then compile again.",
    ),
    "plan.no_owner": Wording(
        "warning",
        "{id} has no action: nobody in this round is the kind of agency it is for.",
        "Name an owner on the Recommendations sheet of decisions.xlsx.",
    ),
    "plan.no_recommendation": Wording(
        "warning",
        "Action {id} has no recommendation any more.",
        "Withdraw it, or adopt a recommendation that it carries out.",
    ),
    "plan.no_finding": Wording(
        "warning",
        "{id} was adopted, and no finding leads to it any more.",
        "Keep it, or reject it with a reason on the Recommendations sheet of decisions.xlsx.",
    ),
}
