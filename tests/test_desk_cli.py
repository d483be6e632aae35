"""The commands of the live desk, as a user runs them: results, messages and exit codes."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest
import typer.main

from synoptic.cli import app, main
from synoptic.news.capture import StoryRecord
from synoptic.publish.data import schema
from synoptic.run.live import LiveDesk
from synoptic.store import captures, stories
from tests.desk.plain_tools import PlainTools

QUARRY = """Quarry wall gives way above Oster

OSTER, 4 May 2026 - A wall of the Lindholm quarry gave way above the town of Oster on Monday and buried a
road, the county said. Nobody was hurt. About 300 people were told to stay away from their homes.
"""
ROAD = """Road to Oster buried as quarry wall gives way

4 May 2026

The wall of the Lindholm quarry above Oster gave way on Monday and buried the only road to the town. The
county said that nobody was hurt. Some 300 people may not go back to their homes.
"""
CHOIR = """Choir of Vellmar wins the harvest prize

6 May 2026

The choir of the fishing port of Vellmar won the harvest prize for the third time. The jury praised its tenor,
Ivo Sandell, who is 81 years old and has sung in the choir since he left school.
"""


class Done(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def synoptic(monkeypatch, capfd, tmp_path):
    """Return a function that runs a command in an empty folder, with models that need no loading."""
    monkeypatch.setenv("SYNOPTIC_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SYNOPTIC_DESK", raising=False)
    monkeypatch.setattr("synoptic.run.live.ModelTools", lambda settings: PlainTools())
    monkeypatch.setattr("synoptic.desk_documents.ModelTools", lambda settings: PlainTools())
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, typed: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["synoptic", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return run


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> Path:
    """Return the folder of a desk that holds three reports of two stories; tests work on copies."""
    home = tmp_path_factory.mktemp("gathered")
    saved = home / "saved"
    saved.mkdir()
    for name, text in (("quarry", QUARRY), ("road", ROAD), ("choir", CHOIR)):
        (saved / f"{name}.txt").write_text(text, encoding="utf-8")
    LiveDesk.create(home / "desk").close()
    desk = LiveDesk.open(home / "desk", tools=PlainTools())
    desk.add(str(saved), "folder", title="Saved pages")
    desk.gather()
    desk.close()
    return home / "desk"


@pytest.fixture
def desk(gathered, tmp_path, synoptic, monkeypatch) -> Path:
    """Return a copy of the gathered desk that SYNOPTIC_DESK names."""
    copy = tmp_path / "desk"
    shutil.copytree(gathered, copy)
    monkeypatch.setenv("SYNOPTIC_DESK", str(copy))
    return copy


def story_ids(synoptic, *options: str) -> list[str]:
    """Return the ids of the stories that are listed."""
    return [row["id"] for row in json.loads(synoptic("desk", "stories", "--json", *options).out)]


# Which desk is meant


def test_a_desk_is_made_and_says_what_to_do_next(synoptic):
    """The new folder has settings, and the next command is printed as it can be typed."""
    done = synoptic("desk", "init", "mydesk")
    assert done.code == 0
    assert Path("mydesk/desk.toml").exists()
    assert "synoptic desk add" in done.out
    assert "--desk mydesk" in done.out


def test_a_desk_is_not_made_over_another(synoptic):
    """A second `init` of the same folder is refused, and the first desk stands."""
    synoptic("desk", "init", "mydesk")
    done = synoptic("desk", "init", "mydesk")
    assert (done.code, "D040" in done.err) == (2, True)


def test_without_a_desk_the_ways_to_name_one_are_told(synoptic):
    """The message names the option, the variable, and how a desk is made."""
    done = synoptic("desk", "stories")
    assert done.code == 2
    for way in ("D050", "--desk", "SYNOPTIC_DESK", "synoptic desk init"):
        assert way in done.err


def test_a_desk_is_named_by_option_by_variable_or_by_the_current_folder(synoptic, gathered, tmp_path, monkeypatch):
    """All three ways lead to the same stories."""
    shutil.copytree(gathered, tmp_path / "here")
    by_option = story_ids(synoptic, "--desk", "here")
    monkeypatch.setenv("SYNOPTIC_DESK", "here")
    by_variable = story_ids(synoptic)
    monkeypatch.delenv("SYNOPTIC_DESK")
    monkeypatch.chdir(tmp_path / "here")
    assert by_option == by_variable == story_ids(synoptic)
    assert len(by_option) == 2


def test_a_desk_that_is_named_before_a_subcommand_is_the_one_that_is_meant(synoptic, desk, monkeypatch):
    """`desk sources --desk DIR pause …` pauses there, not in the current folder."""
    monkeypatch.delenv("SYNOPTIC_DESK")
    done = synoptic("desk", "sources", "--desk", str(desk), "pause", "saved")
    assert (done.code, "D053" in done.err) == (2, True), "there is no source of that name in that desk"


# What is followed


def test_what_is_followed_already_is_said_and_is_no_failure(synoptic, tmp_path):
    """Adding the same folder twice ends well both times."""
    synoptic("desk", "init", "mydesk")
    Path("saved").mkdir()
    first = synoptic("desk", "add", "saved", "--desk", "mydesk")
    second = synoptic("desk", "add", "--folder", "saved/", "--desk", "mydesk")
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("Follows /")
    assert second.out.startswith("Follows already: /")


def test_nothing_given_to_follow_is_a_failure_that_points_at_the_help(synoptic):
    """`add` alone does not pretend to have done something."""
    done = synoptic("desk", "add")
    assert (done.code, "D055" in done.err) == (2, True)


def test_a_path_that_is_not_there_is_named_and_the_others_are_followed(synoptic):
    """One good address among bad ones: exit code 1; only bad ones: 2."""
    synoptic("desk", "init", "mydesk")
    mixed = synoptic("desk", "add", "https://oster.example/feed", "nowhere", "--desk", "mydesk")
    bad = synoptic("desk", "add", "--warc", "nowhere.warc.gz", "--desk", "mydesk")
    assert (mixed.code, bad.code) == (1, 2)
    assert "Follows https://oster.example/feed" in mixed.out
    assert "nowhere" in mixed.err
    assert "nowhere.warc.gz" in bad.err


def test_each_way_of_adding_gives_its_kind_of_source(synoptic):
    """Web addresses are feeds until visited, sitemaps, folders and archives are named by their options."""
    synoptic("desk", "init", "mydesk")
    Path("saved").mkdir()
    Path("crawl.warc.gz").write_bytes(b"")
    synoptic(
        "desk", "add", "HTTPS://Oster.example/feed#top", "crawl.warc.gz", "--page", "https://oster.example/live",
        "--sitemap", "https://oster.example/news.xml", "--folder", "saved", "--outlet", "Oster Post",
        "--lang", "en", "--desk", "mydesk",
    )  # fmt: skip
    held = [row["source"] for row in json.loads(synoptic("desk", "sources", "--json", "--desk", "mydesk").out)]
    assert {(s["kind"], Path(s["address"]).name) for s in held} == {
        ("feed", "feed"),
        ("sitemap", "news.xml"),
        ("page", "live"),
        ("folder", "saved"),
        ("archive", "crawl.warc.gz"),
    }
    assert {(s["outlet"], s["language"]) for s in held} == {("Oster Post", "en")}


def subscriptions(count: int) -> str:
    """Return a list of so many subscriptions."""
    lines = (
        f'<outline type="rss" text="Paper {n}" xmlUrl="https://paper{n}.example/feed"/>' for n in range(count)
    )
    return f'<opml version="2.0"><head><title>t</title></head><body>{"".join(lines)}</body></opml>'


def test_a_list_of_subscriptions_is_followed_and_written_again(synoptic):
    """What is written with `sources --opml` adds the same feeds to another desk."""
    Path("mine.opml").write_text(subscriptions(3))
    for name in ("one", "two"):
        synoptic("desk", "init", name)
    assert synoptic("desk", "add", "--opml", "mine.opml", "--desk", "one").out.count("Follows Paper") == 3
    assert "3 of 3" in synoptic("desk", "sources", "--opml", "again.opml", "--desk", "one").out
    assert synoptic("desk", "add", "--opml", "again.opml", "--desk", "two").code == 0
    one, two = (json.loads(synoptic("desk", "sources", "--json", "--desk", d).out) for d in ("one", "two"))
    assert [(r["source"]["address"], r["source"]["title"]) for r in one] == [
        (r["source"]["address"], r["source"]["title"]) for r in two
    ]


def test_a_source_is_meant_by_its_address_or_the_beginning_of_its_id(synoptic, desk):
    """Paused by the one and resumed by the other; doing it twice says so."""
    source = json.loads(synoptic("desk", "sources", "--json").out)[0]["source"]
    assert "is paused." in synoptic("desk", "sources", "pause", source["address"]).out
    assert "paused already" in synoptic("desk", "sources", "pause", source["id"]).out
    assert "paused" in synoptic("desk", "sources").out
    assert "followed again" in synoptic("desk", "sources", "resume", source["id"].partition(":")[2][:6]).out


def test_an_id_that_fits_several_is_not_guessed(synoptic):
    """With seventeen sources two ids begin with the same digit: both are named."""
    synoptic("desk", "init", "mydesk")
    Path("mine.opml").write_text(subscriptions(17))
    synoptic("desk", "add", "--opml", "mine.opml", "--desk", "mydesk")
    ids = [r["source"]["id"] for r in json.loads(synoptic("desk", "sources", "--json", "--desk", "mydesk").out)]
    digits = [i.partition(":")[2][0] for i in ids]
    shared = next(d for d in digits if digits.count(d) > 1)
    done = synoptic("desk", "sources", "pause", shared, "--desk", "mydesk")
    assert (done.code, "D054" in done.err) == (2, True)
    assert all(i in done.err for i in ids if i.startswith(f"source:{shared}"))


def test_removing_a_source_asks_and_names_the_way_back(synoptic, desk):
    """No leaves it, nobody to ask is a failure, yes removes it and keeps its reports."""
    source = json.loads(synoptic("desk", "sources", "--json").out)[0]["source"]
    no = synoptic("desk", "sources", "remove", source["id"], typed="n\n")
    nobody = synoptic("desk", "sources", "remove", source["id"])
    assert (no.code, nobody.code) == (0, 2)
    assert "D057" in nobody.err
    assert len(json.loads(synoptic("desk", "sources", "--json").out)) == 1
    done = synoptic("desk", "sources", "remove", source["id"], "--yes")
    assert f"synoptic desk add {source['address']}" in done.out
    assert json.loads(synoptic("desk", "sources", "--json").out) == []
    assert len(story_ids(synoptic)) == 2


# Gathering


def test_gathering_says_what_it_did_and_does_nothing_twice(synoptic, tmp_path):
    """The first round keeps the page; for a second one there is nothing left to do."""
    synoptic("desk", "init", "mydesk")
    Path("saved").mkdir()
    Path("saved/quarry.txt").write_text(QUARRY)
    synoptic("desk", "add", "saved", "--desk", "mydesk")
    first = synoptic("desk", "gather", "--desk", "mydesk")
    second = synoptic("desk", "gather", "--once", "--desk", "mydesk")
    assert (first.code, second.code) == (0, 0)
    assert "1 sources visited · 1 new reports announced · 1 pages kept · 1 read · 1 stories compared" in first.out
    assert "0 new reports announced · 0 pages kept · 0 read · 0 stories compared" in second.out


def test_a_folder_that_takes_long_to_read_is_read_once(synoptic, monkeypatch):
    """Folders are due again at once; that must not keep a gathering from ending."""
    from synoptic.run import gathering

    read = []

    def read_slowly(paths, **given):
        assert not read, "the folder is read a second time in one gathering"
        read.append(paths)
        time.sleep(1.1)
        return gathering.Announced()

    monkeypatch.setattr(gathering, "read_paths", read_slowly)
    synoptic("desk", "init", "mydesk")
    Path("saved").mkdir()
    synoptic("desk", "add", "saved", "--desk", "mydesk")
    assert "1 sources visited" in synoptic("desk", "gather", "--desk", "mydesk").out


def test_a_bad_file_is_named_and_the_good_ones_are_kept(synoptic):
    """Exit code 1: done, but with a problem."""
    synoptic("desk", "init", "mydesk")
    Path("saved").mkdir()
    Path("saved/quarry.txt").write_text(QUARRY)
    Path("saved/empty.txt").write_text("")
    synoptic("desk", "add", "saved", "--desk", "mydesk")
    done = synoptic("desk", "gather", "--desk", "mydesk")
    assert (done.code, "empty.txt" in done.err, "1 pages kept" in done.out) == (1, True, True)


def test_a_round_can_be_read_by_a_program(synoptic, desk):
    """With `--json` a round is one line of JSON."""
    lines = synoptic("desk", "gather", "--json").out.splitlines()
    assert [set(json.loads(line)) for line in lines] == [{"gathered", "updated", "problems", "told"}]


def test_once_and_every_do_not_go_together(synoptic, desk):
    """The mistake is named, and nothing is fetched."""
    done = synoptic("desk", "gather", "--once", "--every", "10m")
    assert (done.code, "either --once or --every" in done.err) == (2, True)


def test_a_length_of_time_that_is_none_is_refused(synoptic, desk):
    """The message shows how it is written."""
    done = synoptic("desk", "gather", "--every", "often")
    assert (done.code, "D051" in done.err) == (2, True)


def test_gathering_goes_on_until_it_is_stopped(synoptic, desk, monkeypatch):
    """With `--every` one round follows the other; Ctrl-C ends it with 130 and the word that nothing is lost."""
    waits = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        # The clock stands for a moment only: each wait is as if the time had passed.
        monkeypatch.setattr("synoptic.desk_cli._wait_until", stop)

    def stop(moment, live) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("synoptic.desk_cli._wait_until", lambda moment, live: wait(0))
    done = synoptic("desk", "gather", "--every", "10m")
    assert done.code == 130
    assert done.out.count("sources visited") == 2
    assert "Nothing is lost" in done.err


def test_ctrl_c_ends_a_gatherer_for_good(desk, tmp_path):
    """A real signal to a real process: exit code 130, one line, no traceback."""
    environment = os.environ | {"SYNOPTIC_DESK": str(desk), "SYNOPTIC_CACHE": str(tmp_path)}
    gatherer = subprocess.Popen(
        [sys.executable, "-m", "synoptic", "desk", "gather", "--every", "1h"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        assert "sources visited" in gatherer.stdout.readline()
        time.sleep(0.05)
        gatherer.send_signal(signal.SIGINT)
        out, err = gatherer.communicate(timeout=20)
    finally:
        gatherer.kill()
    assert (gatherer.returncode, out) == (130, "")
    assert err.strip().startswith("Stopped. Nothing is lost")
    assert len(err.strip().splitlines()) == 1


class SlowHost(BaseHTTPRequestHandler):
    """Answers with a feed of one page, and gives that page a letter at a time."""

    asked = threading.Event()

    def do_GET(self) -> None:
        """Answer one request."""
        self.send_response(200 if self.path in ("/feed", "/page") else 404)
        self.end_headers()
        if self.path == "/feed":
            link = f"<link>http://{self.headers['Host']}/page</link>"
            item = f"<item><title>Quarry</title>{link}</item>"
            self.wfile.write(f'<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'.encode())
        while self.path == "/page":
            self.asked.set()
            try:
                self.wfile.write(b".")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing."""


def test_ctrl_c_does_not_wait_for_a_slow_host(synoptic, tmp_path):
    """A page that comes a letter at a time holds nobody's terminal."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), SlowHost)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    synoptic("desk", "init", "mydesk")
    settings = Path("mydesk/desk.toml")
    settings.write_text(settings.read_text().replace("allowed_hosts = []", 'allowed_hosts = ["127.0.0.1"]'))
    synoptic("desk", "add", f"http://127.0.0.1:{server.server_port}/feed", "--desk", "mydesk")
    gatherer = subprocess.Popen(
        [sys.executable, "-m", "synoptic", "desk", "gather", "--desk", "mydesk"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert SlowHost.asked.wait(30)
        began = time.monotonic()
        gatherer.send_signal(signal.SIGINT)
        _, err = gatherer.communicate(timeout=40)
        # Without leaving the fetch alone it took until the limit of a whole fetch, a minute.
        assert time.monotonic() - began < 20
    finally:
        gatherer.kill()
        server.shutdown()
        server.server_close()
    assert (gatherer.returncode, "Nothing is lost" in err) == (130, True)


# Reading


def test_stories_are_listed_last_told_first(synoptic, desk):
    """The choir of the 6th stands before the quarry of the 4th, with counts and ids."""
    out = synoptic("desk", "stories").out
    assert out.index("Choir of Vellmar") < out.index("uarry wall gives way")
    assert "2 reports" in out
    assert re.search(r"story:[0-9a-f]{6}", out)


def test_stories_are_narrowed_by_time_by_words_by_language_and_by_number(synoptic, desk):
    """Each option leaves the stories that it is about."""
    every = story_ids(synoptic)
    assert story_ids(synoptic, "--since", "2026-05-05") == every[:1]
    assert story_ids(synoptic, "--search", "quarry AND county") == every[1:]
    assert story_ids(synoptic, "--search", "quarry AND tenor") == []
    assert story_ids(synoptic, "--lang", "en") == every
    assert story_ids(synoptic, "--lang", "es") == []
    assert story_ids(synoptic, "--limit", "1") == every[:1]


def test_a_search_shows_the_words_that_it_found(synoptic, desk):
    """Under the story stand words of its reports with what was looked for."""
    rows = json.loads(synoptic("desk", "stories", "--search", "tenor", "--json").out)
    assert [("tenor" in words) for row in rows for words in row["found"].values()] == [True]
    assert "tenor" in synoptic("desk", "stories", "--search", "tenor").out


def test_a_search_that_cannot_be_understood_is_refused_with_its_place(synoptic, desk):
    """A bracket that is never closed is a message, not a traceback."""
    done = synoptic("desk", "stories", "--search", "quarry AND (")
    assert (done.code, "[D03" in done.err) == (2, True)


def test_a_story_is_shown_as_compare_shows_it(synoptic, desk):
    """By the beginning of its id, in plain words, with reports and origins."""
    wanted = story_ids(synoptic)[1].partition(":")[2][:6]
    done = synoptic("desk", "story", wanted)
    assert done.code == 0
    assert "2 reports" in done.out
    assert "BRIEF" in done.out


def test_the_json_of_a_story_is_the_public_contract(synoptic, desk):
    """It validates against the schema that `synoptic schema` prints, and `explain` finds its ids."""
    done = synoptic("desk", "story", story_ids(synoptic)[1], "--json")
    document = json.loads(done.out)
    jsonschema.Draft202012Validator(schema("comparison")).validate(document)
    group = document["stories"][0]["claim_groups"][0]["id"]
    assert synoptic("explain", group).code == 0


def test_the_page_of_a_story_is_written(synoptic, desk):
    """With `--html` the folder holds an index and the page."""
    done = synoptic("desk", "story", story_ids(synoptic)[0], "--html", "out")
    assert "out/index.html" in done.out
    assert len(list(Path("out").glob("*.html"))) == 2


def test_a_story_that_is_not_there_is_a_failure_that_names_the_list(synoptic, desk):
    """No story is shown for an id that none has or had."""
    done = synoptic("desk", "story", "0123456789")
    assert (done.code, "desk stories" in done.err) == (2, True)


def test_an_id_that_a_story_had_leads_to_the_one_that_it_became(synoptic, desk):
    """After a merge the old link still works."""
    choir, quarry = story_ids(synoptic)
    live = LiveDesk.open(desk)
    records = {record.id: record for record in live.stories()}
    both = StoryRecord(id=quarry, reports=records[quarry].reports + records[choir].reports)
    stories.replace_stories(live.db, [both])
    live.close()
    done = synoptic("desk", "story", choir)
    assert quarry[:10] in done.out


def test_a_story_that_is_not_compared_yet_says_what_to_do(synoptic, desk):
    """The state between grouping and comparing is no crash."""
    live = LiveDesk.open(desk)
    stories.replace_stories(live.db, [StoryRecord(id="story:0a0a", reports=("report:0",))])
    live.close()
    done = synoptic("desk", "story", "0a0a")
    assert (done.code, "D056" in done.err, "synoptic desk gather" in done.err) == (2, True, True)


def test_a_withdrawn_page_is_marked_where_its_story_is_shown(synoptic, desk):
    """What it said stays, with the day on which it was found gone."""
    live = LiveDesk.open(desk)
    address = next(c.address for c in captures.captures(live.db) if "choir" in c.address)
    captures.withdraw(live.db, address, "2026-05-09T06:00:00Z")
    live.close()
    out = synoptic("desk", "story", story_ids(synoptic)[0]).out
    assert "found withdrawn on 2026-05-09" in " ".join(out.split())
    assert "tenor" in out


def test_changes_are_told_since_a_time(synoptic, desk):
    """Both stories are new today; nothing happened since the end of the year 2999."""
    rows = json.loads(synoptic("desk", "changes", "--since", "last monday", "--json").out)
    assert [row["kind"] for row in rows] == ["new_story", "new_story"]
    assert {row["headline"] for row in rows} >= {"Choir of Vellmar wins the harvest prize"}
    shown = synoptic("desk", "changes").out
    assert shown.count("new story") == 2
    assert "Nothing happened" in synoptic("desk", "changes", "--since", "2999-12-31").out
    one = story_ids(synoptic)[0]
    assert synoptic("desk", "changes", "--story", one).out.count("new story") == 1
    assert "D053" in synoptic("desk", "changes", "--story", "0123456789").err


def test_a_time_that_is_none_is_refused(synoptic, desk):
    """The message shows how times are written."""
    done = synoptic("desk", "changes", "--since", "whenever")
    assert (done.code, "D052" in done.err) == (2, True)


def test_outlets_are_measured_from_what_the_desk_holds(synoptic, desk):
    """A card counts the reports; a name that is not there leaves nothing."""
    cards = json.loads(synoptic("desk", "outlets", "--json").out)
    assert sum(card["reports"] for card in cards) == 3
    assert "reports: " in synoptic("desk", "outlets").out
    assert json.loads(synoptic("desk", "outlets", "No Such Paper", "--json").out) == []


# Watching and exporting


def test_a_new_report_that_fits_a_saved_search_is_told_once(synoptic, desk, gathered):
    """What the desk held counts as known; what comes later is told at the next gathering, and only then."""
    kept = synoptic("desk", "watch", "harbour OR quarry", "--notify", "feed", "--to", "told.xml")
    assert kept.code == 0
    Path("more").mkdir()
    Path("more/harbour.txt").write_text(
        "Harbour of Vellmar closes\n\n7 May 2026\n\nThe harbour of Vellmar closes for repairs on Friday.\n"
    )
    synoptic("desk", "add", "more")
    assert "1 watched reports told" in synoptic("desk", "gather").out
    assert "told" not in synoptic("desk", "gather").out
    feed = Path("told.xml").read_text()
    assert "Harbour of Vellmar closes" in feed
    assert "Quarry" not in feed


def test_saved_searches_are_listed_without_their_secrets_and_removed(synoptic, desk):
    """The secret of a webhook is shown when it is made, and never again."""
    made = synoptic("desk", "watch", "quarry", "--notify", "webhook", "--to", "https://desk.example/hook")
    secret = re.search(r"whsec_\S+", made.out).group()
    assert "Watched already" in synoptic(
        "desk", "watch", "quarry", "--notify", "webhook", "--to", "https://desk.example/hook"
    ).out  # fmt: skip
    listed = synoptic("desk", "watches", "--json").out
    assert secret not in listed + synoptic("desk", "watches").out
    (row,) = json.loads(listed)
    assert synoptic("desk", "watches", "remove", row["id"], typed="n\n").code == 0
    assert len(json.loads(synoptic("desk", "watches", "--json").out)) == 1
    assert synoptic("desk", "watches", "remove", row["id"], "--yes").code == 0
    assert json.loads(synoptic("desk", "watches", "--json").out) == []


def test_a_watch_by_mail_without_a_mail_server_says_where_to_name_one(synoptic, desk):
    """The watch is kept, with a warning that names the settings that are missing."""
    done = synoptic("desk", "watch", "quarry", "--notify", "mail", "--to", "desk@oster.example")
    assert (done.code, "[desk.mail]" in done.err) == (1, True)
    assert len(json.loads(synoptic("desk", "watches", "--json").out)) == 1


@pytest.mark.parametrize("form", ["parquet", "jsonl", "ninjs", "csv"])
def test_a_desk_is_exported_in_every_form(synoptic, desk, form):
    """The files that are named are there and hold what the desk holds."""
    done = synoptic("desk", "export", "--format", form, "--to", "out", "--json")
    made = json.loads(done.out)
    assert (done.code, made["stories"]) == (0, 2)
    assert all(Path(name).stat().st_size for name in made["files"])
    assert "2 stories are in out/" in synoptic("desk", "export", "--format", form, "--to", "out").out


def test_an_export_of_some_days_leaves_the_others_out(synoptic, desk):
    """Times are read as everywhere."""
    done = synoptic("desk", "export", "--format", "jsonl", "--to", "out", "--since", "2026-05-05")
    assert "1 stories" in done.out


# Upkeep


def test_a_backup_is_brought_back_whole(synoptic, desk, tmp_path):
    """The restored desk checks clean and lists the same stories; nothing is written over."""
    assert synoptic("desk", "backup", "copy.tar.zst").code == 0
    assert synoptic("desk", "backup", "copy.tar.zst").code == 2
    assert "The desk is again" in synoptic("desk", "restore", "copy.tar.zst", "again").out
    assert synoptic("desk", "restore", "copy.tar.zst", str(desk)).code == 2
    assert "whole" in synoptic("desk", "check", "--desk", "again").out
    assert story_ids(synoptic, "--desk", "again") == story_ids(synoptic)


def test_a_backup_that_is_not_there_is_named(synoptic):
    """A misspelt name makes no empty desk."""
    done = synoptic("desk", "restore", "copy.tar.zst", "again")
    assert (done.code, "copy.tar.zst" in done.err, Path("again").exists()) == (2, True, False)


def test_a_restored_desk_does_not_write_to_the_database_that_the_old_one_named(synoptic, desk):
    """Its settings named a server; the copy has its own database."""
    synoptic("desk", "backup", "copy")
    settings = Path("copy/desk.toml")
    settings.write_text(settings.read_text().replace('database = ""', 'database = "postgresql://me@host/news"'))
    done = synoptic("desk", "restore", "copy", "again")
    assert "taken out" in done.out
    assert 'database = ""' in Path("again/desk.toml").read_text()
    assert len(story_ids(synoptic, "--desk", "again")) == 2


def test_a_check_names_what_is_lost(synoptic, desk):
    """A page whose bytes are gone is a problem with a code, and exit code 1."""
    assert synoptic("desk", "check").code == 0
    assert json.loads(synoptic("desk", "check", "--json").out) == []
    live = LiveDesk.open(desk)
    live.db.archive.remove(captures.captures(live.db)[0].digest)
    live.close()
    assert synoptic("desk", "check").code == 1
    assert [p["severity"] for p in json.loads(synoptic("desk", "check", "--json").out)] == ["error"]


def test_a_rebuild_gives_the_same_desk(synoptic, desk):
    """All readings and comparisons are made again, and the stories are those that were there."""
    former = synoptic("desk", "stories", "--json").out
    assert re.search("3 readings.* 2 comparisons", synoptic("desk", "rebuild").out)
    assert synoptic("desk", "stories", "--json").out == former


def test_letting_go_says_how_much_asks_and_keeps_a_backup(synoptic, desk, monkeypatch):
    """No changes nothing; yes lets the old stories go, and the backup brings them back."""
    monkeypatch.setattr("synoptic.run.live.LiveDesk.open", _a_year_later(LiveDesk.open))
    no = synoptic("desk", "retain", "90d", typed="n\n")
    assert "2 of 2 stories" in no.out
    assert "--backup" in no.out
    assert len(story_ids(synoptic)) == 2
    assert synoptic("desk", "retain", "90d").code == 2
    yes = synoptic("desk", "retain", "90d", "--backup", "before", typed="y\n")
    assert "Gone: 2 stories" in yes.out
    assert "synoptic desk restore before" in yes.out
    assert story_ids(synoptic) == []
    synoptic("desk", "restore", "before", "again")
    assert len(story_ids(synoptic, "--desk", "again")) == 2


def test_what_came_in_lately_is_not_let_go(synoptic, desk):
    """Stories of months ago that were captured today stay."""
    assert "0 of 2 stories" in synoptic("desk", "retain", "1d", "--yes").out
    assert len(story_ids(synoptic)) == 2


def _a_year_later(former):
    from datetime import timedelta

    from synoptic.run.live import now

    return lambda folder, **given: former(folder, clock=lambda: now() + timedelta(days=365), **given)


# All commands


def commands(group=None, path=("desk",)) -> list[tuple[str, ...]]:
    """Return every command of the desk with the words that lead to it."""
    held = typer.main.get_command(app).commands["desk"] if group is None else group
    found = []
    for name, command in held.commands.items():
        found.append((*path, name))
        if hasattr(command, "commands"):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example_that_can_be_typed(words):
    """The examples begin with the command itself."""
    command = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]
    assert f"- `synoptic {' '.join(words)}" in command.help


def test_help_is_quick_because_nothing_is_loaded_for_it(synoptic):
    """Neither the database nor the models are imported before a command runs."""
    asked = "import sys, synoptic.cli; print([m for m in ('sqlalchemy', 'spacy', 'httpx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("listing", ["stories", "sources", "changes", "outlets", "watches"])
def test_output_that_is_piped_has_no_colours(synoptic, desk, listing):
    """No escape codes go into files and pipes."""
    assert "\x1b" not in synoptic("desk", listing).out
