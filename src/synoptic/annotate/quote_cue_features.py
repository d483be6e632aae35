"""What is known of a word that may be a cue, and of the words at which a cue may begin and end.

A feature is a short string; a model holds one weight a feature. The names are kept short because several
million are made for each thousand sentences.
"""

from synoptic.annotate.quote_grammar import Grammar

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "nsubj:pass"))
OBJECTS = frozenset(("dobj", "obj"))
_TELLING = frozenset(("prep", "prt", "agent", "mark", "aux", "neg", "advmod", "xcomp", "oprd", "acomp", "attr"))
_FILLING = frozenset(("xcomp", "ccomp", "dobj", "obj", "pobj", "attr", "acomp"))
_HANGING = frozenset(("conj", "advcl", "xcomp", "acl", "relcl", "ccomp", "pcomp"))
# Quotation marks further away than this many words belong to other words.
_MARKS_NEAR = 8


def word_at(grammar: Grammar, index: int | None) -> str:
    """Return a word, or "#" where there is none."""
    return "#" if index is None else grammar.words[index]


def pos_at(grammar: Grammar, index: int | None) -> str:
    """Return a word's part of speech, or "#" where there is no word."""
    return "#" if index is None else grammar.pos[index]


def bucket(distance: int) -> str:
    """Return a distance in words, ever more coarsely with its size."""
    size = abs(distance)
    for limit in (4, 6, 9, 15, 25, 45):
        if size <= limit:
            size = size if limit == 4 else limit
            break
    else:
        size = 99
    return f"{'-' if distance < 0 else ''}{size}"


def shape(word: str) -> str:
    """Return the kinds of a word's first three characters."""
    return "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:3])


def cue_features(g: Grammar, i: int) -> list[str]:
    """Return what is known of a word that may be the head of a cue."""
    lemma, pos, dep, head = g.lemma[i], g.pos[i], g.dep[i], g.head[i]
    found = [
        f"l={lemma}",
        f"w={g.words[i]}",
        f"p={pos}",
        f"t={g.tag[i]}",
        f"d={dep}",
        f"lp={lemma}{pos}",
        f"suf={g.words[i][-3:]}{pos}",
        f"hl={g.lemma[head]}",
        f"hp={g.pos[head]}{dep}",
        f"ld={lemma}{dep}",
        f"sh={shape(g.tokens[i].words)}",
        f"gp={dep}{g.dep[head]}{g.pos[g.head[head]]}",
    ]
    ruled = g.ruled.get(i)
    found.append(
        f"ru={ruled is not None and ruled[0] is not None:d}{ruled is not None and ruled[1] is not None:d}"
    )
    if dep in _HANGING:
        found += [f"hlem={dep}{g.lemma[head]}", f"hll={dep}{g.lemma[head]}{lemma}"]
    return found + _frame(g, i) + _neighbours(g, i) + _marks_about(g, i) + _place(g, i)


def _frame(g: Grammar, i: int) -> list[str]:
    """Return what depends on a word: subject, clause, object, particles."""
    lemma, pos = g.lemma[i], g.pos[i]
    found: list[str] = []
    frame = "s"
    for child in g.children[i]:
        dep, word = g.dep[child], g.lemma[child]
        found += [f"k={dep}", f"kl={lemma}{dep}"]
        if dep in _TELLING:
            found += [f"kw={dep}{word}", f"klw={lemma}{word}"]
        if dep in _FILLING:
            found.append(f"kl2={dep}{word}")
        if dep in SUBJECTS:
            kind = g.named[child] + g.pos[child]
            found += [f"su={word}", f"sue={kind}", f"lsue={lemma}{kind}"]
            frame = "S" + frame[1:]
        elif dep == "ccomp":
            marked = any(g.dep[k] == "mark" for k in g.children[child])
            found += [f"cc={g.pos[child]}{marked}{g.tag[child]}", f"cclem={lemma}{marked}"]
            frame += ("M" if marked else "C") + ("<" if child < i else "")
        elif dep in OBJECTS:
            found += [f"ob={word}", f"lob={lemma}{word}"]
            frame += "O"
    kinds = [g.dep[k] for k in g.children[i]]
    order = [g.dep[k] if k != i else "*" for k in sorted([*g.children[i], i]) if g.dep[k] != "punct" or k == i]
    found.append(f"ks={pos}{','.join(sorted(set(kinds)))}")
    found.append(f"seq={pos}{','.join(order)[:60]}")
    return [*found, f"s={frame}{pos}", f"ls={lemma}{frame}", f"ds={g.dep[i]}{frame}"]


def _neighbours(g: Grammar, i: int) -> list[str]:
    lemma = g.lemma[i]
    found: list[str] = []
    for step in (-2, -1, 1, 2):
        place = g.beside(i, step)
        if place is None:
            found.append(f"n{step}#")
            continue
        found += [f"n{step}={g.words[place]}", f"np{step}={g.pos[place]}"]
        if step in (-1, 1):
            found += [f"ln{step}={lemma}{g.words[place]}", f"lnp{step}={lemma}{g.pos[place]}"]
    before, after = g.beside(i, -1), g.beside(i, 1)
    if before is not None and after is not None:
        found.append(f"ctx={g.pos[before]}{g.pos[i]}{g.pos[after]}")
    return found


def _marks_about(g: Grammar, i: int) -> list[str]:
    """Return whether a word stands in quotation marks, right after a quotation or right before one."""
    lemma, pos, dep = g.lemma[i], g.pos[i], g.dep[i]
    begin, end = g.line_spans[g.line[i]]
    before = next((i - k for k in range(i - 1, max(begin, i - _MARKS_NEAR) - 1, -1) if g.closes[k]), None)
    after = next((k - i for k in range(i + 1, min(end, i + _MARKS_NEAR + 1)) if g.opens[k]), None)
    both = f"{before is not None:d}{after is not None:d}"
    return [
        f"in={g.inside[i]:d}",
        f"lin={g.inside[i]:d}{lemma}",
        f"lq={before}{pos}",
        f"rq={after}{pos}",
        f"qq={both}{dep}{pos}",
        f"llq={both}{lemma}",
    ]


def _place(g: Grammar, i: int) -> list[str]:
    begin, end = g.sentence_spans[g.sentence[i]]
    first, last = g.line_spans[g.line[i]]
    found = [f"se={i - begin < 2:d}{end - i < 3:d}{g.pos[i]}", f"ll={bucket(last - first)}p{bucket(i - first)}"]
    if last - i <= 3:
        found.append(f"nl={g.lemma[i]}{last < len(g.tokens) and g.opens[last]:d}")
    return found


def cue_start_features(g: Grammar, head: int, i: int) -> list[str]:
    """Return what is known of a word as the first of the cue that `head` heads."""
    lemma, way, before = g.lemma[head], g.way(i, head), g.beside(i, -1)
    word, pos = word_at(g, before), pos_at(g, before)
    kinds = " ".join(g.pos[i : head + 1])
    way_before = "#" if before is None else g.way(before, head)
    size = head - i
    return [
        f"d={size}",
        f"dp={size}{g.pos[head]}",
        f"dl={size}{lemma}",
        f"pa={way}",
        f"w={g.words[i]}",
        f"pw={word}",
        f"pp={pos}|{g.pos[i]}",
        f"seq={kinds}",
        f"ws={' '.join(g.lemma[i : head + 1])}",
        f"pseq={pos}|{kinds}",
        f"pal={way}{g.words[i]}",
        f"ppa={way_before}",
        f"ppaw={way_before}{word}",
        f"prev2={word}|{g.words[i]}",
        f"pd={'#' if before is None else g.dep[before]}",
        f"x={way_before}|{way}",
        f"gap={sum(p == 'PUNCT' for p in g.pos[i : head + 1])}",
    ]


def cue_end_features(g: Grammar, head: int, i: int) -> list[str]:
    """Return what is known of a word as the last of the cue that `head` heads."""
    lemma, way, after = g.lemma[head], g.way(i, head), g.beside(i, 1)
    word, pos = word_at(g, after), pos_at(g, after)
    kinds = " ".join(g.pos[head : i + 1])
    size = i - head
    below = g.children[head]
    clause = any(g.dep[k] == "ccomp" and k > i for k in below)
    before = any(g.dep[k] == "ccomp" and k < head for k in below)
    thing = any(g.dep[k] in ("dobj", "obj", "pobj") and k > head for k in below)
    rest = ",".join(g.dep[k] for k in below if k > i and g.dep[k] != "punct")[:40]
    way_after = "#" if after is None else g.way(after, head)
    marks = f"{after is not None and g.opens[after]:d}{head > 0 and g.closes[head - 1]:d}"
    return [
        f"d={size}",
        f"dp={size}{g.pos[head]}",
        f"dl={size}{lemma}",
        f"pa={way}",
        f"w={g.words[i]}",
        f"nw={word}",
        f"np={pos}|{g.pos[i]}",
        f"seq={kinds}",
        f"ws={' '.join(g.lemma[head : i + 1])}",
        f"nseq={kinds}|{pos}",
        f"npa={way_after}",
        f"x={way}|{way_after}",
        f"lnw={lemma}|{size}{word}",
        f"lnp={lemma}|{size}{pos}",
        f"wn={g.words[i]}|{word}",
        f"cc={clause:d}{before:d}{thing:d}|{size}",
        f"rest={rest}",
        f"rl={size}|{rest}",
        f"full={g.right[i] == i:d}",
        f"ent={g.named[i]}",
        f"qo={marks}|{min(3, size)}",
        f"nd={'#' if after is None else g.dep[after]}{g.pos[i]}",
        f"lx={lemma}{way}",
    ]
