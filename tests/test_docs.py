"""The documentation says what is there: links, settings, checks, templates, fields."""

import ast
import importlib
import re
import textwrap
import warnings
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.db import models
from wagtail.models import Page

from learningcircles_wagtail.conf import DEFAULTS, PREFIX
from tests.test_layers import RULES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "learningcircles_wagtail"
REFERENCE = DOCS / "reference"
APP = "learningcircles_wagtail"
# What every translatable record, or Wagtail's draft and page machinery, brings along.
INHERITED = {
    *{field.name for field in Page._meta.get_fields()},
    "id",
    "page_ptr",
    "site",
    "sort_order",
}
# Named differently in a page and in a record: a page's own are Wagtail's.
OWN_ALL_THE_SAME = {"title", "slug"}

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[(?:[^\[\]]|!?\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)\)")


def documents() -> list[Path]:
    """Return every page of the documentation, those at the top included."""
    at_the_top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")]
    return [*at_the_top, *sorted(DOCS.rglob("*.md"))]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Return the text without its code."""
    return FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """Return the anchors that a forge gives the headings of a text."""
    titles = re.findall(r"^#+ +(.+?)\s*$", prose(text), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.replace(" ", "-") for title in plain}


def broken_links(path: Path, text: str) -> list[str]:
    """Return the relative links of a page that lead nowhere."""
    broken = []
    for address in LINK.findall(prose(text)):
        if re.match(r"[a-z]+:", address):
            continue
        name, _sign, anchor = unquote(address).partition("#")
        target = (path.parent / name).resolve() if name else path
        other = text if target == path else None
        if other is None and target.suffix == ".md" and target.is_file():
            other = read(target)
        if not target.exists() or (anchor and anchor not in anchors(other or "")):
            broken.append(address)
    return broken


def first_cells(text: str) -> list[str]:
    """Return the code in the first column of every table."""
    rows = re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE)
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row)]


def python_blocks() -> list[tuple[str, str]]:
    """Return every Python block with the place at which it begins."""
    found = []
    for path in documents():
        text = read(path)
        for match in FENCE.finditer(text):
            if match[2] == "python":
                line = text[: match.start()].count("\n") + 2
                place = f"{path.relative_to(ROOT)}:{line}"
                found.append((place, textwrap.dedent(match[3])))
    return found


def templates() -> set[str]:
    """Return the names of the package's templates, below its own folder."""
    folder = PACKAGE / "templates" / APP
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


def own_fields(model: type[models.Model]) -> set[str]:
    """Return the fields that the model reference has to name."""
    return {
        field.name
        for field in model._meta.get_fields()
        if (field.concrete or field.many_to_many)
        and not (field.auto_created and not field.concrete)
        and (
            field.name not in INHERITED
            or (field.name in OWN_ALL_THE_SAME and not issubclass(model, Page))
        )
    }


def described(model: type[models.Model]) -> str:
    """Return what the reference says about a model: its section, or its row."""
    if model._meta.model_name == "learningcirclessettings":
        return read(REFERENCE / "settings.md")
    text, name = read(REFERENCE / "models.md"), re.escape(model.__name__)
    section = re.search(
        rf"^### {name}\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE
    )
    row = re.search(rf"(?m)^\| `{name}` \|(.*)$", text)
    found = section or row
    return found[1] if found else ""


@pytest.mark.parametrize(
    "path", documents(), ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    assert broken_links(path, read(path)) == []


@pytest.mark.parametrize(
    "address", ["no-such-file.md", "index.md#no-such-heading", "#no-such-heading"]
)
def test_a_link_that_leads_nowhere_is_found(address: str) -> None:
    page = DOCS / "tutorial.md"

    assert broken_links(page, f"# Title\n[words]({address})") == [address]


def test_a_link_inside_a_link_is_followed_too() -> None:
    text = "[![picture](images/none.png)](none.md)"

    assert broken_links(DOCS / "index.md", text) == ["none.md"]


def test_the_settings_page_names_every_setting_and_no_other() -> None:
    text = read(REFERENCE / "settings.md")
    table, _, _admin = text.partition("## In the admin")
    stated = dict(re.findall(r"^\| `(\w+)` \| `(.+?)` \|", table, re.MULTILINE))

    assert stated == {
        PREFIX + name: repr(default).replace("'", '"')
        for name, default in DEFAULTS.items()
    }


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    named = {
        name
        for path in documents()
        for name in re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", read(path))
    }

    assert named <= {PREFIX + name for name in DEFAULTS}


def test_the_checks_page_names_every_check_and_no_other() -> None:
    stated = first_cells(read(REFERENCE / "checks.md"))
    ids = set(re.findall(rf'"({APP}\.[EW]\d+)"', read(PACKAGE / "checks.py")))

    assert ids
    assert sorted(stated) == sorted(ids)


def test_the_templates_page_names_every_template_and_no_other() -> None:
    listed = {
        name
        for name in first_cells(read(REFERENCE / "templates.md"))
        if name.endswith((".html", ".svg", ".txt"))
    }
    of_blocks = set(
        re.findall(rf"`{APP}/(blocks/\w+\.html)`", read(REFERENCE / "blocks.md"))
    )

    assert listed | of_blocks == templates()


def test_the_templates_page_names_every_style_sheet_and_custom_property() -> None:
    stated = set(first_cells(read(REFERENCE / "templates.md")))
    folder = PACKAGE / "static" / APP / "css"
    tokens = read(folder / "tokens.css")
    properties = set(re.findall(r"^\s*(--lc-[\w-]+):", tokens, re.MULTILINE))

    assert {path.name for path in folder.glob("*.css")} <= stated
    assert {name for name in stated if name.startswith("--")} == properties


def test_the_models_page_names_every_field_of_every_model() -> None:
    found = [
        model
        for model in apps.get_app_config(APP).get_models()
        if not model._meta.auto_created
    ]
    missing = {
        f"{model.__name__}.{name}"
        for model in found
        for name in own_fields(model) - set(re.findall(r"`(\w+)`", described(model)))
    }

    assert len(found) > 15
    assert missing == set()


def test_what_is_said_of_one_model_is_not_taken_for_another() -> None:
    branch = apps.get_model(APP, "Branch")

    assert "`access_facts`" in described(branch)
    assert "`biography`" not in described(branch)
    assert described(Page) == ""


def test_every_part_of_the_package_stands_in_the_architecture() -> None:
    text = read(DOCS / "explanation" / "architecture.md")
    parts = {cell for cell in first_cells(text) if cell in RULES}

    assert parts == {name for name in RULES if name}


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {
        target
        for path in documents()
        for target in re.findall(r"(?:^|`)make ([a-z]+)", read(path), re.MULTILINE)
    }

    assert {"demo", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize(("place", "source"), python_blocks())
def test_python_in_the_documentation_compiles(place: str, source: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile(source, place, "exec")


def test_every_import_of_ours_in_the_documentation_can_be_made() -> None:
    imports = {
        (node.module, alias.name)
        for _place, source in python_blocks()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(APP)
        for alias in node.names
    }
    missing = {
        f"{module}.{name}"
        for module, name in imports
        if not hasattr(importlib.import_module(module), name)
    }

    assert len(imports) > 5
    assert missing == set()


def test_no_picture_weighs_more_than_200_kilobytes() -> None:
    pictures = list((DOCS / "images").iterdir())

    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 200_000] == []
