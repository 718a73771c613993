"""The workbooks of the one action plan: an owner's, the chair's master, and the blank one for importing."""
