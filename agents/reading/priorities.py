"""The words of priorities: one table for questions, chips, filters, cards and answers."""

# Each level as an answer says it; 0 is none.
WORD = {1: "urgent", 2: "high", 3: "normal", 4: "low"}
CHIP = {1: "urgent", **{level: f"{WORD[level]} priority" for level in (2, 3, 4)}}
# What else people say, and which of those words it means.
MEANS = {
    "no": "none",
    "critical": "urgent",
    "highest": "urgent",
    "p0": "urgent",
    "p1": "urgent",
    "important": "high",
    "p2": "high",
    "medium": "normal",
    "p3": "normal",
    "lowest": "low",
    "minor": "low",
    "p4": "low",
}
# Said without the word “priority” at the end of a new task, these are no part of its title.
UNMISTAKABLE = r"urgent|p[0-4]"
# What a question says of a level, as regular expressions.
ASKED = (
    (1, r"urgent|priority (?:is |of )?urgent|critical|highest priority|p0|p1"),
    (
        2,
        r"high[- ]prio\w*|high(?=(?:,| or| and) (?:urgent|low|normal|medium)\b)|(?<=urgent or )high|(?<=urgent and )high|priority (?:is |of )?high|high priority|important|p2",
    ),
    (3, r"normal[- ]prio\w*|medium[- ]prio\w*|normal priority|medium priority"),
    (
        4,
        r"low[- ]prio\w*|low(?=(?:,| or| and) (?:urgent|high|normal|medium)\b)|(?<=normal or )low|priority (?:is |of )?low|low priority|minor",
    ),
)
