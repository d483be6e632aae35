"""What is known of a word as the first or last of a source or of reported words, seen from their cue."""

from synoptic.annotate.quote_cue_features import bucket, pos_at, word_at
from synoptic.annotate.quote_grammar import Grammar

_FILLED = frozenset(("dobj", "obj", "pobj", "xcomp", "prep", "oprd", "attr", "acomp"))
# Reported words end this many words or fewer before the cue that follows them: “…,” the minister said.
_JUST_BEFORE = 11


class CueView:
    """A cue from `first` to `last` with its head, and what the features of its parts need to know of it."""

    def __init__(self, g: Grammar, head: int, first: int, last: int) -> None:
        self.head, self.first, self.last = head, first, last
        self.lemma, self.pos, self.dep = g.lemma[head], g.pos[head], g.dep[head]
        self.text = " ".join(g.lemma[first : last + 1])
        self.last_word = g.lemma[last]
        below = g.children[head]
        self.clause_after = any(g.dep[k] == "ccomp" and k > last for k in below)
        self.clause_before = any(g.dep[k] == "ccomp" and k < first for k in below)
        self.filled = any(g.dep[k] in _FILLED and k > last for k in below)
        self.marks_before = self._marks_before(g)
        after = g.beside(last, 1)
        self.ends_line = after is None
        self.next_word, self.next_pos = word_at(g, after), pos_at(g, after)
        self.to_end = g.sentence_spans[g.sentence[head]][1] - 1 - last
        self.quoted = g.inside[head]
        self.ruled_source, self.ruled_content = g.ruled.get(head, (None, None))
        marks = self.marks_before is not None
        self.key = f"{self.pos}{self.clause_after:d}{self.clause_before:d}{marks:d}{self.next_pos}"

    def _marks_before(self, g: Grammar) -> int | None:
        begin = g.line_spans[g.line[self.head]][0]
        for k in range(self.first - 1, max(begin, self.first - _JUST_BEFORE) - 1, -1):
            if g.closes[k]:
                return self.first - k
            if g.words[k] == ".":
                return None
        return None

    def ruled(self, place: int, edge: int) -> str:
        """Return which part the rules have begin (edge 0) or end (edge 1) at a place, if any."""
        if self.ruled_source is not None and self.ruled_source[edge] == place:
            return "S"
        if self.ruled_content is not None and self.ruled_content[edge] == place:
            return "C"
        return f"{self.ruled_source is not None:d}{self.ruled_content is not None:d}"

    @property
    def ruled_sides(self) -> str:
        """Return which parts the rules find, and on which side of the cue what is reported begins."""
        content = self.ruled_content
        side = "-" if content is None else "<" if content[0] < self.first else ">"
        return f"{self.ruled_source is not None:d}{side}"


def gap_marks(g: Grammar, begin: int, end: int) -> str:
    """Return the kinds of punctuation between two places."""
    kinds = set()
    for k in range(begin, end):
        if g.pos[k] == "PUNCT":
            kinds.add(g.words[k] if g.words[k] in ",.;:" else '"' if g.opens[k] or g.closes[k] else "x")
    return "".join(sorted(kinds))


def none_features(g: Grammar, c: CueView) -> list[str]:
    """Return what speaks for there being no such part on this side of the cue."""
    below = sorted({g.dep[k] + ("<" if k < c.head else ">") for k in g.children[c.head] if g.dep[k] != "punct"})
    return [
        "N",
        f"Nl={c.lemma}",
        f"Nt={c.text}",
        f"Nk={c.key}",
        f"Nd={c.dep}{c.pos}",
        f"Ns={min(c.to_end, 4)}",
        f"Nx={c.next_word}",
        f"Nlx={c.lemma}{c.next_word}",
        f"Nlast={c.last_word}",
        f"Nend={c.ends_line:d}",
        f"Nlq={c.marks_before}",
        f"Ninq={c.quoted:d}",
        f"Nks={c.pos}{','.join(below)}",
        f"Nlk={c.lemma}{c.clause_after:d}{c.clause_before:d}{c.filled:d}",
        f"Nru={c.ruled_sides}",
        f"Nlru={c.lemma}{c.ruled_sides}",
        f"Nlln={c.marks_before is not None:d}{c.next_pos}{min(3, c.to_end)}",
    ]


def start_features(g: Grammar, c: CueView, i: int) -> list[str]:
    """Return what is known of a word as the first of the source, or of words reported after the cue."""
    top = g.beginning(i, c.head)
    way = g.way(top, c.head)
    before, after = g.beside(i, -1), g.beside(i, 1)
    word_before, word = word_at(g, before), '"' if g.opens[i] else g.words[i]
    distance = bucket(i - c.last if i > c.last else i - c.first)
    gap = gap_marks(g, c.last + 1, i) if i > c.last else gap_marks(g, i, c.first)
    adjacent = f"{i == c.last + 1:d}"
    found = [
        f"d={distance}",
        f"pa={way}",
        f"pat={way}{g.pos[top]}",
        f"w={word}",
        f"p={g.pos[i]}",
        f"pw={word_before}",
        f"pwp={word_before}{g.pos[i]}",
        f"wn={word}{word_at(g, after)}",
        f"lpa={c.lemma}{way}",
        f"lw={c.lemma}{word}",
        f"lastpa={c.last_word}|{way}",
        f"cpa={c.text}|{way}",
        f"key={c.key}|{way}",
        f"keyd={c.key}|{distance}",
        f"gap={gap}",
        f"gapa={gap}{way}",
        f"adj={adjacent}{way}",
        f"ladj={adjacent}{c.lemma}",
        f"q={g.inside[i]:d}{g.opens[i]:d}{g.closes[i]:d}{adjacent}",
        f"td={g.dep[top]}{g.pos[top]}",
        f"ent={g.named[top]}{way}",
        f"qk={g.opens[i]:d}{c.key}",
        f"clast={c.last_word}|{adjacent}",
        f"whole={bucket(g.right[top] - i)}{g.dep[top]}",
        f"dep={c.dep}{way}",
        f"inq={c.quoted:d}{g.inside[i]:d}{way}",
        f"cadj={c.text}{adjacent}",
        f"pdq={before is not None and g.opens[before]:d}",
        f"tagpa={g.tag[top]}{way}",
        f"pw2={word_before}|{word}",
        f"kd={c.key}{way}{gap}",
        f"top={top != i:d}",
        f"ru={c.ruled(i, 0)}",
        f"ruk={c.ruled(i, 0)}{c.key}",
        f"rup={c.ruled(i, 0)}{word_before}",
    ]
    return [*found, f"sub={g.way(i, c.head)}"] if i != top else found


def end_features(g: Grammar, c: CueView, start: int, i: int) -> list[str]:
    """Return what is known of a word as the last of a part that begins at `start`."""
    top_start = g.beginning(start, c.head)
    low = start + 1 if g.opens[start] and start < i else start
    top = g.ending(i, c.head, low)
    way, way_start = g.way(top, c.head), g.way(top_start, c.head)
    after, after2 = g.beside(i, 1), g.beside(i, 2)
    word = word_at(g, after)
    if after is not None and (g.opens[after] or g.closes[after]):
        word = '"o' if g.opens[after] else '"c'
    match = _marks_match(g, start, i)
    whole = "E" if g.right[top_start] == i else "B" if i > g.right[top_start] else "I"
    crossed = min(g.sentence[i] - g.sentence[start], 3)
    left_over = g.sentence_spans[g.sentence[i]][1] - 1 - i
    touches = f"{c.first == after:d}"
    found = [
        f"d={bucket(i - start)}",
        f"w={g.words[i]}",
        f"p={g.pos[i]}",
        f"nw={word}",
        f"np={pos_at(g, after)}{g.pos[i]}",
        f"pnw={g.pos[i]}{word}",
        f"m={match}",
        f"mnw={match}{word}",
        f"wh={whole}",
        f"whm={whole}{match}",
        f"whnw={whole}{word}",
        f"tsd={g.dep[top_start]}{whole}{match}",
        f"pa={way}",
        f"pas={way_start}{whole}",
        f"pap={way}|{way_start}",
        f"ns={crossed}{match}",
        f"se={min(left_over, 4)}{match}",
        f"sen={min(left_over, 3)}{word}{whole}",
        f"td={g.dep[top]}{g.pos[top]}",
        f"holds={top != i and g.left[top] == start:d}{g.dep[top]}",
        f"lpa={c.lemma}{whole}",
        f"touch={touches}{match}",
        f"ft={touches}{whole}",
        f"n2={word}{word_at(g, after2)}",
        f"dw={bucket(i - start)}{whole}",
        f"ent={g.named[i]}{'#' if after is None else g.named[after]}",
        f"sp={g.pos[start]}{g.pos[i]}{pos_at(g, after)}",
        f"key={c.key}{whole}{match}",
        f"endl={after is None:d}{match}",
        f"lq={g.inside[i]:d}{match}{word}",
        f"ru={c.ruled(start, 0)}{c.ruled(i, 1)}",
        f"run={c.ruled(start, 0)}{c.ruled(i, 1)}{word}",
    ]
    return found if after is None else found + _next_features(g, c, (start, i, after), whole + word)


def _next_features(g: Grammar, c: CueView, places: tuple[int, int, int], whole: str) -> list[str]:
    """Return how the word after a part hangs on the part: what it would cut off."""
    start, end, after = places
    top = g.beginning(after, c.head)
    hangs = "in" if start <= g.head[top] <= end else "out"
    return [
        f"nd={g.dep[after]}{whole[0]}",
        f"npa={g.way(after, c.head)}",
        f"npx={g.way(top, c.head)}{whole[0]}",
        f"rel={g.dep[top]}|{hangs}|{g.lemma[after]}",
        f"relp={g.dep[top]}|{hangs}{whole}",
        f"reld={g.dep[top]}{g.dep[g.head[top]]}|{hangs}",
    ]


def _marks_match(g: Grammar, start: int, end: int) -> str:
    """Return whether a part begins and ends with quotation marks, and whether those inside are paired."""
    opened = sum(g.opens[start : end + 1]) - sum(g.closes[start : end + 1])
    return f"{g.opens[start]:d}{g.closes[end]:d}{max(-1, min(1, opened))}"


def left_end_features(g: Grammar, c: CueView, i: int) -> list[str]:
    """Return what is known of a word as the last of words reported before the cue."""
    top = g.ending(i, c.head, g.sentence_spans[g.sentence[i]][0])
    way = g.way(top, c.head)
    distance = c.first - i
    gap = gap_marks(g, i + 1, c.first)
    word, after = '"' if g.closes[i] else g.words[i], word_at(g, g.beside(i, 1))
    between = " ".join(g.pos[i + 1 : c.first]) if distance < 8 else "long"
    near = bucket(distance)
    return [
        f"d={near}",
        f"pa={way}",
        f"w={word}",
        f"p={g.pos[i]}",
        f"nw={after}",
        f"nwp={after}{g.pos[i]}",
        f"gap={gap}",
        f"lpa={c.lemma}{way}",
        f"cpa={c.text}|{way}",
        f"key={c.key}|{way}",
        f"keyd={c.key}{near}",
        f"q={g.inside[i]:d}{g.opens[i]:d}{g.closes[i]:d}",
        f"qk={g.closes[i]:d}{c.key}{gap}",
        f"qd={g.closes[i]:d}{near}",
        f"seq={between}",
        f"seqq={between}{g.closes[i]:d}",
        f"ns={g.sentence[i] - g.sentence[c.head]}{g.closes[i]:d}",
        f"lw={c.lemma}{word}",
        f"nx={c.next_word}{g.closes[i]:d}",
        f"adj={distance == 1:d}{c.lemma}",
        f"td={g.dep[top]}{g.pos[top]}",
        f"prev={word_at(g, g.beside(i, -1))}{word}",
        f"gapn={gap}{after}{word}",
        f"dep={c.dep}{way}",
        f"ru={c.ruled(i, 1)}",
        f"ruk={c.ruled(i, 1)}{c.key}",
    ]


def left_start_features(g: Grammar, c: CueView, end: int, i: int) -> list[str]:
    """Return what is known of a word as the first of words reported before the cue that end at `end`."""
    top = g.beginning(i, c.head)
    top_end = g.ending(end, c.head, g.sentence_spans[g.sentence[end]][0])
    before = g.beside(i, -1)
    word_before = word_at(g, before)
    match = _marks_match(g, i, end) + f"n{min(2, sum(g.opens[i : end + 1]))}"
    into = i - g.sentence_spans[g.sentence[i]][0]
    whole = "E" if g.right[top] == end else "O" if g.right[top] > end else "I"
    crossed = min(3, g.sentence[end] - g.sentence[i])
    marks = f"{before is not None and g.closes[before]:d}{before is not None and g.opens[before]:d}"
    way = g.way(top, c.head)
    return [
        f"d={bucket(end - i)}",
        f"m={match}",
        f"ss={min(3, into)}{match}",
        f"pw={word_before}",
        f"pwm={word_before}{match}",
        f"w={g.words[i]}",
        f"p={g.pos[i]}",
        f"wh={whole}{g.dep[top]}",
        f"whs={min(2, into)}{whole}",
        f"pa={way}",
        f"pas={way}|{g.way(top_end, c.head)}",
        f"te={g.left[top_end] == i:d}{g.dep[top_end]}",
        f"ns={crossed}{match}",
        f"nss={crossed}{min(2, into)}",
        f"ls={before is None:d}{match}",
        f"pq={marks}{match}",
        f"key={c.key}{match}",
        f"pp={pos_at(g, before)}{g.pos[i]}",
        f"td={g.dep[top]}{g.pos[top]}",
        f"inq={g.inside[i]:d}{match}",
        f"lm={c.lemma}{match}",
        f"wss={g.words[i]}{min(2, into)}",
        f"ru={c.ruled(end, 1)}{c.ruled(i, 0)}",
        f"rum={c.ruled(end, 1)}{c.ruled(i, 0)}{match}{word_before}",
    ]
