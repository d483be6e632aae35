"""Small good documents of every format, about an invented town; tests bend and break them."""

import io
import json
from email.message import EmailMessage
from html import escape

import pyarrow as pa
import pyarrow.parquet as pq
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = (
    "The harbour of Tarn reopened on Monday, two days after the storm that had closed it, the port "
    "authority said. Ferries to the islands left at noon. "
)
WHOLE = "".join(f"<p>{WORDS}</p>" for _ in range(6))
BLURB = "<p>The harbour of Tarn reopened on Monday, two days after the storm …</p>"


def rss(*items: str, head: str = "<title>The Tarn Post</title><language>en</language>") -> bytes:
    """Return an RSS 2.0 feed of the items."""
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {names}><channel>{head}{inside}</channel></rss>'.encode()


def rss_item(number: int = 1, *, content: str = "", date: str = "Tue, 04 Mar 2031 09:12:00 +0100") -> str:
    """Return one item of an RSS feed, with its whole text if that is given."""
    held = f"<content:encoded>{escape(content)}</content:encoded>" if content else ""
    return (
        f"<title>Harbour reopens {number}</title><link>https://post.example/{number}</link>"
        f"<pubDate>{date}</pubDate><dc:creator>Ana Lind</dc:creator>"
        f"<description>{escape(BLURB)}</description>{held}"
    )


def atom(*entries: str) -> bytes:
    """Return an Atom feed of the entries."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    head = '<title>The Tarn Post</title><link href="https://post.example/"/>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{head}{inside}</feed>'.encode()


def json_feed(*items: dict[str, object]) -> bytes:
    """Return a JSON Feed 1.1 of the items."""
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "The Tarn Post", "language": "en"}
    return json.dumps({**head, "home_page_url": "https://post.example/", "items": items}).encode()


def sitemap(*rows: str) -> bytes:
    """Return a news sitemap of the rows."""
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"<urlset {names}>{''.join(f'<url>{row}</url>' for row in rows)}</urlset>".encode()


NEWS_ROW = (
    "<loc>https://post.example/1</loc><lastmod>2031-03-05</lastmod><news:news><news:publication>"
    "<news:name>The Tarn Post</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2031-03-04T09:12:00+01:00</news:publication_date>"
    "<news:title>Harbour reopens</news:title></news:news>"
)
OPML = (
    b'<opml version="2.0"><head><title>Mine</title></head><body><outline text="World"><outline text="Islands">'
    b'<outline text="The Tarn Post" type="rss" xmlUrl="https://post.example/feed" htmlUrl="https://post.example/"'
    b' category="news,sea"/></outline></outline></body></opml>'
)


def warc(*, packed: bool = True, pages: int = 3, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Return a web archive of pages, one after the other."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    for number in range(pages):
        headers = StatusAndHeaders(status, [("Content-Type", f"{kind}; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(f"<html><body><p>{WORDS}</p><p>Page {number}.</p></body></html>".encode())
        address = f"https://post.example/{number}"
        with_record(writer, writer.create_warc_record(address, "response", payload=body, http_headers=headers))
    return buffer.getvalue()


def with_record(writer: WARCWriter, record: object) -> None:
    """Write one record, and close the file that its writer leaves open."""
    writer.write_record(record)
    record.raw_stream.close()  # type: ignore[attr-defined]


CSV = 'Title;Text;Date\nHarbour reopens;"First line\nand “second”";2031-03-04\nFerries run;At noon.;\n'.encode()


def parquet() -> bytes:
    """Return a Parquet table of two reports."""
    buffer = io.BytesIO()
    columns = {"headline": ["Harbour reopens", None], "text": ["First text.", "Second text."], "size": [1, 2]}
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


NINJS = {
    "uri": "https://wire.example/items/1",
    "type": "text",
    "versioncreated": "2031-03-04T08:12:00Z",
    "pubstatus": "usable",
    "language": "en",
    "headline": "Harbour reopens",
    "byline": "Ana Lind",
    "infosource": [{"name": "Tarn Wire"}],
    "body_xhtml": f"<p>{WORDS}</p>",
    "body_text": WORDS,
}
NINJS_3 = {
    "uri": "urn:wire.example:1",
    "versionCreated": "2031-03-04T09:12:00+01:00",
    "pubStatus": "usable",
    "language": "en",
    "headlines": [{"role": "main", "value": "Harbour reopens"}],
    "by": "Ana Lind",
    "infoSources": [{"name": "Tarn Wire"}],
    "bodies": [
        {"contentType": "text/plain", "value": WORDS},
        {"contentType": "text/html", "value": f"<p>{WORDS}</p>"},
    ],
}


def newsml(*, content: str = "", status: str = "stat:usable", kind: str = "ninat:text") -> bytes:
    """Return a NewsML-G2 message with one item; its content is XHTML unless other content is given."""
    held = content or (
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>{WORDS}</p></body></html></inlineXML>"
    )
    return (
        '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        '<newsItem guid="urn:wire.example:1" version="2" xml:lang="en"><itemMeta>'
        f'<itemClass qcode="{kind}"/><provider literal="wire"><name>Tarn Wire</name></provider>'
        f'<versionCreated>2031-03-04T09:12:00+01:00</versionCreated><pubStatus qcode="{status}"/></itemMeta>'
        '<contentMeta><headline>Harbour reopens</headline><by>Ana Lind</by><language tag="en-GB"/></contentMeta>'
        f"<contentSet>{held}</contentSet></newsItem></itemSet></newsMessage>"
    ).encode()


LETTER_HTML = f"""<html><body><table>
<tr><td><a href="https://l.example/v">View this letter in your browser</a></td></tr>
<tr><td><h1>The Morning Ledger</h1><p>Good morning from Tarn.</p></td></tr>
<tr><td><h2><a href="https://l.example/1">Harbour reopens after the storm</a></h2><p>{WORDS}</p></td></tr>
<tr><td><strong>Council raises the bus fare</strong><br><br>The council voted to raise the fare by
20 cents from May, which the opposition called unfair to those who commute.<br>
<a href="https://l.example/2">Read more</a></td></tr>
<tr><td>You receive this letter because you asked for it. <a href="https://l.example/u">Unsubscribe</a></td></tr>
</table></body></html>"""
LETTER_TEXT = f"""The Morning Ledger

Harbour reopens after the storm
{WORDS}
https://l.example/1

Council raises the bus fare

The council voted to raise the fare by 20 cents from May, which
the opposition called unfair to those who commute.

Read more: <https://l.example/2>
"""


def letter(*, html: str = "", plain: str = "") -> bytes:
    """Return a mail with the given parts."""
    message = EmailMessage()
    message["From"] = "The Morning Ledger <news@l.example>"
    message["Subject"] = "Tuesday in Tarn"
    message["Date"] = "Tue, 04 Mar 2031 09:12:00 +0100"
    message.set_content(plain or "See the other part.")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def mbox(*mails: bytes) -> bytes:
    """Return a mailbox of the mails."""
    return b"".join(b"From news@l.example Tue Mar  4 09:12:00 2031\n" + mail + b"\n\n" for mail in mails)


def pdf(*pages: list[str], password: str = "", title: str = "") -> bytes:
    """Return a PDF with the given lines on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=600, height=800)
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 14 TL 50 750 Td\n{shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if title:
        writer.add_metadata({"/Title": title, "/Author": "Ana Lind"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
