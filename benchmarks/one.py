"""Measure one task in this process, and print what it took: python -m benchmarks.one TASK FOLDER
COUNT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

if __name__ == "__main__":  # the processes of a pool import this module again, and must not run it
    import attrs

    from benchmarks.measure import here

    print(json.dumps(attrs.asdict(here(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))))
