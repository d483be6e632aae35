"""How the generated reports look as web pages: with furniture, machine-readable heads, and sometimes broken."""

from datetime import datetime
from html import escape
from typing import NamedTuple

from benchmarks.desk_world import Outlet

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_FURNITURE = {
    "en": ("Home", "Subscribe to our newsletter", "Read more", "All rights reserved."),
    "es": ("Portada", "Suscríbase a nuestro boletín", "Leer más", "Todos los derechos reservados."),
    "fr": ("Accueil", "Abonnez-vous à notre lettre d'information", "À lire aussi", "Tous droits réservés."),
    "de": ("Startseite", "Abonnieren Sie unseren Newsletter", "Mehr lesen", "Alle Rechte vorbehalten."),
}


class Told(NamedTuple):
    """What an outlet printed: its title and lines, when and where."""

    outlet: Outlet
    title: str
    lines: tuple[str, ...]
    at: datetime
    address: str


def date_words(day: datetime, language: str) -> str:
    """Return the name of a weekday in a language."""
    return _WEEKDAYS[language][day.weekday()]


def as_html(told: Told) -> str:
    """Return the page of an outlet: each in its own manner, with what surrounds reports on the web."""
    outlet = told.outlet
    home, subscribe, more, rights = _FURNITURE[outlet.language]
    head = (
        f'<meta charset="utf-8"><title>{escape(told.title)} | {escape(outlet.name)}</title>'
        f'<meta property="og:site_name" content="{escape(outlet.name)}">'
        f'<link rel="canonical" href="{told.address}">'
    )
    if outlet.tone != "letter":  # newsletters print no date in their heads
        head += f'<meta property="article:published_time" content="{told.at:%Y-%m-%dT%H:%M:00+00:00}">'
    body = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in told.lines)
    after = f"<aside><h3>{more}</h3><ul><li><a href='/tides'>{home}</a></li></ul></aside><p>{subscribe}</p>"
    if outlet.tone == "letter":
        body = f"<p>Listen to today's edition</p>\n{body}<p>Not yet a subscriber?</p>\n<p>Copy link</p>"
    return (
        f'<!doctype html>\n<html lang="{outlet.language}"><head>{head}</head><body>\n'
        f'<nav><ul><li><a href="/">{home}</a></li></ul></nav>\n<article>\n<h1>{escape(told.title)}</h1>\n'
        f"{body}</article>\n{after}<footer>© {told.at.year} {escape(outlet.name)}. {rights}</footer>\n"
        "</body></html>\n"
    )


def damaged(html: str) -> bytes:
    """Return a page as a careless scraper leaves it: curly marks, read once as Latin-1, and written again."""
    curly = html.replace(' "', " “").replace('." ', ".” ").replace('," ', ",” ").replace("'s ", "’s ")
    return curly.encode("utf-8").decode("latin-1").encode("utf-8")
