"""What stands in quotes, put aside while a sentence is cut: a cut never falls into somebody's words."""

import re

# “…”, "…", «…»; single ones where they stand around words, and are no apostrophes.
PAIRS = re.compile(
    r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"|„[^“”]{1,2000}[“”]|«[^»]{1,2000}»"
    r"|(?<!\w)'[^'\n]{2,200}'(?!\w)|(?<!\w)‘[^’\n]{2,200}’(?!\w)"
)
HELD = re.compile("\x01(\\d+)\x01")
CLOSING = {"“": "”", '"': '"', "„": "“”", "«": "»", "'": "'", "‘": "’"}


def held(text: str) -> tuple[str, list[str]]:
    """The sentence with a mark for each quote, and the quotes with their signs."""
    quotes: list[str] = []

    def aside(match: re.Match[str]) -> str:
        quotes.append(match.group())
        return f"\x01{len(quotes) - 1}\x01"

    return PAIRS.sub(aside, text.replace("\x01", "")), quotes


def back(text: str, quotes: list[str]) -> str:
    """The words again, to the letter."""
    return HELD.sub(lambda match: quotes[int(match.group(1))], text)


def bare(text: str) -> str:
    """Without the one pair of quotes that stands around all of it."""
    words = text.strip()
    if len(words) > 2 and words[-1] in CLOSING.get(words[0], ""):
        inside = words[1:-1]
        if words[0] not in inside and words[-1] not in inside:
            return inside
    return words


def is_quote(text: str) -> bool:
    """Whether quotes stand around all of it."""
    return bare(text) != text.strip()
