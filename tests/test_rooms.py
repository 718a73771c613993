"""The house rules that a machine can keep: one library's name in one room, arrows in one direction, modules one can read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ROOT / "audit_core"
MODULES = sorted(path for path in CORE.rglob("*.py"))
THEMES = sorted(ROOT.glob("plugins/*/audit_theme_*"))

# A third-party library's name, and the only places that may say it.
TONGUES = {
    "openpyxl": ("audit_core.workbook",),
    "pluggy": ("audit_core.hookspecs", "audit_core.plugins"),
    "click": ("audit_core.cli",),
    "rich": ("audit_core.cli",),
    "cattrs": ("audit_core.serial",),
    "jinja2": ("audit_core.render",),
    "markupsafe": ("audit_core.render",),
    "markdown_it": ("audit_core.render",),
    "docx": ("audit_core.render",),
    "resvg_py": ("audit_core.render",),
    "nhs_number": ("audit_core.intake.identifiers",),
    "holidays": ("audit_core.bank_holidays",),
}

# The rooms from top to bottom: a module may import only rooms further down (or its own room).
LAYERS = (
    ("cli", "__main__"),
    ("testing",),
    ("engine",),
    ("house",),
    ("plan_store",),
    ("plugins", "store", "intake", "workbook", "render"),
    (
        "resources",
        "collect",
        "moderate",
        "score",
        "find",
        "recommend",
        "act",
        "tabulate",
        "chronicle",
        "check",
        "issue",
        "localise",
        "bank_holidays",
        "weigh",
        "contrast",
        "escalate",
        "publish",
        "track",
    ),
    ("fields", "position", "serial", "xlsx", "doubt", "contradict", "quantifier", "witness"),
    ("hookspecs",),
    ("model",),
    ("problems", "errors"),
    ("catalogue", "words"),
)
STAGES = {"issue", "collect", "moderate", "score", "find", "recommend", "act", "tabulate", "chronicle", "weigh", "contrast", "escalate", "publish", "track"}


def name_of(path: Path) -> str:
    """A file's module name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, at_run_time: bool = False) -> set[str]:
    """Every module a file imports; without those that only type checkers see, if `at_run_time`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen: set[ast.AST] = set()
    if at_run_time:
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                unseen |= {inner for part in node.body for inner in ast.walk(part)}
    found = set()
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(module: str) -> str:
    """The room of one of our modules: the name after audit_core."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_named_in_its_own_room_only(path: Path) -> None:
    """A third-party library is imported only where the table says, so that it can be changed in one place."""
    module = name_of(path)
    for imported in imports(path):
        allowed = TONGUES.get(imported.split(".")[0])
        assert allowed is None or module.startswith(allowed), f"{module} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    """No room imports one above it, and no stage another stage."""
    level = {name: number for number, names in enumerate(LAYERS) for name in names}
    mine = room(name_of(path))
    if mine == "__init__":
        return
    assert mine in level, f"{mine} stands in no layer: give it one"
    for imported in imports(path, at_run_time=True):
        theirs = room(imported) if imported.startswith("audit_core.") else mine
        if theirs not in level or theirs == mine:
            continue
        assert level[theirs] >= level[mine], f"{name_of(path)} imports {imported}, which stands above it"
        assert not (mine in STAGES and theirs in STAGES), f"the stage {mine} imports the stage {theirs}"


def test_there_is_no_import_cycle() -> None:
    """No module imports itself by way of others when it is loaded."""
    known = {name_of(path): path for path in MODULES}
    graph = {name: {found for found in top_level(path) if found in known and found != name} for name, path in known.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def top_level(path: Path) -> set[str]:
    """The modules a file imports as soon as it is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found - {"audit_core"}


def test_no_module_outgrows_its_room() -> None:
    """A module is at most 400 lines and a function at most 60: what one can see whole."""
    for path in (*MODULES, *(path for theme in THEMES for path in theme.rglob("*.py"))):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, f"{path} has outgrown its name"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= 60, f"{path.name}: {node.name} is {length} lines"


def test_what_is_public_says_what_it_does() -> None:
    """Every public module, class and function of the core has a docstring."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "__init__.py" or tree.body:
            assert ast.get_docstring(tree), f"{path} says nothing about itself"
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name} says nothing about itself"


def test_every_problem_code_is_used_and_every_use_is_known() -> None:
    """The catalogue of problems and the code agree: no code without a use, no use without wording."""
    from audit_core.catalogue import PROBLEMS

    used = set()
    for path in MODULES:
        if path.parent.name != "catalogue":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in PROBLEMS:
                    used.add(node.value)
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem" and node.args:
                    code = node.args[0]
                    assert not isinstance(code, ast.Constant) or code.value in PROBLEMS, f"{path.name}: {ast.unparse(code)}"
    assert set(PROBLEMS) - used == set()
