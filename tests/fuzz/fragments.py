"""Pieces of gazettes, one for each byte: whatever bytes a fuzzer makes up, they are lines that look like documents."""

from __future__ import annotations

_LABELS = "一、 二、 三、 十、 （一） （二） (三) （十二） 1. 2. 3． 12、 （1） (2) 1） ① ② —— 第一章 第二节 第三条 第一编 附件 附件1 附件： 附件2： 附件：1. 备注："
_HEADS = (
    "青政发〔2021〕7号 青政办发[2021]8号 青政发20219号 第12号 青川市人民政府令 青川市人民政府 青川市人民政府办公室 各区人民政府： 市直各部门， 青川市人民政府关于加强河道管理的通知 "
    "青川市河道管理办法 关于印发《河道管理办法》的通知 青川市人民政府公报2021年第3期（总第18期） 人事任免 大事记 3月2日，召开会议。 2月30日 （此件公开发布） 2021年3月5日 二〇二一年三月五日 "
    "名单 总　则 任命张三为 免去李四的 总体要求 保障措施 抄送： 主任"
)
_DUTIES = (
    "牵头单位： 责任单位： 配合单位： 完成时限： 牵头部门： 责任人： 【责任单位】 （责任单位：市水务局、财政局） （市水务局牵头， 配合） 负责） "
    "（市教育局、市财政局负责） （按职责分工负责） 市水务局 市财政局 市公安局、 "
    "各区人民政府 各部门 各有关单位 市政府办公室 由 负责 牵头 会同 配合 要 应当 应 不得 切实 认真 同时 并 按照各自职责 列第一位的为牵头单位 为成员 领导小组 办公室 局长 "
    "主管部门 乡镇 和 及 等"
)
_TIMES = (
    "2021年 2021年底前 6月底前 7月15日前 每月 每季度末 每年 每月5日前 年底前 月底前 “十四五”末 三年内 30个工作日内 自印发之日起 自2021年1月1日起施行 有效期5年 至 到 截至 "
    "上半年 下半年 第三季度 长期 "
    "立即 今年 明年 本月 次月 翌年 汛期 近日 以来 同期 2月30日前 99年 13月 逐年 之日起 内完成 前完成 完成"
)
_CITED = "《 》 《河道管理办法》 〈 〉 （青政发〔2020〕3号） 〔2020〕 号 根据 按照 废止 同时废止 修订 以下简称《办法》 （以下简称“办法”） 内政发201845号 详见附件1 本办法 第三条规定 国务院令第5号"
_OTHER = (
    "\n \t \u3000 \u3000\u3000 \xa0 \u200b \ufeff \u202e \ue000 \ufffd 〖HTK〗 “ ” ‘ ’ ( ) [ ] { } < > & ; , . : / * ＊ % ％ ￥ ① 〇 零 一 二 两 十 百 千 万 0 1 9 ０ ９ "
    "ａ a Z - — – ～ · … ！ ？ = + @ # | || ^^ << "
    "甲 乙 的 在 是 元 人 为 以 上 年 月 日 前 后 第 项 条 款 通知 意见 13800000000 000-0000 a@b.cn 15000101199001010000 =cmd() <script> </p> &amp; \x07 \U0001f600"
)
FRAGMENTS = tuple(dict.fromkeys([
    "\n", "，", "。", "、", "；", "：", "（", "）", *_LABELS.split(" "), *_HEADS.split(" "), *_DUTIES.split(" "), *_TIMES.split(" "), *_CITED.split(" "), *_OTHER.split(" "),
]))[:256]


def text_of(data: bytes) -> str:
    """The text that a string of bytes stands for."""
    return "".join(FRAGMENTS[byte % len(FRAGMENTS)] for byte in data)


def bytes_of(text: str) -> bytes:
    """Bytes that stand for `text`, as far as there are fragments for it; the longest fragment first."""
    longest = sorted(range(len(FRAGMENTS)), key=lambda i: -len(FRAGMENTS[i]))
    found, at = bytearray(), 0
    while at < len(text):
        index = next((i for i in longest if FRAGMENTS[i] and text.startswith(FRAGMENTS[i], at)), None)
        if index is not None:
            found.append(index)
        at += len(FRAGMENTS[index]) if index is not None else 1
    return bytes(found)
