"""The invented world of the generated reports: its countries, towns, persons, firms and outlets."""

from random import Random
from typing import Literal, NamedTuple

Tone = Literal["plain", "loud", "state", "letter"]


class Outlet(NamedTuple):
    """An invented outlet: what it is called, where it lives, its language and the tone that it writes in."""

    name: str
    domain: str
    language: str
    tone: Tone
    broken: bool = False
    agency: str = ""


COUNTRIES = (
    "Valmera", "Tarsenia", "Orlune", "Kestovia", "Marindel", "Halvania", "Ilmaria", "Corvenia", "Sudovar",
    "Pelagua", "Nordaly", "Brunmark", "Osterand", "Quillandia", "Zemlova", "Arvanna",
)  # fmt: skip
_TOWN_STARTS = (
    "Kel", "Mor", "Tarn", "Osk", "Bel", "Dra", "Fen", "Gal", "Hest", "Ilm", "Jor", "Kv", "Lun", "Mer", "Nar",
    "Ord", "Pel", "Quen", "Ros", "Sel", "Tol", "Ulm", "Ver", "Wes", "Yst", "Zar", "Bran", "Cor", "Dun", "Ell",
    "Fal", "Gren", "Hol", "Inver", "Kar", "Lind", "Mal", "Nev", "Ost", "Por", "Rav", "Sten", "Tre", "Vas", "Wol",
    "Zel",
)  # fmt: skip
_TOWN_MIDDLES = ("a", "o", "i", "en", "ar", "el", "or", "un", "es", "av")
_TOWN_ENDS = (
    "bury", "vik", "mouth", "holm", "stad", "ona", "erra", "vice", "grad", "ford", "haven", "dorf", "ville",
    "mark", "nova", "burg", "field", "porto", "min", "sk",
)  # fmt: skip
_FIRST_NAMES = (
    "Anna", "Bruno", "Carla", "Dario", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Katya", "Lars", "Mira",
    "Nils", "Olga", "Pavel", "Rosa", "Stefan", "Tessa", "Viktor", "Wanda", "Yusuf", "Zora", "Amara", "Boris",
    "Celia", "Dmitri", "Esther", "Farid", "Gloria", "Henrik", "Irena", "Julian", "Klara", "Leon", "Magda", "Noor",
)  # fmt: skip
_SURNAME_STARTS = (
    "Abre", "Bald", "Cast", "Dorn", "Erk", "Falk", "Gorm", "Hask", "Ivar", "Jask", "Kolt", "Lavr", "Mand", "Norv",
    "Olst", "Prav", "Rist", "Sand", "Thal", "Urb", "Vald", "Wend", "Yark", "Zand", "Brik", "Chel", "Drav", "Fjor",
    "Gand", "Holv", "Krem", "Lomb", "Mirk", "Petr", "Rask", "Stav", "Trev", "Vint", "Zelk", "Mort",
)  # fmt: skip
_SURNAME_ENDS = (
    "enko", "ov", "sen", "ini", "ez", "ard", "quist", "berg", "escu", "ley", "wick", "mann", "aro", "ova", "eira",
    "oux", "ström", "ić", "iñe", "aud",
)  # fmt: skip
_FIRM_ENDS = (
    "Holding",
    "Werke",
    "Industries",
    "Group",
    "Partners",
    "Lines",
    "Energy",
    "Works",
    "Logistics",
    "Mills",
)

AGENCIES = (
    Outlet("Meridian Press Agency", "meridian.example", "en", "plain", agency="Meridian"),
    Outlet("Northwire", "northwire.example", "en", "plain", agency="Northwire"),
    Outlet("Agencia Faro", "agencia-faro.example", "es", "plain", agency="Faro"),
    Outlet("Agence Vigie", "agence-vigie.example", "fr", "plain", agency="Vigie"),
    Outlet("Depeschendienst Nord", "dpn.example", "de", "plain", agency="DPN"),
)
_PAPERS = (
    ("en", "plain", ("Tidewater Gazette", "Harbour Courier", "Northern Ledger", "Eastfield Observer",
                     "Lowland Times", "Capital Register", "Valley Chronicle", "Coastal Record",
                     "Old Bridge Herald", "Market Square Post")),
    ("en", "loud", ("Daily Bugle Horn", "The Siren", "Morning Blast", "People's Lantern", "Sunday Shout")),
    ("en", "state", ("State Herald", "The Steadfast Voice", "Unity Daily")),
    ("en", "letter", ("The Morning Fold", "Five Things Before Noon", "The Long Ferry")),
    ("es", "plain", ("El Faro del Sur", "La Crónica del Puerto", "Diario de la Ribera", "La Voz del Valle")),
    ("fr", "plain", ("Le Courrier du Fleuve", "La Dépêche des Caps", "Le Matin du Lac", "L'Écho des Collines")),
    ("de", "plain", ("Küstenbote", "Talzeitung", "Der Stadtanzeiger am Fluss", "Nordblatt")),
)  # fmt: skip


def _domain(name: str) -> str:
    plain = name.lower().translate(str.maketrans("óéèüçÉñ", "oeeucen", "'."))
    return "-".join(plain.split()).replace("é", "e") + ".example"


def outlets() -> tuple[Outlet, ...]:
    """Return every outlet that is no agency; the second of each language hands out broken pages."""
    made = []
    for language, tone, names in _PAPERS:
        for place, name in enumerate(names):
            broken = tone == "plain" and place == 1
            made.append(Outlet(name, _domain(name), language, tone, broken))  # type: ignore[arg-type]
    return tuple(made)


OUTLETS = outlets()


def town(random: Random) -> str:
    """Return the name of a town."""
    return random.choice(_TOWN_STARTS) + random.choice(_TOWN_MIDDLES) + random.choice(_TOWN_ENDS)


def person(random: Random) -> str:
    """Return the full name of a person."""
    surname = random.choice(_SURNAME_STARTS) + random.choice(_SURNAME_ENDS)
    return f"{random.choice(_FIRST_NAMES)} {surname}"


def firm(random: Random) -> str:
    """Return the name of a firm."""
    return f"{random.choice(_TOWN_STARTS)}{random.choice(_TOWN_MIDDLES)}x {random.choice(_FIRM_ENDS)}"
