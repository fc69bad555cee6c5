"""What is asked: rules over the words, the more particular first. To add an intent, add a row."""

import re

# (intent, pattern); the first that fits wins.
RULES: tuple[tuple[str, str], ...] = (
    ("due", r"\b(has|have|needs?|must|ought) (to )?be (done|finished|completed)\b"),
    ("summary", r"\b(summar\w+|sum up|recap|digest|weekly (report|review)|status report)\b"),
    ("compare", r"\b(compare|compared|versus|vs\.?|more than last|less than last|than last (week|month|quarter))\b"),
    ("similar", r"\b(similar|duplicates? of|like this|look\w* like|resembl\w+)\b"),
    ("decisions", r"\b(decid\w+|decisions?|agreed|conclusion|concluded)\b"),
    ("next", r"\b(what|which)\b.*\b(should|shall|can|could)\b.*\b(i|we|start|do|work on|tackle)\b.*|\bwhat('?s| is) next\b|\bwhat now\b|\bnext (up|task)\b"),
    ("findings", r"\b(bottlenecks?|risks?|at risk work|worr\w+|concern\w*|findings?|red flags?|problems?|overload\w*|over capacity|too much work)\b"),
    ("unaligned", r"\b(unaligned|without a goal|no goal|goal-?less|not linked to (a|any) goal|serves? no goal)\b"),
    ("count", r"\b(how many|number of|count)\b|\b(tasks?|issues?|work|items?) (by|per) (status|state|assignee|person|people|owner|priority|list|tag|label|space)\b|\bbreak\w*down\b"),
    ("waiting", r"\bwait\w* (for|on)\b|\bdepends? on\b|\b(blocked by|does .* block|.* is blocking|blocking others)\b"),
    ("blockers", r"\bwhat('?s| is| are)? ?(holds?|holding|keeps?|slow\w*|stops?|stopping|hold)( \w+){0,4} ?(up|back|down)?\b|\bblockers?\b|\b(what|who)('?s| is)? block(s|ing)\b|\bin (the|its|our) way\b|\bholds? (it|this|us) up\b|\bstuck\b"),
    ("blocked", r"\bblocked\b"),
    ("overdue", r"\b(overdue|over due|past due|late|missed (its|their|the)? ?(due|deadlines?)|behind schedule)\b"),
    ("slipped", r"\b(slip\w*|postponed|pushed (back|out)|delayed|rescheduled|moved (its|their|the)? ?due)\b"),
    ("unassigned", r"\b(unassigned|nobody|no ?one|without (an )?(assignee|owner)|no (assignee|owner)|not assigned)\b"),
    ("stale", r"\b(stale|inactive|untouched|no (movement|activity|update)|not (moved|updated|touched)|forgotten|silent|quiet)\b"),
    ("aged", r"\b(oldest|longest|age[ds]?|ageing|aging|taking (too )?long|how long)\b"),
    ("cancelled", r"\b(cancell?ed|dropped|abandoned|rejected)\b"),
    ("done", r"\b(done|finished|finish|completed?|closed|fixed|shipped|resolved|delivered|achieved|accomplished|get done|got done)\b"),
    ("created", r"\b(created|added|opened|new (tasks?|issues?|work|items?)|reported|raised|came in|what('?s| is) new)\b"),
    ("started", r"\b(started|begun|began|picked up|kicked off)\b"),
    ("due", r"\b(due|deadlines?|upcoming|coming up|must be done|has to be done)\b"),
    ("changed", r"\b(changed?|changes|happened|happening|going on|activity|updates?|moved|new since|since i)\b"),
    ("owner", r"\bwho (owns?|is responsible|leads?|is in charge|is the owner|runs?|is assigned|has|does)\b|\bowner of\b|\bwhose\b"),
    ("work", r"\bwho('?s| is| are)? (works?|working|doing|on)\b|\b(works?|working|busy|doing)\b.*\b(on|with)\b|\bwhat (is|are|does|do) \w+ (doing|do)\b|\bworkload\b|\bon (my|\w+'s) plate\b|\bassigned to\b|\bmy (tasks?|work|issues?)\b|\bwho has (most|least)\b"),
    ("goals", r"\b(which|what|all|list|show|our|my) (\w+ )?(goals|objectives|okrs|initiatives)\b|\bgoals (are|that)\b|\bgoals?\b.*\b(off track|at risk|on track|behind)\b"),
    ("status", r"\bon track\b|\bhow('?s| is| are)\b|\bstatus\b|\bprogress\b|\bwhere (are|do) we\b|\bhow far\b|\bstand(ing)?\b|\bhealth\b|\bgoing\b|\bstate of\b|\bwill (it|we|this) (be|make|finish)\b"),
    ("open", r"\b(open|outstanding|remaining|left|to do|todo|pending|in progress|under way|backlog)\b"),
)  # fmt: skip
COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in RULES)
GROUPS = {
    "status": r"\b(by|per|each|every) (status|state)\b",
    "person": r"\b(by|per|each|every) (assignee|person|people|owner|member)\b|\bwho has (most|least)\b",
    "priority": r"\b(by|per|each|every) priorit(y|ies)\b",
    "list": r"\b(by|per|each|every) (list|project)\b",
    "tag": r"\b(by|per|each|every) (tag|label|component|type)\b",
    "space": r"\b(by|per|each|every) (space|department|team)\b",
}
# Words of a question about texts, whatever else it holds.
ASKS_TEXT = re.compile(
    r"^\s*(why|how (long |often |much |many times )?(do|does|can|should|to|did|would)|what (does|did|do|was|were|is|are) (the |a |an )?(reason|cause|plan|idea|problem|difference|meaning|purpose|story)|who (knows|said|wrote|suggested|proposed|mentioned|asked)|where (do|does|is|are|can)|explain|tell me (about|why|how))\b"
)


def of(text: str) -> str:
    """The intent of a folded question; “narrative” when no rule fits."""
    if ASKS_TEXT.search(text) and not re.search(r"\bhow (is|are|'s)\b", text):
        return "narrative"
    for intent, pattern in COMPILED:
        if pattern.search(text):
            return intent
    return "narrative"


def grouping(text: str) -> str:
    """What a count is to be split by."""
    for name, pattern in GROUPS.items():
        if re.search(pattern, text):
            return name
    return ""
