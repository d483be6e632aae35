"""Sentences of the text that is read: each block split on its own, so that none crosses a block's edge."""

from synoptic.annotate.settings import AnnotateSettings
from synoptic.errors import problem
from synoptic.news.annotation import Reading, Sentence, Token
from synoptic.news.report import Block
from synoptic.run.stage import Made, Tools

READ_KINDS = ("headline", "standfirst", "body", "caption", "post", "pullquote")


def find_sentences(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Sentence]:
    """Return the sentences of every block that is read, in text order."""
    report = reading.report
    sentences: list[Sentence] = []
    for block in report.blocks:
        if block.kind not in READ_KINDS:
            continue
        language = block.language or report.language
        for tokens in tools.parse(report.text[block.start : block.end], language):
            if tokens:
                sentences.append(_sentence(reading, block, tokens, language, len(sentences), tools))
    unread = sorted({s.language for s in sentences if not s.parsed and s.language})
    problems = tuple(problem("A001", report.id, language=language) for language in unread)
    return Made(tuple(sentences), problems)


def _sentence(
    reading: Reading, block: Block, tokens: tuple[Token, ...], language: str, index: int, tools: Tools
) -> Sentence:
    shifted = tuple(
        Token(
            t.start + block.start,
            t.end + block.start,
            t.words,
            t.lemma,
            t.pos,
            t.tag,
            t.dep,
            t.head,
            t.entity,
            t.morph,
        )
        for t in tokens
    )
    start, end = shifted[0].start, shifted[-1].end
    return Sentence(
        report=reading.id,
        start=start,
        end=end,
        words=reading.report.text[start:end],
        index=index,
        block=block.kind,
        language=language,
        parsed=tools.has_grammar(language),
        tokens=shifted,
    )
