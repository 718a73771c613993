"""`python -m audit_core` is `audit`."""

from audit_core.cli import main

main()
