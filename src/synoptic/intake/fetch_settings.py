"""The settings of fetching from the network, with their defaults and the reason for each."""

import msgspec


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the polite client: how much it takes, how long it waits, and whom it may visit."""

    # An address or a mail address under which the people you visit can reach you. It stands in the user agent;
    # many sites turn away a robot that does not say whose it is.
    contact: str = ""
    # Bytes of one answer as they come over the line. News pages seldom exceed 3 MB, feeds 5 MB; a printed
    # edition as PDF reaches 15 MB.
    largest_answer: int = 20_000_000
    # Bytes that an answer may unpack to. Text packs to about a fifth, so this is the line's limit three times.
    largest_unpacked: int = 60_000_000
    # Elements of a page, and attributes of one element. The largest of the 560 saved pages in the labelled sets
    # has 3,129 and 77; readers of pages take time that grows with the square of the attributes of an element.
    most_elements: int = 100_000
    most_attributes: int = 1_000
    # Seconds that one visit may last in all, its redirects too, however steadily bytes drip in.
    whole_time: float = 60.0
    # Seconds without a single byte, and seconds to reach the host, after which a visit is given up.
    silent_time: float = 20.0
    # Redirects of one visit. Browsers follow 20; honest chains (shortener, http to https, www) have up to 5.
    most_redirects: int = 8
    # Seconds between two visits to one host. One a second is what search engines keep to by default.
    host_delay: float = 1.0
    # Visits to one host at the same time.
    host_connections: int = 2
    # The longest that a visit waits for its turn, in seconds. Where a host wants more (a long `Crawl-delay`, a
    # `Retry-After`), the visit is put off to a later gathering instead, so that others are not held up.
    longest_wait: float = 30.0
    # Seconds that the robots.txt and the usage terms of a host are remembered. RFC 9309 allows at most 24 hours.
    robots_time: int = 43_200
    # Seconds after which a robots.txt that could not be read is asked for again; until then nothing is fetched.
    robots_retry: int = 600
    # Bytes of a robots.txt that are read; what RFC 9309 asks for at least. The rest is left out.
    largest_robots: int = 512_000
    # Hosts whose robots.txt and usage terms are kept in memory.
    most_robots: int = 1_000
    # Seconds after a first failure until the next try; doubled with each further one …
    first_back_off: int = 300
    # … up to this: one day. A host that asks for more by `Retry-After` is given no more than this either.
    longest_back_off: int = 86_400
    # Characters of an address. RFC 9110 asks for 8,000; the longest seen in feeds have about 1,500.
    longest_address: int = 4_000
    # Ports that may be visited: the two of the web. Others lead to mail servers, databases and the like.
    ports: tuple[int, ...] = (80, 443)
    # Hosts (`host` or `host:port`) that may be in a private network and use any port, such as your own test
    # server. All other private, local and reserved addresses are refused, after redirects too.
    allowed_hosts: tuple[str, ...] = ()
    # Whether each host is asked for its terms of text and data mining (`/.well-known/tdmrep.json`).
    ask_terms: bool = True
