"""The rules of architecture that a machine can check: docs/architecture.md states them and the code
is compared with it.
"""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
CORE = ROOT / "audit_core"
MODULES = sorted(CORE.rglob("*.py"))
THEMES = sorted(ROOT.glob("plugins/*/audit_theme_*"))
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ENTRANCES = {"__init__", "__main__"}
"""The names of the package itself lead into every room, so they stand above the line."""


def direction() -> dict[str, int]:
    """Each folder with its level, counted from the top, from the one line of
    docs/architecture.md.
    """
    (line,) = re.findall(r"^cli > .*$", PAGE, re.MULTILINE)
    floors = [floor.strip(" {}").split(",") for floor in line.split(">")]
    return {room.strip(): number for number, floor in enumerate(floors) for room in floor}


def libraries() -> dict[str, tuple[str, ...]]:
    """Each library with the places that may name it: folders, modules, or module names with a
    star.
    """
    rows = re.findall(
        r"^\| (\w+) \| ([^|]*[^| ]) *\| [^|]* \|$", PAGE.partition("## Libraries")[2], re.MULTILINE
    )
    split = re.compile(r", (?:and modules called )?| or ")
    return {name: tuple(split.split(places)) for name, places in rows if name != "library"}


FLOORS, LIBRARIES = direction(), libraries()


def name_of(path: Path) -> str:
    """A file's module name, without the package's."""
    parts = path.relative_to(CORE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


NAMES = {name_of(path): path for path in MODULES}


@cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """Every module that a file imports, including for types and inside functions."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in inner if name.removeprefix("audit_core.") in NAMES} or {
                node.module
            }
    return found


def own_imports(path: Path) -> set[str]:
    """The modules of ours that a file imports."""
    own = {
        name.removeprefix("audit_core.") for name in imports(path) if name.startswith("audit_core")
    }
    return own & set(NAMES) - {name_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_named_only_where_it_may_be(path: Path) -> None:
    """A third-party library is imported only where the page says, so that it can be replaced in one
    place.
    """
    name = name_of(path)
    for imported in imports(path):
        allowed = LIBRARIES.get(imported.split(".")[0], ("*",))
        fits = any(
            f"{name}.".startswith(f"{place}.") or fnmatch(name.split(".")[-1], place)
            for place in allowed
        )
        assert fits, f"{name} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    """No folder imports one on its own level or above, not even for types."""
    mine = name_of(path).split(".")[0]
    if mine in ENTRANCES:
        return
    assert mine in FLOORS, f"{mine} has no place in the line"
    for imported in own_imports(path):
        theirs = imported.split(".")[0]
        assert theirs == mine or FLOORS[theirs] > FLOORS[mine], (
            f"{name_of(path)} imports {imported}"
        )


def test_no_circle_of_imports() -> None:
    """No file leads back to itself through others, including imports for types."""
    graph = {name: own_imports(path) for name, path in NAMES.items() if name not in ENTRANCES}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(graph[name] & set(graph)):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_no_folder_is_too_small_or_too_large() -> None:
    """A folder has between four files, `__init__` included, and 25."""
    for folder in {path.parent for path in MODULES}:
        files = len(list(folder.glob("*.py")))
        assert 4 <= files <= 25, f"{folder.relative_to(ROOT)} has {files} files"


REPEATED = {"__init__", "columns", "model", "new", "reader", "templates"}
"""Names that modules share, where the folder makes them plain; besides, a command's file stands in
cli/ and in commands/.
"""


def test_no_name_means_two_things() -> None:
    """No class and no public function of the core has the name of another, and modules share at
    most ten plain names.
    """
    seen: dict[str, Path] = {}
    for path in MODULES:
        for node in parsed(path).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith(
                ("_", "audit_")
            ):
                assert node.name not in seen, f"{node.name} stands in {path} and {seen[node.name]}"
                seen[node.name] = path
    stems = [path.stem for path in MODULES if "cli" not in path.parts]
    assert len(REPEATED) <= 10
    assert {stem for stem in stems if stems.count(stem) > 1} - REPEATED == set()


def test_no_module_or_function_is_too_long() -> None:
    """A module has at most 510 lines and a function at most 60; pure data may be longer."""
    for path in (*MODULES, *(path for theme in THEMES for path in theme.rglob("*.py"))):
        functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 510 or len(functions) <= 2, f"{path} has {lines} lines"
        for node in functions:
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{path.name}: {node.name} is {length} lines"


def test_everything_public_has_a_docstring() -> None:
    """This means every public module, class and function of the core."""
    for path in MODULES:
        tree = parsed(path)
        if path.name != "__init__.py" or tree.body:
            assert ast.get_docstring(tree), f"{path} says nothing about itself"
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), (
                    f"{path.name}: {node.name} says nothing about itself"
                )


FAULTS = {
    "problem": 0,
    "Problem": 1,
    "UsageProblem": 0,
    "NothingUsable": 0,
    "CannotWrite": 0,
    "SelfCheckFailed": 0,
    "TemplateFault": 0,
}
"""What tells somebody of a fault, and which of its arguments is the code."""


def codes(argument: ast.expr, function: ast.AST) -> Iterator[str]:
    """Every code that an argument can be: itself, either branch of a choice, or what a name was
    assigned in the same function. An argument that is passed in or looked up is skipped, since a
    text there would raise KeyError. Anything else is returned as it is.
    """
    if isinstance(argument, ast.IfExp):
        yield from (
            code for branch in (argument.body, argument.orelse) for code in codes(branch, function)
        )
    elif isinstance(argument, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == argument.id:
                yield from codes(node.value, function)
    elif not isinstance(argument, (ast.Attribute, ast.Subscript)):
        yield str(argument.value) if isinstance(argument, ast.Constant) else ast.unparse(argument)


def reported(path: Path) -> Iterator[tuple[str, str]]:
    """Each problem that a file reports: the name of the call, and the code."""
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for node in ast.walk(function):
            name = (
                node.func.id
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                else ""
            )
            if isinstance(node, ast.Call) and name in FAULTS and len(node.args) > FAULTS[name]:
                yield from ((name, code) for code in codes(node.args[FAULTS[name]], function))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent.name != "problems"], ids=name_of
)
def test_a_problem_is_reported_by_code_and_never_by_text(path: Path) -> None:
    """Wording is in the catalogue alone: whatever stops a command or describes an input has a code
    from there.
    """
    from audit_core.problems.catalogue import PROBLEMS

    for name, code in reported(path):
        assert code in PROBLEMS, f"{name}({code}) is not worded in the catalogue"


def test_every_code_of_the_catalogue_is_used() -> None:
    """The codes of files are composed of `file.` or `file.notice.` and the reader's own code."""
    from audit_core.problems import file_faults
    from audit_core.problems.catalogue import PROBLEMS

    trees = [parsed(path) for path in MODULES if path.parent.name != "problems"]
    used = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    short = {
        code.removeprefix("file.notice.").removeprefix("file.")
        if code in file_faults.PROBLEMS
        else code
        for code in PROBLEMS
    }
    assert short - used == set()


def test_no_code_is_worded_twice() -> None:
    """No code is in two files of the catalogue."""
    from audit_core.problems.catalogue import PROBLEMS

    assert sum(
        len(ast.literal_eval(ast.Tuple(node.value.keys, ast.Load())))
        for node in _catalogue_tables()
    ) == len(PROBLEMS)


def _catalogue_tables() -> Iterator[Any]:
    for path in (CORE / "problems").glob("*.py"):
        for node in parsed(path).body:
            if (
                isinstance(node, ast.AnnAssign)
                and ast.unparse(node.target) == "PROBLEMS"
                and isinstance(node.value, ast.Dict)
            ):
                yield node
