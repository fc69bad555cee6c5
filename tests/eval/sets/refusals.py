"""What nothing in a workspace answers: unknown and nearly known names, false premises, wrong slots, other worlds."""

from tests.eval.scoring import Question, refusing

JIRA = {
    "unknown name": (
        "How is the Atlantis project going?",
        "what did Zebulon do last week?",
        "what is Zebulon Quark working on?",
        "open tasks in Atlantis",
        "how is project Nebula going?",
        "what did Napoleon finish last week",
        "overdue tasks of Gandalf",
        "status of Heron",
        "what holds up goal Hyperdrive?",
        "how many tasks does Voldemort have?",
        "tasks tagged @nobodyhere",
        "status of ZZZ-99999",
    ),
    "nearly a name": (
        "what is Tony Stark working on?",
        "how many open tasks does Tim Berners have?",
        "open tasks tagged Zebra",
        "what is the status of ALOY-99999?",
        "what blocks ALOY-88888?",
        "what did Feon Petersen finish in 2013?",
        "open tasks in Alloy Mobile Pro",
        "what is unassigned in the list Titanium Desktop?",
    ),
    "false premise": (
        "why was the Alloy compiler moved to Haskell?",
        "when did we decide to rewrite Alloy in Fortran?",
        "why did the Alloy smartwatch release need Bluetooth pairing?",
        "who approved the moon base budget",
        "why did we buy the zeppelin factory in Saturn",
        "what did Sauron decide about the ring of power",
        "when is the Bermuda triangle migration due",
    ),
    "wrong slot": (
        "what is the phone number of Tim Poulsen?",
        "what salary does Tony Lukasavage get?",
        "what is the budget of ALOY-1023?",
        "which customer pays for ALOY-852?",
    ),
    "out of scope": (
        "Who is the president of France?",
        "What is the weather in Lisbon tomorrow?",
        "how do we calibrate the flux capacitor",
        "what is the refund policy for dilithium crystals",
        "when does the unicorn stable open",
        "explain the quantum payroll reconciliation",
        "where do we keep the dragon eggs",
        "how long may wizards stay in the tower",
        "how do I cook risotto with saffron?",
        "who won the football world cup?",
    ),
}
COMPANY = {
    "unknown name": (
        "how is the Atlantis launch going?",
        "what is Zebulon working on?",
        "overdue tasks in Manufacturing",
        "who owns the goal Hyperdrive?",
        "open tasks tagged zebra",
        "Zebulon's open tasks",
    ),
    "nearly a name": (
        "how is APAC launch going?",
        "status of US launch",
        "what is Priscilla Raman working on?",
        "what did Jonas Becker finish last week?",
        "how many open tasks are in Platform Tokyo?",
        "what did we decide about the Zurich data centre?",
        "status of ENG-9999",
    ),
    "false premise": (
        "why did we cancel the launch in Germany?",
        "why did we move invoicing to the blockchain?",
        "when did Mara leave the company?",
        "why do we pay suppliers in Bitcoin?",
    ),
    "wrong slot": (
        "what salary does Mara get?",
        "what is Priya's phone number?",
        "how old is Samuel?",
        "what is the budget of ENG-10?",
    ),
    "out of scope": (
        "what is the capital of Mongolia?",
        "how do I cook risotto with saffron?",
        "who won the football world cup?",
        "what discount do hospitals get?",
        "how long do we retry faxes?",
    ),
}
RUST = {
    "unknown name": (
        "who leads the Atlantis goal?",
        "which goals does Gandalf own?",
        "goals of sauron",
        "how is Hyperdrive going?",
    ),
    "nearly a name": (
        "who owns Stabilize quantum traits?",
        "what is the status of Seamless Java support?",
        "who owns Stabilize the Catch trait?",
        "how is Rust for Windows going?",
        "who owns Rust 2031 Edition?",
        "status of User-wide coffee cache",
    ),
    "false premise": (
        "why was Cargo replaced by npm?",
        "why did the project drop the borrow checker?",
        "when did Microsoft buy the Rust project?",
        "why does Rust run on the Java virtual machine now?",
    ),
    "wrong slot": (
        "what salary does nikomatsakis get?",
        "what is the phone number of lqd?",
        "how old is epage?",
    ),
    "out of scope": (
        "what is the capital of Mongolia?",
        "how do I cook risotto with saffron?",
        "who won the football world cup?",
        "when does the unicorn stable open?",
    ),
}


def jira() -> list[Question]:
    return _asked(JIRA)


def company() -> list[Question]:
    return _asked(COMPANY)


def rust() -> list[Question]:
    return _asked(RUST)


def _asked(every: dict[str, tuple[str, ...]]) -> list[Question]:
    return [
        Question("refusal", text, refusing, part) for part, texts in every.items() for text in texts
    ]
