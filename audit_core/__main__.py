"""Run `audit` by `python -m audit_core`."""

from audit_core.cli import main

main()
