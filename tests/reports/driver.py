"""Chromium driven as a person would, through the W3C WebDriver protocol of chromedriver, which
needs no library.
"""

from __future__ import annotations

import base64
import http.client
import json
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "Down": "\ue015",
    "Home": "\ue011",
    "Shift": "\ue008",
}


class Browser:
    """One window. `script` runs JavaScript in it and returns its result."""

    def __init__(self, port: int, session: str) -> None:
        self._port, self._session = port, session

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send one command of the protocol. Raises AssertionError with the browser's own
        message.
        """
        return _ask(self._port, method, f"/session/{self._session}{path}", body)

    def open(self, page: Path) -> None:
        """Open a file."""
        self.ask("POST", "/url", {"url": page.resolve().as_uri()})

    def script(self, words: str, *given: object) -> Any:
        """The result of a piece of JavaScript."""
        return self.ask("POST", "/execute/sync", {"script": words, "args": list(given)})

    def later(self, words: str, *given: object) -> Any:
        """The value that a piece of JavaScript passes to the function in its last argument."""
        return self.ask("POST", "/execute/async", {"script": words, "args": list(given)})

    def press(self, *keys: str) -> None:
        """Press and release keys, one after the other; a letter stands for itself."""
        pressed = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        self.ask(
            "POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": pressed}]}
        )

    def devtools(self, command: str, **more: object) -> Any:
        """Send a command that only this browser has: another medium, other colours, a phone's
        width.
        """
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": more})

    def logged(self) -> list[str]:
        """The entries of the browser's log since the last call: errors, warnings, refusals."""
        return [entry["message"] for entry in self.ask("POST", "/se/log", {"type": "browser"})]

    def printed(self) -> bytes:
        """The page on A4, as a PDF."""
        page = {"page": {"width": 21.0, "height": 29.7}, "background": True, "shrinkToFit": False}
        return base64.b64decode(self.ask("POST", "/print", page))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A window of 1280 by 900 with its own profile in `folder`, closed afterwards."""
    assert CHROMIUM
    assert DRIVER
    with subprocess.Popen(
        [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as driver:
        assert driver.stdout
        port = next(
            int(found[1])
            for line in driver.stdout
            if (found := re.search(r"successfully on port (\d+)", line))
        )
        options = {
            "binary": CHROMIUM,
            "args": [
                "--headless",
                "--no-sandbox",
                "--window-size=1280,900",
                *QUIET,
                f"--user-data-dir={folder / 'profile'}",
            ],
        }
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        try:
            session = _ask(port, "POST", "/session", {"capabilities": {"alwaysMatch": wanted}})[
                "sessionId"
            ]
            try:
                yield Browser(port, session)
            finally:
                _ask(port, "DELETE", f"/session/{session}")
        finally:
            driver.terminate()


def _ask(port: int, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        line.request(
            method,
            path,
            json.dumps(body or {}) if method == "POST" else None,
            {"Content-Type": "application/json"},
        )
        value = json.loads(line.getresponse().read())["value"]
    finally:
        line.close()
    if isinstance(value, dict) and "error" in value:
        raise AssertionError(f"{value['error']}: {value['message']}")
    return value
