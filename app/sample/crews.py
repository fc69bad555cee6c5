"""Who does a task of the sample company, in which list, and what is said about it."""

import random

from app.sample import cast


def owner(dice: random.Random, crew: list[str], fate: str) -> str:
    if fate in ("backlog", "todo") and dice.random() < 0.3:
        return ""
    return dice.choice(crew)


def crew(name: str) -> list[str]:
    return [p.name for p in cast.PEOPLE if name in p.lists] or ["Mara Lindqvist"]


def list_of(title: str) -> str:
    return next(plan.name for plan in cast.LISTS if title in plan.titles)


def about(dice: random.Random, title: str) -> str:
    if dice.random() < 0.45:
        return ""
    why = dice.choice(
        (
            "Customers ask for it in about one call out of ten.",
            "It has cost us two evenings this year.",
            "Without it the next step is guesswork.",
            "The audit lists it as open.",
            "Pilot customers named it first when asked what is missing.",
            "It is small, but it is in everybody's way.",
            "Agreed in the planning of this quarter.",
        )
    )
    done = dice.choice(
        (
            "Done when two people who did not build it can follow it.",
            "Done when it ran for a week without anybody touching it.",
            "Done when support has tried it with a real account.",
            "Done when it is in the help centre.",
            "Done when the numbers are in the weekly summary.",
        )
    )
    return (
        f"{why}\n\n**Done when:** {done.removeprefix('Done when ').capitalize()}" if title else why
    )
