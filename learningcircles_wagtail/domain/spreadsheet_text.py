"""Text that a spreadsheet shows, and never runs."""

import re

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
"""With these a cell begins that a spreadsheet may run (OWASP, "CSV Injection"); the
last four are = + - @ in the full width of East Asian writing."""

LATER_CELL = re.compile(r"([;\t|\r\n\"]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a cell may begin within a text: a spreadsheet of a country that writes decimals
with a comma takes a comma-separated file to be separated by semicolons, and then knows
neither our quotes nor the line breaks between them."""

NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0, in which an XLSX file is written, cannot hold."""


def harmless(text: str) -> str:
    """Return a text for a cell, with an apostrophe before what might be a formula.

    A space before a sign helps nobody: some programs take it away. A telephone number
    that begins with + gets its apostrophe, too. So does what follows a mark at which a
    spreadsheet might cut the text in two.
    """
    text = LATER_CELL.sub(r"\1'", NO_CHARACTER.sub("", text))
    if text.startswith(STARTS_FORMULA) or text.lstrip().startswith(STARTS_FORMULA):
        return f"'{text}"
    return text
