"""The coded messages of the live desk: intake over the network and of formats, store, commands, web."""

from synoptic.messages import Message

DESK_MESSAGES: dict[str, Message] = {
    "D040": Message("error", "There is a desk in {path} already. Use it, or name another folder."),
    "D041": Message("error", "A desk cannot be made in {path}: {detail}. Name a folder that you may write to."),
    "D043": Message(
        "error",
        "{subject} could not be read again: {detail} The other reports were. See `synoptic desk check`.",
    ),
    "D042": Message("error", "There is no desk in {path}. Make one with `synoptic desk init {path}`."),
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
    "D056": Message("error", "The story {story} is not compared yet. Run `synoptic desk gather`, and ask again."),
    "D057": Message("error", "Nothing was removed: there is nobody to ask. Say --yes if it is to go."),
    "D058": Message(
        "warning",
        "No mail can be sent to {subject} yet. Name your mail server under [desk.mail] in desk.toml.",
    ),
    "D059": Message(
        "info", "{subject} was found withdrawn on {day}. What it said is kept, and compared as before."
    ),
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
    "D014": Message("error", "No page is held of the report {report}, so its reading was not kept. Gather again."),
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
    "D018": Message("error", "There is something at {path} already. Name a new place; nothing was written over."),
    "D060": Message("error", "“{target}” is no mail address. Write it as name@example.org."),
    "D061": Message("error", "“{target}” is no web address. Give the receiver’s, which begins with https://."),
    "D062": Message("error", "No file is named for the feed. Give the path that the feed is to be written to."),
    "D063": Message(
        "warning",
        "{count} new matches could not be told to {target}: {detail}. They are kept and told again after {due}.",
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
