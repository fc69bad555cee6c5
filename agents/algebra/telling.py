"""A result told: the answer first, then what supports it."""

from collections.abc import Sequence
from datetime import date

from agents import claims
from agents.algebra.measures import Moment
from agents.algebra.measures.count import NOUNS
from agents.algebra.measures.measure import number
from agents.algebra.query import Query
from agents.algebra.running import NOBODY, Group, Result, measure_of
from agents.algebra.rows import Row
from agents.answer import Draft, Source
from agents.claims import Claim
from agents.plain.words import SHOWN, cap, day, during, each, joined
from agents.workspace import WorkspaceGateway

HAPPENED = {
    "created": "added",
    "started": "started",
    "done": "finished",
    "cancelled": "cancelled",
    "reopened": "reopened",
    "slipped": "moved to a later day",
    "moved": "",
}
SAID = {"lt": "fewer than", "lte": "at most", "eq": "exactly", "gte": "at least", "gt": "more than"}
MOST_GROUPS = 8


class Teller:
    """Tells one result to one draft; every sentence claims the query's result."""

    def __init__(
        self, query: Query, result: Result, gateway: WorkspaceGateway, draft: Draft, claim: Claim
    ) -> None:
        self.query, self.result, self.gateway, self.draft = query, result, gateway, draft
        self.claim = claim
        self.measure = measure_of(query)

    def tell(self, *, says_yes: bool, open_ones: int | None) -> None:
        """Write it."""
        self.draft.looked_at.append(self.noun(0))
        if self.query.measure == "load":
            self._loads()
        elif self.query.measure == "reasons":
            self._reasons()
        elif self.query.versus:
            self._versus()
        elif self.query.per:
            self._groups()
        elif self.query.measure == "share":
            self._share()
        elif self.query.measure in ("list", "count"):
            self._counted(says_yes=says_yes, open_ones=open_ones)
        elif self.query.order:
            self._extremes()
        else:
            self._value()

    # -- the noun --------------------------------------------------------------------------------

    def noun(self, count: float, *, event: str | None = None) -> str:
        """“open tasks in Platform without an estimate”, with what happened and when."""
        query = self.query
        one, many = NOUNS[query.of]
        happened = HAPPENED[event or query.event] if event or query.event else ""
        if query.event == "moved":
            one, many = "date move", "date moves"
        words = [query.before, one if count == 1 else many, happened, query.after]
        if query.late is not None and happened == "":
            words.insert(2, "finished")
        if query.reason:
            words.append(f"because of “{query.reason}”")
        if query.when:
            words.append(self.when(query.when.words))
        elif query.event and not query.versus and query.per not in ("week", "month"):
            words.append("so far")
        return " ".join(word for word in words if word)

    def when(self, words: str) -> str:
        period = self.query.when
        if period and str(period.start.year) not in words and period.start.year not in (1970, self.gateway.today.year):
            words = f"{words} {period.start.year}"
        return during(words)

    # -- shapes ----------------------------------------------------------------------------------

    def _counted(self, *, says_yes: bool, open_ones: int | None) -> None:
        group = self.result.groups[0]
        many = len(group.rows) if self.query.event == "moved" else len({row.key for row in group.rows})
        if self.query.of == "comments":
            many = len(group.rows)
        if self.query.event == "reopened":
            many = len(group.rows)
        lead = ("Yes: " if many else "No: ") if says_yes else ""
        noun = self.noun(many)
        also = ""
        if open_ones is not None and many and open_ones != many:
            also = f"; {open_ones} of them {'is' if open_ones == 1 else 'are'} open"
        elif open_ones is not None and many:
            also = ", still open" if many == 1 else ", all of them open"
        text = f"{number(many) if many else 'no'} {noun}{also}."
        self._say(f"{lead}{text}" if lead else cap(text), group.rows)
        self._items(group.rows)

    def _value(self) -> None:
        group = self.result.groups[0]
        noun = self.noun(len(group.rows))
        if group.value is None or not group.rows:
            self._say(f"There is nothing to measure among {self.noun(2)}.", group.rows)
            return
        value = self._worded(group.value)
        count = f"{number(len(group.rows))} {noun}"
        if self.query.measure == "in_status":
            text = f"Half of the stays in “{self.query.status}” took {self._days(group.value)} or less ({count})."
        elif self.measure.is_sum:
            text = f"{value} in all: {count}."
        else:
            text = f"{value} is the median {self.measure.label} of {count}{self._mean(group)}."
        missing = self.result.missing
        self._say(cap(text), group.rows)
        if missing:
            self._say(f"{number(missing)} more could not be measured.", group.rows)

    def _mean(self, group: Group) -> str:
        moment = Moment(self.gateway.now, self.gateway.zone)
        values = [v for row in group.rows if (v := self.measure.item(row, moment)) is not None]
        if len(values) < 2:
            return ""
        return f"; the mean is {self._worded(round(sum(values) / len(values), 1))}"

    def _extremes(self) -> None:
        group = self.result.groups[0]
        if not group.rows:
            self._say(f"There are no {self.noun(0)}.", ())
            return
        shown = group.rows[: max(1, min(self.query.limit, 10))]
        moment = Moment(self.gateway.now, self.gateway.zone)
        if self.query.measure == "in_status":
            values = {row.key: float((moment.today - moment.day(row.at)).days) for row in group.rows if row.at}
            words = {key: f"{self._days(value)} in “{self.query.status}”" for key, value in values.items()}
        else:
            values = {row.key: self.measure.item(row, moment) or 0.0 for row in group.rows}
            words = {key: self._item_words(value) for key, value in values.items()}
        first = shown[0]
        tied = [row for row in group.rows if values.get(row.key) == values.get(first.key)]
        if self.query.limit == 1 and len(tied) > 1:
            shown = tuple(tied[:SHOWN])
            head = f"{len(tied)} share the first place with {words[first.key]}: {joined([self._title(r) for r in shown])}"
            head += f" and {len(tied) - len(shown)} more" if len(tied) > len(shown) else ""
        else:
            head = f"{self._title(first)}: {words[first.key]}"
        self._say(f"{head} (of {number(len(group.rows))} {self.noun(len(group.rows))}).", shown)
        if self.query.limit == 1 and len(tied) > 1:
            return
        following = group.rows[1 : max(len(shown), min(4, len(group.rows)))]
        for row in following:
            self._say(f"{self._title(row)}: {words[row.key]}.", (row,))

    def _item_words(self, value: float) -> str:
        match self.query.measure:
            case "age":
                return f"made {self._days(value)} ago"
            case "quiet":
                return f"unchanged for {self._days(value)}"
            case "working":
                return f"in progress for {self._days(value)}"
            case "left":
                return f"due in {self._days(value)}" if value >= 0 else f"due {self._days(-value)} ago"
            case _:
                return self._worded(value)

    def _groups(self) -> None:
        groups = self.result.groups
        noun = self.noun(2)
        if self.query.having is not None:
            self._having(groups)
            return
        if not groups:
            self._say(f"There are no {noun}.", ())
            return
        if self.query.order:
            self._first_groups(groups, noun)
            return
        total = len({row.key for one in groups for row in one.rows})
        parts = [self._of_group(one) for one in groups[:MOST_GROUPS]]
        rest = len(groups) - len(parts)
        more = f" and {rest} more" if rest else ""
        text = f"{joined(parts)}{more}" if not rest else f"{', '.join(parts)}{more}"
        head = f"{cap(noun)} by {self.query.per}: {text}." if total else f"No {noun}."
        self._say(head, self.result.rows)

    def _having(self, groups: Sequence[Group]) -> None:
        having = self.query.having
        assert having is not None  # noqa: S101 - the shape was chosen by it
        none = having.op == "eq" and having.value == 0
        noun = self.noun(2)
        words = f"no {noun}" if none else f"{SAID[having.op]} {having.value:g} {noun}"
        if not groups:
            thing = {"person": "Nobody", "list": "No list", "space": "No space"}.get(self.query.per or "", "Nothing")
            self._say(f"{thing} has {words}.", ())
            return
        names = [one.label if none else f"{one.label} ({self._worded(one.value or 0)})" for one in groups]
        verb = "has" if len(groups) == 1 else "have"
        self._say(f"{joined(names[:20])} {verb} {words}.", self.result.rows)

    def _first_groups(self, groups: Sequence[Group], noun: str) -> None:
        first = groups[0]
        tied = [one for one in groups if one.value == first.value]
        value = self._worded(first.value or 0)
        names = joined([one.label for one in tied[:6]])
        way = "most" if self.query.order == "most" else "least"
        if self.query.measure in ("list", "count"):
            way = "most" if way == "most" else "fewest"
            verb = "has" if len(tied) == 1 else "have"
            head = f"{names} {verb} the {way} {noun}: {number(first.value or 0)}."
        elif self.measure.is_sum:
            head = f"{names}: {value} of {noun}, the {way}."
        else:
            head = f"{names}: {value}, the {'highest' if way == 'most' else 'lowest'} median of {noun}."
        self._say(head, first.rows)
        following = [one for one in groups if one not in tied][: max(3, self.query.limit - 1)]
        if following:
            self._say(f"Then {joined([self._of_group(one) for one in following])}.", tuple(r for g in following for r in g.rows))
        if self.query.order == "least" and self.result.none and self.query.measure in ("list", "count"):
            self._say(f"None at all: {joined(list(self.result.none[:12]))}.", ())

    def _of_group(self, one: Group) -> str:
        if one.value is None:
            return f"{one.label} nothing"
        if self.query.measure in ("list", "count"):
            return f"{one.label} {number(one.value)}"
        return f"{one.label} {self._worded(one.value)}"

    def _versus(self) -> None:
        groups = self.result.groups
        first = groups[0]
        parts = [f"{self._side_label(one)}: {self._worded_side(one)}" for one in groups]
        side = next(s for s in self.query.versus if s.label == first.label)
        if len({one.value for one in groups}) == 1:
            head = "The same"
        elif side.event:
            head = f"{'Fewer' if self.query.order == 'least' else 'More'} were {self._side_label(first)}"
        elif not self.measure.is_sum or self.query.measure == "share":
            head = f"{'Lower' if self.query.order == 'least' else 'Higher'}: {self._side_label(first)}"
        else:
            head = f"{'Fewer' if self.query.order == 'least' else 'More'}: {self._side_label(first)}"
        self._say(f"{head}. {'; '.join(parts)} ({self.noun(2)}).", self.result.rows)

    def _side_label(self, one: Group) -> str:
        side = next(s for s in self.query.versus if s.label == one.label)
        if side.event:
            return HAPPENED[side.event]
        return one.label

    def _worded_side(self, one: Group) -> str:
        if one.value is None:
            return "nothing to measure"
        if self.query.measure == "share":
            return f"{int(one.value + 0.5)} % ({len(one.rows)} of {one.whole})"
        if self.query.measure in ("list", "count"):
            return number(one.value)
        return self._worded(one.value)

    def _share(self) -> None:
        group = self.result.groups[0]
        words = self.query.part_words
        if self.query.part_late is not None:
            words = "late" if self.query.part_late else "on time"
        if group.value is None:
            self._say(f"There are no {self.noun(0)} to have a share of.", ())
            return
        noun = self.noun(group.whole)
        verb = "were" if words in ("late", "on time") else "are"
        head = f"{int(group.value + 0.5)} %: {number(len(group.rows))} of {number(group.whole)} {noun}"
        self._say(f"{head} {verb} {words}.", group.rows)

    def _reasons(self) -> None:
        """Why it happened, newest first; when it did not happen, or nobody said why, that."""
        rows = sorted(self.result.groups[0].rows, key=lambda row: row.at or self.gateway.now, reverse=True)
        event = self.query.event or "moved"
        word = {"moved": "moved"}.get(event, HAPPENED[event])
        which = self.query.after.strip("() ")
        if not rows:
            when = f" {self.when(self.query.when.words)}" if self.query.when else ""
            self._say(f"{which} was not {word}{when}.", ())
            return
        for row in rows[:SHOWN]:
            at = row.at or self.gateway.now
            when = day(at.astimezone(self.gateway.zone).date(), self.gateway.today)
            moved = f" from {_day(row.old)} to {_day(row.new)}" if row.old and row.new else ""
            reason = f"“{row.reason}”" if row.reason else "no reason was written down"
            self._say(f"{reason}: {self._title(row)} was {word}{moved} by {row.who or 'somebody'}, {when}." if row.reason else f"{cap(reason)}: {self._title(row)} was {word}{moved} by {row.who or 'somebody'}, {when}.", (row,))

    def _loads(self) -> None:
        loads = {one.person: one for one in self.result.loads}
        groups = [one for one in self.result.groups if one.value is not None]
        if not groups:
            self._say("Nobody has dated work and hours to compare.", ())
            return
        horizon = next(iter(loads.values())).days
        when = self.when(self.query.when.words) if self.query.when else f"within {horizon} days"
        over = [one for one in groups if (one.value or 0) > 1]
        first = groups[0]

        def words(one: Group) -> str:
            load = loads[one.label]
            unknown = f", {load.unknown} more without an estimate" if load.unknown else ""
            return f"{number(round(load.hours))} h due {when} against {number(round(load.capacity))} h{unknown}"

        if self.query.order == "least":
            self._say(f"{first.label} has the most room: {words(first)}.", first.rows)
        elif len(groups) == 1:
            verdict = "more due than fits" if over else "room"
            self._say(f"{first.label} has {verdict}: {words(first)}.", first.rows)
        elif over:
            names = joined([one.label for one in over])
            self._say(f"{names} {'has' if len(over) == 1 else 'have'} more due than fits: {words(over[0])}.", over[0].rows)
        else:
            self._say(f"Nobody has more due than fits; {first.label} has most: {words(first)}.", first.rows)
        for one in [g for g in groups if g is not first][:4]:
            self._say(f"{one.label}: {words(one)}.", one.rows)

    # -- pieces ----------------------------------------------------------------------------------

    def _worded(self, value: float) -> str:
        if self.query.measure in ("list", "count", "in_status"):
            return self.measure.words(value, query=self.query) if self.query.measure != "in_status" else self._days(value)
        return self.measure.words(value, query=self.query)

    def _days(self, value: float) -> str:
        return f"{number(value)} {'day' if value == 1 else 'days'}"

    def _title(self, row: Row) -> str:
        return f"{row.key} {row.title}" if row.kind == "task" else row.title

    def _items(self, rows: Sequence[Row]) -> None:
        """One sentence each, as every list here."""
        distinct = list({row.key: row for row in rows}.values())
        if self.query.of == "tasks":
            tasks = self.gateway.these([(row.id, row.key) for row in distinct[:SHOWN]])
            each(self.draft, tasks[:SHOWN], self.gateway.today)
            return
        if self.query.of == "goals":
            for row in distinct[:10]:
                self._say(f"{row.title}: {self._goal_words(row)}.", (row,))
            return
        for row in rows[-SHOWN:] if self.query.of == "comments" else distinct[:SHOWN]:
            who = row.creator or "somebody"
            when = day(row.at.astimezone(self.gateway.zone).date(), self.gateway.today) if row.at else ""
            self._say(f"{row.title}: by {who}, {when}.", (row,))

    def _goal_words(self, row: Row) -> str:
        actual = "no data yet" if row.actual is None else f"{int(row.actual + 0.5)} % of the way"
        expected = "" if row.expected is None else f", {int(row.expected + 0.5)} % expected by today"
        health = {"on_track": "on track", "at_risk": "at risk", "off_track": "off track"}.get(row.health, "")
        reason = f" (“{row.override}”)" if row.override else ""
        owner = f", {row.people[0]}'s" if row.people else ", without an owner"
        return f"{health + ', ' if health else ''}{actual}{expected}{owner}{reason}"

    def _say(self, text: str, rows: Sequence[Row]) -> None:
        distinct = list({row.key if row.kind != "comment" else (row.kind, row.id): row for row in rows}.values())
        sources = tuple(_source(row) for row in distinct[:SHOWN])
        counted = [row for row in distinct if row.kind in ("task", "goal")]
        items = tuple(dict.fromkeys(row.key for row in counted))
        self.draft.say(text, *sources, items=items, claim=self.claim)


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso):%-d %b %Y}"
    except ValueError:
        return iso


def _source(row: Row) -> Source:
    key = row.key if row.kind == "task" else ""
    return Source(row.kind, row.id, key, row.title, row.url or f"/tasks/{row.key}")


def claim_of(query: Query, result: Result) -> Claim:
    """The query finds exactly this."""
    return Claim("query", {"query": query.plain()}, claims.fingerprint(result.values()))


__all__ = ["NOBODY", "Teller", "claim_of"]
