"""What the sample company's people say of its goals: the goal, who, how many days ago, the words."""

from typing import NamedTuple


class OnGoal(NamedTuple):
    """What somebody said of a goal."""

    goal: str
    who: str
    ago: int
    text: str


LAUNCH = "EU launch"
REGION = "Frankfurt region carries all EU accounts"
INVOICES = "Invoices are right in every country"
FIRST_INVOICE = "First invoice within 20 minutes"
APP = "The app people approve with"
PARTNERS = "Partners bring a fifth of new customers"

ON_GOALS = (
    OnGoal(
        "Be the way Europe invoices",
        "Mara",
        31,
        "310 paying customers in the EU, of 1,200 we want. Most of the way has to come after the launch, so I don't worry about the pace, only about the date.",
    ),
    OnGoal(
        "Month-end that nobody dreads",
        "Priya",
        4,
        "Starts next quarter. From Nadia's talks in Munich: approvals are the first thing to shorten, receipts the second.",
    ),
    OnGoal(
        LAUNCH,
        "Mara",
        11,
        "Check-in: ten pilots send invoices, but we lose a week every time the Frankfurt contract moves. I want a signed date or a plan B.",
    ),
    OnGoal(
        LAUNCH,
        "Ruth",
        10,
        "Plan B would be Dublin with a residency addendum. Two of the pilots, Brenner and Hallstein, said they would not sign that.",
    ),
    OnGoal(
        LAUNCH,
        "Jonas",
        4,
        "Without the contract we can't provision, and seven tasks wait behind it. Everything else on the platform side is ready.",
    ),
    OnGoal(
        LAUNCH,
        "Mara",
        3,
        "Mainkai promises both signatures by {date:4}. I keep plan B ready until I see them.",
    ),
    OnGoal(
        REGION,
        "Jonas",
        12,
        "55 of 460 accounts: the ten pilots and 45 of our own, all in the trial zone. More may not move in; the number stands still until the region is there.",
    ),
    OnGoal(
        INVOICES,
        "Lena",
        5,
        "Four of six countries are certified: Ireland, the Netherlands, Germany and Austria. France waits for its test environment, Belgium comes after France.",
    ),
    OnGoal(
        FIRST_INVOICE,
        "Chloé",
        4,
        "Median is 24 minutes now. Empty screens that say what comes next did more than all the e-mails together; the progress of the import should bring the last four minutes.",
    ),
    OnGoal(
        APP,
        "Aiko",
        6,
        "29 % of approvals happen on a phone. Push notifications are with the test group only; when everybody has them I expect the jump towards 45 %.",
    ),
    OnGoal(
        PARTNERS,
        "Ruth",
        7,
        "64,000 of 250,000 euros. Steiner & Partner in Vienna would bring about 120 clients, so the agreement with them decides the next half year.",
    ),
)

# A health that a person set by hand: the goal, which, who, how many days ago, why.
OVERRIDE = (INVOICES, "at_risk", "Lena", 3, "France's test environment was down for a week")
