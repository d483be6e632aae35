"""The words of a run of paragraphs as one sequence, with their grammar and the state of quotation marks."""

from collections.abc import Sequence

from synoptic.annotate.indirect import find_attributions
from synoptic.annotate.quote_cues import Cues
from synoptic.news.annotation import Sentence, Token

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
STRAIGHT = frozenset(('"', "''", "``"))
BEFORE_OPENING = frozenset("([—–-")
# Longer chains of heads than this are a damaged parse.
_DEEPEST = 200
# A way through the tree longer than this says nothing more.
_LONGEST_WAY = 4


Extent = tuple[int, int]


class Grammar:
    """Words, heads, constituents and quotation marks of paragraphs, each given as its sentences.

    `ruled` holds, by the head of a cue, the first and last word of the source and of the words reported that the
    rules over the grammar find; the model weighs their opinion with all else.
    """

    def __init__(self, paragraphs: Sequence[Sequence[Sentence]], cues: Cues) -> None:
        self.tokens: list[Token] = []
        self.head: list[int] = []
        self.sentence: list[int] = []
        self.line: list[int] = []
        self.sentence_spans: list[tuple[int, int]] = []
        self.line_spans: list[tuple[int, int]] = []
        for number, sentences in enumerate(paragraphs):
            first = len(self.tokens)
            for sentence in sentences:
                self._add(sentence, number)
            self.line_spans.append((first, len(self.tokens)))
        count = len(self.tokens)
        self.words = [t.words.lower() for t in self.tokens]
        self.lemma = [(t.lemma or t.words).lower() for t in self.tokens]
        self.pos = [t.pos for t in self.tokens]
        self.dep = [t.dep for t in self.tokens]
        self.tag = [t.tag for t in self.tokens]
        self.named = [t.entity[2:] for t in self.tokens]
        self.children: list[list[int]] = [[] for _ in range(count)]
        for index, head in enumerate(self.head):
            if head != index:
                self.children[head].append(index)
        self.left, self.right = list(range(count)), list(range(count))
        for begin, end in self.sentence_spans:
            self._find_edges(begin, end)
        self.opens, self.closes, self.inside = [False] * count, [False] * count, [False] * count
        for begin, end in self.line_spans:
            self._find_marks(begin, end)
        self._ways: dict[tuple[int, int], str] = {}
        self.ruled: dict[int, tuple[Extent | None, Extent | None]] = {}
        self._find_ruled([s for sentences in paragraphs for s in sentences], cues)

    def _add(self, sentence: Sentence, line: int) -> None:
        first = len(self.tokens)
        for token in sentence.tokens:
            self.tokens.append(token)
            self.head.append(first + token.head)
            self.sentence.append(len(self.sentence_spans))
            self.line.append(line)
        self.sentence_spans.append((first, len(self.tokens)))

    def _find_ruled(self, sentences: Sequence[Sentence], cues: Cues) -> None:
        first = {token.start: index for index, token in enumerate(self.tokens)}
        last = {token.end: index for index, token in enumerate(self.tokens)}
        for sentence in sentences:
            for found in find_attributions(sentence, cues):
                source, content = found.source, found.contents[0] if found.contents else None
                self.ruled[first[found.head]] = (
                    (first[source[0]], last[source[1]]) if source else None,
                    (first[content[0]], last[content[1]]) if content else None,
                )

    def _find_edges(self, begin: int, end: int) -> None:
        for index in sorted(range(begin, end), key=lambda i: -self._depth(i)):
            head = self.head[index]
            self.left[head] = min(self.left[head], self.left[index])
            self.right[head] = max(self.right[head], self.right[index])

    def _depth(self, index: int) -> int:
        depth = 0
        while self.head[index] != index and depth < _DEEPEST:
            index = self.head[index]
            depth += 1
        return depth

    def _find_marks(self, begin: int, end: int) -> None:
        inside = False
        for index in range(begin, end):
            mark = self.tokens[index].words
            if mark in STRAIGHT:
                opens = self._leads(index, begin, end, inside)
                self.opens[index], self.closes[index], inside = opens, not opens, opens
            elif mark in OPENING:
                self.opens[index] = inside = True
            elif mark in CLOSING:
                self.closes[index], inside = True, False
            self.inside[index] = inside and not self.opens[index]

    def _leads(self, index: int, begin: int, end: int, inside: bool) -> bool:
        """Return whether a straight mark opens: it clings to the word after it, not to the one before."""
        token = self.tokens[index]
        if token.words == "``":
            return True
        before = self.tokens[index - 1] if index > begin else None
        parted = before is None or before.end < token.start or before.words in BEFORE_OPENING
        followed = index == end - 1 or token.end < self.tokens[index + 1].start
        return parted if parted != followed else not inside

    def beside(self, index: int, distance: int) -> int | None:
        """Return the token at a distance, None beyond the paragraph."""
        place = index + distance
        inside = 0 <= place < len(self.tokens) and self.line[place] == self.line[index]
        return place if inside else None

    def beginning(self, index: int, cue: int) -> int:
        """Return the head of the largest constituent that begins with a token and does not hold the cue."""
        at = index
        while True:
            head = self.head[at]
            if head == at or self.left[head] != index or self.left[head] <= cue <= self.right[head]:
                return at
            at = head

    def ending(self, index: int, cue: int, low: int) -> int:
        """Return the head of the largest constituent from `low` on that ends with a token, without the cue."""
        at = index
        while True:
            head = self.head[at]
            beyond = self.right[head] != index or self.left[head] < low
            if head == at or beyond or self.left[head] <= cue <= self.right[head]:
                return at
            at = head

    def way(self, index: int, cue: int) -> str:
        """Return the relations on the way through the tree from a token to the cue."""
        key = (index, cue)
        if key not in self._ways:
            apart = self.sentence[index] - self.sentence[cue]
            self._ways[key] = f"s{max(-3, min(3, apart))}" if apart else self._way(index, cue)
        return self._ways[key]

    def _way(self, index: int, cue: int) -> str:
        steps: dict[int, int] = {}
        at = cue
        while at not in steps:
            steps[at] = len(steps)
            at = self.head[at]
        climbed: list[str] = []
        at = index
        while at not in steps:
            climbed.append(self.dep[at])
            at = self.head[at]
            if len(climbed) > _LONGEST_WAY:
                return "far"
        up, at, down = steps[at], cue, ""
        for _ in range(min(up, 3)):
            down += "^" + self.dep[at]
            at = self.head[at]
        return "<".join(climbed) + down + ("^+" if up > 3 else "")
