"""Choices of filters: one value in addresses is one choice, in every language."""

import pytest
from django.http import QueryDict
from wagtail.models import Locale

from learningcircles_wagtail.directory.columns import FEW, Choice, KeyedColumn
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.facets import facets_of
from learningcircles_wagtail.directory.finding import Finding, find
from learningcircles_wagtail.models import CircleIndexPage, Topic
from tests.directory.shelf import NOW
from tests.factories import make_branch, make_circle, make_topic


def found(query: str) -> Finding:
    index = CircleIndexPage.objects.get()
    return find(index, Criteria.parse(QueryDict(query)), now=NOW)


@pytest.mark.django_db
class TestSlugs:
    """Slugs are unique within a language, not between languages."""

    def test_a_slug_of_another_language_hides_no_topic(self):
        french = Locale.objects.create(language_code="fr")
        chat, talk = make_topic("Chat", slug="chat"), make_topic("Talk", slug="talk")
        Topic.objects.create(
            name="Parler",
            slug="talk",
            locale=french,
            translation_key=chat.translation_key,
        )
        make_circle(topics=[chat])
        page = make_circle(topics=[talk])

        assert found("topic=talk").ids() == [page.pk]

    def test_topics_of_one_slug_are_one_choice_with_the_list_s_words(self):
        french = Locale.objects.create(language_code="fr")
        Topic.objects.create(name="Arts", slug="art", locale=french)
        page = make_circle(topics=[make_topic("Painting", slug="art")])
        make_circle(topics=[make_topic("Zoology")])

        finding = found("topic=art")

        assert finding.ids() == [page.pk]
        [topics] = [one for one in facets_of(finding) if one.name == "topic"]
        rows = [(one.value, one.words, one.count) for one in topics.choices]
        assert rows == [("art", "Painting", 1), ("zoology", "Zoology", 1)]

    def test_cities_that_differ_in_capitals_are_two(self):
        make_circle(branch=make_branch(city="Foo"))
        page = make_circle(branch=make_branch(name="Other", city="foo"))

        assert found("city=foo").ids() == [page.pk]
        assert found("city=FOO").count == 1


@pytest.mark.parametrize("number", [FEW, FEW + 1])
def test_many_choices_are_counted_as_few_are(number):
    choices = [Choice(f"{one}", "") for one in range(number)]
    # The second key of a choice stands for a translation of the same topic.
    holders = [[one, one + number] for one in range(number)]
    keys = [place * 2 * number // 10 for place in range(10)]
    column = KeyedColumn(choices, holders, keys)
    members = 0b1010110101

    for one, count in enumerate(column.counts(members)):
        assert count == (column.members(one) & members).bit_count()
        assert column.occurs(one) == bool(column.members(one))
