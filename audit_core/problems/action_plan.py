"""What can be wrong with the action plan's workbooks, issued or returned."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, note, warning

PROBLEMS: Wordings = {
    # a file as a whole
    "plan.not_ours": error(
        "This is not a workbook of the plan: it has no issue number.",
        "Ask for the workbook that was sent, filled in. If this is the right one, type its "
        "number (AP1/..., on its first sheet) into any empty cell of a copy.",
    ),
    "plan.other_plan": error(
        "This workbook belongs to another partnership's plan. Nothing in it was merged.",
        "Find out where it came from, and send it back.",
    ),
    "plan.no_sheet": error(
        "The sheet '{sheet}' is not in this file.",
        "Nothing was merged from this sheet, and nothing in the plan was changed. Ask for the "
        "whole workbook.",
    ),
    "plan.no_heading": error(
        "These headings are missing from the sheet: {headings}.",
        "Nothing in those columns was read, and nothing in the plan was changed. Put the "
        "headings back as they were, and merge the file again.",
    ),
    # rows
    "plan.unknown_action": error(
        "There is no action {id} in the plan.",
        "What was typed on this row is now among the new actions, for you to decide. If the "
        "number was mistyped, correct it and merge the file again.",
    ),
    "plan.mixed_up": error(
        "This row has the number {id} but the wording of {meant}.",
        "Perhaps only one column was sorted. Nothing on the row was merged: decide on the sheet "
        "To decide of the next master.",
    ),
    "plan.row_missing": note(
        "The row of {id} is not in this file.", "Nothing to do: the action stays as it was."
    ),
    "plan.row_twice": error(
        "{id} is in this file twice, with two different entries for '{label}'.",
        "Neither was merged: decide on the sheet To decide of the next master.",
    ),
    # cells
    "plan.conflict": error(
        "'{label}' of {id} was changed here, and also elsewhere since this workbook was issued.",
        "The plan keeps the value it had. Decide on the sheet To decide of the next master.",
    ),
    "plan.order_unknown": error(
        "'{label}' of {id} differs between this file and another of the same issue, and neither "
        "is a later version of the other.",
        "The plan keeps the value merged first. Ask which is meant, and decide on the sheet To "
        "decide of the next master.",
    ),
    "plan.put_back": note(
        "'{label}' of {id} has the issued value again, but an earlier file of this issue "
        "changed it.",
        "The change is kept, because this may be an older copy. To undo it, type the earlier "
        "value into the next workbook.",
    ),
    "plan.not_theirs": warning(
        "The owner may not change '{label}' of {id}.",
        "The change was not merged, but it is kept: decide on the sheet To decide of the next "
        "master.",
    ),
    "plan.not_on_list": error(
        "'{value}' is not a choice for '{label}'.", "Choose one of: {known}. {then}"
    ),
    "plan.no_date": error(
        "'{value}' is not a date that can be understood ('{label}').",
        "Type it like 14 Mar 2026. {then}",
    ),
    "plan.far_date": error(
        "The date '{value}' cannot be right ('{label}').", "Check the year. {then}"
    ),
    "plan.date_both_ways": error(
        "The date '{value}' could be read in two ways ('{label}').",
        "Type it like 14 Mar 2026. {then}",
    ),
    "plan.near_midnight": error(
        "'{label}' asks for a day, but the cell holds {value}: a program may have moved the next "
        "day back by an hour or less.",
        "Type the day that is meant, like 14 Mar 2026. {then}",
    ),
    "plan.date_as_mark": error(
        "'{label}' holds a date, {value}: Excel turns a mark such as 9/10 into a date.",
        "Type it like '9 of 10' or '90 %'. {then}",
    ),
    "plan.not_plain": error(
        "'{label}' contains a formula, an error or text that is struck through.",
        "Type the value itself. {then}",
    ),
    "plan.beside_risk": error(
        "There are words here that no column asks for, and they may say that somebody is at risk.",
        "Read them in the file now. If somebody may be at risk, ring the owner today.",
    ),
    "plan.beside": error(
        "Something on this sheet is outside the cells that are read: {what}.",
        "Read it in the file. Ask the owner to type it into the white cells, or type it into the "
        "next master yourself.",
    ),
    "plan.needed": warning(
        "'{label}' was cleared, but every action needs it.",
        "The plan keeps the earlier value. Type the right one.",
    ),
    "plan.worked_out": warning(
        "'{label}' is calculated or copied from elsewhere, so typing there changes nothing.",
        "Type it in a white cell: those can be changed.",
    ),
    "plan.new_owner": warning(
        "'{name}' is a new owner in the plan. It now has its own workbook.",
        "If this is another spelling of an existing owner, correct the owner in the next master.",
    ),
    "plan.two_owners": error(
        "More than one owner is called '{value}', so the plan cannot tell which is meant "
        "('{label}').",
        "Choose from the list, which shows each owner's code next to the name.",
    ),
    "plan.code_twice": warning(
        "{round} calls {name} '{code}', but in the plan that code belongs to {known}.",
        "The actions of {name} were given a separate owner. If the two are the same, change the "
        "owner in the next master.",
    ),
    "plan.identifier": warning(
        "The text may identify a person ({what}). The plan keeps it as it was typed. Only its "
        "author and you see it; every other workbook shows a notice instead.",
        "Replace it in the next master, and ask the author not to write names. The journal "
        "keeps the original text.",
    ),
    # what the chair decides
    "plan.nothing_to_decide": error(
        "Nothing waiting for a decision has the number {id}.",
        "Copy the number from the newest master. Nothing was decided.",
    ),
    "plan.issue_unknown": error(
        "This master is of issue {issue}, which the plan does not know: the plan was restored "
        "from a backup since. Its decisions were not applied.",
        "Its other cells are merged. Decide in the newest master.",
    ),
    "plan.overtaken": error(
        "{what}: '{label}' of {id} has changed since the master showed it, so the decision was "
        "not applied.",
        "Nothing is lost: decide in the next master, which shows the newer value.",
    ),
    "plan.decided_already": warning(
        "{id} was already decided: {decision}.",
        "To change it, change the cell itself.",
    ),
    "plan.cannot_take": error(
        "The value returned for '{label}' was not understood, so it cannot be used.",
        "Choose Other, and type the right value.",
    ),
    "plan.no_other": error(
        "The decision is Other, but no value is typed next to it.", "Type the value for '{label}'."
    ),
    "plan.no_decision": warning(
        "Something is typed next to {id}, but no decision is chosen.",
        "Choose one, and merge the master again. Nothing was changed.",
    ),
    "plan.no_reason": error(
        "{id}: this decision needs a reason.", "Say why. Until then it is not applied."
    ),
    "plan.needed_to_add": error(
        "'{label}' is empty, so this action cannot be added.",
        "Fill it in, and merge the master again.",
    ),
    "plan.moved_without_reason": warning(
        "The due date of {id} was moved without a reason.",
        "Next time, say why under 'If you move it: why'. The reason is shown in the history.",
    ),
    "plan.judged_without_reason": warning(
        "{id}: your own judgement of the position has no reason, so it is not used.",
        "Say why under 'Why not by the rules'.",
    ),
    "plan.no_date_asked": warning(
        "{id}: the owner asked for no new date, so there is none to agree.",
        "To move the date, type it under Due.",
    ),
    "plan.closing_incomplete": error(
        "{id} is marked Agreed closed, but still lacks {lacks}.",
        "The action stays open until that is provided.",
    ),
    "plan.closed_on": warning(
        "{id} is closed, so its closing date cannot be empty or in the future. The plan keeps "
        "{day}.",
        "To open the action again, choose Keep open and say why.",
    ),
    "plan.test_untimely": error(
        "The test result of {id} does not count: {why}.",
        "The plan keeps it as it was typed. Correct the dates in the next master. A result "
        "dated in the future counts from that day.",
    ),
    "plan.tested_while_open": warning(
        "{id} has a test result but is not closed.", "Close it first, or clear the result."
    ),
    "plan.reopened": warning(
        "{id} is open again, but its due date has passed.", "Give it a new date, and say why."
    ),
    # rounds, and tests
    "plan.round_unusable": error(
        "This round could not be read: {why}",
        "Correct it, and issue the plan again. Its actions in the plan stay as they are.",
    ),
    "plan.round_twice": error(
        "These folders contain the same round, {round}: {folders}. None of them was read.",
        "Keep the right one, and move the others to another place. The round's actions in the "
        "plan stay as they are.",
    ),
    "plan.round_changed": warning(
        "{id} has changed in the round since it was added to the plan.",
        "The plan is unchanged: decide on the sheet To decide of the next master.",
    ),
    "plan.gone": warning(
        "{id} is no longer among the decided actions of {round}. It stays in the plan.",
        "Withdraw it on the sheet Closing and tests, with a reason, or leave it.",
    ),
    "plan.test_draft": note(
        "{id} is tested by {ref}: so far {round} has {met} of {base}, but it is still a draft.",
        "The result is used once everything in that round is decided.",
    ),
    "plan.test_by_hand": warning(
        "{id} is tested by {ref}: {round} has {met} of {base}. '{passes}' is not a share that "
        "the program can compare with it.",
        "Decide yourself: type the result on the sheet Test results.",
    ),
    "plan.test_other_question": warning(
        "{id} is tested by {ref}, but {round} asks that question in different words, so its "
        "{met} of {base} do not answer the test.",
        "Decide yourself: type the result on the sheet Test results.",
    ),
    # the folder
    "plan.second": warning(
        "This round has its own plan, and so has the partnership's folder. Only the "
        "partnership's plan is used.",
        "Move what is still needed into it with audit plan import, then move the round's folder "
        "plan elsewhere.",
    ),
    "plan.rewritten": warning(
        "plan.json does not agree with the journal: it was changed or restored without the "
        "journal, or a run was stopped.",
        "The journal is used, and plan.json is written again from it. Its earlier content is in "
        "plan/history.",
    ),
    "plan.earlier_day": warning(
        "This issue is as at {day}, and the last one was as at {last}.",
        "Positions are calculated for the day you named. If it was a slip, issue the plan again "
        "with the right --as-at.",
    ),
    # importing
    "plan.import_unreadable": error("{why}", "{remedy}"),
    "plan.import_needed": error(
        "'{label}' is empty.", "Fill it in, or delete the row. No row is imported until then."
    ),
    "plan.import_known": note(
        "This action is in the plan already, as {id}.",
        "Nothing to do: it is not added a second time.",
    ),
}
