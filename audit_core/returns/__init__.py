"""Read returned forms: one ledger line for each file, one entry with its cell for each answer.

    folder ─▶ FoundFile ─ xlsx.read_book ─▶ Book ─ find_form_id, concerns ─ grid ─ locate ─▶ cells
           ─ values ─▶ FilledForm ─ casebook ─▶ CaseBook

Answers are found by the text printed next to them, never by coordinates. What cannot be understood
is reported, never guessed.
"""
