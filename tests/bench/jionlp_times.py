"""Reading the facts of an issue, against JioNLP finding times alone in the same text; and what it finds and we miss."""

from __future__ import annotations

from typing import Any

from parser.compiler import compile_source
from parser.diagnostics import collector
from parser.evaluate import score_collection
from parser.facts import read_facts
from parser.header import read_header
from parser.joining import collect
from parser.outline import read_outline
from parser.reading.clause_tree import walk
from parser.reading.passages import passages
from parser.source import read_source
from tests.bench.measuring import Reading, forget_texts, median_of, milliseconds
from tests.bench.sizes import Sizes
from tests.corpus.words import SOURCE

NOT_INSTALLED = "没有安装 JioNLP；make bench 会按 requirements-bench.lock 安装"
ISSUED = {"year": 2019, "month": 6, "day": 21}


def measure(sizes: Sizes) -> dict[str, Reading]:
    """Both read the same paragraphs of the real issue; raises RuntimeError where JioNLP is not installed."""
    try:
        from jionlp import ner
    except ImportError as error:
        raise RuntimeError(NOT_INSTALLED) from error
    report = collector([])
    _, drafts = read_header(read_source(SOURCE.read_bytes(), SOURCE.name, report), report)
    given = []
    for draft in drafts:
        if not draft.is_chronicle:
            trees = {part.key: read_outline(part, report) for part in draft.parts}
            given.append((draft, trees, {node: f"{draft.id}/{part}-{node.path}" for part, roots in trees.items() for node in walk(roots)}))
    texts = [passage.text for _, _, ids in given for passage in passages(ids) if passage.text]

    def facts() -> float:
        forget_texts()
        return milliseconds(lambda: [read_facts(*one, report) for one in given])

    def times() -> float:
        return milliseconds(lambda: [ner.extract_time(text, time_base=ISSUED) for text in texts])

    times()  # loads its dictionaries
    speed = median_of([(times(), facts()) for _ in range(min(sizes.repeats, 3))], "ms", f"{len(texts)} 段文字；左为 JioNLP")
    return {"faster": speed, "missed": _missed(ner)}


def _missed(ner: Any) -> Reading:
    """Annotated time limits that the parser does not give although JioNLP finds a time in their words."""
    limits = score_collection(collect([compile_source(SOURCE.read_bytes(), SOURCE.name)]))["时限"]
    found = [record for record in limits.missed if ner.extract_time(record, time_base=ISSUED)]
    return Reading(len(found), None, "条", f"人工标注的时限 {limits.gold} 条，本程序漏 {len(limits.missed)} 条")
