"""The library systems of the announcement, with the places where they are."""

from example_site.demo.content import Record


def _system(  # city, state or province, country, name, position, zone
    key: str, place: tuple[str, str, str], name: str, at: tuple[float, float], zone: str
) -> Record:
    city, region, country = place
    latitude, longitude = at
    return Record(
        key,
        {
            "name": name,
            "slug": key,
            "city": city,
            "region": region,
            "country": country,
            "position": f"SRID=4326;POINT({longitude} {latitude})",
            "time_zone": f"{'Africa' if country == 'KE' else 'America'}/{zone}",
        },
    )


NORTH_AMERICAN_SYSTEMS: tuple[Record, ...] = (
    _system(
        "boston-public-library",
        ("Boston", "MA", "US"),
        "Boston Public Library",
        (42.3601, -71.0589),
        "New_York",
    ),
    _system(
        "cambridge-public-library",
        ("Cambridge", "MA", "US"),
        "Cambridge Public Library",
        (42.3736, -71.1097),
        "New_York",
    ),
    _system(
        "charlotte-mecklenburg-library",
        ("Charlotte", "NC", "US"),
        "Charlotte Mecklenburg Library",
        (35.2271, -80.8431),
        "New_York",
    ),
    _system(
        "chicago-public-library",
        ("Chicago", "IL", "US"),
        "Chicago Public Library",
        (41.8781, -87.6298),
        "Chicago",
    ),
    _system(
        "cleveland-public-library",
        ("Cleveland", "OH", "US"),
        "Cleveland Public Library",
        (41.4993, -81.6944),
        "New_York",
    ),
    _system(
        "detroit-public-library",
        ("Detroit", "MI", "US"),
        "Detroit Public Library",
        (42.3314, -83.0458),
        "Detroit",
    ),
    _system(
        "kansas-city-public-library",
        ("Kansas City", "MO", "US"),
        "Kansas City Public Library",
        (39.0997, -94.5786),
        "Chicago",
    ),
    _system(
        "miami-dade-public-library-system",
        ("Miami", "FL", "US"),
        "Miami-Dade Public Library System",
        (25.7617, -80.1918),
        "New_York",
    ),
    _system(
        "free-library-of-philadelphia",
        ("Philadelphia", "PA", "US"),
        "Free Library of Philadelphia",
        (39.9526, -75.1652),
        "New_York",
    ),
    _system(
        "providence-public-library",
        ("Providence", "RI", "US"),
        "Providence Public Library",
        (41.8240, -71.4128),
        "New_York",
    ),
    _system(
        "san-jose-public-library",
        ("San Jose", "CA", "US"),
        "San Jose Public Library",
        (37.3382, -121.8863),
        "Los_Angeles",
    ),
    _system(
        "pierce-county-library",
        ("Seattle area (Tacoma)", "WA", "US"),
        "Pierce County Library",
        (47.2529, -122.4443),
        "Los_Angeles",
    ),
    _system(
        "toronto-public-library",
        ("Toronto", "ON", "CA"),
        "Toronto Public Library",
        (43.6532, -79.3832),
        "Toronto",
    ),
    _system(
        "hillsborough-county-public-library-cooperative",
        ("Tampa", "FL", "US"),
        "Hillsborough County Public Library Cooperative",
        (27.9506, -82.4572),
        "New_York",
    ),
    _system(
        "wichita-public-library",
        ("Wichita", "KS", "US"),
        "Wichita Public Library",
        (37.6872, -97.3301),
        "Chicago",
    ),
)
"""The fifteen systems of the United States and Canada, in the announcement's order."""

KENYA = _system(
    "kenya-national-library-service",
    ("Nairobi", "", "KE"),
    "Kenya National Library Service",
    (-1.2864, 36.8172),
    "Nairobi",
)
"""Named in the announcement's text; its position is that of Nairobi."""

ANNOUNCED_SYSTEMS: tuple[Record, ...] = (*NORTH_AMERICAN_SYSTEMS, KENYA)
