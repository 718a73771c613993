"""What can be wrong with templates, with what is published, and with a round's own actions."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, warning

PROBLEMS: Wordings = {
    "template.fault": error(
        "{why}",
        "Correct it there. docs/templates.md lists the blocks and what a template is given.",
    ),
    "template.no_block": error(
        "The template leaves out blocks that this output needs: {blocks}.",
        'Begin with {{% extends "house:{name}" %}}, or add these blocks.',
    ),
    "template.empty_block": error(
        "The block '{block}' prints nothing, so the report says that this part was not written.",
        "Add the text of the block.",
    ),
    "template.unknown_block": error(
        "The extended template has no block '{block}', so this block is never printed.",
        "Correct its name. The blocks are: {known}.",
    ),
    "template.lacks": error(
        "{output} of the sample lacks {lost}.",
        "Print everything that this block prints in the built-in template.",
    ),
    "template.unused": warning(
        "No output uses a template with this name.",
        "Correct its name, or delete it. docs/templates.md lists the names.",
    ),
    "publish.names": warning(
        "{id} names an agency or a case of this round, or may identify a person, so it is not "
        "in publish/.",
        "If it is to be published, word it for the public in decisions.xlsx.",
    ),
    "plan.left_out": warning(
        "The plan cannot be read, so the report leaves out its tests: {why}",
        "Correct the plan, then compile again.",
    ),
    "plan.no_owner": warning(
        "{id} has no action, because it is for a kind of agency that this round did not ask.",
        "Name an owner on the Recommendations sheet of decisions.xlsx.",
    ),
    "plan.no_recommendation": warning(
        "Action {id} no longer has a recommendation.",
        "Withdraw it, or adopt a recommendation that it implements.",
    ),
    "plan.no_finding": warning(
        "{id} was adopted, but no finding leads to it any more, or the panel only noted it.",
        "Keep it, or reject it with a reason on the Recommendations sheet of decisions.xlsx.",
    ),
}
