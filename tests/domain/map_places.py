"""Places that the tests of maps share."""

from learningcircles_wagtail.domain.cartography import Place


def place(latitude: float, longitude: float, label: str = "Library") -> Place:
    """Return a place that is told from others by its position."""
    return Place(f"{latitude},{longitude}", latitude, longitude, label)


LIBRARIES = [
    place(42.3601, -71.0589, "Boston"),
    place(42.3736, -71.1097, "Cambridge"),
    place(35.2271, -80.8431, "Charlotte"),
    place(41.8781, -87.6298, "Chicago"),
    place(41.4993, -81.6944, "Cleveland"),
    place(42.3314, -83.0458, "Detroit"),
    place(39.0997, -94.5786, "Kansas City"),
    place(25.7617, -80.1918, "Miami"),
    place(39.9526, -75.1652, "Philadelphia"),
    place(41.8240, -71.4128, "Providence"),
    place(37.3382, -121.8863, "San Jose"),
    place(47.2529, -122.4443, "Tacoma"),
    place(43.6532, -79.3832, "Toronto"),
    place(27.9506, -82.4572, "Tampa"),
    place(37.6872, -97.3301, "Wichita"),
]
NAIROBI = Place("nairobi", -1.2864, 36.8172, "Nairobi", region="Kenya")
BRANCHES = [
    place(41.5236, -90.5776, "Riverbend Central"),
    place(41.5580, -90.5300, "Eastside"),
    place(41.5440, -90.6430, "West Prairie"),
    place(41.6005, -90.5850, "Northgate"),
]
