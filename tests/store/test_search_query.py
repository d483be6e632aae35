"""What a searcher typed is read as a tree, or told where it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import QueryError
from synoptic.store.search_query import (
    LONGEST_QUERY,
    All,
    Any,
    Days,
    Language,
    OfStory,
    Without,
    Words,
    parse,
)

BORDER, TRADE, FERRY = Words(("border",)), Words(("trade",)), Words(("ferry",))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Border", BORDER),
        ("border trade", All((BORDER, TRADE))),
        ("border AND trade", All((BORDER, TRADE))),
        ("border OR trade", Any((BORDER, TRADE))),
        ("border trade OR ferry", Any((All((BORDER, TRADE)), FERRY))),
        ("border (trade OR ferry)", All((BORDER, Any((TRADE, FERRY))))),
        ("border -ferry", All((BORDER, Without(FERRY)))),
        ("border NOT ferry", All((BORDER, Without(FERRY)))),
        ("border AND NOT (trade OR ferry)", All((BORDER, Without(Any((TRADE, FERRY)))))),
        ("border border", BORDER),
        ('"border trade"', Words(("border", "trade"))),
        ("“border trade”", Words(("border", "trade"))),
        ("cross-border", Words(("cross", "border"))),
        ("bord*", Words(("bord",), prefix=True)),
        ('"cross bord*"', Words(("cross", "bord"), prefix=True)),
        ("headline:border", Words(("border",), field="headline")),
        ("outlet:(harbour OR ledger)", Any((Words(("harbour",), "outlet"), Words(("ledger",), "outlet")))),
        ("-author:Calder", Without(Words(("calder",), "author"))),
        ("lang:ES", Language("es")),
        ("since:2026-05-04", Days(first="2026-05-04")),
        ("until:2026-02", Days(last="2026-02-28")),
        ("after:2026-05-04", Days(first="2026-05-05")),
        ("before:2026", Days(last="2025-12-31")),
        ("since:2026-05-04T06:00:00Z", Days(first="2026-05-04")),
        ("北京市", Words(("北京", "京市"))),
        ("市", Words(("市",), prefix=True)),
        ("and or not", All((Words(("and",)), Words(("or",)), Words(("not",))))),
        ("border – trade & ferry", All((BORDER, TRADE, FERRY))),
        ("", All(())),
        ("  ", All(())),
    ],
)
def test_a_query_says_what_it_means(typed, meant):
    """Words, phrases, groups, fields and days are read as the documentation says."""
    assert parse(typed) == meant


def test_a_story_is_kept_with_its_place():
    """Whether there is such a story is found out later, and can still be told where it was typed."""
    assert parse("fire story:5f21") == All((Words(("fire",)), OfStory("5f21", "fire story:5f21", 11)))


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("border AND", "D030", 10),
        ("OR border", "D030", 0),
        ("border AND OR trade", "D030", 11),
        ("()", "D030", 1),
        ("headline:", "D030", 9),
        ("(border", "D031", 0),
        ("border)", "D031", 6),
        (")", "D031", 0),
        ('border "trade', "D032", 7),
        ("colour:red", "D033", 0),
        ("https://tidings.example/1", "D033", 0),
        ("headline:(outlet:ledger)", "D033", 10),
        ("since:monday", "D034", 6),
        ("until:2026-02-30", "D034", 6),
        ("since:20260504", "D034", 6),
        ("…", "D035", 0),
        ('border "…"', "D035", 7),
        ("headline:*", "D035", 9),
        ("a " * 100, "D036", 120),
        ("x" * (LONGEST_QUERY + 1), "D036", 80),
        ("(" * 40 + "x" + ")" * 9, "D036", 30),
    ],
)
def test_a_query_that_is_wrong_says_where(typed, code, place):
    """The code, the place in the query, and the place shown in it."""
    with pytest.raises(QueryError) as failed:
        parse(typed)
    assert (failed.value.code, failed.value.place) == (code, place)
    assert "▸" in str(failed.value)


SIGNS = st.sampled_from(
    ["border", "Łódź", "市", "bord*", "*", "AND", "OR", "NOT", "-", "(", ")", '"', "“", "since:", "2026-05",
     "lang:", "story:", "headline:", "x:", ":", " ", "  ", "\0", "'", "\\", ";", "--", "\ud800", "NEAR", "^",
     "{a} :", "%", "_"]
)  # fmt: skip


def refusal(typed: str) -> QueryError | None:
    try:
        parse(typed)
    except QueryError as refused:
        return refused
    return None


@given(st.one_of(st.text(), st.lists(SIGNS).map("".join), st.lists(SIGNS).map(" ".join)))
def test_whatever_is_typed_is_understood_or_refused(typed):
    """No text makes the parser fail in any other way, and a refusal points into the query."""
    refused = refusal(typed)
    assert refused is None or 0 <= refused.place <= len(typed)
