"""What the sample company wrote down: whose each page is and how old; its text is in `pages/`."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class PageOf:
    """A page: its space, who wrote it, so many days ago, and the page it hangs below."""

    space: str
    title: str
    by: str
    ago: int
    parent: str = ""

    @property
    def text(self) -> str:
        """What it says, with places for days."""
        name = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")
        return (FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


PAGES = (
    PageOf("GTM", "EU launch plan", "Mara", 80),
    PageOf("GTM", "Pilot customers: what we promise", "Ruth", 77, "EU launch plan"),
    PageOf("GTM", "Launch day, hour by hour", "Nadia", 35, "EU launch plan"),
    PageOf("GTM", "Messaging for DACH", "Oskar", 73),
    PageOf("GTM", "Partner handbook", "Ruth", 59),
    PageOf("GTM", "Questions support gets about VAT", "Priya", 56),
    PageOf("ENG", "How we run the Frankfurt region", "Jonas", 69),
    PageOf("ENG", "Postgres 16 upgrade", "Priya", 66),
    PageOf("ENG", "Signing keys: rotation", "Lena", 60),
    PageOf("ENG", "Webhooks for customers", "Tomás", 63),
    PageOf("ENG", "Invoice numbers", "Lena", 5),
    PageOf("ENG", "On-call handbook", "Jonas", 70),
    PageOf("ENG", "Review of the 9 o'clock outage", "Lena", 50, "On-call handbook"),
    PageOf("ENG", "API style", "Tomás", 80),
    PageOf("ENG", "Mobile: offline rules", "Aiko", 42),
    PageOf("ENG", "VAT engine", "Priya", 60),
    PageOf("PRD", "What onboarding should feel like", "Chloé", 76),
    PageOf(
        "PRD",
        "Interviews: accounts that left in week one",
        "Nadia",
        10,
        "What onboarding should feel like",
    ),
    PageOf("PRD", "Why approvals take two days", "Nadia", 6),
    PageOf("PRD", "Principles of the design system", "Samuel", 74),
    PageOf("PRD", "Roadmap conversation, this quarter", "Mara", 46),
    PageOf("PRD", "How we test prices", "Nadia", 41),
    PageOf("GTM", "Who decides what", "Mara", 48),
    PageOf("ENG", "Moving customers to Frankfurt", "Jonas", 13, "How we run the Frankfurt region"),
    PageOf("GTM", "Prices and plans", "Oskar", 20),
    PageOf("GTM", "Security answers", "Oskar", 0),
    PageOf("GTM", "Support handbook", "Oskar", 6),
    PageOf("ENG", "Retro of the last quarter: platform", "Jonas", 34),
    PageOf("GTM", "How we hire", "Mara", 25),
)
