"""What product, design and go-to-market do: titles by list."""

ONBOARDING = """
Cut sign-up to three fields
Import a customer list by drag and drop
Sample company for new accounts
First-invoice checklist on the home screen
Ask for the company's country before the currency
Invite teammates at the moment they are needed
Explain roles where they are given
Empty states that say what comes next
Measure time to first invoice
Interview ten accounts that left in week one
Shorten the welcome e-mails from five to three
Localise the tour into German
Localise the tour into French
Skip the tour for people who were invited
Show progress of the data import
Undo for the first import
Fix the back button in the set-up
Keep what was typed when the session ends
Single sign-on for larger customers
Let people try without a card
Trial reminder three days before it ends
Detect the wrong VAT number while typing
Offer a call when somebody is stuck
Tidy the naming of the plans page
Template for construction companies
Template for design studios
""".strip().splitlines()

RESEARCH = """
Talk to eight finance leads in Munich
Diary study on month-end closing
Why approvals take two days
Survey the people who never export
Map how invoices travel in a 50-person company
Test the new navigation with five customers
Compare three ways to show VAT
Watch how accountants use the export
Panel of twelve customers for quick questions
Write up the onboarding interviews
Find out what “late” means to our customers
Test prices with new accounts in the Netherlands
Watch ten support calls about bank feeds
Card sort for the settings
Publish what we learned this quarter
Ask partners what their clients complain about
Accessibility session with a screen-reader user
""".strip().splitlines()

DESIGN = """
One set of colours for status
Contrast of secondary text in dark mode
Button sizes that fit German words
Table component with sticky totals
Date picker that understands “next Friday”
Icons for the four invoice states
Motion guidelines, two pages at most
Retire the old modal
Tokens shared with the mobile app
Print styles for invoices and reports
Charts that work without colour
Focus rings everywhere
Empty illustrations without people
Spacing scale in fours
Review every screen at 390 pixels
Typography for long documents
Component page for the amount field
Right-to-left check of the invoice editor
""".strip().splitlines()

EU_LAUNCH = """
Agree on the launch date with sales and support
Sign the data processing agreement template
Name a data protection officer
Answer the security questionnaire of the first five customers
Publish the sub-processor list
Legal review of the German terms
Legal review of the French terms
Vendor contract with the Frankfurt data centre
Register for VAT in Germany
Open the euro bank account
Set prices in euros and pounds
Translate the website into German
Translate the website into French
Hire a support agent who speaks German
Train support on VAT questions
Status page for the EU region
Invite 40 pilot customers
Onboard the first ten pilot customers
Collect quotes from pilot customers
Press list for DACH and France
Launch film, 60 seconds
Book the booth at the Berlin trade fair
Partner pages for three accounting firms
Announce the launch to existing customers
Plan for the first week after launch
Rehearse the launch day with everybody on call
Check that invoices pass the French e-invoicing test
Cookie banner that asks only what is needed
Translate the help centre's top 50 articles
Decide what happens if Frankfurt fails on launch day
Localise the order confirmation e-mails
Move the pilot customers to the Frankfurt region
Switch the sign-up form to EU pricing
Review the privacy notice with counsel
""".strip().splitlines()

CONTENT = """
Guide: invoicing across borders
Guide: what changes with e-invoicing in France
Case study: a bakery with nine branches
Case study: an architecture office in Graz
Newsletter for October
Newsletter for November
Rewrite the pricing page
Glossary of VAT terms
Comparison page without naming names
Webinar on closing the month in two days
Record the product tour again
Ten short videos for the help centre
Update the screenshots in the help centre
Talk for the finance leaders' meetup
Refresh the careers page
Write down how we write
Measure which articles save a support ticket
Clean up redirects from the old blog
Interview our first customer for the anniversary
Landing page for accountants
""".strip().splitlines()

PARTNERS = """
Agreement with the accounting firm in Vienna
Revenue share model for partners
Directory of certified bookkeepers
Connect the bank feed for Austria
Connect the bank feed for the Netherlands
Connect the point-of-sale system for cafés
Partner training, half a day
Joint webinar with the payroll provider
Renew the contract with the payment provider
Test account for each partner
Monthly call with the top five partners
Marketplace listing in three languages
Referral links that survive the sign-up
Certificate for people who finish the training
""".strip().splitlines()

SALES = """
Battle card for the three usual comparisons
Security answers in one document
Demo account with a German company
Price list for the sales team
Qualify inbound leads within a working day
Clean up duplicate accounts in the CRM
Forecast call every Tuesday
Reference customers per industry
Onboard two account executives
Discount rules nobody needs to ask about
Proposal template in German
Hand-over from sales to support
Review lost deals of the last quarter
""".strip().splitlines()

PEOPLE = """
Compensation bands for the Berlin office
Offer for the German support lead
Parental leave policy for Germany
Reference check for the finance director
Employment contract under German law
Performance conversation with the platform team
Relocation budget for two engineers
Plan for the restructuring of support, codename Heron
Works council: first meeting
Insurance for the Berlin office
""".strip().splitlines()
