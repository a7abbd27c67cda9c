"""What somebody who leaves an address wants to hear of."""

from dataclasses import dataclass

from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.models import Circle, Topic


@dataclass(frozen=True, slots=True)
class Wish:
    """What a subscription is for; `name` says it to its reader.

    `topics` are primary keys. A wish without a course and topics fits every new one.
    """

    kind: str
    course_id: int | None = None
    topics: frozenset[int] = frozenset()
    library_system_id: int | None = None
    name: str = ""

    @property
    def key(self) -> str:
        """By what two wishes are the same: 64 hexadecimal digits."""
        return token_hash(
            f"{self.kind} {self.course_id} {sorted(self.topics)} "
            f"{self.library_system_id}"
        )


def wish_of_circle(circle: Circle, title: str) -> Wish:
    """Return the wish of somebody who came too late to a circle.

    That is one about the same course or one of its topics, of the same library; any at
    all for a circle of which neither is known.
    """
    topics = frozenset(circle.topics.values_list("pk", flat=True))
    if circle.course_id is None and not topics:
        return wish_for_any_circle()
    return Wish(
        kind=SubscriptionKind.CIRCLE,
        course_id=circle.course_id,
        topics=topics,
        library_system_id=circle.library_system_id,
        name=title,
    )


def wish_of_topic(topic: Topic) -> Wish:
    """Return the wish for a circle about a topic, wherever it is."""
    return Wish(
        kind=SubscriptionKind.CIRCLE, topics=frozenset({topic.pk}), name=topic.name
    )


def wish_for_any_circle() -> Wish:
    """Return the wish of somebody whom every circle interests."""
    return Wish(kind=SubscriptionKind.CIRCLE)


def wish_for_releases() -> Wish:
    """Return the wish for whatever a press room publishes from now on."""
    return Wish(kind=SubscriptionKind.RELEASES)
