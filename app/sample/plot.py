"""What waits for what in the sample company."""

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
    ("Test a restore from last night's backup", "Show Halden a restored backup"),
    ("Bring German tickets to whoever speaks German", "Try it for a week with the pilots"),
)
