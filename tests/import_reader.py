"""Reads the imports of a package from its sources, without loading it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One import: of what, in which line, and whether it happens on loading.

    ``name`` is dotted and whole; it ends with the imported name where there is one.
    """

    name: str
    line: int
    on_loading: bool


class ImportReader(ast.NodeVisitor):
    """Collects the imports of one module, relative and dynamic ones too.

    An import inside a function, or under ``if TYPE_CHECKING``, is not on loading.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self.imports: list[Import] = []
        self._deferred = 0

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(alias.name, node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        if node.level:
            parents = self.package.split(".")
            kept = parents[: len(parents) - node.level + 1]
            base = ".".join([*kept, *([node.module] if node.module else [])])
        for alias in node.names:
            self._add(f"{base}.{alias.name}", node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        name = getattr(function, "attr", getattr(function, "id", ""))
        if name in {"__import__", "import_module", "import_string"} and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                self._add(argument.value, node)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._defer(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._defer(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._defer(node)

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            self._deferred += 1
            for statement in node.body:
                self.visit(statement)
            self._deferred -= 1
            for statement in node.orelse:
                self.visit(statement)
        else:
            self.generic_visit(node)

    def _defer(self, node: ast.AST) -> None:
        self._deferred += 1
        self.generic_visit(node)
        self._deferred -= 1

    def _add(self, name: str, node: ast.stmt | ast.expr) -> None:
        self.imports.append(Import(name, node.lineno, self._deferred == 0))


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the dotted name below the package, and the file, of every module."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), path


def imports_of(root: Path, name: str, path: Path) -> list[Import]:
    """Return the imports of a module whose name below the package is given."""
    dotted = f"{root.name}.{name}".rstrip(".")
    is_package = path.name == "__init__.py"
    reader = ImportReader(dotted if is_package else dotted.rpartition(".")[0])
    reader.visit(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))
    return reader.imports
