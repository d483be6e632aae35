"""What a coded message is, and those of the stages, the settings and the runner."""

from typing import NamedTuple

from synoptic.news.problem import Severity


class Message(NamedTuple):
    """A coded message: how bad it is, and its words with {placeholders}."""

    severity: Severity
    words: str


STAGE_MESSAGES: dict[str, Message] = {
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
