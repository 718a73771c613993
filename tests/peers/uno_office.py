"""LibreOffice, started without a window and with a profile of its own. Used by Debian's own
python3, which has uno.
"""

import contextlib
import subprocess
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
    """LibreOffice's desktop, which opens documents; it is ended afterwards."""
    with tempfile.TemporaryDirectory() as profile:
        office, context = _connect(profile)
        found = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
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


def _connect(profile):
    pipe = f"audit{abs(hash(profile)) % 10**8}"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # whatever uno raises while it is not ready
            if office.poll() is not None:
                raise SystemExit("LibreOffice ended before it could be reached") from None
            time.sleep(0.25)  # LibreOffice gives no other sign that it is ready
    raise SystemExit("LibreOffice could not be reached within a minute")
