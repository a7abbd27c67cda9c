"""States and provinces as English-language newspapers write them in a dateline.

By the Associated Press Stylebook: eight states are never shortened, the others have
abbreviations that are older than those of the post; Canada's provinces are written out.
"""

STATES = {
    **{"AK": "Alaska", "AL": "Ala.", "AR": "Ark.", "AZ": "Ariz.", "CA": "Calif."},
    **{"CO": "Colo.", "CT": "Conn.", "DC": "D.C.", "DE": "Del.", "FL": "Fla."},
    **{"GA": "Ga.", "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho", "IL": "Ill."},
    **{"IN": "Ind.", "KS": "Kan.", "KY": "Ky.", "LA": "La.", "MA": "Mass."},
    **{"MD": "Md.", "ME": "Maine", "MI": "Mich.", "MN": "Minn.", "MO": "Mo."},
    **{"MS": "Miss.", "MT": "Mont.", "NC": "N.C.", "ND": "N.D.", "NE": "Neb."},
    **{"NH": "N.H.", "NJ": "N.J.", "NM": "N.M.", "NV": "Nev.", "NY": "N.Y."},
    **{"OH": "Ohio", "OK": "Okla.", "OR": "Ore.", "PA": "Pa.", "RI": "R.I."},
    **{"SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Texas", "UT": "Utah"},
    **{"VA": "Va.", "VT": "Vt.", "WA": "Wash.", "WI": "Wis.", "WV": "W.Va."},
    "WY": "Wyo.",
}
PROVINCES = {
    **{"AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba"},
    **{"NB": "New Brunswick", "NL": "Newfoundland and Labrador"},
    **{"NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut"},
    **{"ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec"},
    **{"SK": "Saskatchewan", "YT": "Yukon"},
}
BY_COUNTRY = {"US": STATES, "CA": PROVINCES}


def newspaper_region(region: str, country: str) -> str:
    """Return a region for a dateline in English: "Ill." for "IL" in "US" (ISO 3166).

    What is no code of the post stays as somebody wrote it.
    """
    return BY_COUNTRY.get(country.upper(), {}).get(region.strip().upper(), region)
