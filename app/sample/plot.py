"""What the story of the sample company wants of particular tasks: what blocks what, and where each is now."""

FRANKFURT = "Vendor contract with the Frankfurt data centre"


# (what blocks, what waits)
CHAINS = (
    (FRANKFURT, "Provision the Frankfurt region"),
    ("Provision the Frankfurt region", "Route EU tenants to the Frankfurt region"),
    ("Provision the Frankfurt region", "Replicate object storage to Frankfurt"),
    (
        "Route EU tenants to the Frankfurt region",
        "Move the pilot customers to the Frankfurt region",
    ),
    ("Route EU tenants to the Frankfurt region", "Prove that EU data stays in the EU"),
    ("Move the pilot customers to the Frankfurt region", "Onboard the first ten pilot customers"),
    ("Onboard the first ten pilot customers", "Collect quotes from pilot customers"),
    ("Legal review of the German terms", "Translate the website into German"),
    ("Register for VAT in Germany", "Charge VAT by the customer's country"),
    ("Open the euro bank account", "Accept SEPA direct debit"),
    ("Version webhooks and sign their payloads", "Let customers replay a webhook from the log"),
    ("Tokens shared with the mobile app", "Dark mode for charts"),
)


# Where the story wants particular tasks to be now.
FIXED = {
    FRANKFURT: "review",
    "Provision the Frankfurt region": "todo",
    "Route EU tenants to the Frankfurt region": "todo",
    "Replicate object storage to Frankfurt": "todo",
    "Move the pilot customers to the Frankfurt region": "todo",
    "Prove that EU data stays in the EU": "todo",
    "Onboard the first ten pilot customers": "todo",
    "Collect quotes from pilot customers": "todo",
    "Legal review of the German terms": "started",
    "Translate the website into German": "todo",
    "Register for VAT in Germany": "done",
    "Open the euro bank account": "started",
    "Accept SEPA direct debit": "todo",
    "Tokens shared with the mobile app": "started",
    "Dark mode for charts": "todo",
}


OVERLOADED = "Priya Raman"


FATES = (
    ("done",) * 46
    + ("todo",) * 20
    + ("backlog",) * 14
    + ("started",) * 9
    + ("review",) * 5
    + ("cancelled",) * 6
)


TAGS = {
    "Platform": ("infra", "eu", "security"),
    "API": ("api", "webhooks"),
    "Mobile app": ("ios", "android"),
    "Billing": ("vat", "eu", "finance"),
    "Reliability": ("upkeep", "on-call"),
    "Onboarding": ("growth", "copy"),
    "Research": ("interviews",),
    "Design system": ("accessibility", "tokens"),
    "EU launch": ("eu", "legal", "launch"),
    "Content": ("copy",),
    "Partners": ("partners",),
    "Sales": ("sales",),
    "People": ("confidential",),
}
