"""LibreOffice, started without a window and with a profile of its own. Used by Debian's own
python3, which has uno.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


@contextlib.contextmanager
def desktop():
    """LibreOffice's desktop, which opens documents: that of the one that runs already, by the name
    of its pipe in AUDIT_OFFICE, or of a new one, which is ended afterwards.
    """
    if "AUDIT_OFFICE" in os.environ:
        yield _reached(os.environ["AUDIT_OFFICE"], lambda: False)
        return
    with tempfile.TemporaryDirectory() as profile:
        office = _started(profile, name := _pipe())
        found = _reached(name, lambda: office.poll() is not None)
        try:
            yield found
        finally:
            with contextlib.suppress(Exception):  # it may be gone before it answers
                found.terminate()
            office.wait(30)


def opened(found, source):
    """A document, out of sight."""
    return found.loadComponentFromURL(
        Path(source).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),)
    )


def save(document, target):
    """Save in the format that the name ends with."""
    document.storeToURL(
        Path(target).resolve().as_uri(), (prop("FilterName", FILTERS[Path(target).suffix]),)
    )


def _pipe():
    """A name for the pipe through which LibreOffice is reached: one for each process."""
    return f"audit{os.getpid()}"


def _started(profile, name):
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={name};urp;",
    ]
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _reached(name, ended):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except Exception:  # whatever uno raises while it is not ready
            if ended():
                raise SystemExit("LibreOffice ended before it could be reached") from None
            time.sleep(0.25)  # LibreOffice gives no other sign that it is ready
    raise SystemExit("LibreOffice could not be reached within a minute")


if __name__ == "__main__":  # one for many scripts, until whoever started this closes its input
    with desktop():
        sys.stdout.write(f"{_pipe()}\n")
        sys.stdout.flush()
        sys.stdin.read()
