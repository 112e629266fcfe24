"""Where an article's documents begin: at a 文号, at the heading of a section, at a title with addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parser.reading.addressees import find_addressees
from parser.reading.title_lines import (
    GENRE_END,
    MAX_REPEAT,
    NOTICE_END,
    first_title,
    is_date,
    is_number_line,
    is_section,
    joined_title,
    may_be_title_line,
    title_after,
    title_before,
    title_key,
)
from parser.rules.headers import (
    ANNEX_LIST_ITEM,
    ANNEX_MARK,
    ANNEX_MARK_WITH_TITLE,
    CHRONICLE,
    COVER_TITLE,
    ISSUERS,
    NUMBER_LINE,
    ORDER_LINE,
    ORDER_SERIAL,
    SERIAL_TITLE,
    TITLE_WITH_ISSUER,
)
from parser.rules.numbering import starts_with_label
from parser.source import SourceBlock
from parser.text import compact

_LONGEST_LINE = 80
_OPENS_TITLE = re.compile("关于|转发|批转|印发")  # words of a title, in one of its first two lines


@dataclass(frozen=True)
class Head:
    """The head of a document: its first and last block, its 文号 line and its title lines."""

    first: int
    last: int
    number_at: int | None
    title_at: tuple[int, ...]


def find_heads(blocks: Sequence[SourceBlock], page_title: str) -> tuple[list[Head], dict[int, str]]:
    """The heads of an article's documents in order, and the titles at which another one may begin, by their first blocks."""
    heads = _numbered_heads(blocks, page_title)
    heads += _section_heads(blocks, {i for head in heads for i in range(head.first, head.last + 1)})
    heads.sort(key=lambda head: head.first)
    if not heads and (alone := _head_without_number(blocks, page_title)):
        heads = [alone]
    found, doubtful = _titled_heads(blocks, heads)
    return sorted([*heads, *found], key=lambda head: head.first), doubtful


def title_of(blocks: Sequence[SourceBlock], head: Head) -> str:
    title = joined_title(blocks, head.title_at).replace("\u3000", "")
    order = ORDER_LINE.match(compact(title)) if head.title_at == (head.number_at,) else None
    return order["title"] if order else title


def _numbered_heads(blocks: Sequence[SourceBlock], page_title: str) -> list[Head]:
    heads: list[Head] = []
    floor = 0
    for i, block in enumerate(blocks):
        if not is_number_line(block):
            if order := _order_head(blocks, i, floor):
                heads.append(order)
                floor = order.last + 1
            continue
        title_at = title_after(blocks, i) or title_before(blocks, i, floor, page_title)
        if not title_at and not heads and ORDER_LINE.match(compact(block.text)):
            title_at = (i,)
        if not title_at and (heads or not NUMBER_LINE.match(compact(block.text))):
            continue  # a 文号 on a line of its own inside a document
        head = Head(min((i, *title_at)), max((i, *title_at)), i, title_at)
        if heads and _is_repeated(blocks, heads[-1], head):
            head = replace(head, first=heads.pop().first)
        heads.append(head)
        floor = head.last + 1
    return heads


def _is_repeated(blocks: Sequence[SourceBlock], before: Head, head: Head) -> bool:
    """Whether a head prints again what the head of the portal right above it says."""
    return (
        before.number_at is not None and head.number_at is not None and head.first - before.last <= MAX_REPEAT
        and _bare_number(blocks[before.number_at].text) == _bare_number(blocks[head.number_at].text)
        and all(block.table is None and "。" not in block.text for block in blocks[before.last + 1:head.first])
    )


def _bare_number(number: str) -> str:
    """A 文号 without the brackets of its year: what two prints of one number share."""
    return re.sub(r"[^\u4e00-\u9fff\d]", "", number)


def _order_head(blocks: Sequence[SourceBlock], i: int, floor: int) -> Head | None:
    """某市人民政府令 or 某市水务局公告 with its number on the line below it."""
    if i < max(floor, 1) or not ORDER_SERIAL.match(compact(blocks[i].text)) or not SERIAL_TITLE.match(compact(blocks[i - 1].text)):
        return None
    return Head(i - 1, i, i, (i - 1,))


def _section_heads(blocks: Sequence[SourceBlock], taken: set[int]) -> list[Head]:
    """Documents without a 文号 that a section heading opens: the chronicle, appointments."""
    heads: list[Head] = []
    for i, block in enumerate(blocks):
        if i in taken or not is_section(block) or i + 1 in taken:
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if following is None or following.table is not None:
            continue
        if is_section(following) and following.text != block.text and i + 2 not in taken:
            continue
        if heads and heads[-1].last >= i:
            continue
        if CHRONICLE.search(block.text) or may_be_title_line(following):
            title_at = (i + 1,) if is_section(following) or GENRE_END.search(following.text) else title_after(blocks, i)
            heads.append(Head(i, max((i, *title_at)), None, title_at))
    return heads


def _head_without_number(blocks: Sequence[SourceBlock], page_title: str) -> Head | None:
    title = first_title(blocks, page_title)
    if title:
        return Head(title[0], title[-1], None, tuple(title))
    if title is not None or GENRE_END.search(page_title) or any(starts_with_label(block.text) for block in blocks):
        return Head(0, 0, None, ())
    return None


def _titled_heads(blocks: Sequence[SourceBlock], heads: Sequence[Head]) -> tuple[list[Head], dict[int, str]]:
    """Documents without a 文号 or a section heading, and where one may begin. A title of a statutory kind with its issuer
    opens one where addressees follow, or where it stands right below the date that ends another; not where the document
    before names it: what that issues, forwards or annexes is no document of its own."""
    taken = {i for head in heads for i in range(head.first, head.last + 1)}
    found: list[Head] = []
    doubtful: dict[int, str] = {}
    floor = 0
    for i in range(len(blocks)):
        if i < floor or i in taken or not _may_open(blocks[i : i + 2]):
            continue
        title_at = title_after(blocks, i - 1)
        title = joined_title(blocks, title_at)
        if not title_at or taken & set(title_at) or not NOTICE_END.search(title) or _begins_later(blocks, title_at):
            continue
        before = max((head for head in (*heads, *found) if head.first < i), key=lambda head: head.first, default=None)
        after = next((head for head in heads if head.first > i), None)
        below_date = i > 0 and is_date(blocks[i - 1].text)
        addressed, signed = _is_addressed(blocks, title_at[-1] + 1), bool(TITLE_WITH_ISSUER.match(title))
        if before is None:
            sure = addressed and signed and after is not None and bool(after.title_at) and _has_text(blocks[i:after.first])
        elif not _has_text(blocks[before.last + 1:i]) or _is_own(blocks, before, i, title):
            continue
        else:
            sure = signed and (addressed or (below_date and not COVER_TITLE.search(title_of(blocks, before))))
        if sure:
            found.append(Head(i, title_at[-1], None, title_at))
        elif before and (addressed or signed):
            doubtful[i] = title
        else:
            continue
        floor = title_at[-1] + 1
    return found, doubtful


def _may_open(lines: Sequence[SourceBlock]) -> bool:
    """Whether the first of two lines may be that of a title: a glance, as every block of an article is asked."""
    if len(lines[0].text) > _LONGEST_LINE:
        return False
    return bool(NOTICE_END.search(lines[0].text)) or any(_OPENS_TITLE.search(line.text, 0, _LONGEST_LINE) for line in lines)


def _begins_later(blocks: Sequence[SourceBlock], title_at: tuple[int, ...]) -> bool:
    """Whether the first of the lines, such as the name of a table or a signature, does not belong to the title below it."""
    if len(title_at) < 2:
        return False
    first, second = blocks[title_at[0]].text, blocks[title_at[1]].text
    if _OPENS_TITLE.search(first):
        return False
    name = ISSUERS.match(first)
    return second.startswith(first) if name else bool(TITLE_WITH_ISSUER.match(joined_title(blocks, title_at[1:])))


def _is_addressed(blocks: Sequence[SourceBlock], start: int) -> bool:
    """Whether a line of addressees that ends with a colon stands at block `start` or below what a portal prints there."""
    sent_to = find_addressees(blocks, start, len(blocks))
    return sent_to is not None and blocks[sent_to.end - 1].text.endswith("：")


def _has_text(blocks: Sequence[SourceBlock]) -> bool:
    return any(block.table is not None or "。" in block.text for block in blocks)


def _is_own(blocks: Sequence[SourceBlock], before: Head, i: int, title: str) -> bool:
    """Whether the title at block `i` is one that the document before issues, forwards or annexes."""
    above = blocks[i - 1]
    if above.table is None and (ANNEX_MARK.match(above.text) or ANNEX_MARK_WITH_TITLE.match(above.text)):
        return True
    key = _bare_title(title)
    if key in _bare_title(title_of(blocks, before)):
        return True
    listed = (block for block in blocks[before.last + 1:i] if block.table is None and len(block.text) >= len(key))
    return any(key in _bare_title(block.text) for block in listed if block.text.startswith("附") or ANNEX_LIST_ITEM.match(block.text))


def _bare_title(title: str) -> str:
    """A title without its issuer and the 的 that a title which names it drops."""
    key = title_key(title).replace("的", "")
    return key[max(key.find("关于"), 0):]
