"""Who works at the sample company, in what, towards what."""

from dataclasses import dataclass

from app.sample import plans


@dataclass(frozen=True)
class PersonOf:
    """Somebody, and the lists they work in."""

    name: str
    role: str
    lists: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    """A list: its folder, the goal it serves, and how it is."""

    space: str
    name: str
    folder: str = ""
    goal: str = ""
    is_private: bool = False
    is_upkeep: bool = False

    @property
    def tasks(self) -> dict[str, plans.TaskPlan]:
        """What happened in it, by title."""
        return plans.of(self.name)


PEOPLE = (
    PersonOf("Mara Lindqvist", "admin", ("EU launch", "Partners", "People", "Hiring")),
    PersonOf("Jonas Weber", "member", ("Platform", "Reliability", "Security audit")),
    PersonOf("Priya Raman", "member", ("Platform", "API", "Billing")),
    PersonOf("Tomás Herrera", "member", ("API", "Billing", "Developer docs")),
    PersonOf("Aiko Tanaka", "member", ("Mobile app",)),
    PersonOf("Daniel Osei", "member", ("Mobile app", "API", "Developer docs")),
    PersonOf("Lena Fischer", "member", ("Billing", "Reliability", "Platform", "Security audit")),
    PersonOf("Chloé Martin", "member", ("Onboarding", "Research")),
    PersonOf("Samuel Adeyemi", "member", ("Design system", "Onboarding")),
    PersonOf("Nadia Petrova", "member", ("Research", "EU launch", "Support desk")),
    PersonOf("Oskar Nilsen", "member", ("Content", "Sales", "EU launch", "Support desk", "Hiring")),
    PersonOf("Ruth Cohen", "member", ("EU launch", "Sales", "Partners")),
    PersonOf("Felix Brandt (Kanzlei Brandt)", "guest", ()),
)
FULL_NAMES = {person.name.split(" ")[0]: person.name for person in PEOPLE}
SPACES = (
    ("ENG", "Engineering", "What we build and keep running."),
    ("PRD", "Product & Design", "What we learn, decide and draw."),
    ("GTM", "Go-to-market", "How the world hears of it and buys it."),
)
LISTS = (
    ListOf(
        "ENG",
        "Platform",
        folder="EU readiness",
        goal="Frankfurt region carries all EU accounts",
    ),
    ListOf(
        "ENG",
        "Billing",
        folder="EU readiness",
        goal="Invoices are right in every country",
    ),
    ListOf("ENG", "API"),
    ListOf("ENG", "Mobile app", goal="The app people approve with"),
    ListOf("ENG", "Reliability", is_upkeep=True),
    ListOf("PRD", "Onboarding", goal="First invoice within 20 minutes"),
    ListOf("PRD", "Research"),
    ListOf("PRD", "Design system"),
    ListOf("GTM", "EU launch", folder="Launch", goal="EU launch"),
    ListOf("GTM", "Content", folder="Launch"),
    ListOf("GTM", "Partners", goal="Partners bring a fifth of new customers"),
    ListOf("GTM", "Sales"),
    ListOf("GTM", "People", is_private=True),
    ListOf("ENG", "Security audit"),
    ListOf("ENG", "Developer docs", is_upkeep=True),
    ListOf("GTM", "Support desk", goal="EU launch"),
    ListOf("GTM", "Hiring"),
)


@dataclass(frozen=True)
class GoalOf:
    """A goal: where it hangs, its period in days around today, its targets.

    A target is (name, kind, start, target, now, unit) or (name, "tasks", lists).
    """

    title: str
    kind: str
    owner: str
    parent: str
    period: tuple[int, int]
    targets: tuple[tuple[object, ...], ...]
    state: str = "in_progress"
    text: str = ""
    space: str = ""


GOALS = (
    GoalOf(
        "Be the way Europe invoices",
        "goal",
        "Mara Lindqvist",
        "",
        (-150, 215),
        (("Paying customers in the EU", "number", 0, 1200, 310, "customers"),),
        text="The year's one sentence. Everything below serves it or waits.",
    ),
    GoalOf(
        "EU launch",
        "initiative",
        "Mara Lindqvist",
        "Be the way Europe invoices",
        (-45, 46),
        (
            ("Pilot customers sending invoices", "number", 0, 40, 10, "customers"),
            ("Churn in the pilot", "percent", 8, 4, 6, "%"),
            ("Data processing agreement signed off", "boolean", 0, 1, 0, ""),
            ("The launch work", "tasks", "EU launch"),
        ),
        text="Open in Germany, Austria and France with data in Frankfurt. The plan is in the doc *EU launch plan*.",
    ),
    GoalOf(
        "Frankfurt region carries all EU accounts",
        "initiative",
        "Jonas Weber",
        "EU launch",
        (-60, 30),
        (
            ("Accounts moved", "number", 0, 460, 55, "accounts"),
            ("The platform work", "tasks", "Platform"),
        ),
    ),
    GoalOf(
        "Invoices are right in every country",
        "initiative",
        "Lena Fischer",
        "EU launch",
        (-70, 20),
        (
            ("Countries certified", "number", 0, 6, 4, "countries"),
            ("The billing work", "tasks", "Billing"),
        ),
    ),
    GoalOf(
        "First invoice within 20 minutes",
        "goal",
        "Chloé Martin",
        "Be the way Europe invoices",
        (-75, 15),
        (
            ("Median minutes to the first invoice", "number", 62, 20, 24, "minutes"),
            ("The onboarding work", "tasks", "Onboarding"),
        ),
    ),
    GoalOf(
        "The app people approve with",
        "goal",
        "Aiko Tanaka",
        "",
        (-80, 40),
        (
            ("Approvals made on a phone", "percent", 18, 45, 29, "%"),
            ("The app work", "tasks", "Mobile app"),
        ),
    ),
    GoalOf(
        "Partners bring a fifth of new customers",
        "goal",
        "Ruth Cohen",
        "Be the way Europe invoices",
        (-40, 140),
        (("Revenue through partners", "currency", 0, 250000, 64000, "EUR"),),
    ),
    GoalOf(
        "Month-end that nobody dreads",
        "goal",
        "Priya Raman",
        "",
        (20, 110),
        (("Days to close the books", "number", 6, 2, 6, "days"),),
        state="planned",
        text="Next quarter's bet; research has begun. Customers need six days to close a month, two and a half of them waiting.",
    ),
)


def read() -> None:
    """Read what happened from its files, once, before anybody waits for the telling."""
    for plan in LISTS:
        plans.of(plan.name)
