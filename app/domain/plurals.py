"""Counts with their noun, as English writes them."""


def many(count: float, noun: str, plural: str = "") -> str:
    """“1 task”, “3 tasks”, “1,200 tasks”, “2.5 days”; `plural` where it is another than with an s."""
    shown = f"{count:,.0f}" if float(count).is_integer() else f"{count:,.1f}"
    return f"{shown} {noun if count == 1 else plural or noun + 's'}"
