"""Who knows about something: by what they did, wrote and own of it, never by a guess."""

from collections import Counter, defaultdict

from agents import claims
from agents.answer import Draft, of_quote
from agents.facts import Quote
from agents.plain.words import SHOWN, joined, plural
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

# Wrote on it, said of it: somebody who does the work knows more than one who commented once.
WEIGHTS = {"task": 3.0, "doc": 3.0, "goal": 2.0, "comment": 1.0}


def knows(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The people behind what fits the question best, with what they did."""
    draft.mode = "retrieved"
    names = " ".join(n.name for n in (*reading.lists, *reading.goals, *reading.spaces))
    query = f"{reading.about} {names}".strip()
    draft.looked_at.append(f"who wrote or works on what is nearest to “{query}”")
    quotes = gateway.passages(query) if query else []
    scores: Counter[str] = Counter()
    shown: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.author and quote.score > 0:
            scores[quote.author] += WEIGHTS.get(quote.kind, 1.0) * quote.score
            shown[quote.author].append(quote)
    for person, tasks in gateway.assigned_among([q for q in quotes if q.score > 0]).items():
        scores[person] += 3.0 * len(tasks)
        shown[person] = [*tasks, *shown[person]]
    if not scores:
        draft.nearest += [of_quote(quote) for quote in quotes[:SHOWN]]
        draft.mode = "none"
        return
    for person, _ in scores.most_common(3):
        mine = list({(q.kind, q.id): q for q in shown[person]}.values())
        kinds = Counter(q.kind for q in mine)
        words = joined([plural(n, kind) for kind, n in kinds.most_common()])
        sources = (of_quote(q) for q in mine[:SHOWN])
        draft.say(f"{person}: {words} on it.", *sources, claim=claims.of_things(person, mine))
