"""Words that say nothing of what is sought."""

from knowledge.words import STOP_WORDS

# Beside what every search leaves out: what people say to somebody they ask.
ASIDES = frozenset(
    ["also", "am", "hey", "hi", "list", "now", "ok", "only", "over", "pls", "plz", "thanks"]
)  # fmt: skip
FILLER = STOP_WORDS | ASIDES
