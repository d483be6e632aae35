"""The register of outlets: look-up by address and name, own entries on top, and ratings that a user brings."""

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.intake.outlet_file import LARGEST, NAMED, read_outlets
from synoptic.intake.outlets import Register, bundled_register, open_register
from synoptic.intake.ratings import read_ratings
from synoptic.intake.sites import host_of, site_of
from synoptic.lineage.agencies import agencies
from synoptic.news.outlet import Outlet, Rating

COURIER = Outlet(name="The Harbour Courier", domains=("harbourcourier.com", "courier.co.uk"), aliases=("HC",))
TARN = Outlet(name="Tarn Gazette", domains=("tarn.com.au",))
UPLAND = Outlet(name="Upland Gazette", domains=("upland.org",), aliases=("Tarn Gazette",))
REGISTER = Register([COURIER, TARN, UPLAND])


def read(text: str):
    """Return what is read of a file of outlets."""
    return read_outlets(text.encode(), "own.toml")


@pytest.mark.parametrize(
    "address",
    [
        "https://harbourcourier.com/2031/gate",
        "http://www.HarbourCourier.com:8080/",
        "https://m.news.harbourcourier.com./x?y#z",
        "https://reader:word@courier.co.uk/",
        "harbourcourier.com",
        "//courier.co.uk/gate",
    ],
)
def test_every_page_of_a_domain_and_of_the_domains_under_it_is_the_outlets(address):
    """Subdomains, ports, upper case and a dot at the end do not hide whose page it is."""
    assert REGISTER.at(address) == COURIER


@pytest.mark.parametrize(
    "address",
    [
        "https://notharbourcourier.com/",
        "https://harbourcourier.com.evil.net/",
        "https://evil.net/harbourcourier.com",
        "https://harbourcourier.com@evil.net/",
        "https://co.uk/",
        "https://other.co.uk/",
        "https://com.au/",
        "https://com/",
        "file:///harbourcourier.com/page.html",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[broken/",
        "mailto:desk@harbourcourier.com",
        "desk@harbourcourier.com",
        "",
    ],
)
def test_an_address_that_only_looks_like_an_outlets_is_not_the_outlets(address):
    """A domain is compared by whole labels from its end, so that public suffixes and look-alikes match nothing."""
    assert REGISTER.at(address) is None


def test_the_most_exact_domain_decides():
    """Where one outlet lives under the domain of another, its own pages are its own."""
    portal = Outlet(name="Portal", domains=("portal.net",))
    guest = Outlet(name="Guest", domains=("guest.portal.net",))
    both = Register([portal, guest])
    assert both.at("https://www.guest.portal.net/a") == guest
    assert both.at("https://sport.portal.net/a") == portal


@pytest.mark.parametrize("name", ["the harbour courier", "Harbour  Courier", "HÁRBOUR COURIER!", "hc"])
def test_a_name_is_found_whatever_its_case_accents_and_article(name):
    """Names and other names are compared without what printing changes."""
    assert REGISTER.named(name) == COURIER


def test_a_name_that_two_outlets_share_is_nobodys():
    """Nothing is guessed: a shared name finds neither of the two."""
    assert REGISTER.named("Tarn Gazette") is None
    assert REGISTER.named("Upland Gazette") == UPLAND
    assert REGISTER.named("") is None


def test_the_address_of_a_page_counts_more_than_the_name_it_prints():
    """A page elsewhere that prints a known name is not that outlet's; a file without an address may be."""
    assert REGISTER.of("https://copyist.net/gate", "The Harbour Courier") is None
    assert REGISTER.of("https://tarn.com.au/gate", "The Harbour Courier") == TARN
    assert REGISTER.of("file:///pages/gate.txt", "The Harbour Courier") == COURIER


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.news.harbour.co.uk/x", "harbour.co.uk"),
        ("https://harbour.com.au", "harbour.com.au"),
        ("https://ada.substack.com/p/1", "ada.substack.com"),
        ("https://www.ada.github.io/p/1", "ada.github.io"),
        ("https://news.harbour.example/", "harbour.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://localhost:8000/", ""),
        ("http://10.0.0.7/", ""),
        ("file:///a/b.html", ""),
    ],
)
def test_pages_belong_to_the_site_that_one_publisher_has(address, site):
    """Public suffixes and hosts that many share are not taken for one site."""
    assert site_of(address) == site


@hypothesis_settings(deadline=None)
@given(st.text())
def test_no_address_of_a_stranger_breaks_the_look_up(address):
    """Whatever stands where an address should be, the answer is a host or nothing."""
    host = host_of(address)
    assert host == host_of(host)
    assert REGISTER.at(address) in (None, COURIER, TARN, UPLAND)
    assert site_of(address) == "" or host.endswith(site_of(address))


def test_the_bundled_register_is_without_a_fault():
    """Each entry has known codes and a domain of its own, and no two outlets have one name."""
    content = files("synoptic.intake").joinpath("outlets.toml").read_bytes()
    made = read_outlets(content, "outlets.toml")
    assert made.problems == ()
    assert len(made.items) >= 150
    assert all(outlet.domains and outlet.country and outlet.languages for outlet in made.items)
    assert max(Counter(outlet.name for outlet in made.items).values()) == 1
    assert len({outlet.country for outlet in made.items}) >= 60


def test_each_outlet_of_the_bundled_register_is_found_at_its_domains():
    """No entry hides another."""
    register = bundled_register()
    for outlet in register.outlets:
        assert {register.at(f"https://www.{domain}/a").name for domain in outlet.domains} == {outlet.name}


def test_agencies_have_one_name_in_credits_and_in_the_register():
    """An agency that a report credits is the agency of the register, not another one."""
    register = bundled_register()
    found = [register.named(agency.name) for agency in agencies()]
    known = [outlet for outlet in found if outlet is not None]
    assert len(known) >= 40
    assert all(outlet.agency for outlet in known)


def test_own_entries_lie_on_top_of_the_bundled_ones(tmp_path):
    """An own entry may be new, may change what it states of a known outlet, and may take a domain over."""
    register = bundled_register()
    known = next(outlet for outlet in register.outlets if len(outlet.domains) > 1)
    own = tmp_path / "outlets.toml"
    own.write_text(
        f'[[outlet]]\nname = "Tarn Gazette"\ndomains = ["tarn-gazette.example", "{known.domains[0]}"]\n'
        f'[[outlet]]\nname = "{known.name}"\nmotto = "Late but whole"\n',
        encoding="utf-8",
    )
    mine, read_of_it = open_register(own)
    assert read_of_it.problems[0].code == "I174"
    assert mine.named("Tarn Gazette").domains == ("tarn-gazette.example", known.domains[0])
    changed = mine.at(known.domains[1])
    assert (changed.name, changed.motto, changed.country) == (known.name, "Late but whole", known.country)
    assert len(mine.outlets) == len(register.outlets) + 1


def test_an_own_entry_of_another_country_is_another_outlet(tmp_path):
    """Two outlets of one name are told apart by their countries."""
    known = bundled_register().outlets[0]
    own = tmp_path / "outlets.toml"
    other = "NU" if known.country != "NU" else "TV"
    own.write_text(f'[[outlet]]\nname = "{known.name}"\ncountry = "{other}"\ndomains = ["far.example"]\n', "utf-8")
    register, made = open_register(own)
    assert made.problems == ()
    assert register.at("far.example").country == other
    assert register.at(known.domains[0]) == known


def test_without_a_file_of_ones_own_the_bundled_register_stands(tmp_path):
    """A file that is not there needs no message."""
    register, made = open_register(tmp_path / "outlets.toml")
    assert register is bundled_register()
    assert made.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('[[outlet]]\nname = "Tarn Gazette"\ndomian = ["tarn.example"]\n', 3, "domian"),
        ('# mine\n\n[[outlet]]\nname = "A"\n[[ outlet ]]\nname = "B"\n\n  "trust" = 5\n', 8, "trust"),
        ('trust = 5\n[[outlet]]\nname = "A"\n', 1, "trust"),
        ('[[outlet]]\nname = "A"\nbias.left = 1\n', 3, "bias"),
    ],
)
def test_a_key_that_is_not_known_is_named_with_its_line(text, line, key):
    """The key is left out and said; the rest of the entry is kept."""
    made = read(text)
    assert [p.code for p in made.problems] == ["I172"]
    assert made.problems[0].subject == f"own.toml:{line}"
    assert f"“{key}”" in made.problems[0].message
    assert made.items[0].name in ("Tarn Gazette", "A")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('name = ""', "has no name"),
        ("name = 7", "wrong kind"),
        ('name = "A"\ncountry = "England"', "ISO 3166"),
        ('name = "A"\ncountry = "XX"', "ISO 3166"),
        ('name = "A"\nlanguages = ["english"]', "ISO 639-1"),
        ('name = "A"\nkind = "propaganda"', "wrong kind"),
        ('name = "A"\nfounded = 12', "begun"),
        ('name = "A"\ndomains = ["co.uk"]', "nobody’s own"),
        ('name = "A"\ndomains = ["github.io"]', "nobody’s own"),
        ('name = "A"\ndomains = ["substack.com"]', "nobody’s own"),
        ('name = "A"\ndomains = ["https://a.example/news"]', "no domain"),
        ('name = "A"\ndomains = ["127.0.0.1"]', "no domain"),
        ('name = "A\\u001b[2J"', "cannot be printed"),
    ],
)
def test_an_entry_that_cannot_be_used_is_left_out_and_the_others_are_kept(wrong, told):
    """The message names the line of the entry and what is wrong with it."""
    made = read(f'[[outlet]]\nname = "First"\n\n[[outlet]]\n{wrong}\n\n[[outlet]]\nname = "Last"\n')
    assert [outlet.name for outlet in made.items] == ["First", "Last"]
    assert [(p.code, p.subject) for p in made.problems] == [("I173", "own.toml:4")]
    assert told in made.problems[0].message
    assert "\x1b" not in made.problems[0].message


def test_a_domain_has_one_owner_in_a_file():
    """The first entry keeps it; the second is kept without it."""
    made = read(
        '[[outlet]]\nname = "A"\ndomains = ["x.example"]\n[[outlet]]\nname = "B"\ndomains = ["X.example"]\n'
    )
    assert [outlet.domains for outlet in made.items] == [("x.example",), ()]
    assert [(p.code, p.subject) for p in made.problems] == [("I174", "own.toml:6")]


def test_many_faults_are_counted_after_the_first():
    """A file full of one mistake does not fill the screen."""
    made = read('[[outlet]]\nname = "A"\nx = 1\n' + "".join(f"y{n} = 1\n" for n in range(50)))
    assert [p.code for p in made.problems] == ["I172"] * NAMED + ["I178"]
    assert "31 more" in made.problems[-1].message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[[outlet]\n", "I171"),
        (b"outlet = 5\n", "I170"),
        (b"outlet = [1, 2]\n", "I170"),
        (b'[[outlet]]\nname = "\xff"\n', "I170"),
        (b"#" * (LARGEST + 1), "I170"),
        (b"outlet = " + b"[" * 50_000, "I171"),
    ],
    ids=["not TOML", "a number", "a list of numbers", "not UTF-8", "too large", "nested"],
)
def test_a_file_that_cannot_be_read_leaves_the_bundled_register(content, code, tmp_path):
    """The problem says so, and everything else goes on."""
    own = tmp_path / "outlets.toml"
    own.write_bytes(content)
    register, made = open_register(own)
    assert [p.code for p in made.problems] == [code]
    assert register.outlets == bundled_register().outlets


def test_a_folder_in_the_place_of_the_file_is_a_problem(tmp_path):
    """What cannot be opened is said, not raised."""
    _, made = open_register(tmp_path)
    assert [p.code for p in made.problems] == ["I170"]


@hypothesis_settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("[]outle =\"'\n.namedi#,{}1x"), max_size=120) | st.text(max_size=60))
def test_no_file_of_outlets_breaks_the_reader(text):
    """Whatever the file holds, there are outlets and problems."""
    made = read_outlets(text.encode("utf-8", "surrogatepass"), "own.toml")
    assert all(outlet.name for outlet in made.items)


def rated(text: str):
    """Return what is read of a file of ratings."""
    return read_ratings(text.encode(), "ratings.csv")


@pytest.mark.parametrize(
    "text",
    [
        "domain,outlet,rating,source,date,url\ntarn.example,Tarn Gazette,4 of 5,Press Watch,2031,https://w.example/t\n",
        "\ufeffURL;Date;Rated by;Score;Name;Website\n"
        "https://w.example/t;2031;Press Watch;4 of 5;Tarn  Gazette;www.tarn.example\n",
        "site\tname\tlabel\trater\tas of\tlink\n"
        'tarn.example\t"Tarn Gazette"\t4 of 5\tPress Watch\t2031\thttps://w.example/t\n',
    ],
    ids=["commas", "semicolons and other names", "tabs and quotes"],
)
def test_ratings_are_read_under_the_names_that_tables_use(text):
    """Separators, order and names of columns may differ; what is read is the same."""
    made = rated(text)
    assert made.problems == ()
    assert made.items == (
        Rating(
            outlet="Tarn Gazette",
            domain="tarn.example",
            value="4 of 5",
            source="Press Watch",
            date="2031",
            address="https://w.example/t",
        ),
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("tarn.example,,Watch", "no rating"),
        ("tarn.example,good,", "whose rating"),
        (",good,Watch", "names no outlet"),
        ("not a domain,good,Watch", "no domain"),
        ("tarn.example,good", "whose rating"),
        (f"tarn.example,{'g' * 501},Watch", "500 characters"),
    ],
)
def test_a_rating_without_its_maker_or_its_outlet_is_left_out(row, told):
    """The row is named by its line, and the others are read."""
    made = rated(f"domain,rating,source\n\n{row}\nlast.example,fair,Watch\n")
    assert [rating.domain for rating in made.items] == ["last.example"]
    assert [(p.code, p.subject) for p in made.problems] == [("I176", "ratings.csv:3")]
    assert told in made.problems[0].message


@pytest.mark.parametrize("text", ["", "domain,rating\nx.example,1\n", "rating,source\n1,Watch\n", "\x00\x01"])
def test_a_table_that_is_not_of_ratings_is_refused_as_a_whole(text):
    """The message says which columns are wanted."""
    made = rated(text)
    assert made.items == ()
    assert [p.code for p in made.problems] == ["I175"]
    assert "outlet or domain, rating, source" in made.problems[0].message


def test_many_bad_rows_are_counted_after_the_first():
    """The first ones show what is wrong with the others."""
    made = rated("domain,rating,source\n" + "x.example,1,\n" * 30)
    assert [p.code for p in made.problems] == ["I176"] * 20 + ["I177"]
    assert "10 more" in made.problems[-1].message


@hypothesis_settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: ("domain,rating,source\n" + t).encode(errors="ignore"))
)
def test_no_file_of_ratings_breaks_the_reader(content):
    """Whatever the file holds, each rating that comes out says whose it is."""
    assert all(rating.source and rating.value for rating in read_ratings(content, "ratings.csv").items)
