"""Blocks refer to records, pages and files in ways that Wagtail can follow."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, ReferenceIndex

from learningcircles_wagtail.blocks.choosers import (
    CirclePageChooserBlock,
    ToolkitPageChooserBlock,
)
from learningcircles_wagtail.models import CirclePage, PressIndexPage, ToolkitPage


def test_the_reference_index_finds_what_a_block_refers_to(
    home: Page, library: Any, document: Any, contact: Any
) -> None:
    page = PressIndexPage(title="Press", slug="press")
    page.body = [
        ("library_list", {"title": "", "libraries": [library]}),
        ("media_contact", {"contact": contact}),
        ("download", {"document": document}),
    ]
    home.add_child(instance=page)

    for record in (library, contact, document):
        users = ReferenceIndex.get_references_to(record)
        assert [int(found.object_id) for found in users] == [page.pk], record


def test_a_record_that_no_block_refers_to_has_no_users(library: Any) -> None:
    assert not ReferenceIndex.get_references_to(library).exists()


@pytest.mark.parametrize(
    ("chooser", "model"),
    [(CirclePageChooserBlock, CirclePage), (ToolkitPageChooserBlock, ToolkitPage)],
)
def test_a_chooser_finds_the_pages_that_inherit_its_mixin(
    chooser: type, model: type
) -> None:
    assert chooser().target_models == [model]
    assert chooser().model_class is model


def test_a_chooser_finds_no_model_before_it_is_used() -> None:
    block = CirclePageChooserBlock()

    assert "target_models" not in vars(block)


@pytest.mark.django_db
def test_a_chooser_refuses_a_page_of_another_kind(
    home: Page, make_circle: Callable[..., Any]
) -> None:
    block = CirclePageChooserBlock()
    # A site with several classes of circles gets plain pages from the form.
    block.target_model = Page
    circle = make_circle()

    assert block.clean(Page.objects.get(pk=circle.pk)).pk == circle.pk
    with pytest.raises(ValidationError, match="page of a learning circle"):
        block.clean(home)
