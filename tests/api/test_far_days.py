"""Days that no plan reaches: said or passed over, never a fault."""

import pytest

ASKED = [
    "9999-12-31",
    "as of 9999-12-31",
    "what was done on 31 Dec 9999?",
    "what is due before 0001-01-01",
    "what is due in the next 99999999999 days",
    "what was done in the last 999999999 weeks",
    "between 9999-12-30 and 9999-12-31",
    "due:9999-12-31",
    "due:>9999-12-31",
    "due:<0001-01-01",
    "create a task x due 31 Dec 9999",
    "set the due date of ENG-1 to 9999-12-31",
    "postpone ENG-1 by 999999999 weeks",
]


V1 = "/api/v1"


@pytest.mark.parametrize("question", ASKED)
def test_a_question_about_a_far_day_is_answered(as_, question):
    alice = as_("alice")
    alice("PATCH", f"{V1}/tasks/ENG-1", json={"due": "2026-12-01"})

    assert alice("POST", f"{V1}/ask", json={"question": question}).status_code == 200
    assert alice("GET", f"{V1}/search", params={"q": question}).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_far_date_is_refused_with_the_years_there_are(as_, day):
    refused = as_("alice")("PATCH", f"{V1}/tasks/ENG-1", json={"due": day})

    assert refused.status_code == 422
    assert "between 1900 and 2199" in refused.json()["detail"]


def test_a_far_week_has_no_summary(as_, hidden):
    week = as_("alice")("GET", f"{V1}/summaries", params={"space": 1, "week": "9999-W52"})

    assert week.status_code == 422
