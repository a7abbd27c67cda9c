"""The layers of the package: who may import whom, read from its sources."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import learningcircles_wagtail
from tests.import_reader import Import, imports_of, modules

PACKAGE = "learningcircles_wagtail"
ROOT = Path(learningcircles_wagtail.__file__).parent

# The rules, as docs/explanation/architecture.md draws them. A part is a module or
# package right below the package.
FOUNDATION = {"conf", "domain", "enums", "exceptions", "translation"}
SERVICES = {
    "directory",
    "feeds",
    "importing",
    "press",
    "printing",
    "sign_ups",
    "subscriptions",
    "toolkit",
}
BELOW_ADMIN = {
    *FOUNDATION,
    *SERVICES,
    "blocks",
    "fields",
    "mixins",
    "models",
    "positions",
}
EVERYTHING = {*BELOW_ADMIN, "admin", "checks"}

STANDARD_LIBRARY = frozenset(sys.stdlib_module_names)


@dataclass(frozen=True)
class Rule:
    """What the modules of one part may import.

    ``loading``: parts that may be imported when a module loads; ``running``: further
    parts that may be imported inside functions, or for type checking, which does not
    run; ``libraries``: packages of others, ``None`` for any. A part may always import
    itself.
    """

    loading: set[str]
    running: set[str]
    libraries: frozenset[str] | None = None


RULES: dict[str, Rule] = {
    # The package itself loads before every module, those of the domain included.
    "": Rule(set(), set(), STANDARD_LIBRARY),
    "domain": Rule(set(), set(), STANDARD_LIBRARY | {"dateutil"}),
    "exceptions": Rule({"domain"}, set()),
    "conf": Rule({"domain", "exceptions"}, set()),
    "enums": Rule({"domain"}, set()),
    "translation": Rule(set(), set()),
    "positions": Rule({*FOUNDATION}, set()),
    "fields": Rule({*FOUNDATION, "positions"}, set()),
    "blocks": Rule({*FOUNDATION, "positions"}, EVERYTHING),
    "models": Rule({*FOUNDATION, "fields", "positions"}, set()),
    **{part: Rule({*FOUNDATION, *SERVICES, "models"}, set()) for part in SERVICES},
    "mixins": Rule({*FOUNDATION, "blocks", "fields", "positions"}, EVERYTHING),
    # The assembly of the pages is the one module of models above the mixins.
    "models.pages": Rule({"mixins"}, set()),
    "templatetags": Rule({*FOUNDATION, *SERVICES, "blocks", "models"}, set()),
    "checks": Rule({*FOUNDATION}, BELOW_ADMIN),
    "signals": Rule({*FOUNDATION}, BELOW_ADMIN),
    "middleware": Rule(set(), BELOW_ADMIN),
    "apps": Rule(set(), {*EVERYTHING, "signals"}),
    "management": Rule(EVERYTHING, set()),
    "migrations": Rule({"domain", "enums", "fields", "positions"}, set()),
    "admin": Rule(BELOW_ADMIN, set()),
    "wagtail_hooks": Rule({"admin"}, set()),
}


def rule_of(name: str) -> tuple[str, Rule] | None:
    """Return the rule that fits a module most closely, and its name."""
    parts = name.split(".") if name else []
    for length in range(len(parts), 0, -1):
        prefix = ".".join(parts[:length])
        if prefix in RULES:
            return prefix, RULES[prefix]
    return None if parts else ("", RULES[""])


def part_of(imported: str, known: set[str]) -> str:
    """Return the part that an import of ours reaches, "" for the package itself."""
    part = imported.removeprefix(PACKAGE).removeprefix(".").partition(".")[0]
    return part if part in known else ""


def fault_of(found: Import, rule_name: str, rule: Rule, known: set[str]) -> str:
    """Return what is wrong with one import, "" if nothing is."""
    library = found.name.partition(".")[0]
    if library != PACKAGE:
        if rule.libraries is None or library in rule.libraries:
            return ""
        return (
            f"imports {found.name}; '{rule_name}' may import the standard library"
            + "".join(f" and {extra}" for extra in rule.libraries - STANDARD_LIBRARY)
        )
    part = part_of(found.name, known)
    if part in {"", rule_name, *rule.loading}:
        return ""
    allowed = ", ".join(sorted(rule.loading)) or "nothing of ours"
    if part in rule.running:
        if not found.on_loading:
            return ""
        return (
            f"imports {found.name} when it loads; '{rule_name}' may import {part} "
            f"inside functions only, and when it loads: {allowed}"
        )
    return (
        f"imports {found.name}; '{rule_name}' may import: {allowed}. Move the code "
        f"to the layer that needs it, or hand in what it needs as an argument"
    )


def breaches(root: Path) -> list[str]:
    """Return every breach of the rules below a package directory, one line each."""
    found: list[str] = []
    named = list(modules(root))
    known = {name.partition(".")[0] for name, _ in named}
    for name, path in named:
        place = f"{PACKAGE}/{path.relative_to(root).as_posix()}"
        fitting = rule_of(name)
        if fitting is None:
            found.append(f"{place}: no rule for this part; add one to RULES")
            continue
        for one in imports_of(root, name, path):
            fault = fault_of(one, *fitting, known)
            if fault:
                found.append(f"{place}:{one.line} {fault}")
    return found


def test_every_import_keeps_to_the_layers() -> None:
    found = breaches(ROOT)

    assert not found, "Breaches of the layers:\n" + "\n".join(found)


def test_the_reader_sees_the_modules_and_imports_of_the_package() -> None:
    seen = {
        (name, part_of(one.name, set(RULES)))
        for name, path in modules(ROOT)
        for one in imports_of(ROOT, name, path)
        if one.name.startswith(PACKAGE)
    }

    assert ("domain.seats", "domain") in seen
    assert ("enums", "domain") in seen


def tree(root: Path, sources: dict[str, str]) -> Path:
    """Write a package of the given files, with every part that the rules name."""
    package = root / PACKAGE
    for part in {*(name.partition(".")[0] for name in RULES if name)}:
        (package / part).mkdir(parents=True)
        (package / part / "__init__.py").touch()
    (package / "__init__.py").touch()
    for name, source in sources.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("name", "source", "fault"),
    [
        ("domain/a.py", "import django", "imports django;"),
        ("domain/a.py", "def f():\n    import wagtail.models", "imports wagtail."),
        ("domain/a.py", f"from {PACKAGE} import enums", f"imports {PACKAGE}.enums"),
        ("domain/a.py", f"from {PACKAGE}.enums import X", f"imports {PACKAGE}.enums"),
        ("domain/a.py", "from .. import conf", f"imports {PACKAGE}.conf"),
        ("domain/a.py", "from ..models.circles import X", "models.circles"),
        ("domain/a.py", "__import__('django.db')", "imports django.db"),
        ("__init__.py", "import django", "imports django;"),
        ("enums/a.py", f"import {PACKAGE}.models", f"imports {PACKAGE}.models"),
        ("blocks/a.py", f"import {PACKAGE}.models", "inside functions only"),
        (
            "blocks/a.py",
            f"class A:\n    from {PACKAGE} import directory",
            "inside functions only",
        ),
        (
            "blocks/a.py",
            f"if True:\n    from {PACKAGE}.models import X",
            "inside functions only",
        ),
        (
            "blocks/a.py",
            f"if TYPE_CHECKING:\n    pass\nelse:\n    import {PACKAGE}.models",
            "inside functions only",
        ),
        ("feeds/a.py", f"import {PACKAGE}.mixins", f"imports {PACKAGE}.mixins"),
        (
            "directory/a.py",
            f"def f():\n    from {PACKAGE}.admin import x",
            f"imports {PACKAGE}.admin",
        ),
        ("mixins/a.py", f"import {PACKAGE}.sign_ups", "inside functions only"),
        (
            "mixins/a.py",
            f"def f():\n    import {PACKAGE}.wagtail_hooks",
            "wagtail_hooks;",
        ),
        ("models/a.py", f"import {PACKAGE}.mixins", f"imports {PACKAGE}.mixins"),
        (
            "models/a.py",
            f"from importlib import import_module\nimport_module('{PACKAGE}.blocks')",
            f"imports {PACKAGE}.blocks",
        ),
        ("models/pages.py", f"import {PACKAGE}.blocks", f"imports {PACKAGE}.blocks"),
        ("migrations/a.py", f"import {PACKAGE}.blocks", f"imports {PACKAGE}.blocks"),
        ("wagtail_hooks/a.py", f"import {PACKAGE}.models", "may import: admin."),
        ("gadgets/a.py", "", "no rule for this part"),
    ],
)
def test_a_breach_is_reported_with_its_place(
    tmp_path: Path, name: str, source: str, fault: str
) -> None:
    found = breaches(tree(tmp_path, {name: source}))

    assert len(found) == 1
    assert found[0].startswith(f"{PACKAGE}/{name}:")
    assert fault in found[0]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("domain/a.py", "import math\nfrom dateutil.rrule import rrule"),
        ("domain/a.py", "from . import seats\nfrom .status import X"),
        ("enums/a.py", f"from django.db import models\nimport {PACKAGE}.domain.seats"),
        ("blocks/a.py", f"def f():\n    from {PACKAGE}.models import Circle"),
        ("blocks/a.py", f"async def f():\n    from {PACKAGE}.models import Circle"),
        ("blocks/a.py", f"if TYPE_CHECKING:\n    from {PACKAGE}.models import X"),
        ("blocks/a.py", f"from {PACKAGE} import __version__"),
        ("feeds/a.py", f"from {PACKAGE} import directory, domain, models"),
        ("mixins/a.py", f"class A:\n    def f(self):\n        import {PACKAGE}.feeds"),
        ("models/pages.py", f"if True:\n    from {PACKAGE}.mixins.circles import X"),
        ("admin/a.py", f"from {PACKAGE} import models, sign_ups, mixins"),
        ("wagtail_hooks/a.py", f"import wagtail\nfrom {PACKAGE}.admin import x"),
    ],
)
def test_what_the_rules_allow_is_not_reported(
    tmp_path: Path, name: str, source: str
) -> None:
    assert breaches(tree(tmp_path, {name: source})) == []


def test_the_domain_loads_without_django() -> None:
    names = [
        f"{PACKAGE}.{name}" for name, _ in modules(ROOT) if name.startswith("domain")
    ]
    script = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print([m for m in ('django', 'wagtail') if m in sys.modules])"
    )

    finished = subprocess.run(
        [sys.executable, "-c", script, *names],
        env={**os.environ, "PYTHONPATH": str(ROOT.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(names) > 6
    assert finished.stdout.strip() == "[]", finished.stderr
