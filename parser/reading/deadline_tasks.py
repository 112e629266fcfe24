"""What is due by a time limit: the words around it that say so."""

from __future__ import annotations

import re

from parser.text import start_after

MAX_TASK = 60
_MIN = 4  # fewer characters say nothing: 完成
_FAR = 400  # farther words tell nothing of a limit
_SENTENCE_END = re.compile(r"[。；]")
_REMARK = re.compile(r"（[^（）]*）")
_LONG_REMARK = re.compile(r"（[^（）]{6,}）")  # not the bracket of 区（县）
_COMMA = re.compile(r"（[^（）]*）|，")
# To the end of the sentence, or of the bracket that the limit stands in.
_AFTER = re.compile(r"(?:前后|[前后](?=[，、）]))?(?:（[^（）]*）)?[，、：\s]*((?:（(?:[^（）]|（[^（）]*+）)*+）|[^。；（）])*+)")
# Limits of what stands before them: 有效期为一年, 时间不得超过2小时; 压缩至8个工作日.
_VALIDITY = re.compile(r"(?:有效|执行|试行|实施|过渡)期|试行|暂行|施行|执行|实施|延续|暂定")
_LENGTH = re.compile(r"时间|时限|期限|用时")
_SHORTENED = re.compile(r"(?:压缩|缩短|压减|缩减|减少|精简|控制|限定|延长|调整)(?:至|到|为|在)$")
_IDLE_END = re.compile(
    r"(?:，?(?:完成|办理|办结|执行|实施|有效)?(?:时间|时限|期限)[为是：]|，?(?:完成|办结)(?:时间|时限|期限)|[由从]原?(?:来|定|有)?的?\d+个?(?:工作日|自然日|日|天|小时)|为?当年|"
    r"(?:压缩|缩短|压减|缩减|减少|精简|控制|限定|延长|调整)(?:至|到|为|在)|应当?|必?须|需|要|将|力争|确保|于|在|的)+$"
)
_MODAL = re.compile("应当|必须|须|要(?![素点求件闻])")
_ALSO_TOLD = re.compile("有效期")  # 自7月1日起施行，有效期三年


def task_of(text: str, start: int, end: int) -> str:
    """What the sentence around a limit says is due; nothing where it holds no more than the limit."""
    before = text[start_after(text, start, "。；\n", max(0, start - _FAR)) : start]
    parts = _parts(before)
    own = _meant(parts[-1])
    if _VALIDITY.match(text, start, end):
        return short(next((words for part in reversed(parts) if len(words := _meant(part)) >= _MIN), own))
    after = _AFTER.match(text, end, end + _FAR)
    words = after[1].strip("，、： ") if after else ""
    if modal := _MODAL.match(words):
        words = words[modal.end() :]
    limits_own = _SHORTENED.search(before) or _LENGTH.match(text, start, end) or _ALSO_TOLD.match(words)
    if len(words) >= _MIN and not (limits_own and len(own) >= _MIN - 1):
        return short(words)
    said = own if len(own) >= _MIN else _meant(before)
    return short(said + words if own and not limits_own else said)  # 年度总结（于年底前）报送


def short(words: str) -> str:
    """Words of a task, not too many: without the remarks in brackets where they are long, and with no bracket left open."""
    if len(words) > MAX_TASK:
        words = _LONG_REMARK.sub("", words)
    words = words[:MAX_TASK]
    shut = _blank_remarks(words)
    return (words[: shut.find("（")] if "（" in shut[1:] else words).strip("，、（ ")


def first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    return text[: end.start()] if end else text


def _parts(words: str) -> list[str]:
    """The parts between commas that stand in no bracket."""
    parts, start = [], 0
    for match in _COMMA.finditer(words):
        if match[0] == "，":
            parts.append(words[start : match.start()])
            start = match.end()
    return [*parts, words[start:]]


def _meant(part: str) -> str:
    return _IDLE_END.sub("", part.strip("，、（ ")).strip("，、（ ").removeprefix("将")


def _blank_remarks(words: str) -> str:
    """Words with closed brackets, nested ones too, blanked."""
    while (blanked := _REMARK.sub(lambda remark: " " * len(remark[0]), words)) != words:
        words = blanked
    return words
