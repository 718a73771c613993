"""The wheel and the editable install are the same product: three themes load, and the house
templates are found.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ASK = """
import json
from audit_core.plugin_system.manager import load_plugins
from audit_core.resources import house_templates
plugins = load_plugins()
print(json.dumps([
    sorted(plugins.themes),
    [str(p) for p in plugins.problems],
    (house_templates() / "report.html.j2").is_file(),
    [
        (folder / "findings.md.j2").is_file()
        for theme in plugins.themes.values()
        for folder in plugins.template_dirs(theme)[0]
    ],
]))
"""
EXPECTED = '[["domestic_abuse", "early_help", "neglect"], [], true, [true, true, true]]'


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without the network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-c",
        f"from hatchling.build import build_wheel; print(build_wheel({str(out)!r}))",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return out / done.stdout.strip().splitlines()[-1]


def test_the_editable_install_finds_everything() -> None:
    """In the tests' environment there are three themes without problems, the built-in templates and
    each theme's own.
    """
    done = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=True, cwd="/"
    )
    assert done.stdout.strip() == EXPECTED


def test_the_wheel_finds_everything(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, the wheel alone has the themes, the templates and its entry points."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        f"import audit_core; assert audit_core.__file__.startswith({str(tmp_path)!r})\n{ASK}"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", _with_libraries(code)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == EXPECTED


def _with_libraries(code: str) -> str:
    """The libraries of this environment, without its editable install (a .pth file that -S leaves
    out), on the path.
    """
    import attrs

    return f"import sys; sys.path.append({str(Path(attrs.__file__).parents[1])!r})\n{code}"


def test_the_wheel_holds_no_tests_and_only_our_packages(wheel: Path) -> None:
    """An import package called `plugins` or `tests` would clash with another distribution's."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "audit_core",
        "audit_theme_domestic_abuse",
        "audit_theme_early_help",
        "audit_theme_neglect",
    }


def test_every_module_can_be_imported_alone() -> None:
    """Each module of the core imports by itself with warnings as errors, so that there is no hidden
    order. Each runs its imports anew; only the compiler that attrs calls for every class is cached.
    """
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "audit_core").rglob("*.py")
        if path.name not in {"__init__.py", "__main__.py"}
    )
    code = """
import builtins, functools, gc, importlib, sys
builtins.compile = functools.cache(builtins.compile)
gc.set_threshold(500_000, 10, 10)
for name in sys.argv[1:]:
    for loaded in [known for known in sys.modules if known.startswith('audit_core')]:
        del sys.modules[loaded]
    importlib.import_module(name)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *modules],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
