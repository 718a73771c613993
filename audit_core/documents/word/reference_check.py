"""Try a partnership's own Word template before it is kept, since every later report depends
on it.
"""

from __future__ import annotations

from datetime import date

from audit_core.documents.environment import Templates
from audit_core.documents.markdown import blocks_of
from audit_core.documents.word.document import build_word_document
from audit_core.errors import UsageProblem
from audit_core.tables import Paper

_SAMPLE = """# Title

```contents
```

## Heading

### Heading

Words in **bold** and *italic*.

> A quotation.

- A bullet.

1. A number.

| Heading | Heading |
|---|---|
| Cell | Cell |

```box
A frame.
```
"""
"""One of everything that a report may have."""


def check_look(reference: bytes) -> None:
    """Raise UsageProblem for a Word file in whose styles a report cannot be written.

    A sample of everything is written, because what a file lacks shows only then.
    """
    paper = Paper("Title", "CODE", "Author", "Marking", date(2026, 1, 1), (), ())
    try:
        build_word_document(
            blocks_of(_SAMPLE), paper, Templates(look=reference), paper.title, dense=True
        )
    except Exception:  # whatever python-docx makes of a file that it did not write
        raise UsageProblem("file.look") from None
