"""Forms of a gazette's and a document's header: issue title, 文号, 文种, signature, date, annexes."""

from __future__ import annotations

import re

from parser.rules.numerals import DIGITS, NUMERAL

_YEAR = r"(?:19|20)\d{2}"
_ISSUE_YEAR = rf"(?P<year>{_YEAR}|[一二][{''.join(DIGITS)}]{{3}})\s*年?"
_ISSUE_NUMBER = (
    rf"第?\s*(?P<number>\d{{1,2}}|{NUMERAL}{{1,3}})\s*(?:[-—–~～至、]\s*第?\s*(?P<last>\d{{1,2}}|{NUMERAL}{{1,3}})\s*)?[期号](?:合刊)?"
    r"(?:\s*[（(]?\s*总第?\s*(?P<total>\d{1,5})\s*(?:[-—–~～至、]\s*\d{1,5}\s*)?[期号]?\s*[）)]?)?"
)
_PUBLISHER = r"《?(?P<publisher>[\u4e00-\u9fff]{2,20}?)(?:政报|公报)》?"
ISSUE_TITLES = (
    # 兴安盟行政公署公报2019年第6期（总第55期）; 2019年1-3期（总第52期）; 2019年第7-8期; 某市人民政府公报 2020年第3号
    re.compile(rf"{_PUBLISHER}\s*[（(]?\s*{_ISSUE_YEAR}\s*[）)]?\s*{_ISSUE_NUMBER}"),
    # 2020年第3期某市人民政府公报
    re.compile(rf"^{_ISSUE_YEAR}\s*{_ISSUE_NUMBER}\s*{_PUBLISHER}$"),
)

# 《党政机关公文处理工作条例》第八条: the fifteen statutory kinds; then what is issued with them or stands in a gazette.
STATUTORY_GENRES = ("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要")
OTHER_GENRES = ("令", "办法", "规定", "条例", "细则", "规则", "规程", "方案", "规划", "纲要", "计划", "措施", "政策", "要点", "制度", "预案", "名单",
                "公示", "声明", "导则", "指南", "指引", "规范", "清单", "举措")

TITLE_END = re.compile(rf"(?=.*关于|.{{8}}).*(?:{'|'.join(STATUTORY_GENRES + OTHER_GENRES)})(?:[（(][^（）()]*[）)])?》?$")

AGENCY_CODE = r"(?!(?<=\d)[年月日])[\u4e00-\u9fff]{1,12}"  # not the 日 of a date before it
# 兴署发〔2019〕41号, in any bracket, with stray spaces; a wrong or missing bracket is read and reported
NUMBER = re.compile(rf"(?P<code>{AGENCY_CODE})\s*[〔\[［【（(﹝〈]\s*(?P<year>{_YEAR})\s*[〕\]］】）)﹞〉]\s*第?\s*(?P<serial>\d{{1,5}})\s*号")
NUMBER_WITHOUT_BRACKETS = re.compile(rf"(?P<code>{AGENCY_CODE}[发字函办令规通报审])\s*(?P<year>{_YEAR})(?P<serial>\d{{1,4}})\s*号")
# 国务院令第713号, 国令第713号, 主席令第七十三号
ORDER = re.compile(rf"(?P<issuer>国|(?![年月日])[\u4e00-\u9fff]{{2,20}}?)令\s*第?\s*(?P<serial>\d{{1,4}}|{NUMERAL}{{1,6}})\s*号")
# A 文号 on a line of its own, without white space; with a label before it, or the signer of a report after it
NUMBER_BESIDE = re.compile(r"^(?:发文字号|文件编号|文号)[:：]|签发人[:：]?[\u4e00-\u9fff、]{2,20}$")
NUMBER_LINE = re.compile(
    rf"^(?:(?:发文字号|文件编号|文号)[:：])?[（(]?(?:{NUMBER.pattern})[）)]?(?:签发人[:：]?[\u4e00-\u9fff、]{{2,20}})?$"
)
DAMAGED_NUMBER_LINE = re.compile(rf"^[（(]?(?:{NUMBER_WITHOUT_BRACKETS.pattern})[）)]?$")
# 某政发〔20217号, 某政发〔2021〕7: a line that lost a bracket, or the word 号
HALF_NUMBER_LINE = re.compile(rf"^(?P<code>{AGENCY_CODE}[发字函办令])[〔\[［【（(﹝](?P<year>{_YEAR})[〕\]］】）)﹞]?(?P<serial>\d{{1,4}})号?$")
SMELLS_LIKE_NUMBER = re.compile(r"^[（(]?[^。；，：]{1,16}\d{2,4}[^。；，：]{0,3}\d+\s*号[）)]?$")
ORDER_TITLE = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:人民政府|行政公署|国务院|委员会|[局厅部委])令$")  # 某市人民政府令
SERIAL_TITLE = re.compile(r"^[\u4e00-\u9fff、]{2,30}(?:人民政府|行政公署|国务院|委员会|[局厅部委院会])(?P<kind>令|公告|通告)$")  # and 某市水务局公告
# 第12号, 2021年第3号: on the line below
ORDER_SERIAL = re.compile(rf"^[（(]?(?P<all>(?:{_YEAR}年)?第(?P<serial>\d{{1,4}})号)[）)]?$")
# 某市人民政府令第12号, 某市水务局公告2021年第3号: on one line, without white space
ORDER_LINE = re.compile(rf"^[（(]?(?P<title>[\u4e00-\u9fff、]{{2,30}}(?:令(?=第)|(?:公告|通告)(?={_YEAR}年)))(?P<all>(?:{_YEAR}年)?第\d{{1,4}}号)[）)]?$")
NOTICE_NUMBER = re.compile(rf"^(?P<issuer>[\u4e00-\u9fff、]{{2,30}}(?:公告|通告))(?P<year>{_YEAR})年第(?P<serial>\d{{1,4}})号$")

# What a portal prints beside a title: 2021-03-05, 有效, an 索引号
SITE_LINE = re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?:现行)?有效$|[\d/A-Z-]{12,}$")

SECTION = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,14}(?:文件|大事记|政务大事|要闻|要事|人事任免|人事信息|任免事项|政策解读|领导讲话|规范性文件|政府规章|法规规章|统计资料)"
    r"|大事记)$"
)
CHRONICLE = re.compile(r"大事记|政务大事")
APPOINTMENTS = re.compile(r"任免|任职|免职")

_ARABIC = r"(?P<year>(?:19|20)\d{2})\s*年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_CHINESE = rf"(?P<year>[二一][{'〇○零一二三四五六七八九Oo0'}]{{3}})年(?P<month>{NUMERAL}{{1,3}})月(?P<day>{NUMERAL}{{1,4}})日"
ARABIC_DATE = re.compile(rf"^[（(]?{_ARABIC}[）)]?$")
CHINESE_DATE = re.compile(rf"^[（(]?{_CHINESE}[）)]?$")
DIGITS_DATE = re.compile(r"^(?P<year>20\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})$")  # 2021-03-05, 2021.3.5
_BODY = (
    r"[\u4e00-\u9fff]{2,30}(?:人民政府|行政公署|政府|办公[厅室]|国务院|委员会|小组|指挥部|中心|公司|总队|支队|[局厅部委院行署会])"
    r"(?:[（(](?:代|盖)?章[）)])?"
)
SEAL = re.compile(r"[（(](?:代|盖)?章[）)]")
# 某市人民政府2021年3月5日: signature and date on one line
SIGNED_ARABIC_DATE = re.compile(rf"^(?P<signature>{_BODY})\s*{_ARABIC}$")
SIGNED_CHINESE_DATE = re.compile(rf"^(?P<signature>{_BODY})\s*{_CHINESE}$")
# （2021年3月1日某市人民政府第3次常务会议通过 2021年3月5日某市人民政府令第12号公布）: each date with what was done
IN_BRACKETS = re.compile(r"^[（(](?:19|20)\d{2}年\d{1,2}月\d{1,2}日.*[）)]?$")
PROMULGATED = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[^年]{0,60}?(?P<act>公布|通过|发布|批准)")

NOTE = re.compile(r"^[（(](?:此件|本文|注：|本页).{0,40}[）)]$")
# Below the date: whom else it was sent to, who printed it
IMPRINT = re.compile(r"^(?:抄\s*送|抄\s*报|分\s*送|主题词)[:：]|^[^。；]{2,40}\d{4}年\d{1,2}月\d{1,2}日印发$|^[（(]?共印\d+份[）)]?$")
ATTACHMENT_FILE = re.compile(r"[^，。；]{0,80}\.(?:docx?|xlsx?|pdf|wps|et|rar|zip|pptx?|ofd)$", re.IGNORECASE)
ANNEX_TITLE_END = re.compile(rf"(?:{'|'.join(STATUTORY_GENRES + OTHER_GENRES)}|表|清单|目录|说明|标准|指南|指引|样本|模板|流程图)(?:（[^（）]*）)?$")
ANNEX_LIST = re.compile(r"^附\s*件?\s*[:：]\s*(?P<rest>.*)$")
ANNEX_LIST_ITEM = re.compile(r"^(?P<n>\d{1,2})[.．、﹒]\s*(?P<title>.+)$")
ANNEX_MARK = re.compile(rf"^附\s*件?\s*(?P<n>\d{{1,2}}|{NUMERAL}{{1,2}})?\s*[:：]?$")
# 附件1：巡查表, 附件1巡查表: in a list, or above the annex itself
ANNEX_MARK_WITH_TITLE = re.compile(rf"^附\s*件\s*(?P<n>\d{{1,2}}|{NUMERAL}{{1,2}})\s*[:：.．、]?\s*(?P<title>[^。；：，]{{2,60}})$")

ADDRESSEES = re.compile(r"^[^。；！？]{2,200}：$")
# Words that make a line before the first clause an address: 各旗县市人民政府，盟直有关部门：
ADDRESSEE_WORDS = re.compile(r"政府|部门|单位|企业|机构|委员会|管委会|办事处|办公室|小组|局|厅|部|院|行署|公司|学校|协会|银行|同志|先生|女士|[盟市县旗区镇乡村州委]$")
ADDRESSEE_EACH = re.compile(r"各|广大|全体|有关")  # each name of a list such as 各镇、各村、广大居民
CONCERNED = re.compile(r"^(?!由|请|经)[\u4e00-\u9fff]{2,12}(?:有关|相关|各)(?:部门|单位|企业|机构|地区|委员会)：$")  # 市政府各部门：, 省直有关单位：
ADDRESSEE_ENDS = re.compile(r"(?:政府|部门|单位|企业|机构|团体|学校|公司|[会处局厅委办部院区市县旗盟州镇乡村])(?:[（(][^（）()]*[）)]?)?$")
# A name that needs none of the names beside it
WHOLE_NAME = re.compile(r"[\u4e00-\u9fff]{2}(?:人民政府|行政公署|管委会|管理委员会|部|总局|总署|署|总公司|集团|公司)$")
# 联系单位：, 现就有关部门职责通知如下： and 经市政府研究，决定对《…》作如下修改： name nobody that a document is sent to
NO_ADDRESSEES = re.compile(
    r"(?:如下|下列[^，、]*|以下[^，、]*|包括|名单|职责|内容|要求|事项|原则|情况|地址|电话|时间|修改|修正|调整)$|《|"
    r"^(?:联系|责任|牵头|主办|承办|协办|配合|申报|报送|成员|编制|发布)(?:单位|部门|机关|机构)$"
)

COVER_TITLE = re.compile(r"(?:关于)?(?P<verb>转发|印发|下发|公布|发布|批转)(?P<issued>.+?)的(?:通知|公告|通告|决定|函)$")
PROMULGATES = re.compile(r"^(?:现将)?《(?P<title>[^《》]{4,60})》.{0,80}?(?:公布|发布|施行)")  # the body of an order
# 现将《…》印发给你们, 《…》已经…同意，现转发给你们: the sentence of a notice that names what it issues
ISSUES_QUOTED = re.compile(r"现(?:予以?|将[^。]*?)?(?:印发|转发|批转|下发|公布|发布)|(?:印发|转发|下发)(?:给|你们|各)")
QUOTED_TITLES = re.compile(r"》(?:等?[^《》]{0,4}[个项件部][^《》]{0,6})?$")  # what is issued is 《…》 or several, not 某《…》分工
SEVERAL = re.compile(r"等?[两二三四五六七八九十\d]+[个项件部][^《》]{0,6}的[^的]{2,4}$")  # …等三个办法的通知
# Below a title: （试行）, （2021—2025年）
TITLE_REMARK = re.compile(r"^（(?:试行|暂行|草案|征求意见稿|送审稿|修订[版稿]?|(?:19|20)\d{2}(?!年\d{1,2}月)[^（）。，]{0,12})）$")
QUOTED_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
# 某人民政府, 某行政公署办公室, 国务院办公厅, 某委员会: a signature line
ISSUERS = re.compile(rf"^{_BODY}(?:[ \u3000、]{_BODY})*$")
# 市长　张三: who signs an order, above its date
SIGNER = re.compile(r"^代?(?:总理|主席|主任|[省市县区州盟旗镇乡部署局厅院]长)[ \u3000]*[\u4e00-\u9fff·]{2,4}$")
SITE_NAME = re.compile(rf"^(?:欢迎.*|首页|.*(?:网|网站|门户|平台)|{_BODY})$")  # what a page calls itself where it tells no title
# 某市人民政府关于…, 某市督查组办公室2021年1月…通报
ISSUER_IN_TITLE = re.compile(rf"^(?:(?!关于)(?P<issuer>[\u4e00-\u9fff、 ]{{2,60}}?)(?:关于|转发|批转|印发)|(?P<body>{_BODY})(?=(?:19|20)\d{{2}}年))")
# 某市水务局　某市财政局关于…: several names before a title, on one line or on a line each
JOINT_ISSUERS = re.compile(rf"^(?P<names>{_BODY}(?:[ \u3000]+(?!办公|常务委员会){_BODY})+)[ \u3000]*(?:关于|转发|批转|印发)")
AND_OTHERS = re.compile(r"^(?P<first>.{2,30}?)等[\u4e00-\u9fff]{0,4}(?:部门|单位)$")  # 某省水利厅等三部门
# 某市人民政府关于…, 某省水利厅等五部门印发…
TITLE_WITH_ISSUER = re.compile(rf"^{_BODY}(?:[ \u3000、]{_BODY})*(?:等[\u4e00-\u9fff]{{0,4}}(?:部门|单位))?(?:关于|转发|批转|印发)")
