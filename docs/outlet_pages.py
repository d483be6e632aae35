"""The reference page of the register of outlets, made from its entries."""

from itertools import groupby

from babel import Locale

from synoptic.intake.outlets import bundled_register, folded
from synoptic.intake.ratings import COLUMNS
from synoptic.news.outlet import Outlet

_FIELDS = {
    "name": "its full name; the only key that has to be there",
    "domains": "its own host names; every host below one is the outlet’s too",
    "country": "ISO 3166-1, two letters",
    "languages": "ISO 639-1, two letters each",
    "kind": "`agency`, `daily`, `weekly`, `magazine`, `broadcaster` or `online`",
    "aliases": "other names that it prints, or is credited by",
    "city": "where it is made",
    "founded": "the year",
    "ownership": "`state`: an organ of a state or of a ruling party; `public`: a service set up by public law",
    "motto": "how it describes itself, in its own words",
}
_FIGURES = (
    ("carries an agency’s text", "reports that credit another agency, or that hold its text as their story shows",
     "reports whose text is held"),
    ("an account of its own", "reports that carry nobody else’s text: no credit, and no copy of another report",
     "reports whose text is held and whose story another report tells too"),
    ("typical length", "the median of the words in the body",
     "reports whose text is held, in languages that put spaces between words"),
    ("languages", "reports in each language", "all reports"),
    ("text not held", "reports behind a paywall, or not yet read", "all reports"),
    ("changed, corrected", "reports with a later version that says something else, or that says it corrects",
     "all reports"),
    ("withdrawn", "reports whose page was found gone", "all reports"),
)  # fmt: skip


def outlets_page() -> str:
    """Return the reference of the register: its keys, what a card measures, and every bundled entry."""
    outlets = bundled_register().outlets
    agencies = sum(outlet.agency for outlet in outlets)
    countries = {outlet.country for outlet in outlets}
    lines = [
        "# Outlets",
        "",
        f"The register that comes with the package holds {len(outlets)} outlets of {len(countries)} countries,",
        f"{agencies} of them news agencies: plain facts, compiled by hand. A fact that was not sure is left out.",
        "It rates nobody. A page belongs to the outlet whose domain it is under; a name that a page prints counts",
        "only where there is no web address, and a name that several outlets share finds none of them.",
        "",
        *_own_entries(),
        *_ratings(),
        *_cards(),
        "## The bundled register",
        "",
        "Domains in brackets; * marks an agency.",
        "",
    ]
    territories = Locale("en").territories
    by_country = sorted(outlets, key=lambda o: (territories[o.country], not o.agency, folded(o.name)))
    for country, several in groupby(by_country, key=lambda o: o.country):
        lines += [f"**{territories[country]}**: " + "; ".join(map(_entry, several)) + ".", ""]
    return "\n".join(lines)


def _own_entries() -> list[str]:
    shown = [f"| `{field}` | {_FIELDS[field]} |" for field in Outlet.__struct_fields__]
    return [
        "## Your own",
        "",
        "A file `outlets.toml` in the folder of the desk lies on top of the register. An entry with the name (and",
        "the country, if it states one) of a bundled entry changes what it states and leaves the rest; any other",
        "entry is a new outlet. A domain that you give to an outlet is taken from any bundled one.",
        "",
        "```",
        "[[outlet]]",
        'name = "Harbour Courier"',
        'domains = ["harbour-courier.example"]',
        'country = "NZ"',
        'languages = ["en"]',
        'kind = "daily"',
        "```",
        "",
        "| key | |",
        "|---|---|",
        *shown,
        "",
        "A key that is not known is refused by name and line (I172), an entry with a value that cannot be is left",
        "out (I173); everything else in the file is used. Hosts that many share, such as `co.uk` or `github.io`,",
        "are nobody’s domain.",
        "",
    ]


def _ratings() -> list[str]:
    names = {field: ", ".join(f"`{name}`" for name in several) for field, several in COLUMNS.items()}
    told = {
        "outlet": "the outlet’s name; this or the domain has to be there",
        "domain": "its domain, which decides where both are given",
        "value": "what the rater says, in the rater’s words or marks; has to be there",
        "source": "whose rating it is; has to be there",
        "date": "when it was given",
        "address": "where it can be read",
    }
    return [
        "## Ratings",
        "",
        "No ratings come with the package, and nothing is computed from those that you bring. What stands in",
        "`ratings.csv` in the folder of the desk (commas, semicolons or tabs) is shown on the cards, each rating",
        "with its source.",
        "",
        "| column, under any of these names | |",
        "|---|---|",
        *(f"| {names[field]} | {words} |" for field, words in told.items()),
        "",
    ]


def _cards() -> list[str]:
    return [
        "## What a card measures",
        "",
        "A card is measured from the reports that your desk holds, not from all that an outlet published. Each",
        "figure says on how many reports it stands; below twenty no percentage is given, as a single report would",
        "move it by more than five points.",
        "",
        "| figure | counts | of |",
        "|---|---|---|",
        *(f"| {name} | {counts} | {of} |" for name, counts, of in _FIGURES),
        "",
        "A report that others copied is not the less its author’s. Which of two equal texts came first is worked",
        "out as [the lineage of reports](../method/lineage.md) says; where that is unknown, an outlet may be",
        "taken for the copyist of its copyist.",
        "",
    ]


def _entry(outlet: Outlet) -> str:
    return f"{outlet.name}{'*' if outlet.agency else ''} ({', '.join(outlet.domains)})"
