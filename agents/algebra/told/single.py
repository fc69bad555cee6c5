"""One number, one share, a list, or what comes first."""

from collections import Counter
from collections.abc import Sequence

from agents import claims
from agents.algebra import conditions
from agents.algebra.measures.measure import number
from agents.algebra.rows import Row
from agents.algebra.told import ofgoals, tied
from agents.algebra.told.teller import HAPPENED, Teller, as_day
from agents.claims import Claim
from agents.plain.words import SHOWN, cap, day, each, joined, plural, short, verb

# Each of these counts whenever it happens.
EXPLAINED = ("moved", "slipped", "hastened", "cancelled", "reopened")
EACH_TIME = ("moved", "reopened")
SMALL = 10  # percent
MOST_FOLLOWING, MOST_NAMED = 4, 20


def counted(t: Teller, *, says_yes: bool, open_ones: int | None) -> None:
    """How many there are, then the first of them."""
    rows = t.result.groups[0].rows
    each_time = t.query.event in EACH_TIME or t.query.of == "comments"
    many = len(rows) if each_time else len({row.key for row in rows})
    also = ""
    if open_ones is not None and many:
        also = f"; {open_ones} of them {verb(open_ones)} open"
        if open_ones == many:
            also = ", still open" if many == 1 else ", all of them open"
    also = f"{also}{_oldest(t, rows)}{_columns(t, rows)}"
    text = f"{number(many) if many else 'no'} {t.noun(many)}{also}."
    text = f"{'Yes' if many else 'No'}: {text}" if says_yes else cap(text)
    t.say(text, rows, also=_due_of_oldest(t, rows))
    if not rows and t.query.of == "goals":
        ofgoals.otherwise(t)
    _items(t, rows)
    if _is(t, "overdue") and len(rows) > SHOWN:
        _whose(t, rows)
    if t.query.event in EXPLAINED and len(rows) > 1:
        _why(t, rows)


def _is(t: Teller, state: str) -> bool:
    """Whether work in such a state alone is told."""
    trees = t.query.where.get("all", [t.query.where])
    return t.query.of == "tasks" and not t.query.event and conditions.STATES[state][0] in trees


def _oldest(t: Teller, rows: Sequence[Row]) -> str:
    """How late the oldest of what is overdue is."""
    days = [(t.moment.today - row.due).days for row in rows if row.due]
    if not days or not _is(t, "overdue"):
        return ""
    return f", {'the oldest ' if len(rows) > 1 else ''}by {plural(max(days), 'day')}"


def _due_of_oldest(t: Teller, rows: Sequence[Row]) -> Claim | None:
    dated = [row for row in rows if row.due] if _is(t, "overdue") else []
    first = min(dated, key=lambda row: str(row.due), default=None)
    task = t.gateway.task(first.key) if first else None
    return claims.of_task(task, "due") if task else None


def _why(t: Teller, rows: Sequence[Row]) -> None:
    """How often each reason was given."""
    times = Counter(row.reason for row in rows if row.reason)
    if times:
        parts = [f"“{reason}” {count}" for reason, count in times.most_common(MOST_NAMED)]
        t.say(f"Reasons given: {joined(parts)}.", rows)


def _whose(t: Teller, rows: Sequence[Row]) -> None:
    """Who has how many of them."""
    times = Counter(name for row in rows for name in row.people or ("nobody",))
    if len(times) > 1:
        parts = [f"{name} {count}" for name, count in times.most_common(MOST_NAMED)]
        t.say(f"By person: {joined(parts)}.", rows)


def _columns(t: Teller, rows: Sequence[Row]) -> str:
    """Of what is in progress in which columns, where there are several."""
    times = Counter(row.status for row in rows)
    if not _is(t, "started") or len(times) < 2:
        return ""
    return f": {joined([f'“{name}” {count}' for name, count in times.most_common()])}"


def _items(t: Teller, rows: Sequence[Row]) -> None:
    """One sentence each, as every list here."""
    distinct = list({(row.kind, row.id): row for row in rows}.values())
    if t.query.of == "tasks" and t.query.event:
        _happenings(t, distinct, rows)
    elif t.query.of == "tasks":
        _tasks(t, distinct)
    elif t.query.of == "goals":
        for row in distinct[: ofgoals.MOST_GOALS]:
            t.say(f"{row.title}: {ofgoals.line(t, row)}.", (row,))
    elif t.query.of == "lists":
        for row in distinct[:MOST_NAMED]:
            serves = joined(list(row.goals)) or f"no goal{t.gateway.you_can_see}"
            t.say(f"{row.title} ({row.space}): serves {serves}.", (row,))
    elif t.query.of == "comments":
        _comments(t, distinct[-SHOWN:])
    else:
        for row in distinct[:SHOWN]:
            t.say(f"{row.title}: by {row.creator or 'somebody'}, {t.on(row.at)}.", (row,))


def _tasks(t: Teller, distinct: Sequence[Row]) -> None:
    """As they stand; of what is blocked, what it waits for."""
    if _is(t, "blocked"):
        for row in distinct[:SHOWN]:
            tied.waiting(t, row)
        return
    tasks = t.gateway.these([(row.id, row.key) for row in distinct[:SHOWN]])
    each(t.draft, tasks[:SHOWN], t.gateway.today)


def _happenings(t: Teller, distinct: Sequence[Row], rows: Sequence[Row]) -> None:
    """The newest first, each with when it happened and who did it."""
    newest = sorted(distinct, key=lambda row: row.at or t.gateway.now, reverse=True)[:SHOWN]
    tasks = {one.key: one for one in t.gateway.these([(row.id, row.key) for row in newest])}
    for row in newest:
        if task := tasks.get(row.key):
            claim = claims.every(t.once(row, rows), claims.of_task(task, "title"))
            t.draft.say(f"{row.title}: {_happened(t, row)}.", *t.sources_of(task), claim=claim)


def _happened(t: Teller, row: Row) -> str:
    """“finished Fri 20 Nov by Jonas Weber”, and why when somebody said so."""
    word = HAPPENED.get(t.query.event or "", "") or "moved"
    word = f"moved to “{t.query.status}”" if t.query.event == "entered" else word
    days = f", {as_day(row.old)} to {as_day(row.new)}" if row.old and row.new else ""
    whom = (
        "" if row.who in row.people else f", with {joined(list(row.people))}" if row.people else ""
    )
    who = f" by {row.who}" if row.who else ""
    reason = f", “{row.reason}”" if row.reason else ""
    return f"{word} {t.on(row.at)}{who}{whom}{days}{reason}"


def _comments(t: Teller, rows: Sequence[Row]) -> None:
    """The newest first, in their own words."""
    for quote in t.gateway.said([row.id for row in rows]):
        words = short(quote.text)
        where = quote.key or f"“{quote.title}”"
        when = day(quote.at.astimezone(t.gateway.zone).date(), t.gateway.today)
        t.draft.quote(f"{quote.author} wrote on {where} ({when}): “{words}”", quote, words)


def _percent(value: float) -> str:
    """Small shares are told to the tenth: “4.5 %”."""
    is_small = value < SMALL and value != int(value)
    return f"{value:.1f}" if is_small else str(int(value + 0.5))


def share(t: Teller) -> None:
    """Percent, and of how many."""
    group = t.result.groups[0]
    words, verb_ = t.query.part_words, "are"
    if t.query.part_late is not None:
        words, verb_ = "late" if t.query.part_late else "on time", "were"
    if group.value is None:
        t.say(f"There are no {t.noun(0)} to have a share of.", ())
        return
    percent = _percent(group.value)
    of_all = f"{number(len(group.rows))} of {number(group.whole)} {t.noun(group.whole)}"
    said = words.removeprefix("that ") if words.startswith("that ") else f"{verb_} {words}"
    t.say(f"{percent} %: {of_all} {said}.", group.rows)
