"""What can be wrong with the action plan's own workbooks: what is issued to owners, and what comes
back.
"""

from __future__ import annotations

from audit_core.problems.wording import Wording, Wordings

PROBLEMS: Wordings = {
    # a file as a whole
    "plan.not_ours": Wording(
        "error",
        "This is no workbook of the plan that was issued: it does not say which issue it is.",
        "Ask for the workbook that was sent, filled in. If it is that one, type its number "
        "(AP1/..., on its first sheet) into any empty cell of a copy.",
    ),
    "plan.other_plan": Wording(
        "error",
        "This is a workbook of another partnership's plan. Nothing of it was merged.",
        "Check where it came from, and send it back.",
    ),
    "plan.no_sheet": Wording(
        "error",
        "The sheet '{sheet}' is not in this file.",
        "Nothing was taken from it, and nothing was undone. Ask for the whole workbook.",
    ),
    "plan.no_heading": Wording(
        "error",
        "These headings are not on the sheet: {headings}.",
        "What stood below them was not read, and nothing was undone. Put them back as they "
        "were, and merge the file again.",
    ),
    # rows
    "plan.unknown_action": Wording(
        "error",
        "There is no action {id} in the plan.",
        "What was typed on this row now stands among the new actions, for you to decide. "
        "Correct the number and merge the file again, if it was mistyped.",
    ),
    "plan.mixed_up": Wording(
        "error",
        "This row has the number {id} and the wording of {meant}.",
        "Perhaps only one column was sorted. Nothing on the row was taken over: decide on the "
        "sheet To decide of the next master.",
    ),
    "plan.row_missing": Wording(
        "note", "The row of {id} is not in this file.", "Nothing to do: the action stays as it was."
    ),
    "plan.row_twice": Wording(
        "error",
        "{id} is in this file twice, with two different entries for '{label}'.",
        "Neither was taken over: decide on the sheet To decide of the next master.",
    ),
    # cells
    "plan.conflict": Wording(
        "error",
        "'{label}' of {id} was changed here, and elsewhere since this workbook was issued.",
        "The plan keeps what it had. Decide on the sheet To decide of the next master.",
    ),
    "plan.order_unknown": Wording(
        "error",
        "'{label}' of {id} says something else here than in another file of the same issue, and "
        "neither was made from the other.",
        "The plan keeps what came first. Ask which is meant, and decide on the sheet To decide "
        "of the next master.",
    ),
    "plan.put_back": Wording(
        "note",
        "'{label}' of {id} says again what was issued, and an earlier file of this issue "
        "changed it.",
        "It stays changed, as this may be an older copy. To take it back, type it into the next "
        "workbook.",
    ),
    "plan.not_theirs": Wording(
        "warning",
        "'{label}' of {id} is not for this owner to change.",
        "It was not taken over, and is not lost: decide on the sheet To decide of the next master.",
    ),
    "plan.not_on_list": Wording(
        "error",
        "'{value}' is not a choice for '{label}'.",
        "Choose one of: {known}. {then}",
    ),
    "plan.no_date": Wording(
        "error",
        "'{value}' is not a date that can be understood ('{label}').",
        "Type it like 14 Mar 2026. {then}",
    ),
    "plan.far_date": Wording(
        "error",
        "The date '{value}' cannot be right ('{label}').",
        "Check the year. {then}",
    ),
    "plan.not_plain": Wording(
        "error",
        "There is a formula, an error or text that is struck through under '{label}'.",
        "Type the value itself. {then}",
    ),
    "plan.needed": Wording(
        "warning",
        "'{label}' was emptied, and every action needs it.",
        "It stays as it was. Type what it should be.",
    ),
    "plan.worked_out": Wording(
        "warning",
        "'{label}' is worked out or repeated, so what was typed there changes nothing.",
        "Type it where it can be changed: the white cells.",
    ),
    "plan.new_owner": Wording(
        "warning",
        "'{name}' is an owner that the plan did not know. It now has a workbook of its own.",
        "If it is another spelling of one that is there, correct the owner in the next master.",
    ),
    "plan.two_owners": Wording(
        "error",
        "More than one owner is called '{value}', so it is not known which is meant ('{label}').",
        "Choose from the list, where the code of each stands beside the name.",
    ),
    "plan.code_twice": Wording(
        "warning",
        "{round} calls {name} '{code}', and in the plan that stands for {known}.",
        "The actions of {name} have an owner of their own. If both are one, change the owner in "
        "the next master.",
    ),
    "plan.identifier": Wording(
        "warning",
        "The text may identify a person ({what}). It stands in the plan as it was typed; "
        "workbooks of others than its author have a notice in its place.",
        "Type other words over it in the next master, and ask never to write a name. The "
        "journal keeps what was typed.",
    ),
    # what the chair decides
    "plan.nothing_to_decide": Wording(
        "error",
        "There is nothing to decide that is called {id}.",
        "Copy the number from the newest master. Nothing was decided.",
    ),
    "plan.issue_unknown": Wording(
        "error",
        "This master is of issue {issue}, which the plan does not know: it was restored from a "
        "backup since. Its decisions were not made.",
        "Its other cells are merged. Decide in the newest master.",
    ),
    "plan.overtaken": Wording(
        "error",
        "{what}: '{label}' of {id} says something else now than was shown, so what was decided "
        "about it is not done.",
        "Nothing is lost: decide in the next master, which shows what is newer.",
    ),
    "plan.decided_already": Wording(
        "warning",
        "{id} was decided before: {decision}.",
        "To change it, change the cell on the sheet Action plan itself.",
    ),
    "plan.cannot_take": Wording(
        "error",
        "What came in for '{label}' was not understood, so it cannot be taken over.",
        "Choose Other, and type what it should be.",
    ),
    "plan.no_other": Wording(
        "error",
        "The decision is Other, and nothing is typed beside it.",
        "Type what '{label}' should be.",
    ),
    "plan.no_decision": Wording(
        "warning",
        "Something is typed beside {id}, and no decision is chosen.",
        "Choose one, and merge the master again. Nothing was done.",
    ),
    "plan.no_reason": Wording(
        "error", "{id}: this takes a reason.", "Say why. Until then it is not done."
    ),
    "plan.needed_to_add": Wording(
        "error",
        "'{label}' is empty, so this action cannot be added.",
        "Fill it in, and merge the master again.",
    ),
    "plan.moved_without_reason": Wording(
        "warning",
        "The due date of {id} was moved without a reason.",
        "Say why under 'If you move it: why' next time: it stands in the history.",
    ),
    "plan.judged_without_reason": Wording(
        "warning",
        "{id}: your own judgement of the position has no reason, so it does not count.",
        "Say why under 'Why not by the rules'.",
    ),
    "plan.no_date_asked": Wording(
        "warning",
        "{id}: no new date was asked for, so there is none to agree.",
        "To move the date, type it under Due.",
    ),
    "plan.closing_incomplete": Wording(
        "error",
        "{id} is marked Agreed closed, and still lacks {lacks}.",
        "It stays open until that is there.",
    ),
    "plan.closed_on": Wording(
        "warning",
        "{id} is closed, so its day of closing can be neither empty nor still to come. It stays "
        "{day}.",
        "To open the action again, choose Keep open and say why.",
    ),
    "plan.test_untimely": Wording(
        "error",
        "The test result of {id} does not count: {why}.",
        "It is kept as it was typed. Correct the dates in the next master; a day still to come "
        "counts once it has come.",
    ),
    "plan.tested_while_open": Wording(
        "warning",
        "{id} has a test result, and is not closed.",
        "Close it first, or take the result out.",
    ),
    "plan.reopened": Wording(
        "warning",
        "{id} is open again, and its date has passed.",
        "Give it a new date, and say why.",
    ),
    # rounds, and tests
    "plan.round_unusable": Wording(
        "error",
        "This round could not be taken in: {why}",
        "Mend it, and issue the plan again. Its actions in the plan stay as they are.",
    ),
    "plan.round_twice": Wording(
        "error",
        "These folders hold the same round, {round}: {folders}. None of them was taken in.",
        "Move all but the one that counts to another place. The round's actions in the plan "
        "stay as they are.",
    ),
    "plan.round_changed": Wording(
        "warning",
        "The round now says something else about {id}.",
        "The plan stays as it is: decide on the sheet To decide of the next master.",
    ),
    "plan.gone": Wording(
        "warning",
        "{id} is no longer among the decided actions of {round}. It stays in the plan.",
        "Withdraw it on the sheet Closing and tests, with a reason, or leave it.",
    ),
    "plan.test_draft": Wording(
        "note",
        "{round} has {met} of {base} for {ref} so far, which {id} is tested by. It is still a "
        "draft.",
        "The test is answered once everything in that round is decided.",
    ),
    "plan.test_by_hand": Wording(
        "warning",
        "{round} has {met} of {base} for {ref}, which {id} is tested by. '{passes}' is not a "
        "share that the program can compare.",
        "Decide yourself: type the result on the sheet Closing and tests.",
    ),
    "plan.test_other_question": Wording(
        "warning",
        "{round} asks {ref}, which {id} is tested by, in other words than before, so its {met} "
        "of {base} do not answer the test.",
        "Decide yourself: type the result on the sheet Closing and tests.",
    ),
    # the folder
    "plan.second": Wording(
        "warning",
        "This round has a plan of its own, and so has the partnership around it. Only the "
        "partnership's is used.",
        "Move what is still needed into it with audit plan import, and put the round's folder "
        "plan away.",
    ),
    "plan.rewritten": Wording(
        "warning",
        "plan.json does not say what the journal comes to: it was changed or restored without "
        "it, or a run was stopped.",
        "The journal counts. plan.json is written again from it; what stood there is in "
        "plan/history.",
    ),
    "plan.earlier_day": Wording(
        "warning",
        "This issue is as at {day}, and the last one was as at {last}.",
        "Positions are worked out for the day you named. If it was a slip, issue the plan again "
        "with the right --as-at.",
    ),
    # importing
    "plan.import_unreadable": Wording("error", "{why}", "{remedy}"),
    "plan.import_needed": Wording(
        "error",
        "'{label}' is empty.",
        "Fill it in, or delete the row. The other rows can only be imported with it.",
    ),
    "plan.import_known": Wording(
        "note",
        "This action is in the plan already, as {id}.",
        "Nothing to do: it is not added a second time.",
    ),
}
