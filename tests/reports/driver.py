"""Chromium, driven as a person would drive it, through the W3C WebDriver protocol that chromedriver
speaks: it needs no library.
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
    """One window. `script` runs JavaScript in it and gives what it returns."""

    def __init__(self, port: int, session: str) -> None:
        self._port, self._session = port, session

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One command of the protocol. Raises AssertionError with the browser's own words."""
        return _ask(self._port, method, f"/session/{self._session}{path}", body)

    def open(self, page: Path) -> None:
        """Open a file."""
        self.ask("POST", "/url", {"url": page.resolve().as_uri()})

    def script(self, words: str, *given: object) -> Any:
        """What a piece of JavaScript returns."""
        return self.ask("POST", "/execute/sync", {"script": words, "args": list(given)})

    def later(self, words: str, *given: object) -> Any:
        """What a piece of JavaScript gives to the function that is its last argument."""
        return self.ask("POST", "/execute/async", {"script": words, "args": list(given)})

    def press(self, *keys: str) -> None:
        """Press and let go of keys, one after the other; a letter is itself."""
        pressed = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        self.ask(
            "POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": pressed}]}
        )

    def devtools(self, command: str, **more: object) -> Any:
        """A command that only this browser knows: another medium, other colours, a
        phone's width.
        """
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": more})

    def said(self) -> list[str]:
        """What was written to the browser's log since it was last asked: errors, warnings,
        refusals.
        """
        return [entry["message"] for entry in self.ask("POST", "/se/log", {"type": "browser"})]

    def printed(self) -> bytes:
        """The page on A4, as a PDF."""
        page = {"page": {"width": 21.0, "height": 29.7}, "background": True, "shrinkToFit": False}
        return base64.b64decode(self.ask("POST", "/print", page))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A window of 1280 by 900, with a profile of its own in `folder`; ended afterwards."""
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
