"""Words for what somebody is."""

import pytest

from synoptic.annotate.roles import find_roles, gender_of, is_title, marks_before


@pytest.mark.parametrize(
    ("text", "language", "roles"),
    [
        ("the former prime minister of Peru", "en", ["prime minister"]),
        ("le premier ministre péruvien", "fr", ["premier ministre"]),
        ("la presidenta electa", "es", ["presidenta electa"]),
        ("nothing of the kind", "en", []),
    ],
)
def test_roles_in_text(text: str, language: str, roles: list[str]) -> None:
    """The longest role at each place is found, by language."""
    assert [r.words for r in find_roles(text.split(), language)] == roles


def test_roles_say_where_they_stand() -> None:
    """The place is counted in the words given."""
    (role,) = find_roles(["the", "vice", "president", "left"], "en")
    assert (role.first, role.last, role.kind) == (1, 2, "office")


def test_titles_genders_and_marks_of_the_past() -> None:
    """Titles may have stops, genders come from the word, “ex-” ends a role."""
    assert is_title("Mr.", "en")
    assert not is_title("bridge", "en")
    assert (gender_of("actress", "en"), gender_of("king", "en"), gender_of("mayor", "en")) == (
        "female",
        "male",
        "",
    )
    assert marks_before("ex-", "en")
