"""The exception tree and every coded message, each saying what to do next.

A stage package adds its messages here and makes a problem with `problem("C001", subject, detail=…)`.
Letters: I intake, C clean, A annotate, L lineage, G group, X compare, W write, P publish, S settings, R run,
D desk and store, V web.
"""

from typing import NamedTuple

from synoptic.news.problem import Problem, Severity


class Message(NamedTuple):
    """A coded message: how bad it is, and its words with {placeholders}."""

    severity: Severity
    words: str


MESSAGES: dict[str, Message] = {
    "S001": Message(
        "error", "The settings file {path} could not be read: {detail}. Check the path given to --settings."
    ),
    "S002": Message(
        "error", "The settings file {path} is not valid TOML: {detail}. Mend that line and run again."
    ),
    "S003": Message(
        "error",
        "The settings file {path} has a value that is not known: {detail}. See docs/reference/settings.md.",
    ),
    "I001": Message("error", "{path} does not exist. Check the spelling, or name the folder that it is in."),
    "I002": Message("error", "{path} may not be read. Give yourself the right to read it, or leave it out."),
    "I003": Message(
        "error",
        "{path} is too large ({size}; at most {limit} are read). Split it, or raise `largest_file`.",
    ),
    "I004": Message("warning", "{path} is empty. Save the page again, or leave it out."),
    "I005": Message("warning", "{path} holds nothing but white space. Save the page again, or leave it out."),
    "I006": Message(
        "error", "{path} is named as JSON but is not text. Export the records as UTF-8 JSON Lines and try again."
    ),
    "I007": Message(
        "warning",
        "There is no report in the folder {path}. Pages, mails, records, tables, archives and PDF are read.",
    ),
    "I008": Message("warning", "{path} is a link that leads nowhere or back to itself. Mend or remove the link."),
    "I009": Message(
        "info", "{path} was passed over: files of its kind are not reports. Name the file itself to have it tried."
    ),
    "I010": Message(
        "warning", "Line {line} of {path} is not JSON: {detail}. Mend that line; the others were read."
    ),
    "I011": Message("warning", "{count} more lines of {path} are not JSON. Mend or export the file again."),
    "I012": Message("error", "{path} is not JSON: {detail}. Mend it, or save the page as .html or .txt."),
    "I013": Message(
        "warning",
        "The record {place} has no text (it has: {found}). Name the field of the report “text”.",
    ),
    "I014": Message(
        "error", "No report could be read from the mail {path}: {detail}. Save its text as .txt or .html."
    ),
    "I015": Message(
        "info", "The attachments of {path} were left out: {names}. Save one as a file to have it read."
    ),
    "I016": Message("info", "{path} is the same report as {first}; it was read once. Nothing needs to be done."),
    "I017": Message(
        "error", "{path} is a damaged gzip file, or unpacks to more than {limit}. Unpack it and give the files."
    ),
    "I101": Message(
        "error", "{path} is empty where XML was expected. Open the address in a browser to see what it gives."
    ),
    "I102": Message(
        "error",
        "{path} was refused: it defines entities or lies deeper than any feed. Ask for a plain feed.",
    ),
    "I103": Message(
        "info",
        "{path} states the charset {stated}, which it is not in; it was read as {charset}. Nothing is lost.",
    ),
    "I104": Message(
        "warning",
        "{path} holds {count} items; the newest {limit} were taken. Raise `most_items` to take more at a visit.",
    ),
    "I105": Message(
        "warning",
        "Of the items of {path}, {count} had neither a link nor a text and were left out. Follow another feed.",
    ),
    "I106": Message(
        "info", "Of the items of {path}, {count} had the address of another; each address was taken once."
    ),
    "I107": Message("info", "Of the items of {path}, {count} had a date in the future, which was left out."),
    "I108": Message(
        "error",
        "{path} is not a feed, a sitemap or a page that points at one. Open it in a browser, and give its feed.",
    ),
    "I109": Message(
        "warning", "{path} is broken XML ({detail}); {count} items could be read. Tell its publisher."
    ),
    "I110": Message("error", "{path} is not a JSON feed: {detail}. Give the address of the feed itself."),
    "I111": Message("error", "{path} is not an OPML list: {detail}. Export your subscriptions again as OPML."),
    "I112": Message(
        "warning",
        "Of the lines of the list {path}, {count} had no address that can be followed and were left out.",
    ),
    "I113": Message("error", "{path} is not a sitemap: {detail}. Look for its address in the site’s robots.txt."),
    "I114": Message(
        "error",
        "{path} is damaged, or unpacks to more than {limit}. Fetch it again, or raise `largest_unpacked`.",
    ),
    "I115": Message(
        "warning", "The record {place} was left out: {detail}. The other records of the archive were read."
    ),
    "I116": Message("error", "{path} ends or breaks within record {count}: {detail}. What came before was read."),
    "I117": Message(
        "info",
        "Of the records of {path}, {count} held a picture, script or refusal, not a page, and were passed over.",
    ),
    "I118": Message("warning", "{count} more records of {path} were left out. Make the archive again."),
    "I119": Message(
        "warning", "{path} holds more than {limit} reports; the first ones were read. Raise `most_reports`."
    ),
    "I120": Message("error", "{path} cannot be read as a table: {detail}. Export it again as CSV in UTF-8."),
    "I121": Message(
        "error",
        "The table {path} has no column with the text of reports (it has: {found}). Name one under `columns`.",
    ),
    "I122": Message("warning", "Row {place} was left out: {detail}. The other rows were read."),
    "I123": Message("warning", "{count} more rows of {path} were left out. Mend or export the table again."),
    "I124": Message(
        "error", "{path} has no column “{column}”, which `columns` names for {field} (it has: {found})."
    ),
    "I125": Message(
        "warning", "The news item {place} was left out: {detail}. The other items of the message were read."
    ),
    "I126": Message("error", "{path} is not NewsML-G2: {detail}. Ask the agency for NewsML-G2 or ninjs."),
    "I127": Message("info", "The news item {place} is {status}, not usable, and was left out as its agency asks."),
    "I128": Message("error", "There is no mail in {path}. Export the mailbox again in mbox format."),
    "I129": Message("error", "{path} is locked with a password. Save it without one, or save its text."),
    "I130": Message(
        "error", "{path} holds pictures of pages and no text. Run text recognition over it, or save the web page."
    ),
    "I131": Message("error", "{path} is a damaged PDF: {detail}. Save it again, or save its text."),
    "I132": Message(
        "warning", "{path} has {count} pages; the first {limit} were read. Raise `most_pdf_pages` to read more."
    ),
    "I133": Message("warning", "{count} pages of {path} could not be read and were left out. Save it again."),
    "I170": Message("error", "The outlets of {path} could not be read: {detail}. The bundled register is used."),
    "I171": Message(
        "error", "{path} is not valid TOML: {detail}. Mend that line; until then the bundled register is used."
    ),
    "I172": Message(
        "warning",
        "Line {line} of {path}: “{key}” is not known, so it was left out. An outlet has: {known}.",
    ),
    "I173": Message(
        "warning", "Line {line} of {path}: the outlet “{name}” was left out, as {detail}. Mend that line."
    ),
    "I174": Message(
        "warning",
        "Line {line} of {path}: {domain} is already the address of “{first}”, which keeps it. Name it once.",
    ),
    "I175": Message("error", "No ratings could be read from {path}: {detail}. Its columns are: {known}."),
    "I176": Message("warning", "Row {line} of {path} was left out, as {detail}. The other ratings were read."),
    "I177": Message("warning", "{count} more rows of {path} were left out. Mend the file and load it again."),
    "I178": Message("warning", "{count} more faults of {path} are not named. Mend the first ones and look again."),
    "I140": Message(
        "error", "{subject} is not an address that can be fetched: {detail}. Give a full http or https address."
    ),
    "I141": Message(
        "error",
        "{subject} leads to {address}, which is {kind} and not on the public internet. It was not visited. "
        "If it is yours, add its host to `allowed_hosts` in the settings.",
    ),
    "I142": Message(
        "error",
        "{subject} asks for port {port}, which is not one of the web. Add the host to `allowed_hosts`, "
        "or the port to `ports`, if you trust it.",
    ),
    "I143": Message(
        "warning", "The host of {subject} is not known ({detail}). Check the spelling; it is tried again later."
    ),
    "I144": Message("warning", "{subject} could not be reached: {detail}. It is tried again later."),
    "I145": Message(
        "warning",
        "{subject} took more than {limit} seconds and was given up. It is tried again later; "
        "raise `whole_time` or `silent_time` if the host is only slow.",
    ),
    "I146": Message(
        "error",
        "The connection to {subject} is not safe: {detail}. Nothing was taken. "
        "Tell the publisher, or check your clock.",
    ),
    "I147": Message(
        "error", "{subject} is larger than {limit} and was not taken. Raise `largest_answer` if it is wanted."
    ),
    "I148": Message(
        "error",
        "{subject} unpacks to more than {limit} and was not taken. Raise `largest_unpacked` if it is wanted.",
    ),
    "I149": Message(
        "warning", "{subject} came packed in a way that cannot be undone: {detail}. It is tried again later."
    ),
    "I150": Message(
        "warning", "{subject} was sent on more than {limit} times. Give the address that a browser ends at."
    ),
    "I151": Message("warning", "{subject} is sent round in a circle. Give the address that a browser ends at."),
    "I152": Message("info", "The robots.txt of its host asks that {subject} is not fetched, so it was not."),
    "I153": Message(
        "warning",
        "The robots.txt of {subject} could not be read ({detail}). "
        "Nothing is fetched from its host until it can be.",
    ),
    "I154": Message(
        "warning", "{subject} asks to be left alone for now (status {status}). It is tried again at {due}."
    ),
    "I155": Message("warning", "{subject} is out of order (status {status}). It is tried again later."),
    "I156": Message(
        "warning", "{subject} is not given to us (status {status}). See in a browser whether it is free to read."
    ),
    "I157": Message("info", "{subject} is no longer there (status {status}). What was held of it is kept."),
    "I158": Message(
        "info", "{subject} is of the kind {kind}, which holds no report that could be read. It was not taken."
    ),
    "I159": Message("info", "{subject} names a charset that does not exist (“{charset}”). It will be guessed."),
    "I160": Message("warning", "The answer of {subject} is broken: {detail}. It is tried again later."),
    "I161": Message(
        "info", "{subject} was put off: its host wants more time between visits. It is tried again at {due}."
    ),
    "I162": Message("warning", "{subject} answered with nothing. See in a browser whether there is a page."),
    "I163": Message(
        "info",
        "{subject} now leads to the front page of its site: the page seems to be gone. "
        "What was held of it is kept.",
    ),
    "I164": Message(
        "info",
        "Only the beginning of {subject} is shown without a subscription ({detail}): its text is not held.",
    ),
    "I165": Message("info", "The visit to {subject} was broken off. It is made again at the next gathering."),
    "I166": Message(
        "error", "{subject} is no page that people read: {detail}. It was not taken. See in a browser what it is."
    ),
    "I134": Message(
        "warning",
        "Of the items of the feed {path}, {count} only link to their pages. Follow it with `synoptic desk add`.",
    ),
    "C101": Message("error", "{path} is a {kind}, not text. Save it as .txt or .html and try again."),
    "C102": Message(
        "info",
        "{path} does not state its encoding; it was read as {charset}. If letters look wrong, save it as UTF-8.",
    ),
    "C103": Message(
        "warning",
        "Some bytes of {path} are not text in {charset} and are shown as “\ufffd”. Save the page again.",
    ),
    "C001": Message("warning", "{subject} holds no text that could be read. Save the page again as HTML or text."),
    "C002": Message(
        "warning",
        "No paragraph of a report was found in {subject}; nothing of it is compared. See it with `synoptic read`.",
    ),
    "A001": Message(
        "info",
        "There is no grammar model for “{language}”: names, roles and claims were read by rule only. "
        "`synoptic doctor` lists the languages that can be read in full.",
    ),
    "A020": Message(
        "warning",
        "A quotation mark at character {offset} is never closed (“{words}…”): nothing is taken for quoted there.",
    ),
    "R001": Message(
        "error", "The stage {stage} needs {missing}, which no earlier stage makes. Change the order of the stages."
    ),
    "R002": Message(
        "error",
        "The stage {stage} failed on this: {detail}. The rest goes on without it; please report it with the file.",
    ),
    "R003": Message(
        "error", "No report could be read. See the messages above; `synoptic compare --help` has examples."
    ),
    "R004": Message(
        "error", "There is no comparison at {path}. Run `synoptic compare` first, or name one with --from."
    ),
    "R005": Message(
        "error", "{path} is not the JSON of a comparison: {detail}. Make it with `synoptic compare --json`."
    ),
    "R006": Message(
        "error", "Nothing in {path} has an id that begins with “{wanted}”. Ids are printed by `synoptic compare`."
    ),
    "R007": Message("error", "“{wanted}” fits several things: {ids}. Give more of the id."),
    "R008": Message("error", "There is no document “{wanted}”. Known: {known}."),
    "R009": Message("error", "“{wanted}” is not a day. Write it as 2022-11-04."),
    "R010": Message("error", "{path} could not be written: {detail}. Name a folder that you may write to."),
    "R011": Message(
        "error", "Something unforeseen went wrong: {detail}. Please report it with the command and the files."
    ),
}


MESSAGES.update(
    {
        "D040": Message("error", "There is a desk in {path} already. Use it, or name another folder."),
        "D041": Message(
            "error", "A desk cannot be made in {path}: {detail}. Name a folder that you may write to."
        ),
        "D043": Message(
            "error",
            "{subject} could not be read again: {detail} The other reports were. See `synoptic desk check`.",
        ),
        "D042": Message("error", "There is no desk in {path}. Make one with `synoptic desk init {path}`."),
    }
)


MESSAGES.update(
    {
        "D050": Message(
            "error",
            "No desk is named, and {path} is none. Give --desk DIR, set SYNOPTIC_DESK, or make one with "
            "`synoptic desk init DIR`.",
        ),
        "D051": Message("error", "“{wanted}” is not a length of time. Write it as 10m, 24h, 3d or 2 weeks."),
        "D052": Message(
            "error", "“{wanted}” is not a time. Write it as 24h, 3 days ago, yesterday, last monday or 2026-05-04."
        ),
        "D053": Message(
            "error", "No {kind} here has an id that begins with “{wanted}”. `synoptic desk {listing}` lists them."
        ),
        "D054": Message("error", "“{wanted}” fits several: {ids}. Give more of the id."),
        "D055": Message("error", "Nothing was given to follow. `synoptic desk add --help` has examples."),
        "D056": Message(
            "error", "The story {story} is not compared yet. Run `synoptic desk gather`, and ask again."
        ),
        "D057": Message("error", "Nothing was removed: there is nobody to ask. Say --yes if it is to go."),
        "D058": Message(
            "warning",
            "No mail can be sent to {subject} yet. Name your mail server under [desk.mail] in desk.toml.",
        ),
        "D059": Message(
            "info", "{subject} was found withdrawn on {day}. What it said is kept, and compared as before."
        ),
    }
)


MESSAGES.update(
    {
        "D030": Message(
            "error",
            "A word is missing at character {place} of the search: {shown}. Add it there; to look for the words "
            "and, or, not themselves, write them small.",
        ),
        "D031": Message(
            "error",
            "A parenthesis has no partner (character {place} of the search: {shown}). Add the other or remove it.",
        ),
        "D032": Message(
            "error",
            "A quotation mark is never closed (character {place} of the search: {shown}). Close it, or remove it.",
        ),
        "D033": Message(
            "error",
            "There is no field “{field}” to search in (character {place}: {shown}). Known: {known}. To look for "
            "the words themselves, put them in quotation marks.",
        ),
        "D034": Message(
            "error",
            "“{words}” is not a day (character {place} of the search: {shown}). Write 2026-05-04, 2026-05, 2026.",
        ),
        "D035": Message(
            "error",
            "There is no letter and no digit to look for at character {place} of the search: {shown}. Add a word.",
        ),
        "D036": Message(
            "error", "The search is longer than {limit} (character {place}: {shown}). Ask for less at once."
        ),
        "D037": Message(
            "error",
            "There is no story “{words}” (character {place} of the search: {shown}). `synoptic desk stories` "
            "lists them.",
        ),
        "D038": Message(
            "error",
            "“{words}” fits several stories (character {place} of the search: {shown}): {ids}. Give more of it.",
        ),
        "D039": Message(
            "error",
            "The index of the search is not as the readings are: {report} {what}. Run `synoptic desk rebuild`.",
        ),
    }
)


MESSAGES.update(
    {
        "D001": Message("error", "There is no desk database at {path}. Make a desk with `synoptic desk init`."),
        "D002": Message(
            "error",
            "The database {path} is damaged, or is none of a desk: {detail}. Put it aside and restore the last "
            "backup; the archive beside it is not touched.",
        ),
        "D003": Message(
            "error",
            "The database {path} was made by a newer version (schema {found}; this one knows {known}). Update "
            "synoptic; nothing was changed.",
        ),
        "D004": Message(
            "error", "{path} may not be written: {detail}. Give yourself the right to write there, and try again."
        ),
        "D005": Message(
            "error",
            "There is no room left for {path}: {detail}. Free some space and run again; what was done stays done.",
        ),
        "D006": Message(
            "error",
            "The database {path} does not answer: {detail}. Start the server, or check the URL and the name.",
        ),
        "D007": Message(
            "error",
            "The database {path} was busy for too long. Nothing was changed; try again when others are done.",
        ),
        "D008": Message(
            "error",
            "The archived page {digest} is missing from {path}. Restore it from a backup, or gather again while "
            "it is published.",
        ),
        "D009": Message(
            "error",
            "The archived page {digest} is damaged ({path}). Restore that file from a backup, or delete it and "
            "gather again while the page is published.",
        ),
        "D010": Message("error", "{path} failed: {detail}. Nothing was changed; look at the disk and try again."),
        "D011": Message(
            "error",
            "{url} is not the address of a database. Write sqlite:///path/to/desk.sqlite or "
            "postgresql://user@host/name.",
        ),
        "D012": Message("error", "There is a desk database at {path} already. Use it, or name another place."),
        "D013": Message(
            "error",
            "{subject} cannot be understood: {detail}. Update synoptic if a newer version wrote it; else restore "
            "the last backup.",
        ),
        "D014": Message(
            "error", "No page is held of the report {report}, so its reading was not kept. Gather again."
        ),
        "D015": Message(
            "error",
            "{subject} refers to {missing}, which is not there. Run `synoptic desk gather` to make it again, or "
            "restore a backup.",
        ),
        "D016": Message("error", "{subject} is there twice. Restore the last backup, and please report it."),
        "D017": Message(
            "error",
            "{path} is no backup of a desk, or is damaged: {detail}. Name a file made by `synoptic desk backup`.",
        ),
        "D018": Message(
            "error", "There is something at {path} already. Name a new place; nothing was written over."
        ),
    }
)


MESSAGES.update(
    {
        "D060": Message("error", "“{target}” is no mail address. Write it as name@example.org."),
        "D061": Message("error", "“{target}” is no web address. Give the receiver’s, which begins with https://."),
        "D062": Message(
            "error", "No file is named for the feed. Give the path that the feed is to be written to."
        ),
        "D063": Message(
            "warning",
            "{count} new matches could not be told to {target}: {detail}. They are kept and told again "
            "after {due}.",
        ),
        "D064": Message(
            "error",
            "{count} new matches could not be told to {target} in {tries} tries: {detail}. They are kept and "
            "tried once a day; mend the target, or remove the watch with `synoptic desk watch`.",
        ),
        "D065": Message(
            "error",
            "Nothing can be told by {way}: it is not set up. Name the server in the desk’s settings; the matches "
            "are kept until then.",
        ),
        "D066": Message("warning", "The search of this watch finds nothing any more: {detail}."),
        "D070": Message(
            "error",
            "{path} could not be written: {detail}. Free some space, or name a place that you may write to; what "
            "was there before is unchanged.",
        ),
        "D071": Message(
            "error",
            "Parquet files need pyarrow. Install it with `pip install 'synoptic[parquet]'`, or take jsonl.",
        ),
        "D072": Message(
            "info",
            "The text of {count} reports was left out: they are stubs, or their publishers reserve it. The column "
            "`text_left_out` says why.",
        ),
    }
)

MESSAGES.update(
    {
        "V001": Message("error", "There is no page at this address. Begin at today’s stories, or search."),
        "V002": Message("error", "More was sent than is taken at once: {detail}. Send less, or fewer files."),
        "V003": Message(
            "error", "Too many pages were asked for in a minute. Wait a minute; nothing that you did is lost."
        ),
        "V004": Message(
            "error",
            "This page could not be made. The desk and what it holds are unharmed: try again, and if it happens "
            "again, send its keeper the time and the address.",
        ),
        "V005": Message(
            "error",
            "The form was not sent from this site, or it lay open for more than a day. Open its page again and "
            "send it from there.",
        ),
        "V006": Message(
            "error", "A comparison needs two texts, and {count} came. Paste another one, or add a file with it."
        ),
        "V007": Message("error", "This address does not work in that way. Follow the links of the site instead."),
        "V008": Message(
            "error", "Other texts are being compared just now. Yours were not kept: send them again in a minute."
        ),
        "V009": Message("error", "This could not be understood: {detail}. Mend that part and ask again."),
        "V010": Message(
            "error", "The site cannot be served at {host}, port {port}: {detail}. Take another one with --port."
        ),
        "V011": Message(
            "error", "No report could be read from what was sent: {detail}. Paste the words themselves instead."
        ),
        "V012": Message(
            "error",
            "This site is served to this machine alone, and “{host}” is not its name. Open it as 127.0.0.1, or "
            "serve it with --host.",
        ),
        "V013": Message(
            "error",
            "This comparison is not kept any more: texts that readers send are kept for an hour at most. Send "
            "them again.",
        ),
        "V014": Message(
            "error", "No story here has or had this id. Begin at today’s stories, or search for words of it."
        ),
        "V015": Message(
            "error",
            "The reports of this story are not compared yet. That is done at the next gathering: come back.",
        ),
        "V016": Message("error", "No report here is of an outlet of this name. The list of outlets has them all."),
    }
)


class SynopticError(Exception):
    """Any failure that ends a command; `code` names its message."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        super().__init__(f"[{code}] " + MESSAGES[code].words.format(**values))


class SettingsError(SynopticError):
    """The settings cannot be used."""


class PipelineError(SynopticError):
    """The stages cannot run in the order given."""


class IntakeError(SynopticError):
    """Nothing that could be read was given."""


class DeskError(SynopticError):
    """A live desk cannot be made, opened or used."""


class StoreError(DeskError):
    """The database or the archive of a desk cannot be used; nothing was lost."""


class QueryError(SynopticError):
    """A search cannot be understood; `place` is the offset in `query` where it goes wrong."""

    def __init__(self, code: str, query: str, place: int, **values: str) -> None:
        self.query = query
        self.place = place
        shown = f"{query[max(0, place - 40) : place]}▸{query[place : place + 40]}"
        super().__init__(code, place=str(place + 1), shown=shown, **values)


class NotFoundError(SynopticError):
    """What was asked for is not there."""


def problem(code: str, subject: str, **values: str) -> Problem:
    """Return the coded problem with its subject and its message filled in."""
    message = MESSAGES[code]
    words = message.words.format(**{"subject": subject, **values})
    return Problem(code=code, severity=message.severity, subject=subject, message=words)
