"""What a drawn map consists of: plain values, ready to be written as SVG."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.domain.map_outlines import MapPaths
from learningcircles_wagtail.domain.svg_path import XY

Kind = Literal["city", "region", "world"]
Align = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be put on a map.

    `key` is the caller's own; `label` names it; `region` (a country, for instance) is
    the title of an inset that holds places of this region alone. Raises
    `PositionError` for a position that is none.
    """

    key: str
    latitude: float
    longitude: float
    label: str
    region: str = ""

    def __post_init__(self) -> None:
        position = Position(self.latitude, self.longitude)
        object.__setattr__(self, "latitude", position.latitude)
        object.__setattr__(self, "longitude", position.longitude)


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside a pin: where its base line begins, ends or has its middle."""

    text: str
    x: float
    y: float
    align: Align


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered pin: its middle, and in `anchor_x`, `anchor_y` its true place.

    `number` counts the places as they were given, from 1. Where `has_leader` is true a
    line leads from the place to the pin. A pin with an `address` is a link, whose name
    is `words`.
    """

    number: int
    x: float
    y: float
    anchor_x: float
    anchor_y: float
    label: str
    key: str
    has_leader: bool = False
    name: Label | None = None
    address: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of kilometres on top of one of miles; `x`, `y` is where both begin.

    `km` and `miles` are the lengths shown, the widths are in units.
    """

    x: float
    y: float
    km: float
    km_width: float
    miles: float
    miles_width: float

    @property
    def path(self) -> str:
        """The `d` of both bars, each with an upright at its ends."""
        start = f"M{self.x} {self.y}"
        return f"{start}v-5v10v-5h{self.km_width}v-5{start}h{self.miles_width}v5"

    @property
    def km_y(self) -> float:
        """The base line of the words for the kilometres."""
        return round(self.y - 8, 1)

    @property
    def miles_y(self) -> float:
        """The base line of the words for the miles."""
        return round(self.y + 17, 1)


@dataclass(frozen=True, slots=True)
class Inset:
    """A small map in the map, of what is far away or of where a city lies.

    `paths` count from the inset's own top left, everything else from the drawing's.
    `marker` shows where the places of the main map are.
    """

    title: str
    x: float
    y: float
    width: float
    height: float
    paths: MapPaths
    pins: tuple[Pin, ...] = ()
    marker: XY | None = None


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map of `width` × `height` units, which are an SVG's `viewBox`.

    A map of a city has squares of `grid_km` kilometres instead of outlines. `pins` are
    those of the main map, `all_pins` those of the insets too. Pins are `radius` large
    and carry a number if `numbered`. `narrow` is the same map for a small screen.
    """

    kind: Kind
    width: float
    height: float
    radius: float
    numbered: bool
    paths: MapPaths
    pins: tuple[Pin, ...]
    insets: tuple[Inset, ...] = ()
    scale_bar: ScaleBar | None = None
    grid_km: float | None = None
    narrow: "MapDrawing | None" = None

    @property
    def all_pins(self) -> tuple[Pin, ...]:
        """All pins in the order of their numbers."""
        pins = [*self.pins, *(pin for inset in self.insets for pin in inset.pins)]
        return tuple(sorted(pins, key=lambda pin: pin.number))

    @property
    def font_size(self) -> float:
        """The size of the pins' numbers in units; three digits get smaller ones."""
        longest = len(str(max((pin.number for pin in self.all_pins), default=0)))
        factors = {1: 1.1, 2: 1.1, 3: 0.85}
        return round(self.radius * factors.get(longest, 0.68), 1)

    @property
    def has_links(self) -> bool:
        """Whether a pin leads anywhere."""
        return any(pin.address for pin in self.all_pins)

    def with_pins(self, change: Callable[[Pin], Pin]) -> "MapDrawing":
        """Return this drawing with every pin as `change` returns it, `narrow` too."""
        insets = (
            replace(inset, pins=tuple(map(change, inset.pins))) for inset in self.insets
        )
        return replace(
            self,
            pins=tuple(map(change, self.pins)),
            insets=tuple(insets),
            narrow=self.narrow.with_pins(change) if self.narrow else None,
        )
