"""“Assign ENG-12 to Ben” taken apart: what is to be done, to what, and to which value, still in words.

A sentence can be cut in more than one place (“move ENG-12 to To do”); every cut is a command, and the first
whose words mean something here is the one that was meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from agents.acting.command import POLITE, Command, How, Verb
from agents.acting.quoting import back, held
from agents.acting.saying import said
from agents.described import FieldDescription, pattern

# Where a rule takes any field by what people call it.
FIELD = "ANY_FIELD"
THE = r"(?:the |its |their |his |her )?"
# The words of a target and of a value; the greedy twin of each rule cuts at the last place instead.
T, V = r"(?P<target>.+?)", r"(?P<value>.+)"
RULES: tuple[tuple[str, Verb, str, How], ...] = (
    (rf"rename {T} (?:to|as|into) {V}", "set", "title", "replace"),
    (
        rf"(?:set|change|update|move|make|put|edit) {THE}(?P<field>{FIELD}) (?:of|on|for) {T} (?:to|as|at|:) ?{V}",
        "set",
        "",
        "replace",
    ),
    (
        rf"(?:set|change|update|make|give|edit) {T}(?:['’]s)? (?P<field>{FIELD})(?: (?:to|as|at|on|of|by|for))?:? {V}",
        "set",
        "",
        "replace",
    ),
    (
        rf"(?:clear|remove|delete|unset|drop) {THE}(?P<field>{FIELD}) (?:of|from|on|for) {T}",
        "set",
        "",
        "remove",
    ),
    (rf"(?:clear|remove|unset) {T}['’]s (?P<field>{FIELD})", "set", "", "remove"),
    (rf"(?:tag|label) {T} (?:as|with) #?{V}", "set", "tags", "add"),
    (rf"(?:tag|label) (?P<target>it|this|that|both|them|[a-z]\w*-\d+) #?{V}", "set", "tags", "add"),
    (rf"add {THE}(?:tags?|labels?) #?(?P<value>.+?) to {T}", "set", "tags", "add"),
    (
        rf"(?:remove|drop|take) {THE}(?:tags?|labels?) #?(?P<value>.+?) (?:from|off) {T}",
        "set",
        "tags",
        "remove",
    ),
    (rf"un(?:mark|set|flag) {T} as (?:an? )?(?P<field>{FIELD})", "set", "", "remove"),
    (rf"unassign (?P<value>.+?) from {T}", "set", "people", "remove"),
    (rf"take (?P<value>.+?) off {T}", "set", "people", "remove"),
    (rf"unassign {T}", "set", "people", "remove"),
    (rf"(?:re)?assign {T} to {V}", "set", "people", "replace"),
    (rf"assign (?P<value>.+?) to {T}", "set", "people", "replace"),
    (rf"assign (?P<value>me) {T}", "set", "people", "replace"),
    (rf"(?:give|hand)(?: over)? {T} (?:over )?to {V}", "set", "people", "replace"),
    (rf"(?:add|put) (?P<value>.+?) (?:to|on) {T}", "set", "people", "add"),
    (rf"(?:mark|set|flag) {T} as (?:being )?blocked by {V}", "relate", "blocked_by", "add"),
    (rf"block {T} (?:with|by|on) {V}", "relate", "blocked_by", "add"),
    (rf"(?:mark|set|flag|close) {T} as (?:a )?duplicate of {V}", "relate", "duplicates", "add"),
    (rf"(?:link|relate) {T} (?:to|with) {V}", "relate", "relates", "add"),
    (
        rf"(?:make|set|turn) {T} (?:into |as )?(?:a )?(?:subtask|child|part) of {V}",
        "set",
        "parent",
        "replace",
    ),
    (
        rf"(?:postpone|delay|push|defer|move|shift|reschedule)(?: back| out| forward)? {T} (?:back |out )?(?:by|for) {V}",
        "shift",
        "due",
        "add",
    ),
    (
        rf"(?:postpone|delay|push|defer|reschedule)(?: back| out)? {T} (?:back |out )?(?:to|until|till|for) {V}",
        "set",
        "due",
        "replace",
    ),
    (
        rf"(?:move|put|drag|send|transfer|drop) {T} (?:in|into|to|on) {THE}{V}",
        "status",
        "",
        "replace",
    ),
    (rf"(?:mark|set|flag|change|turn|make) {T} (?:as|to be|to) {V}", "status", "", "replace"),
    (rf"(?:mark|set|flag|change|turn|make) {T} {V}", "status", "", "replace"),
    (
        rf"(?P<value>close|finish|complete|resolve|start|begin|cancel|abandon|re-?open|prioriti[sz]e) {T}",
        "status",
        "",
        "replace",
    ),
    (rf"(?:delete|remove|bin|trash|throw away) {T}", "delete", "", "remove"),
    # Of what was spoken of: “set the due date to Friday”, “assign to Ben”, “due Friday”.
    (
        rf"(?:set|change|update|move|make|put) {THE}(?P<field>{FIELD}) (?:to|as|at|:) ?{V}",
        "set",
        "",
        "replace",
    ),
    (rf"(?:re)?assign to {V}", "set", "people", "replace"),
    (rf"(?:make it |set it )?due (?:on |by )?{V}", "set", "due", "replace"),
)
CREATE = re.compile(
    r"^(?:(?:create|add|make|open|file|raise|log)(?: me)?(?: an?| one| the)? |new )(?:new )?(?P<priority>urgent |high[- ]priority |low[- ]priority |important )?(?P<noun>task|subtask|sub-task|issue|ticket|bug|todo|to-do)(?: (?:called|named|titled|saying|that says)|:)?(?: (?P<value>.+))?$",
    re.IGNORECASE | re.DOTALL,
)
# “create a task in Platform to rotate the keys”, “to rotate the keys”
LEAD = re.compile(r"^to (?!do\b)", re.IGNORECASE)


def commands(text: str, fields: Sequence[FieldDescription]) -> Iterator[Command]:
    """Every way a sentence can be taken as something to do; none for a question. No cut falls into quotes."""
    words, quotes = held(text)
    for one in (*said(words), *_cuts(words, fields)):
        yield replace(
            one,
            target=back(one.target, quotes),
            value=back(one.value, quotes),
            whom=back(one.whom, quotes),
        )


def _cuts(text: str, fields: Sequence[FieldDescription]) -> Iterator[Command]:
    plain = POLITE.sub("", " ".join(text.split()).rstrip(" .!?")).strip()
    made = CREATE.match(plain)
    if made:
        title = LEAD.sub("", made.group("value") or "")
        prefix = (made.group("priority") or "").strip()
        yield Command("create", target=made.group("noun").casefold(), field=prefix, value=title)
        return
    settable = tuple(one for one in fields if one.way)
    for rule, verb, field, how in _compiled(settable):
        found = rule.match(plain)
        if found:
            named = found.groupdict()
            yield Command(
                verb,
                target=(named.get("target") or "it").strip(),
                field=field or (named.get("field") or "").casefold(),
                value=(named.get("value") or "").strip(),
                how=how,
            )


@lru_cache(maxsize=8)
def _compiled(
    fields: tuple[FieldDescription, ...],
) -> tuple[tuple[re.Pattern[str], Verb, str, How], ...]:
    """The rules for these fields, each with its greedy twin."""
    words = pattern(fields)
    return tuple(
        (re.compile(rf"^{one}$", re.IGNORECASE | re.DOTALL), verb, field, how)
        for rule, verb, field, how in RULES
        for one in dict.fromkeys(
            part.replace(FIELD, words) for part in (rule, rule.replace(T, T.replace("+?", "+")))
        )
    )
