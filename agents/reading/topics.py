"""What a question names first and then speaks of as “it”: “the vendor contract: what hangs on it?”."""

import re

ASKS = r"(?:who|whose|what|which|how|when|where|why|name|list|show|tell|is|are|does|do|did|has|have|was|were|will)"
# What may become of it, said only as a supposition: the question asks nothing of that.
SUPPOSED = (
    r"(?:slips?|slipped|moves?|gets? (?:late|delayed|postponed|pushed back)|(?:is|was|were) (?:late|delayed|postponed)"
    r"|takes? longer|falls? through|is not done in time|isn't done in time)(?: (?:again|once more|further|even more))?"
)
IF = re.compile(
    rf"^\W*(?:if|when|should|suppose|supposing|assuming)\s+(?P<thing>(?:the|my|our|this)\s.{{3,80}}?)\s+{SUPPOSED}\s*,\s*(?P<rest>{ASKS}\b.*)$",
    re.IGNORECASE,
)
COLON = re.compile(
    rf"^\W*(?P<thing>(?:the|my|our|this)\s[^:?!.]{{3,80}}?)\s*:\s*(?P<rest>{ASKS}\b.*)$",
    re.IGNORECASE,
)
IT = re.compile(r"\bit\b(?!'s)", re.IGNORECASE)
WHOSE = re.compile(r"^(?:my|our|this)\b", re.IGNORECASE)


def named_first(question: str) -> str:
    """The question with the thing in the place of “it”; as it is when it names none first."""
    found = IF.match(question) or COLON.match(question)
    if found is None or len(IT.findall(found["rest"])) != 1:
        return question
    thing = WHOSE.sub("the", found["thing"])
    return IT.sub(lambda _: thing, found["rest"])
