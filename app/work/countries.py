"""Countries whose public holidays are known."""

from holidays.registry import COUNTRIES

from app.domain.errors import Invalid


def validate_country(value: str) -> str:
    """An ISO code (DE) whose public holidays are known, or nothing; the refusal names all there are."""
    code = value.strip().upper()
    known = sorted({two_letters for _, two_letters, *_ in COUNTRIES.values()})
    if code and code not in known:
        raise Invalid(
            f"The public holidays of “{value.strip()}” are not known: leave it empty, or give one "
            f"of these codes: {', '.join(known)}.",
            field="country",
        )
    return code
