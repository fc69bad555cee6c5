"""Whatever is asked, every sentence of the answer is a claim that holds right after, and can be kept as JSON."""

import json

import pytest

from agents import claims
from agents.answer import plain_sentence
from agents.plans import PLANS
from agents.reading.reading import LABELS
from app import access, db
from app.assist import assistant
from tests.eval.hidden import GUEST, MEMBER
from tests.eval.workspaces import NOW, OWNER

# Every intent, with questions that are answered in each of the ways its plan knows.
ASKED: dict[str, tuple[str, ...]] = {
    "status": (
        "how is EU launch going?",
        "status of ENG-12",
        "status of ENG-2",
        "how is Platform doing?",
        "how is Engineering going?",
        "how are things going?",
        "which status is ENG-10 in?",
        "status of EU launch as of 2026-10-20",
    ),
    "goals": (
        "our goals",
        "which goals are off track?",
        "goals of Mara",
        "goals of Ruth Cohen",
        "how many goals are there?",
    ),
    "when": (
        "when does EU launch end?",
        "when is ENG-12 due?",
        "when was ENG-2 finished?",
        "when will ENG-10 be done?",
    ),
    "owner": ("who owns EU launch?", "who owns ENG-10?", "who owns ENG-12?"),
    "field": (
        "is ENG-12 a milestone?",
        "what is ENG-12's parent?",
    ),
    "serves": ("which goal does ENG-12 serve?", "which goal does ENG-50 serve?"),
    "findings": ("what are the bottlenecks?",),
    "overdue": (
        "what is overdue?",
        "what is overdue in Platform?",
        "what was overdue on 20 Oct?",
        "what is overdue in People?",
    ),
    "due": (
        "what is due this week?",
        "what is due tomorrow in Platform?",
        "tasks without a due date",
        "what is due on 3 January 2027?",
    ),
    "unassigned": ("which tasks are unassigned?",),
    "unaligned": ("which tasks serve no goal?",),
    "open": ("open tasks in Platform", "urgent open tasks", "is ENG-12 urgent?"),
    "stale": ("what is stale?", "what is stale in Platform?"),
    "aged": ("what is the oldest started work?", "oldest work in People"),
    "next": ("what should I do next?", "what should Jonas do next?"),
    "similar": ("what is similar to ENG-12?",),
    "blocked": ("what is blocked?", "what is blocked in Partners?", "which tasks are not blocked?"),
    "blockers": ("what is holding us up?", "what holds up EU launch?", "blockers in People"),
    "waiting": (
        "what is waiting for others?",
        "what does ENG-12 wait for?",
        "what depends on ENG-10?",
        "what is waiting for Mara?",
        "who is waiting for Ruth?",
    ),
    "done": (
        "what was finished last week?",
        "what was done yesterday in People?",
        "was ENG-2 finished?",
    ),
    "created": ("what was added last week?", "who created ENG-12?"),
    "started": ("what was started last week?", "when was ENG-10 started?"),
    "cancelled": ("what was cancelled last month?",),
    "slipped": ("what slipped in the last 4 weeks?", "has ENG-10 slipped?"),
    "reopened": ("what was re-opened last week?",),
    "changed": (
        "what changed last week?",
        "what changed on ENG-10?",
        "what changed on 1 January 2026?",
    ),
    "away": ("what did I miss?",),
    "compare": ("compare this week with last week",),
    "summary": (
        "summary of Engineering last week",
        "summary of EU launch last week",
        "summary of last week",
    ),
    "count": (
        "how many open tasks are there?",
        "open tasks by status",
        "open tasks by tag",
        "how many tasks were finished last week by person?",
    ),
    "work": (
        "who works on what?",
        "what is Jonas working on?",
        "who is on ENG-10?",
        "who works on what in Platform?",
    ),
    "knows": ("who knows about webhooks?",),
    "cycle": ("how long do tasks take?", "how long do tasks take in People?"),
    "throughput": ("what is our throughput?", "throughput in People"),
    "ontime": ("do we deliver on time?", "do we deliver on time in People?"),
    "queue": ("where does work wait?", "where does work wait in Platform?"),
    "decisions": (
        "what did we decide about the Frankfurt data centre?",
        "what did we decide on ENG-10?",
    ),
    "narrative": (
        "how long do we retry webhooks?",
        "what does the launch in Germany need?",
        "why is ENG-12 late?",
    ),
}
# What is read into one typed query, in each of the shapes it is told.
QUERIES = (
    "how many open tasks have no estimate?",
    "who has the most open tasks?",
    "who has the fewest open tasks?",
    "who has no overdue tasks?",
    "the three oldest open tasks",
    "who finished more last month, Mara or Jonas?",
    "did we finish more in October or November?",
    "what share of open tasks is overdue?",
    "how many hours of open work does Priya have?",
    "date moves by reason",
    "goals with no open work",
    "which goal is furthest behind?",
    "who commented most this month?",
    "what is the average cycle time in October?",
    "what has been in review longest?",
    "who is overloaded?",
    "why was ENG-10 moved?",
    "what is Jonas waiting for?",
    "will EU launch make it?",
    "standup for Platform",
    "how many tasks were overdue on 8 November?",
)
QUESTIONS = [(intent, question) for intent, asked in ASKED.items() for question in asked]
QUESTIONS += [("query", question) for question in QUERIES]


def checked(workspace, kept, user_id=OWNER):
    """The verdicts on claims that were kept, for one person."""
    workspace.opened()
    with db.reading() as session:
        actor = access.actor(session, user_id)
        gateway = assistant.gateway_of(session, actor, now=NOW, library=workspace.library)
        return claims.verdicts(kept, gateway)


def kept(answer):
    """An answer's claims, as they come back from where they were kept."""
    return json.loads(json.dumps([plain_sentence(one)["claim"] for one in answer.sentences]))


def test_every_intent_is_asked_for():
    told_from_texts = {"field", "decisions", "narrative"}
    assert ASKED.keys() == PLANS.keys() | told_from_texts
    assert LABELS.keys() == ASKED.keys() | {"act", "nothing", "query"}


@pytest.mark.parametrize(("intent", "question"), QUESTIONS)
def test_every_sentence_is_a_claim_that_holds(company, intent, question):
    answer = company.ask(question)
    unclaimed = [one.text for one in answer.sentences if one.claim is None]
    verdicts = checked(company, kept(answer))

    assert answer.reading.intent in (intent, "query")
    assert answer.sentences
    assert unclaimed == []
    assert set(verdicts) == {"holds"}, list(zip(verdicts, answer.sentences, strict=True))


@pytest.mark.parametrize("user_id", [MEMBER, GUEST])
def test_it_holds_under_the_rights_of_who_asked(company, user_id):
    for _, question in QUESTIONS:
        answer = company.ask(question, user_id=user_id)
        assert set(checked(company, kept(answer), user_id)) <= {"holds"}, question
