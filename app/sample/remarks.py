"""What the sample company's people say: by the moment at which they say it."""

STARTED = (
    "Taking this one. I will split it if it turns out larger than it looks.",
    "Started. The first half is clear, the second depends on what legal says.",
    "I have a branch for this; expect a first version by {day}.",
    "Had a look this morning: two of the three cases already work.",
    "Picking it up after the stand-up. {name}, can I borrow you for half an hour on {day}?",
    "Beginning with the smallest country so that we learn cheaply.",
    "The old code does this in four places. I will bring it to one first.",
    "Drafted an outline and put it under the description.",
    "Reproduced it. It only happens when the account has no default currency.",
    "I talked to the vendor; they answer within two working days.",
)
PROGRESS = (
    "Two of five done. The rest is mechanical.",
    "Numbers from yesterday: 38 of 41 accounts went through, three had odd VAT numbers.",
    "This took longer than planned because the test data had no refunds in it.",
    "Waiting for access to the staging account since {day}.",
    "I measured it: 420 ms before, 95 ms now, on the busiest tenant.",
    "Half of the copy is translated. The legal paragraphs need a second pair of eyes.",
    "The customer tried it and asked for exactly one change: the total should be on top.",
    "Found a nicer way: we can read the country from the bank account.",
    "Moved the deadline after talking to {name}; nobody downstream is affected.",
    "Still green on staging after the weekend.",
    "We need a decision on the fallback before I can finish.",
    "I left the edge case with credit notes out on purpose; it has its own task.",
    "Support says they get about six tickets a week because of this.",
    "Paired with {name} on it; the tricky part is behind us.",
    "The estimate was wrong by a factor of two, I adjusted it.",
)
REVIEW = (
    "Ready for review. Start with the tests, they tell the story.",
    "{name}, could you have a look? It is small.",
    "Review note: please name the constant, otherwise fine by me.",
    "In review since {day}; who has time before the weekend?",
    "I would like {name} to see the wording before it goes out.",
    "Looks good. One question about what happens with cancelled plans.",
)
DONE = (
    "Out with this morning's release.",
    "Done and checked with two customers.",
    "Closed. What we learned is in the doc.",
    "Shipped. I will watch the numbers for a week.",
    "Finished; the follow-up is smaller than we feared.",
    "Signed and filed.",
    "Merged and deployed. Thanks for the quick review, {name}.",
)
BLOCKED = (
    "Can't go on before {blocker} is done.",
    "Blocked by {blocker}. I asked {name} for a date.",
    "We are stuck here: {blocker} has to come first, and it has no new date yet.",
    "Parked until {blocker} is through. Everything on our side is prepared.",
)
SLIPPED = (
    "The vendor answers later than promised",
    "Legal needs another round",
    "Two people were ill this week",
    "The test data was not there in time",
    "Larger than it looked; split and moved",
    "Waiting for the Frankfurt contract",
    "Customers asked for a change after the pilot",
    "Release freeze for quarter end",
)
DECIDED = (
    (
        "Provision the Frankfurt region",
        "Decision: we go with the Frankfurt data centre and not with Dublin, because three pilot customers need data in Germany. Agreed with Mara and legal on the call.",
    ),
    (
        "Route EU tenants to the Frankfurt region",
        "We decided to route by the account's country and not by IP address. Travelling users would otherwise change region.",
    ),
    (
        "Number invoices without gaps per country",
        "Decision: one number range per country and year. The accountant confirmed that gaps must be explained in Germany, so cancelled invoices keep their number.",
    ),
    (
        "Set prices in euros and pounds",
        "Agreed: 19 euros and 17 pounds per seat, no conversion at checkout. We look at it again after the first quarter.",
    ),
    (
        "Agree on the launch date with sales and support",
        "We decided on a soft launch for the pilot customers first; the public date follows two weeks later, once Frankfurt has held a full invoice run.",
    ),
    (
        "Accept SEPA direct debit",
        "Decision: mandates are signed in the app, no paper. The bank accepts a qualified e-mail confirmation.",
    ),
    (
        "Sign in with a passkey",
        "We chose passkeys over SMS codes: 11 % of German pilot users could not receive our messages.",
    ),
    (
        "Cut sign-up to three fields",
        "Decided: e-mail, company and country. The phone number goes; sales can ask later.",
    ),
    (
        "Version webhooks and sign their payloads",
        "We agreed to sign with the Standard Webhooks scheme so that customers can use existing libraries.",
    ),
    (
        "Upgrade Postgres from 14 to 16 in production",
        "Decision: upgrade by logical replication on a Sunday, with a way back for 48 hours. An in-place upgrade would take us down for 40 minutes.",
    ),
    (
        "Translate the website into German",
        "We decided to say Sie, not du, on all pages that mention contracts or money.",
    ),
    (
        "Retire the old modal",
        "Agreed in the design review: panels for editing, dialogs only for what can't be undone.",
    ),
)

# What was said on goals: the goal, who, how many days ago, the words.
ON_GOALS = (
    (
        "EU launch",
        "Mara Lindqvist",
        9,
        "Check-in: ten pilots send invoices, but we lose a week every time the Frankfurt contract moves. I want a signed date or a plan B by Friday.",
    ),
    (
        "EU launch",
        "Ruth Cohen",
        8,
        "Plan B would be Dublin with a residency addendum. Two of the pilots said they would not sign that.",
    ),
    (
        "EU launch",
        "Jonas Weber",
        2,
        "Without the contract we can't provision, and six tasks wait behind it. Everything else on the platform side is ready.",
    ),
    (
        "First invoice within 20 minutes",
        "Chloé Martin",
        4,
        "Median is 24 minutes now. The import progress did more than all the e-mails together.",
    ),
    (
        "The app people approve with",
        "Aiko Tanaka",
        6,
        "Push notifications went out to everybody; 29 % of approvals happen on a phone.",
    ),
)
