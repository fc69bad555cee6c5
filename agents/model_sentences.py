"""What a model says, read as it comes: sentences as JSON in any wrapping, else lines that end with [S1].

Asked for one object, models write objects a line, a list, a fenced block, a remark before it, or plain
lines after all. Every way is read; what is none of them is kept as a sentence that cites nothing.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, cast

import json_repair

CITED = re.compile(r"\[\s*(S\d+(?:\s*[,;]\s*S\d+)*)\s*\]", re.IGNORECASE)
NUMBERED = re.compile(r"\bS(\d{1,4})\b", re.IGNORECASE)
# A number before a sentence, as the evidence has it.
LEADING = re.compile(r"^\s*\(?(S\d{1,4})\s*[:.)]\s+", re.IGNORECASE)
# What may stand around objects: list brackets, bullets, and the fence of a code block.
AROUND = re.compile(r"[\s,\[\]*\-–•.\d)]*|\s*```\w*\s*")
THINKING, THOUGHT = "<think>", "</think>"


@dataclass(frozen=True)
class ModelSentence:
    """One sentence of a model, with the numbers it cites and the words it quotes for it."""

    text: str
    cites: tuple[int, ...] = ()
    quote: str = ""


class SentenceReader:
    """Takes pieces of text, gives each sentence when it is complete."""

    def __init__(self) -> None:
        self._line = ""  # outside of objects
        self._objects: list[str] = []  # open ones, the innermost last
        self._in_string = self._escaped = self._thinking = False

    def feed(self, piece: str) -> list[ModelSentence]:
        """The sentences this piece completes."""
        return [sentence for letter in piece if (sentence := self._letter(letter)) is not None]

    def end(self) -> list[ModelSentence]:
        """What was left unfinished; a broken off object is a sentence that cites nothing."""
        if self._objects:
            rest = next((one for one in self._objects if '"text"' in one), "")
            self._objects = []
            return [ModelSentence(" ".join(rest.split()))] if rest else []
        sentence = self._spoken()
        return [sentence] if sentence else []

    def _letter(self, letter: str) -> ModelSentence | None:
        if self._objects:
            return self._inside(letter)
        if letter == "\n":
            return self._spoken()
        if letter == "{" and not self._thinking and AROUND.fullmatch(self._line):
            self._line, self._objects, self._in_string = "", ["{"], False
            return None
        self._line += letter
        if self._line.endswith(THINKING):
            self._thinking = True
        elif self._line.endswith(THOUGHT):
            self._line, self._thinking = "", False
        return None

    def _inside(self, letter: str) -> ModelSentence | None:
        """A letter of an object. A string ends with its line: it was never closed."""
        self._objects[-1] += letter
        if self._in_string:
            if self._escaped:
                self._escaped = False
            elif letter == "\\":
                self._escaped = True
            elif letter in '"\n':
                self._in_string = False
        elif letter == '"':
            self._in_string = True
        elif letter == "{":
            self._objects[-1] = self._objects[-1][:-1]
            self._objects.append("{")
        elif letter == "}":
            return _of_object(self._objects.pop())
        return None

    def _spoken(self) -> ModelSentence | None:
        """The line so far, when it says something."""
        line, self._line = self._line, ""
        if self._thinking or AROUND.fullmatch(line):
            return None
        leading = LEADING.match(line)
        text = CITED.sub("", LEADING.sub("", line)).strip(" -*\t").replace(" .", ".")
        if not text or text.upper().startswith("NOTHING"):
            return None
        return ModelSentence(
            text, _numbers(CITED.findall(line) or (leading[1] if leading else None))
        )


def _of_object(written: str) -> ModelSentence | None:
    """An object with a text is a sentence; broken JSON is read as far as it can be."""
    found = _loaded(written)
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return None
    held = cast(dict[str, Any], found)
    leading = LEADING.match(held["text"])
    text = " ".join(CITED.sub("", LEADING.sub("", held["text"])).replace(" .", ".").split())
    if not text or text.strip(". ").upper() == "NOTHING":
        return None
    marks = [leading[1]] if leading else CITED.findall(held["text"])
    quote = LEADING.sub("", f"{held.get('quote') or ''} ").strip()
    if NUMBERED.fullmatch(quote) or not isinstance(held.get("quote"), str):
        quote = ""  # the evidence named instead of quoted
    return ModelSentence(text, _numbers([held.get("cites"), *marks]), " ".join(quote.split()))


def _loaded(written: str) -> Any:  # whatever JSON may be
    """The JSON, mended where it is broken."""
    try:
        return json.loads(written)
    except ValueError:
        return json_repair.loads(written, skip_json_loads=True)


def _numbers(cited: Any) -> tuple[int, ...]:
    """The numbers in whatever a model wrote as citations."""
    if isinstance(cited, bool):
        return ()
    if isinstance(cited, int):
        return (cited,)
    if isinstance(cited, str):
        bare = re.fullmatch(r"\s*\[?(\d{1,4})\]?\s*", cited)
        return (int(bare.group(1)),) if bare else tuple(int(n) for n in NUMBERED.findall(cited))
    if isinstance(cited, list):
        found = [number for one in cast(list[Any], cited) for number in _numbers(one)]
        return tuple(dict.fromkeys(found))
    return ()
