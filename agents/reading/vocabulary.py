"""The words the rules of reading know: those of their own patterns, and everyday ones around them."""

import re

from agents.reading import goalwords, intents, priorities, timewords, traits
from agents.reading.words import FILLER

# Beside the words of the rules themselves: the nouns of work, and how people talk around them.
_EVERYDAY = """
absolutely basically certainly clearly completely daily definitely directly especially eventually
finally fully generally hopefully immediately mainly monthly mostly namely nearly obviously
officially originally overly particularly partly potentially presently previously probably
properly quarterly recently regularly roughly seriously shortly simply slowly specifically
suddenly supposedly typically usually weekly yearly actual actually again almost already
altogether always amount anybody anyone anything around ask asking assignees away back because
before being big both cards case come comes coming company correct currently day days date dated
dates details different during each either else ever every everybody everyone everything exactly
exist existing far few find first folks full give go goal goals going got great guys happen hello
help here i.e e.g important info item items keep kind know last late lately latest least less like
list lists little long look looking lot main make many maybe mean member members mine moment month
months more most much name named names near need needs never next nobody none nothing number
numbers off okay once ones only other others out outside overall overview own owner owners part
particular past people per person please present project projects put quarter quick quickly
question quite rather real really right same say see set share since somebody someone something
soon space spaces stand state states status statuses still stuff such sure tag tagged tags take
label labels labelled labeled task team teams thank thanks that's thing things think through
ticket tickets till time times today together tomorrow too tonight total totally type until use
used very want way week weeks well whats what's when's where's who's whos whole within without
word work works workspace year years yesterday yet zero across after against between under above
below except besides excluding including than versus vs i'm i've i'd i'll we're we've it's let's
there's don't doesn't didn't isn't aren't haven't hasn't wasn't weren't can't won't shouldn't
couldn't sum piece pieces average averages usual typical normal normally median moving forward
ahead progressing touched looked compare compares compared happens step steps stage stages column
columns reliable realistic trust holding group whatever enough better worse best worst biggest
largest smallest top everywhere anywhere somewhere ready missing lack lacks waiting update updates
report reports situation picture thus though hence given upcoming possible possibly related
concerning regarding mention mentions mentioning containing contain contains saying says called
he she him her his hers they them their theirs its ours yours
fit fits calendar titled kindly second third must might may shall ought would belong belongs belonging involve involved involving
"""
# A word of a pattern; “?” makes the letter or space before it optional (“re-?opened”, “over ?due”).
LITERAL = re.compile(r"([a-z](?:[a-z'-]\??|_\?)+)(\\w[*+])?")
ESCAPES = re.compile(r"\\[bsdSD]|\(\?[:<!=]+|\[[^\]]*\]")


def _vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words the rules are made of, and the beginnings of words they accept."""
    patterns = [
        *(pattern for _, pattern in (*intents.FIRST, *intents.RULES)),
        *intents.GROUPS.values(),
        *traits.TRAITS.values(),
        intents.WHEN.pattern,
        intents.ASKS_TEXT.pattern,
        *(words for _, words in (*priorities.ASKED, *traits.HAPPENINGS)),
        *(words for _, words in (*goalwords.STATES, *goalwords.HEALTHS)),
        goalwords.ENDS.pattern,
        goalwords.STARTS.pattern,
        goalwords.UNOWNED.pattern,
        goalwords.BELOW.pattern,
        traits.BY_WHOM.pattern,
        traits.EITHER.pattern,
    ]
    words: set[str] = set()
    stems: set[str] = set()
    for pattern in patterns:
        for found, open_ended in LITERAL.findall(ESCAPES.sub(" ", pattern).replace(" ?", "_?")):
            for word in _variants(found):
                (stems if open_ended else words).add(word)
    return frozenset(words | set(_EVERYDAY.split()) | FILLER | timewords.WORDS), tuple(
        sorted(s for s in stems if len(s) > 3)
    )


def _variants(word: str) -> list[str]:
    """“cancell?ed” as cancelled and canceled; “over_?due” as overdue, over and due."""
    found = [""]
    for letter, optional in re.findall(r"(.)(\??)", word):
        found = [*(one + letter for one in found), *(found if optional else ())]
    return [part for one in found for part in one.split("_") if part]


VOCABULARY, STEMS = _vocabulary()
