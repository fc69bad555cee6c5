"""Cuts a text into pieces short enough for the embedder, at headings and paragraphs."""

import re
from dataclasses import dataclass

# The embedder reads 256 word pieces and drops the rest without a word. Words of prose are about
# 1.35 pieces; code more. 130 words leaves room for the title that is put in front.
MOST_WORDS = 130
LONGEST_WORD = 40  # characters: longer "words" (addresses, hashes) count by their length
HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text under one heading."""

    heading: str
    text: str


def pieces_of(text: str) -> list[Piece]:
    """The text's pieces in order; an empty text has none. Nothing but blank space is lost."""
    found: list[Piece] = []
    for heading, body in _sections(text):
        found += [Piece(heading, piece) for piece in _pieces(body)]
    return found


def weight(text: str) -> int:
    """About how many words' room a text takes."""
    return sum(1 + len(word) // LONGEST_WORD * 4 for word in text.split())


def _sections(text: str) -> list[tuple[str, str]]:
    """(heading path, body) pairs; a heading inside a code block is code."""
    path: list[tuple[int, str]] = []
    sections: list[tuple[str, list[str]]] = [("", [])]
    in_code = False
    for line in text.splitlines():
        if FENCE.match(line):
            in_code = not in_code
        match = None if in_code else HEADING.match(line)
        if match:
            level = len(match.group(1))
            path = [(n, words) for n, words in path if n < level] + [(level, match.group(2))]
            sections.append((" › ".join(words for _, words in path), [line]))
        else:
            sections[-1][1].append(line)
    return [
        (heading, "\n".join(lines).strip()) for heading, lines in sections if "".join(lines).strip()
    ]


def _pieces(body: str) -> list[str]:
    """Paragraphs joined up to the limit; a longer one is cut at sentences, then at words."""
    pieces: list[str] = []
    current: list[str] = []
    room = MOST_WORDS
    for part in _parts(body):
        size = weight(part)
        if current and size > room:
            pieces.append("\n\n".join(current))
            current, room = [], MOST_WORDS
        current.append(part)
        room -= size
    if current:
        pieces.append("\n\n".join(current))
    return pieces


def _parts(body: str) -> list[str]:
    """Paragraphs, none above the limit."""
    parts: list[str] = []
    for paragraph in re.split(r"\n\s*\n", body):
        words = paragraph.strip()
        if not words:
            continue
        parts += [words] if weight(words) <= MOST_WORDS else _cut(words)
    return parts


def _cut(paragraph: str) -> list[str]:
    parts: list[str] = []
    current: list[str] = []
    room = MOST_WORDS
    for sentence in re.split(r"(?<=[.!?;:])\s+|\n", paragraph):
        for stretch in _stretches(sentence):
            size = weight(stretch)
            if current and size > room:
                parts.append(" ".join(current))
                current, room = [], MOST_WORDS
            current.append(stretch)
            room -= size
    return [*parts, " ".join(current)] if current else parts


def _stretches(sentence: str) -> list[str]:
    """A sentence within the limit, else runs of its words."""
    if weight(sentence) <= MOST_WORDS:
        return [sentence] if sentence.strip() else []
    words, found, start, used = sentence.split(), [], 0, 0
    for index, word in enumerate(words):
        size = weight(word)
        if used + size > MOST_WORDS and index > start:
            found.append(" ".join(words[start:index]))
            start, used = index, 0
        used += size
    found.append(" ".join(words[start:]))
    return found
