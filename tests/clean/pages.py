"""Short ways to clean a page and to ask what became of its words."""

from synoptic.clean.report import clean_page
from synoptic.news.ids import content_id
from synoptic.news.report import CarrierFields, RawReport, Report
from synoptic.run.settings import Settings
from synoptic.run.stage import LanguageGuess, Made, Tools

SETTINGS = Settings().clean


class Unsure:
    """Tools whose language model never knows: what is left is what the page itself says."""

    def language(self, text: str) -> LanguageGuess:
        """Return no language."""
        return LanguageGuess("", 0.0)


def raw_page(content: str | bytes, *, form: str = "text", charset: str = "", **carrier: str) -> RawReport:
    """Return a page as it came in."""
    coded = content.encode() if isinstance(content, str) else content
    return RawReport(
        id=content_id("raw", coded, form),
        path=f"page.{'html' if form == 'html' else 'txt'}",
        form=form,  # type: ignore[arg-type]
        content=coded,
        charset=charset,
        carrier=CarrierFields(**carrier),
    )


def cleaned(raw: RawReport, tools: Tools | None = None) -> Made[Report]:
    """Return what cleaning makes of a page."""
    return clean_page(raw, settings=SETTINGS, tools=tools or Unsure())  # type: ignore[arg-type]


def text_report(content: str | bytes, **carrier: str) -> Report:
    """Return the report of a plain text."""
    return cleaned(raw_page(content, **carrier)).items[0]


def html_report(content: str | bytes, **carrier: str) -> Report:
    """Return the report of a web page."""
    return cleaned(raw_page(content, form="html", **carrier)).items[0]


def kinds(report: Report) -> list[tuple[str, str]]:
    """Return the kind and the words of every block, in text order."""
    return [(block.kind, report.words(block)) for block in report.blocks]


def kind_of(report: Report, words: str) -> str:
    """Return the kind of the first block that holds some words, '' if none does."""
    return next((block.kind for block in report.blocks if words in report.words(block)), "")


PARAGRAPHS = (
    "The harbour council of Brenning voted on Tuesday to close the eastern channel to tankers until the wreck of "
    "the Silver Tern has been towed away, a decision that the port's pilots had asked for since the spring.",
    "Nine of the eleven members were in favour. The two who were not said that the fishing villages on the far "
    "shore would lose a week of landings and that nobody had reckoned what this would cost them.",
    "Divers found two breaks in the hull below the engine room, according to the harbour master, who expects the "
    "tugs from Port Alder to arrive on Thursday if the weather holds.",
    "The ship had run onto the rocks in a swell of almost three metres with two hundred people aboard, and all of "
    "them were brought ashore within two hours by boats from three villages.",
)


def page_of(body: str, *, head: str = "", before: str = "", after: str = "") -> str:
    """Return a whole web page around some markup."""
    return (
        f"<!doctype html><html lang='en'><head><title>Channel closed – The Brenning Post</title>{head}</head>"
        f"<body>{before}<main><article><h1>Channel closed</h1>{body}</article></main>{after}</body></html>"
    )


BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
