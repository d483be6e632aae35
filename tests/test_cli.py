"""The commands, as a user runs them: results, messages and exit codes."""

import io
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from synoptic.cli import main
from synoptic.publish.data import read_comparison

EXAMPLES = Path(__file__).parents[1] / "examples" / "harrow-lake"
BRIDGE = (
    "The bridge at Tarn reopened on Monday, the mayor said.\n\nRepairs had taken two years and 4 million crowns.\n"
)


class Done(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def synoptic(monkeypatch, capfd, tmp_path):
    """Return a function that runs a command in an empty folder."""
    monkeypatch.setenv("SYNOPTIC_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["synoptic", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return run


@pytest.fixture(scope="module")
def harrow(tmp_path_factory) -> Path:
    """Return the folder of one comparison of the bundled reports: JSON and pages."""
    from synoptic.api import Desk
    from synoptic.publish.data import to_json
    from synoptic.publish.site import write_site

    folder = tmp_path_factory.mktemp("harrow")
    document = Desk().compare_paths([EXAMPLES])
    (folder / "out.json").write_bytes(to_json(document))
    write_site(document, folder / "out")
    return folder


def write(name: str, content: str | bytes) -> str:
    """Write a file in the current folder and return its name."""
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def test_one_single_report_is_a_story_of_its_own(synoptic):
    """Nothing to compare with is no failure: the report's claims are those of one origin."""
    done = synoptic("compare", write("bridge.txt", BRIDGE))
    assert done.code == 0, done
    assert "1 report · 1 origin" in done.out
    assert "bridge at Tarn" in done.out


def test_the_bundled_reports_are_two_stories(harrow):
    """Seven reports of one event and two of another are told apart."""
    stories = read_comparison((harrow / "out.json").read_bytes()).stories
    assert sorted(len(story.reports) for story in stories) == [2, 7]


def test_reprints_of_one_wire_count_once(harrow):
    """The seven reports have fewer origins than outlets, and the reprints share the agency's."""
    document = read_comparison((harrow / "out.json").read_bytes())
    story = max(document.stories, key=lambda s: len(s.reports))
    paths = {report.id: Path(report.path).stem for report in document.reports}
    together = [{paths[r] for r in origin.reports} for origin in story.origins]
    assert {"meridian-wire", "harbour-courier", "tidewater-gazette"} in together or any(
        {"meridian-wire", "harbour-courier"} <= origin for origin in together
    )
    assert len(story.origins) < len(story.reports)


def test_a_page_a_story_and_an_index_are_written(harrow):
    """The folder holds an index and one page for each story."""
    assert len(list((harrow / "out").glob("*.html"))) == 3


def test_json_alone_is_printed_on_request(synoptic):
    """With `--json -` nothing but the document goes to standard output."""
    done = synoptic("compare", write("bridge.txt", BRIDGE), "--json", "-")
    assert json.loads(done.out)["reports"][0]["path"] == "bridge.txt"


def test_the_schema_that_is_printed_fits_what_is_written(synoptic, harrow):
    """`synoptic schema` describes the JSON of `compare`."""
    schema = json.loads(synoptic("schema").out)
    jsonschema.Draft202012Validator(schema).validate(json.loads((harrow / "out.json").read_bytes()))


def test_order_of_the_files_changes_nothing(synoptic):
    """The same files in another order give the same bytes."""
    one, two = write("one.txt", BRIDGE), write("two.txt", BRIDGE.replace("two years", "three years"))
    assert synoptic("compare", one, two, "--json", "-").out == synoptic("compare", two, one, "--json", "-").out


def test_two_identical_files_are_one_report(synoptic):
    """The second is named, and nothing is counted twice."""
    done = synoptic("compare", write("a.txt", BRIDGE), write("b.txt", BRIDGE))
    assert done.code == 0
    assert "1 report · 1 origin" in done.out
    assert "b.txt" in done.out + done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("paper.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20),
        ("program.html", b"\x7fELF" + bytes(range(256)) * 20),
    ],
)
def test_a_file_that_is_no_report_is_named_and_the_good_one_is_compared(synoptic, name, content):
    """One bad file beside a good one: a coded message, exit code 1, and the good one's result."""
    done = synoptic("compare", write("bridge.txt", BRIDGE), write(name, content))
    assert done.code == 1, done
    assert "bridge at Tarn" in done.out
    assert name in done.out + done.err


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20])
def test_nothing_readable_is_a_failure(synoptic, content):
    """With no report at all the command ends with 2 and says why."""
    done = synoptic("compare", write("bad.txt", content))
    assert done.code == 2
    assert "bad.txt" in done.err
    assert "R003" in done.err


def test_a_file_of_fifty_megabytes_is_refused_and_the_rest_is_compared(synoptic):
    """A huge file is not read; the message names the limit."""
    huge = Path("huge.txt")
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = synoptic("compare", write("bridge.txt", BRIDGE), str(huge))
    assert done.code == 1
    assert "huge.txt" in done.out
    assert "MB" in done.out


def test_a_folder_without_reports_is_named(synoptic):
    """An empty folder gives a message, not silence."""
    Path("nothing").mkdir()
    done = synoptic("compare", "nothing")
    assert done.code == 2
    assert "nothing" in done.err


def test_a_path_that_is_not_there_is_named(synoptic):
    """A typing error in a path is said to be one."""
    done = synoptic("compare", "no-such-file.txt")
    assert done.code == 2
    assert "no-such-file.txt" in done.err


def test_bytes_in_no_known_encoding_do_not_stop_the_rest(synoptic):
    """Undecodable bytes are read as well as can be or refused, and the good file is compared."""
    broken = BRIDGE.encode() + b"\xff\xfe\xfd\x81\x8d" * 40
    done = synoptic("compare", write("bridge.txt", BRIDGE), write("broken.txt", broken))
    assert done.code in (0, 1)
    assert "bridge at Tarn" in done.out


def test_read_shows_one_report_as_understood(synoptic):
    """Claims, figures and quotes of a single report are printed with the report's date and blocks."""
    done = synoptic("read", str(EXAMPLES / "meridian-wire.txt"))
    assert done.code == 0
    for part in ("TEXT", "NAMES", "TIMES", "FIGURES", "QUOTES", "CLAIMS"):
        assert f"\n{part} · " in done.out


def test_explain_finds_what_compare_printed(synoptic):
    """The last comparison is remembered, so that an id can be asked for at once."""
    printed = json.loads(synoptic("compare", write("bridge.txt", BRIDGE), "--json", "-").out)
    group = printed["stories"][0]["claim_groups"][0]["id"]
    done = synoptic("explain", group)
    assert done.code == 0
    assert done.out.startswith(group)
    assert "bridge.txt" in done.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("explain", "group:zz"), "R004"),
        (("explain", "group:zz", "--from", "not.json"), "R005"),
        (("schema", "novel"), "R008"),
        (("compare", "not.json", "--as-of", "yesterday"), "R009"),
        (("compare", "not.json", "--settings", "none.toml"), "S001"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_with_a_code(synoptic, arguments, code):
    """Every failure is one line with a code, and exit code 2."""
    write("not.json", "{")
    done = synoptic(*arguments)
    assert done.code == 2
    assert f"[{code}]" in done.err
    assert "Traceback" not in done.err


def test_standard_input_is_a_report_like_any_other(synoptic, monkeypatch):
    """With `-` the page is read from standard input and named so."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BRIDGE.encode())))
    done = synoptic("compare", "-", "--json", "-")
    assert done.code == 0, done
    assert json.loads(done.out)["reports"][0]["path"] == "standard input"


def test_nothing_on_standard_input_is_a_failure(synoptic, monkeypatch):
    """An empty pipe ends with a message and 2."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    done = synoptic("compare", "-")
    assert (done.code, "standard input is empty" in done.err) == (2, True)


def test_a_folder_that_cannot_be_written_is_named_before_the_work(synoptic):
    """A file stands where the pages should go: one line with a code, and no comparison was begun."""
    done = synoptic("compare", write("bridge.txt", BRIDGE), "--html", write("taken", "x"))
    assert done.code == 2
    assert "[R010] taken could not be written" in done.err
    assert done.out == ""


def test_what_nobody_foresaw_is_one_line_too(synoptic, monkeypatch):
    """An error of ours is told with its place in the program, without a traceback, and ends with 2."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("the lamp is out")

    monkeypatch.setattr("synoptic.api.Desk.compare_paths", broken)
    done = synoptic("compare", write("bridge.txt", BRIDGE))
    assert done.code == 2
    assert "[R011]" in done.err
    assert "ValueError: the lamp is out (test_cli.py:" in done.err
    assert "Traceback" not in done.err


def test_information_alone_is_a_clean_end(synoptic):
    """A picture in a folder is passed over with a note, and the exit code stays 0."""
    Path("pages").mkdir()
    write("pages/bridge.txt", BRIDGE)
    write("pages/bridge.png", b"\x89PNG")
    done = synoptic("compare", "pages")
    assert "I009" in done.out
    assert done.code == 0


def test_a_hostile_page_commands_no_terminal(synoptic):
    """Escape sequences in a page do not reach the terminal, whatever command shows it."""
    page = write("bridge.txt", BRIDGE.replace("Monday", "Monday \x1b]0;owned\x07 \x1b[31m"))
    for command in ("compare", "read"):
        assert "\x1b" not in synoptic(command, page).out


def test_colours_are_for_terminals_only(synoptic, monkeypatch):
    """Piped output is bare; with colours asked for, the words are the same."""
    page = write("bridge.txt", BRIDGE)
    plain = synoptic("compare", page, "--width", "80").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = synoptic("compare", page, "--width", "80").out
    assert "\x1b" not in plain
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_the_day_of_reading_bounds_what_is_dated(synoptic):
    """With `--as-of` a report without a date is not dated later than that day."""
    page = write("bridge.txt", BRIDGE.replace("on Monday", "on 3 May 2022"))
    done = synoptic("compare", page, "--as-of", "2022-11-04", "--json", "-")
    published = json.loads(done.out)["reports"][0]["published"]
    assert published["earliest"] >= "2022-05-03"
    assert (published["latest"] or "2022-11-04") <= "2022-11-04"


def test_settings_are_read_and_their_digest_is_told(synoptic):
    """Another settings file gives another digest in the document; an unknown key is refused by name."""
    page = write("bridge.txt", BRIDGE)
    own = write("own.toml", "[write]\nmost_agreed = 1\n")
    one = json.loads(synoptic("compare", page, "--json", "-").out)["made_by"]["settings"]
    two = json.loads(synoptic("compare", page, "--settings", own, "--json", "-").out)["made_by"]["settings"]
    assert one != two
    wrong = synoptic("compare", page, "--settings", write("wrong.toml", "[write]\nmost_agred = 1\n"))
    assert wrong.code == 2
    assert "most_agred" in wrong.err


def test_a_short_id_as_printed_can_be_explained(synoptic):
    """What `compare` prints in its grey lines is enough for `explain`."""
    printed = synoptic("compare", write("bridge.txt", BRIDGE)).out
    found = re.findall(r"\b(?:group|story):[0-9a-f]{4,}", printed)
    assert found
    for short in found:
        assert synoptic("explain", short).code == 0


@pytest.mark.parametrize("width", ["20", "40", "72"])
def test_narrow_terminals_are_served(synoptic, width):
    """No line is wider than the terminal (24 columns at least)."""
    done = synoptic("compare", write("bridge.txt", BRIDGE), "--width", width)
    most = max(24, int(width))
    assert [line for line in done.out.splitlines() if len(line) > most and " " in line.strip()] == []


def test_doctor_finds_every_part(synoptic):
    """On a fresh install every check holds."""
    done = synoptic("doctor")
    assert done.code == 0
    assert "✗" not in done.out


@pytest.mark.parametrize("command", ["compare", "read", "explain", "doctor", "schema"])
def test_every_command_has_help(synoptic, command):
    """Help is there for each command; those that take input show examples."""
    done = synoptic(command, "--help")
    assert done.code == 0
    assert command in ("doctor", "schema") or "Examples" in done.out
