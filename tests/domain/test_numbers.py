"""A number means what its writer meant, and is shown as people write numbers."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import fields, numbers
from app.domain.errors import Invalid
from app.domain.fields.values import Reading
from app.domain.numbers import NoNumber, read, shown


@pytest.mark.parametrize(
    ("text", "locale", "value", "other"),
    [
        ("12,500", "en", 12500, None),
        ("12.500", "de", 12500, None),
        ("12.500", "en", 12.5, 12500),
        ("12,500", "de", 12.5, 12500),
        ("1 000 000", "en", 1e6, None),
        ("1\u202f000\u202f000", "fr", 1e6, None),
        ("1'000'000", "de-CH", 1e6, None),
        ("1.000.000", "en", 1e6, None),
        ("12,34,567", "en-IN", 1234567, None),
        ("€ 1.2M", "en", 1.2e6, None),
        ("1,2 Mio", "de", 1.2e6, None),
        ("$1,200.50", "en", 1200.5, None),
        ("1.200,50 €", "en", 1200.5, None),
        ("1,5", "en", 1.5, None),
        ("1.5", "de", 1.5, None),
        ("0.125", "en", 0.125, None),
        ("0,125", "en", 0.125, None),
        ("-3", "en", -3, None),
        ("−3,5", "de", -3.5, None),
        ("-€5", "en", -5, None),
        ("40 %", "en", 40, None),
        ("15k", "en", 15000, None),
        ("20 EUR", "en", 20, None),
        ("20EUR", "en", 20, None),
        (".5", "en", 0.5, None),
        ("1e+06", "en", 1e6, None),
        ("2500", "en", 2500, None),
        ("12.5000", "en", 12.5, None),
    ],
)
def test_a_number_as_people_write_it(text, locale, value, other):
    found = read(text, locale=locale)
    assert (found.value, found.other) == (value, other)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        *(("€ 1.2M", "EUR"), ("€100k", "EUR"), ("1,5 Mio €", "EUR"), ("$2,500.50", "USD")),
        *(("100k€", "EUR"), ("20 eur", "EUR"), ("20EUR", "EUR"), ("CHF 5", "CHF"), ("-£5", "GBP")),
        *(("20 %", ""), ("20", ""), ("€20 EUR", "EUR")),
    ],
)
def test_the_currency_a_number_was_written_with(text, currency):
    assert read(text).currency == currency


def test_a_number_of_two_currencies_is_none():
    with pytest.raises(NoNumber):
        read("€20 USD")


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1,2,3", "1.2.3", "12,50,0", "1,234.5.6", "--3", "5 apples", "nan", "inf", "1e999"],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NoNumber):
        read(text)


@pytest.mark.parametrize("text", ["1 2 3", "3-4", "1'2", "€", "12 500,5,5"])
def test_marks_in_odd_places_are_refused(text):
    with pytest.raises(NoNumber):
        read(text)


@pytest.mark.parametrize(
    ("value", "locale", "words"),
    [
        (1e6, "en", "1,000,000"),
        (1e6, "de", "1.000.000"),
        (1e15, "en", "1,000,000,000,000,000"),
        (12.5, "en", "12.5"),
        (12.5, "de-AT", "12,5"),
        (0.1 + 0.2, "en", "0.3"),
        (-0.0, "en", "0"),
        (7, "no-such", "7"),
    ],
)
def test_a_number_is_shown_without_an_exponent(value, locale, words):
    assert shown(value, locale=locale) == words


@pytest.mark.parametrize(
    ("value", "unit", "locale", "words"),
    [
        (1.2e6, "EUR", "en", "€1,200,000"),
        (1.2e6, "€", "de", "1.200.000\xa0€"),
        (12.5, "usd", "en", "$12.50"),
        (12.5, "points", "en", "12.5 points"),
        (12, "", "en", "12"),
    ],
)
def test_money_is_shown_as_money(value, unit, locale, words):
    assert numbers.money(value, unit, locale=locale) == words


@given(
    st.floats(-1e12, 1e12).map(lambda x: round(x, 2) + 0.0),
    st.sampled_from(["en", "de", "fr", "de-CH"]),
)
def test_what_is_shown_is_read_back(value, locale):
    understood = read(shown(value, locale=locale), locale=locale)
    assert value in (understood.value, understood.other)
    assert understood.value == value


BROWSER = json.loads((Path(__file__).parent / "browser_numbers.json").read_text())


@pytest.mark.parametrize(("text", "locale", "value"), BROWSER["numbers"])
def test_a_number_means_what_it_means_in_the_browser(text, locale, value):
    if value is None:
        with pytest.raises(NoNumber):
            read(text, locale=locale)
    else:
        assert read(text, locale=locale).value == value


@pytest.mark.parametrize(("text", "locale", "minutes"), BROWSER["lengths"])
def test_a_length_of_time_means_what_it_means_in_the_browser(text, locale, minutes):
    estimate = fields.TASK["estimate_minutes"].values
    if minutes is None:
        with pytest.raises(Invalid):
            estimate.read(text, "estimate_minutes", locale=locale)
    else:
        assert estimate.read(text, "estimate_minutes", locale=locale).value == minutes


def test_what_a_field_can_not_hold_is_not_meant():
    weight = fields.STATUS["wip_limit"]
    assert weight.read("12.500", locale="en") == Reading(12500)
    assert weight.read("12.500", locale="de") == Reading(12500)
    estimate = fields.TASK["estimate_minutes"]
    assert estimate.read("12,500", locale="en") == Reading(750_000)
    assert estimate.read("12,500", locale="de") == Reading(750, 750_000)


@pytest.mark.parametrize(("field", "value"), [("points", 12500.5), ("estimate_minutes", 75)])
@pytest.mark.parametrize("locale", ["en", "de", "fr", "de-CH", "en-IN", "ar-EG"])
def test_what_is_shown_to_be_edited_is_read_back(field, value, locale):
    known = fields.TASK[field]
    assert known.read(known.values.written(value, locale), locale=locale).value == value
