"""What was decided: who said it, where and when, newest first."""

from agents.algebra.deciding import is_decision
from agents.algebra.measures.measure import number
from agents.algebra.told.teller import Teller
from agents.plain.gist import sentences
from agents.plain.words import SHOWN, day, short, verb


def decided(t: Teller) -> None:
    rows = sorted(t.result.rows, key=lambda row: row.at or t.gateway.now, reverse=True)
    when = f" {t.when()}" if t.query.when else ""
    if not rows:
        t.say(f"No comment speaks of a decision{when}.", ())
        return
    count = f"{number(len(rows))} {'comment' if len(rows) == 1 else 'comments'}"
    t.say(f"{count} {verb(len(rows), 'speaks', 'speak')} of a decision{when}.", rows)
    quotes = {quote.id: quote for quote in t.gateway.said([row.id for row in rows[:SHOWN]])}
    for row in rows[:SHOWN]:
        quote = quotes.get(row.id)
        if quote is None:
            continue
        said = next((one for one in sentences(quote.text) if is_decision(one)), quote.text)
        words = short(said)
        at = day(quote.at.astimezone(t.gateway.zone).date(), t.gateway.today)
        where = quote.key or f"“{quote.title}”"
        t.draft.quote(f"{quote.author} wrote on {where} ({at}): “{words}”", quote, words)
