"""What a desk's own reports say of each outlet: copies, own accounts, languages, length, corrections."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from synoptic.intake.outlets import Register, folded
from synoptic.intake.sites import site_of
from synoptic.lineage.agencies import agency_named
from synoptic.news.outlet import CarriedAgency, LanguageCount, Outlet, OutletCard, Rating, Share, TypicalLength
from synoptic.run.outlet_facts import OriginFacts, ReportFacts, StoryFacts, report_facts, story_facts

__all__ = ["OriginFacts", "ReportFacts", "StoryFacts", "card_lines", "outlet_cards", "report_facts", "story_facts"]

# A single report of fewer than 20 moves a share by more than five points: then only the numbers are shown.
_ENOUGH_FOR_PERCENT = 20


class _Account(msgspec.Struct, frozen=True, kw_only=True):
    """What a compared story shows of one report: whether it stands beside others, and whose text it carries."""

    compared: bool = False
    copied: bool = False
    agency: str = ""


class _Key(msgspec.Struct, frozen=True, kw_only=True):
    """Under what the reports of one outlet are gathered: its entry, else its site, else its printed name."""

    entry: Outlet | None = None
    site: str = ""
    name: str = ""


def outlet_cards(
    reports: Iterable[ReportFacts],
    stories: Iterable[StoryFacts],
    register: Register,
    ratings: Iterable[Rating] = (),
) -> tuple[OutletCard, ...]:
    """Return a card for each outlet of a desk, the one with the most reports first."""
    gathered: dict[_Key, list[ReportFacts]] = defaultdict(list)
    for facts in sorted(reports, key=lambda facts: facts.report):
        gathered[_key(facts.address, facts.outlet, register)].append(facts)
    key_of = {facts.report: key for key, several in gathered.items() for facts in several}
    accounts = _accounts(stories, key_of, register)
    cards = {key: _card(key, several, accounts, register) for key, several in gathered.items()}
    rated = _rated(cards, ratings, register)
    whole = [msgspec.structs.replace(card, ratings=rated[key]) for key, card in cards.items()]
    return tuple(sorted(whole, key=lambda card: (-card.reports, card.name, card.domains)))


def card_lines(card: OutletCard) -> tuple[str, ...]:
    """Return a card in plain words, a line a figure, each with the number of reports that it stands on."""
    entry = card.entry
    lines = [f"{card.name or 'outlet not known'} ({', '.join(card.domains) or 'no address'})"]
    if entry is not None:
        facts = (entry.kind, entry.city, entry.country, f"since {entry.founded}" if entry.founded else "")
        owner = {"state": "an organ of a state", "public": "a public service", "": ""}[entry.ownership]
        lines.append(", ".join(fact for fact in (*facts, owner) if fact))
        lines += [f"In its own words: “{entry.motto}”"] if entry.motto else []
    period = f", {card.first} to {card.last}" if card.first else ""
    lines.append(f"reports: {card.reports}{period}")
    lines.append(
        "languages: " + ", ".join(f"{c.language or 'not known'} {_told(c.reports)}" for c in card.languages)
    )
    lines.append(f"text not held: {_told(card.not_held)}")
    by_agency = ", ".join(f"{carried.agency} {carried.reports.part}" for carried in card.agencies)
    lines.append(f"carries an agency’s text: {_told(card.wire)}" + (f" ({by_agency})" if by_agency else ""))
    lines.append(f"an account of its own, where others tell the story too: {_told(card.originality)}")
    if card.length.of:
        lines.append(f"typical length: {card.length.words} words (median of {card.length.of})")
    for words, share in (("changed", card.changed), ("corrected", card.corrected), ("withdrawn", card.withdrawn)):
        lines.append(f"{words}: {_told(share)}")
    lines += [f"rated “{r.value}” by {r.source}" + (f", {r.date}" if r.date else "") for r in card.ratings]
    return tuple(lines)


def _told(share: Share) -> str:
    if not share.of:
        return "none to go by"
    percent = f" ({round(100 * share.part / share.of)} %)" if share.of >= _ENOUGH_FOR_PERCENT else ""
    return f"{share.part} of {share.of}{percent}"


def _card(
    key: _Key, reports: Sequence[ReportFacts], accounts: Mapping[str, _Account], register: Register
) -> OutletCard:
    held = [facts for facts in reports if facts.held]
    of = {facts.report: accounts.get(facts.report, _Account()) for facts in held}
    others = {facts.report: _others(facts, key, register) for facts in held}
    wires = {facts.report: _wires(others[facts.report], of[facts.report], register) for facts in held}
    beside = [facts.report for facts in held if of[facts.report].compared]
    own = [report for report in beside if not (wires[report] or others[report] or of[report].copied)]
    counted = [facts.words for facts in held if facts.words]
    days = sorted(facts.day for facts in reports if facts.day)
    every = len(reports)
    return OutletCard(
        name=_name(key, reports),
        domains=key.entry.domains if key.entry is not None else (key.site,) if key.site else (),
        reports=every,
        wire=Share(part=sum(1 for agencies in wires.values() if agencies), of=len(held)),
        originality=Share(part=len(own), of=len(beside)),
        length=TypicalLength(words=round(statistics.median(counted or [0])), of=len(counted)),
        changed=Share(part=sum(facts.changed for facts in reports), of=every),
        corrected=Share(part=sum(facts.corrected for facts in reports), of=every),
        withdrawn=Share(part=sum(facts.withdrawn for facts in reports), of=every),
        not_held=Share(part=every - len(held), of=every),
        languages=tuple(
            LanguageCount(language=code, reports=Share(part=count, of=every))
            for code, count in _ranked(facts.language for facts in reports)
        ),
        agencies=tuple(
            CarriedAgency(agency=agency, reports=Share(part=count, of=len(held)))
            for agency, count in _ranked(agency for agencies in wires.values() for agency in agencies)
        ),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        entry=key.entry,
    )


def _accounts(
    stories: Iterable[StoryFacts], key_of: Mapping[str, _Key], register: Register
) -> dict[str, _Account]:
    """Return what the compared stories show of each report."""
    made: dict[str, _Account] = {}
    for story in stories:
        for origin in story.origins:
            author = _key("", origin.name, register)
            agency = _agency(origin.name, register)
            for report in origin.reports:
                own = key_of.get(report) == author
                made[report] = _Account(
                    compared=len(story.reports) > 1,
                    copied=report in origin.copies and not own,
                    # A text that only one report holds is its own, unless it credits an agency itself.
                    agency=agency if len(origin.reports) > 1 and not own else "",
                )
    return made


def _others(facts: ReportFacts, key: _Key, register: Register) -> tuple[str, ...]:
    """Return whose text a report says that it carries, itself left out."""
    return tuple(
        name for name in facts.carried if _key("", name, register) != key and folded(name) != folded(facts.outlet)
    )


def _wires(others: Sequence[str], account: _Account, register: Register) -> tuple[str, ...]:
    """Return the agencies whose text a report carries."""
    credited = {_agency(name, register) for name in others}
    return tuple(sorted((credited | {account.agency}) - {""}))


def _agency(name: str, register: Register) -> str:
    """Return the full name of an agency, empty for everybody else."""
    entry = register.named(name)
    return entry.name if entry is not None and entry.agency else agency_named(name)


def _key(address: str, name: str, register: Register) -> _Key:
    site = site_of(address)
    entry = register.of(address, name) or (None if site else register.named(agency_named(name)))
    if entry is not None:
        return _Key(entry=entry)
    return _Key(site=site) if site else _Key(name=folded(name))


def _name(key: _Key, reports: Sequence[ReportFacts]) -> str:
    """Return the name of an outlet: that of its entry, else the one that most of its reports print."""
    if key.entry is not None:
        return key.entry.name
    printed = _ranked(facts.outlet for facts in reports if facts.outlet)
    return printed[0][0] if printed else key.site


def _rated(
    cards: Mapping[_Key, OutletCard], ratings: Iterable[Rating], register: Register
) -> dict[_Key, tuple[Rating, ...]]:
    """Return the ratings of each card; one that gives a name only needs a card that alone has that name."""
    named: dict[str, list[_Key]] = defaultdict(list)
    for key, card in cards.items():
        named[folded(card.name)].append(key)
    found: dict[_Key, list[Rating]] = {key: [] for key in cards}
    for rating in sorted(ratings, key=lambda r: (r.source, r.date, r.value, r.outlet, r.domain)):
        key = _key(rating.domain, rating.outlet, register)
        if not rating.domain and key.entry is None:
            bearers = named.get(folded(rating.outlet), [])
            key = bearers[0] if len(bearers) == 1 else key
        if key in found:
            found[key].append(rating)
    return {key: tuple(several) for key, several in found.items()}


def _ranked(values: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
