"""How fast and how lean `audit` is, beside rivals measured in the same run: `make bench`."""
