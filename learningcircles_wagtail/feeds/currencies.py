"""In which currency a free offer is free: ISO 4217 by the branch's country."""

EURO = (
    "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK"
)
CURRENCIES: dict[str, str] = {
    **dict.fromkeys(EURO.split(), "EUR"),
    "AR": "ARS",
    "AU": "AUD",
    "BR": "BRL",
    "CA": "CAD",
    "CH": "CHF",
    "CL": "CLP",
    "CO": "COP",
    "CZ": "CZK",
    "DK": "DKK",
    "GB": "GBP",
    "GH": "GHS",
    "HU": "HUF",
    "ID": "IDR",
    "IL": "ILS",
    "IN": "INR",
    "IS": "ISK",
    "JP": "JPY",
    "KE": "KES",
    "KR": "KRW",
    "LI": "CHF",
    "MX": "MXN",
    "NG": "NGN",
    "NO": "NOK",
    "NZ": "NZD",
    "PE": "PEN",
    "PH": "PHP",
    "PL": "PLN",
    "PR": "USD",
    "RO": "RON",
    "RW": "RWF",
    "SE": "SEK",
    "SG": "SGD",
    "TR": "TRY",
    "TZ": "TZS",
    "UA": "UAH",
    "UG": "UGX",
    "US": "USD",
    "ZA": "ZAR",
}


def currency_of(country: str) -> str:
    """Return the ISO 4217 code of a country's currency, or "" where we do not know.

    Nothing is nothing in any currency: rather none than one that may be wrong.
    `country` is ISO 3166-1 alpha-2, in any case.
    """
    return CURRENCIES.get(country.upper(), "")
