"""The invented Riverbend Public Library and its four branches.

Riverbend does not exist. Its branches are placed at real coordinates of the upper
Mississippi valley so that maps, distances and the time zone are true to life.
"""

from example_site.demo.content import Picture, Record, RecordLink

RIVERBEND = Record(
    "riverbend-public-library",
    {
        "name": "Riverbend Public Library",
        "slug": "riverbend-public-library",
        "city": "Riverbend",
        "region": "IA",
        "country": "US",
        "position": "SRID=4326;POINT(-90.5776 41.5236)",
        "time_zone": "America/Chicago",
        "website": "https://www.riverbend.example/",
    },
)


def _branch(
    key: str, name: str, at: tuple[float, float], street: str, **more: object
) -> Record:
    latitude, longitude = at
    return Record(
        key,
        {
            "name": name,
            "slug": key,
            "library_system": RecordLink("LibrarySystem", RIVERBEND.key),
            "street_address": street,
            "city": "Riverbend",
            "region": "IA",
            "country": "US",
            "position": f"SRID=4326;POINT({longitude} {latitude})",
            "time_zone": "America/Chicago",
            "email": f"{key.split('-')[0]}@riverbend.example",
            **more,
        },
    )


BRANCHES: tuple[Record, ...] = (
    _branch(
        "central-library",
        "Central Library",
        (41.5236, -90.5776),
        "12 River Street",
        postal_code="52801",
        phone="+1 555 0110",
        directions=(
            "Buses 3, 7 and 11 stop at River Street. The entrance is on the river "
            "side; the car park behind the building has four wide spaces by the door."
        ),
        opening_hours=(
            "Monday to Thursday 9 am to 9 pm\n"
            "Friday and Saturday 9 am to 5 pm\n"
            "Sunday 1 pm to 5 pm"
        ),
        access_facts=[
            "step-free",
            "accessible-toilet",
            "hearing-loop",
            "quiet-room",
            "screen-reader-computers",
            "large-print",
            "parking",
            "public-transport",
        ],
        access_note=(
            "The hearing loop is in the Reading Room and the Lamp Room. The lift to "
            "the second floor is left of the information desk."
        ),
        picture=Picture(
            "branch-central",
            "windows",
            "dusk",
            "Arched library windows in the evening, some of them lit",
        ),
    ),
    _branch(
        "eastside-branch",
        "Eastside Branch",
        (41.5580, -90.5300),
        "480 Orchard Avenue",
        postal_code="52803",
        phone="+1 555 0120",
        directions="Bus 5 stops at the door. There is parking along Orchard Avenue.",
        opening_hours=(
            "Monday to Thursday 10 am to 8 pm\nFriday and Saturday 10 am to 5 pm"
        ),
        access_facts=[
            "step-free",
            "accessible-toilet",
            "sign-language",
            "large-print",
            "public-transport",
            "childcare",
        ],
        access_note=(
            "The play corner is next to the meeting room and in sight of it. Ask for "
            "a sign language interpreter ten days ahead."
        ),
        picture=Picture(
            "branch-eastside",
            "garden",
            "garden",
            "A row of leafy plants with round fruit",
        ),
    ),
    _branch(
        "northgate-branch",
        "Northgate Branch",
        (41.6005, -90.5850),
        "1500 Prairie Road",
        postal_code="52806",
        phone="+1 555 0130",
        directions=(
            "Bus 9 to Prairie Road, then two minutes on a level path. Free parking."
        ),
        opening_hours=(
            "Monday to Thursday 10 am to 9 pm\nFriday and Saturday 10 am to 5 pm"
        ),
        access_facts=[
            "step-free",
            "accessible-toilet",
            "hearing-loop",
            "screen-reader-computers",
            "parking",
        ],
        access_note="The workshop tables can be raised and lowered.",
        picture=Picture(
            "branch-northgate", "hills", "plum", "Rolling hills under a low sun"
        ),
    ),
    _branch(
        "riverside-branch",
        "Riverside Branch",
        (41.5440, -90.6430),
        "73 Ferry Lane",
        postal_code="52804",
        phone="+1 555 0140",
        directions="Bus 3 to Ferry Lane. The house is the old ferry office.",
        opening_hours="Tuesday to Friday 11 am to 8 pm\nSaturday 10 am to 5 pm",
        access_facts=["accessible-toilet", "parking", "public-transport", "childcare"],
        access_note=(
            "Two steps at the front. A portable ramp is kept at the desk: ring the "
            "bell, and we lay it in a minute."
        ),
        picture=Picture(
            "branch-riverside",
            "waves",
            "deep_river",
            "A small sailing boat on a river of broad waves",
        ),
    ),
)
