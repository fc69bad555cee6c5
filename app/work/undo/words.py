"""What the fields of the log are called when an undo speaks of them."""

from app.domain import fields

# What an event tells that is no field of a noun.
LABELS = {
    "text": "the text",
    "length": "the text",  # of a doc's text the log keeps no more
    "rank": "the place",
    "has_own_statuses": "the statuses",
    "member": "the sharing",
    "relation": "the relation",
    "link": "the link",
    "role": "the role",
    "is_active": "whether the account is open",
    "hours_per_week": "the hours",
    "hours": "the working hours",
    "row_height": "the row height",
    "name": "the name",
    "zone": "the time zone",
    "working_days": "the working days",
    "country": "the country",
    "team": "the team",
    "word": "the word",
    "resolved_at": "whether it is settled",
}


def label(noun: str, name: str) -> str:
    """“due” → “the due date”; nothing for a whole change."""
    if not name:
        return ""
    field = fields.of(noun).get(name)
    if name in LABELS:
        return LABELS[name]
    if field is None or not field.words.phrase:
        return f"the {(field.label if field else name).replace('_', ' ').lower()}"
    return field.words.phrase
