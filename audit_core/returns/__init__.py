"""What lies in the returns folder, and what it says: every file one line of the ledger, every
answer one entry with its cell.

    folder ─▶ FoundFile ─ xlsx.read ─▶ Book ─ form_ids, concerns ─ grid ─ place ─▶ cells ─ values ─▶
    FilledForm

Answers are found by what is printed beside them, never by coordinates; what cannot be understood is
said, never guessed.
"""
