"""What is asked: rules over the words, the more particular first. To add an intent, add a row."""

import re

from agents.facts import Field

# Looked at before a question is taken for one about texts (“how long do tasks take?”).
FIRST: tuple[tuple[str, str], ...] = (
    (
        "goals",
        r"\b(how many|number of|count( of)?|total( number of)?) (of )?(the |our |my |all )?((?!tasks?\b|issues?\b|bugs?\b|items?\b|tickets?\b)[\w-]+ ){0,2}(goals|objectives|okrs|initiatives)\b|^((the|our|my|all|open|current|planned|active|dropped|achieved|missed|company|team) )*(goals|objectives|okrs|initiatives|sub-?goals)\b(?!.*\b(tasks?|issues?)\b)",
    ),
    (
        "act",
        r"^(?:please |pls |can you |could you |would you )?(?:(?:create|add|make) (?:a |an |me a |one )?(?:new )?(?:\w+ )?(?:task|subtask|issue|ticket|bug|todo)\b|(?:open|file|raise) (?:a|an) (?:new )?(?:\w+ )?(?:task|subtask|issue|ticket|bug)\b|new task\b|(?:re)?assign\b|unassign\b|move \S+|(?:mark|set|change|close|re-?open|finish|start|cancel|complete) (?:#?[a-z][a-z0-9]{1,9}-\d+|it|this|that|the)\b|comment on\b|tag \S+ (?:as|with)\b|remind\b)",
    ),
    (
        "status",
        r"\bhow('?s| is| are| s) (we|it|things|everything|that|this) (doing|going|looking|coming|getting)\b",
    ),
    ("compare", r"\bhow (do|does|did|is|are)\b.*\bcompared?\b|\bcompared? (to|with|against)\b"),
    ("next", r"\bwhere (do|should|can|shall) (i|we) (start|begin)\b"),
    ("stale", r"\b(nobody|no ?one) (has |have )?(touched|moved|updated|looked at|worked on)\b"),
    (
        "blockers",
        r"\bwhat (needs?|has|have|must) (to )?(happen|be done|be finished|come) (first )?before\b.*\bcan\b",
    ),
    (
        "away",
        r"\b(since i (was|have been|ve been) (away|gone|out|off|last here)|while i was (away|out|gone|off|on \w+)|did i miss|have i missed|i missed|catch me up|since my last visit)\b",
    ),
    (
        "knows",
        r"\bwho (knows|should i (ask|talk to)|can i (ask|talk to)|could i ask|is the expert|is an expert|has experience|worked on|has worked on|can help|could help|understands)\b|\bexperts? (on|for|in|about)\b|\bwhom (should|can) i ask\b",
    ),
    (
        "serves",
        r"\b(which|what) (goals?|initiatives?) (does|do|did|is|are|will)\b.*\b(serve|help|for|support|supports|belong|contribute|linked|advance)\w*|\b(serves?|contribut\w+ to|helps?) (which|what) goals?\b|\bwhy (does|do) (#?[a-z][a-z0-9]{1,9}-\d+) exist\b|\bwhat is (#?[a-z][a-z0-9]{1,9}-\d+) for\b",
    ),
    (
        "ontime",
        r"\bon[- ]time\b|\b(reliab\w+|trust\w*|realistic)\b.*\b(due|dates?|deadlines?|estimates?)\b|\bpunctual\w*\b|\b(kept?|keep|hit|meet|met) (our |the |their |its )?(due dates|deadlines)\b",
    ),
    (
        "queue",
        r"\bqueues?\b|\bpil(e|es|ing) up\b|\btime (spent )?in (each )?status\w*\b|\bwhere (does|do|is|are) (the |our )?(work|tasks|things|issues|it)\b.*\b(wait\w*|sit\w*|stuck|stall\w*|pil\w*|get stuck)\b|\bhow long (do|does|is|are|has|have)\b.*\b(wait|sit|stay|spend|been)\w* (in|for) (review|testing|qa|test|\w+)\b|\b(which|what) (status|column|stage|state|step)\w*\b.*\b(slow|long|wait)\w*",
    ),
    (
        "cycle",
        r"\b(cycle|lead|turnaround|resolution) times?\b|\bhow (long|many days) (do|does|did|will|would)\b.*\b(tasks?|issues?|bugs?|work|items?|tickets?|we|it|things|one)\b.*\b(take|need|last)\w*\b|\btime (it takes )?to (finish|complete|close|resolve|fix|done)\b|\bhow (fast|quick|quickly|slow) (do|does|did|are|is)\b.*\b(finish|fix|clos|resolv|complet|deliver|done)\w*",
    ),
    (
        "throughput",
        r"\b(throughput|velocity|burn rate|output)\b|\b(finish\w*|done|clos\w+|complet\w+|resolv\w+|deliver\w*|ship\w*|fix\w*)\b.*\b(per|a|each|every) week\b|\bhow fast are we\b|\bweekly (output|rate|pace)\b",
    ),
)
# (intent, pattern); the first that fits wins.
RULES: tuple[tuple[str, str], ...] = (
    ("due", r"\b(has|have|needs?|must|ought) (to )?be (done|finished|completed|ready)\b"),
    (
        "summary",
        r"\b(summar\w+|sum up|recap|digest|weekly (report|review)|status report|week in review)\b",
    ),
    (
        "compare",
        r"\b(compare|compared|comparing|versus|vs\.?|more than (last|the)|less than (last|the)|than (last|the) (previous )?(week|month|quarter)|than before)\b",
    ),
    (
        "similar",
        r"\b(tasks?|issues?|items?|anything|something|others?) like #?[a-z][a-z0-9]{1,9}-\d|\b(similar|duplicates? of|like this|look\w* like|resembl\w+|same as|related to)\b",
    ),
    (
        "decisions",
        r"\b(decid\w+|decisions?|agreed|agreement|conclusions?|concluded|resolution on|verdict)\b",
    ),
    (
        "next",
        r"\b(what|which)\b.*\b(should|shall|can|could)\b( (i|we)\b|.*\b(start|do|work on|tackle|pick|take up)\b)|\bwhat('?s| is| s) next\b|\bwhat now\b|\bnext (up|task)\b|\bwhat to do\b|\bwhere (do|should) i start\b",
    ),
    (
        "findings",
        r"\b(bottlenecks?|risks?|risky|at risk work|worr\w+|concern\w*|findings?|red flags?|problems?|overload\w*|over capacity|too (much|many)\b( work| on| to do| tasks)?|swamped|attention)\b",
    ),
    (
        "unaligned",
        r"\b(unaligned|without an? goals?|no goals?|goal-?less|(not|isn't|aren't) linked to (an?|any) goals?|serv\w+ no goals?)\b",
    ),
    (
        "count",
        r"\b(how many|count|how much)\b|(^|\bthe |\btotal )number of\b|\b(tasks?|issues?|work|items?|tickets?|bugs?) (by|per) (status|state|assignee|person|people|owner|priority|list|tag|label|space|month)\b|\bbreak\w* ?down\b|\b(split|group|grouped|sorted) by\b|\btotal\b",
    ),
    (
        "waiting",
        r"\bwait\w* (for|on)\b|\bdepends? on\b|\bdependent on\b|\b(blocked by|does .* block|do i block|am i blocking|.* is blocking|blocking others)\b",
    ),
    (
        "blockers",
        r"\bwhat('?s| s| is| are| was| were)? ?(holds?|holding|keeps?|keeping|slow\w*|stops?|stopping|hold)( \w+){0,4} ?(up|back|down)?\b|\bblockers?\b|\b(what|who)('?s| s| is| are| was| were)? block(s|ing|ed) (?!tasks?\b|work\b|issues?\b|as\b|on\b|in\b|right\b|now\b|$)|\b(what|who)('?s| s| is| are| was| were)? blocking\b|\b(what|who) blocks\b|\bin (the|its|our|their) way\b|\bholds? (it|this|us) up\b|\bhold ?ups?\b|\bstuck\b|\bimpediments?\b",
    ),
    ("blocked", r"\b(un)?blocked\b"),
    (
        "overdue",
        r"\bbehind (on|with)\b|\bmiss(ed)? (any |its |their |the |our |a )?(due dates?|deadlines?)\b|\b(deadlines?|due dates?)\b.*\bmiss(ed)?\b|\b(over ?due|past due|past (its|their|the|a|any) (due|deadlines?)|late|missed (its |their |the )?(due|deadlines?)|behind schedule|due date (has )?passed|should (have been|be|have) (done|finished|completed|closed) (by now|already|long ago))\b",
    ),
    (
        "slipped",
        r"\b(slip\w*|postponed|pushed (back|out)|delayed|rescheduled|moved (its|their|the)? ?due|due dates? (moved|changed|were moved))\b",
    ),
    ("reopened", r"\bre-?opened\b"),
    (
        "unassigned",
        r"\b(unassigned|nobody|no ?one|without (an? |any )?(assignee|owner)|no (assignee|owner)|not assigned|un-?owned|ownerless|(isn't|aren't|never|not yet|not) assigned|needs? an? (owner|assignee|person)|needs? (someone|somebody)|waits? for an? (owner|assignee))\b",
    ),
    (
        "stale",
        r"\b(stale|inactive|untouched|no (movement|activity|updates?)|not (been )?(moved|updated|touched)|forgotten|silent|quiet|gathering dust)\b",
    ),
    ("aged", r"\b(oldest|longest|age[ds]?|ageing|aging|taking (too )?long|how long)\b"),
    ("cancelled", r"\b(cancell?ed|dropped|abandoned|rejected|won't do)\b"),
    (
        "done",
        r"\b(done|finished|finish|completed?|closed|fixed|shipped|resolved|delivered|achieved|accomplished|get done|got done|wrapped up)\b",
    ),
    (
        "created",
        r"\b(created|added|opened|new (tasks?|issues?|work|items?|bugs?|tickets?)|reported|raised|filed|logged|came in|what('?s| s| is) new)\b",
    ),
    ("started", r"\b(started|begun|began|picked up|kicked off)\b"),
    ("due", r"\b(due|deadlines?|upcoming|coming up|must be done|has to be done)\b"),
    (
        "changed",
        r"\b(changed?|changes|happened|happening|going on|activity|updates?|moved|new since|since i|news)\b",
    ),
    (
        "owner",
        r"\bwho (owns?|is responsible|leads?|is in charge|is the owner|runs?|is assigned|has|does|s responsible|drives?)\b|\bowner of\b|\bwhose\b|\bwho('?s| s) (responsible|in charge|the owner)\b",
    ),
    (
        "work",
        r"\bwho('?s| s| is| are)? (works?|working|doing|on)\b|\b(works?|working|busy|doing)\b.*\b(on|with)\b|\bwhat('?s| is| are| does| do| s) ((the )?\w+ )?(doing|do|up to)\b|\bresponsible for\b|\bworkload\b|\bplate\b|\bon (my|\w+'?s) (desk|list)\b|\bassigned to\b|\bmy (tasks?|work|issues?|tickets?|todos?)\b|\bwho has (most|least|the most|the least)\b|\bwhat('?s| is| s) mine\b",
    ),
    (
        "goals",
        r"\b(which|what|all|list|show|our|my) (\w+ )?(goals|objectives|okrs|initiatives)\b|\bgoals (are|that)\b|\bgoals?\b.*\b(off track|at risk|on track|behind)\b|^(goals|okrs|objectives)$",
    ),
    (
        "status",
        r"\bon track\b|\bhow('?s| s| is| are)\b|\bstatus\b|(?<!in )\bprogress\b|\bwhere (are|do|does|is) (we|it|\w+) ?(stand|at|with)?\b|\bhow far\b|\bstand(ing)?\b|\bhealth\b|\bgoing\b|\bstate of\b|\bwill (it|we|this) (be|make|finish)\b|\bcoming along\b",
    ),
    (
        "open",
        r"\b(open|outstanding|remaining|left|to do|todo|pending|in progress|under ?way|backlog|unfinished|urgent|high prio\w*|wip|tasks|issues|tickets)\b",
    ),
)
COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in RULES)
COMPILED_FIRST = tuple((intent, re.compile(pattern)) for intent, pattern in FIRST)
GROUPS: dict[Field, str] = {
    "status": r"\b(by|per|each|every|for each) (status|state|column)(es)?\b",
    "person": r"\b(by|per|each|every|for each) (assignee|person|people|owner|member|user)s?\b|\bwho has (the )?(most|least)\b",
    "priority": r"\b(by|per|each|every|for each) priorit(y|ies)\b",
    "list": r"\b(by|per|each|every|for each) (list|project)s?\b",
    "tag": r"\b(by|per|each|every|for each) (tag|label|component|type)s?\b",
    "space": r"\b(by|per|each|every|for each) (space|department)s?\b",
    "month": r"\b(by|per|each|every|for each) months?\b",
}
# Words of a question about texts, whatever else it holds.
ASKS_TEXT = re.compile(
    r"^\s*(why|how (long |often |much |many times )?(do|does|can|should|to|did|would|could|may|must)|when (does|do|did|will) (the|a|an|we|our|it|they)\b|what (does|did|do|was|were|is|are) (the |a |an )?(reason|cause|plan|idea|problem|difference|meaning|purpose|story|workaround|solution|root cause)|who (said|wrote|suggested|proposed|mentioned|asked|complained|noticed|found)|where (do|does|can|should|did) (?!(?:we|things|they) stand)(the|i|we|you|they|one|a|an|it|people)\b|where (is|are) (the|a|an)\b|explain|describe|tell me (about|why|how))\b"
)
# “How many wombats does the policy allow?” asks a text; “how many tasks …” counts.
COUNTS_IN_TEXT = re.compile(
    r"^how many (?!(?:\w+ )?(?:tasks?|issues?|bugs?|tickets?|items?|people|goals?)\b)(?:\w+ ){0,2}(?:does|can|may|must|should)\b"
)
# Of a named goal or task: when it begins or ends, which a field answers.
WHEN = re.compile(
    r"^(?:by |until |since |from )?when\b.*\b(?:ends?|over|due|starts?|begins?|runs?|expires?|finish\w*|done|complete\w*|ready|planned|scheduled|close\w*)\b"
    r"|\b(?:period|timeframe|time frame|deadline|due (?:date|day)|end (?:date|day)|start (?:date|day)|target date|timespan)\b"
    r"|\bhow (?:long|much time|many days) (?:is|are|do|does|have|has)\b.*\b(?:left|remain\w*|run|last)\b"
)
NOT_TEXT = re.compile(r"\bhow (is|are|'s)\b|\bwhat did we (finish|get done|complete)\b")


def of(text: str) -> str:
    """The intent of a folded question; “narrative” when no rule fits."""
    for intent, pattern in COMPILED_FIRST:
        if pattern.search(text):
            return intent
    if (ASKS_TEXT.search(text) and not NOT_TEXT.search(text)) or COUNTS_IN_TEXT.search(text):
        return "narrative"
    for intent, pattern in COMPILED:
        if pattern.search(text):
            return intent
    return "narrative"


def grouping(text: str) -> Field | None:
    """What a count is to be split by."""
    for name, pattern in GROUPS.items():
        if re.search(pattern, text):
            return name
    return None
