"""Texts as people may write them: without the characters that steer a screen, or that nobody can see.

Right-to-left languages and joined emoji stay as they are: marks that only say how neighbours are written
(ZWJ, ZWNJ, LRM, RLM, ALM, variation selectors) are kept; what turns the direction of other text is not.
"""

import re
import unicodedata

# C0 and C1 controls but tab and newline; noncharacters of the interlinear kind; the byte order mark.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb"
# What forces letters to run the other way: with it, a name reads as another one.
_OVERRIDE = "\u202d\u202e"
# What opens or closes a run of another direction: on one line, it would reach into the words beside it.
_RUN = "\u202a-\u202c\u2066-\u2069"
# Unseen letters that only stand in the flags of some countries, behind the black flag.
_TAGS = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0001\U000e0020-\U000e007f]"
)
_OF_LINES = re.compile(f"[{_CONTROL}{_OVERRIDE}{_RUN}]")
_OF_PROSE = re.compile(f"[{_CONTROL}{_OVERRIDE}]")
# Breaks of lines and pages: in one line they are spaces.
_BREAK = re.compile("\r\n|[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
_NEWLINE = re.compile("\r\n?|\x85|\u2028|\u2029")
# Letters by their category that show nothing: fillers of Hangul, and a Braille cell without dots.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Letters of one's own (Co) show only where their font is. What is not assigned yet (Cn) may be by now.
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"))


def line(text: str) -> str:
    """One line: trimmed, each gap one space, nothing that steers a screen."""
    plain = _OF_LINES.sub("", _BREAK.sub(" ", text))
    return " ".join(_without_tags(plain).split())


def prose(text: str) -> str:
    """Any number of lines, each ended by a newline alone; tabs stay."""
    return _without_tags(_OF_PROSE.sub("", _NEWLINE.sub("\n", text)))


def is_seen(text: str) -> bool:
    """Whether anything of a text shows."""
    return any(
        letter not in _BLANK
        and unicodedata.category(letter) not in _UNSEEN
        and _may_be_a_letter(ord(letter))
        for letter in text
    )


def _may_be_a_letter(code: int) -> bool:
    """Some codes never stand for one (noncharacters)."""
    return code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


def is_whole(text: str) -> bool:
    """Whether a text can be kept and sent: half a character (a lone surrogate) can't."""
    return not _HALF.search(text)


_HALF = re.compile("[\ud800-\udfff]")


def _without_tags(text: str) -> str:
    return text if text.isascii() else _TAGS.sub(lambda found: found.group(1) or "", text)
