"""What the sample company's engineers do: titles by list."""

PLATFORM = """
Rotate the signing keys for service tokens
Split the monolith's session store into its own service
Move background jobs from cron to the queue
Upgrade Postgres from 14 to 16 on staging
Upgrade Postgres from 14 to 16 in production
Drop the legacy tenants table after the backfill
Add read replicas for the reporting queries
Encrypt customer exports at rest
Make tenant creation idempotent
Provision the Frankfurt region
Replicate object storage to Frankfurt
Route EU tenants to the Frankfurt region
Prove that EU data stays in the EU
Document the region failover by hand
Cut container image size below 200 MB
Replace the hand-written feature flags
Cache permission checks per request
Trace requests across the job queue
Alert on queue depth instead of CPU
Remove the unused Kafka cluster
Pin base images and scan them weekly
Rate-limit the public sign-up endpoint
Move secrets out of environment files
Speed up the integration test suite
Make local set-up one command again
Give every service an owner in the catalogue
Archive audit logs after 13 months
Clean up orphaned storage buckets
Write the runbook for certificate expiry
Test a restore from last night's backup
""".strip().splitlines()

API = """
Publish the v2 endpoints for invoices
Paginate the events endpoint with cursors
Return problem details instead of bare 400s
Version webhooks and sign their payloads
Retry failed webhooks with growing pauses
Let customers replay a webhook from the log
Add scopes to personal access tokens
Deprecate the XML export with a sunset header
Generate the client libraries from the schema
Check breaking schema changes in review
Bulk create for contacts, 500 at a time
Accept idempotency keys on every POST
Filter lists by updated_since
Explain rate limits in response headers
Fix the off-by-one in date range filters
Return VAT numbers on the company resource
Validate IBANs before saving bank accounts
Support SEPA mandates in the payments endpoint
Add the country of establishment to accounts
Show examples for each error in the reference
Move the API reference to its own domain
Measure latency per endpoint and customer
Stop logging request bodies of uploads
Batch the permission lookup in list calls
Agree on one name for archived and inactive
Sandbox keys that expire after 30 days
""".strip().splitlines()

MOBILE = """
Sign in with a passkey
Keep drafts when the app is killed
Fix the crash when rotating the invoice camera
Open deep links on a cold start
Show offline changes waiting to sync
Resolve conflicts between phone and web edits
Scan receipts with the device's own text recognition
Support dynamic type on the approvals screen
Dark mode for charts
Translate the app into German
Translate the app into French
Format currency by the account's country
Replace the custom date picker with the system's
Send push notifications for approvals
Let people mute notifications per project
Shrink the download below 40 MB
Drop support for Android 9
Fix blurry avatars on large tablets
Pull to refresh on the dashboard
Biometric lock after five minutes
Report crashes with the release's commit
Screen reader labels on the tab bar
Cache images for the last 50 invoices
Show who approved what, and when
Beta build for the Berlin pilot customers
Fix the keyboard covering the amount field
Move to the new navigation library
Record a store preview in each language
""".strip().splitlines()

BILLING = """
Charge VAT by the customer's country
Reverse charge for EU businesses with a VAT number
Check VAT numbers against VIES nightly
Issue invoices in euros and pounds
Number invoices without gaps per country
Send invoices as PDF/A with embedded XML
Prorate seat changes in the middle of a month
Dunning e-mails in three languages
Retry failed card payments on paydays
Accept SEPA direct debit
Refund a single invoice line
Reconcile bank statements with open invoices
Export bookings for the accountant
Show next month's invoice before it is sent
Migrate yearly plans to the new price list
Warn before a card expires
Split revenue by region in the finance report
Close the books by the third working day
Remove the retired coupon codes
Fix rounding of three-line discounts
Explain each line of the invoice in the app
Grandfather the plans of the first 200 customers
Let customers change their billing address
Alert finance when a payout is late
""".strip().splitlines()

RELIABILITY = """
Bring the login error rate below 0.1 %
Find out why nightly jobs overlap on Sundays
Replace the flaky checkout test
Write the review of the 9 o'clock outage
Add a circuit breaker to the mail provider
Page the owner, not the whole channel
Shard the busiest tenant's event table
Patch OpenSSL on the bastion hosts
Renew the wildcard certificate
Fix the memory leak in the PDF worker
Bound the retry storm after a deploy
Measure how long a cold start takes
Load-test the invoice run for quarter end
Drill: lose one database node
Drill: restore a single tenant
Update dependencies with known advisories
Tidy the dashboards nobody opens
Turn the on-call handover into a checklist
Cut log volume by half
Keep seven days of traces
Fix clock drift on the old build agents
Answer the penetration test's open points
""".strip().splitlines()
