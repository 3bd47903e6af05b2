"""A resolution and a report of our own, in Chinese and in English."""

from .forms import Block, Document

RESOLUTION_ZH = Document(
    "A/RES/74/400",
    "zh",
    (
        Block("head", "联合国 A/RES/74/400"),
        Block("head", "大 会"),
        Block("head", "第七十四届会议"),
        Block("head", "议程项目 19"),
        Block("head", "2019 年 12 月 19 日大会决议"),
        Block("title", "74/400. 湿地保护的协调"),
        Block("formula", "大会，"),
        Block(
            "preamble",
            "回顾其 2015 年 9 月 25 日第 [[https://undocs.org/zh/A/RES/70/1|70/1]] 号决议和 2012 年 7 月 27 日第 66/288 号决议附件"
            "第 88 段，其中谈到了沼泽地和泥炭地的各种问题，",
        ),
        Block("preamble", "又回顾联合国环境大会第 3/2 号决议，^1^ 并注意到各国在泥炭地问题上的合作正在加强，"),
        Block("preamble", "欢迎环境管理小组就湿地问题开展的工作，"),
        Block(
            "paragraph",
            "请秘书长向大会第七十六届会议提交一份报告，说明本决议的执行情况，以及各国和各有关组织在这方面采取的行动；",
            "1.",
        ),
        Block("paragraph", "鼓励各国：", "2."),
        Block("letter", "参加湿地清单的拟订工作，并与环境规划署交换资料；", "(a)"),
        Block("letter", "执行第 71/231 号决议，以实现可持续发展目标 6 和 15；", "(b)"),
        Block("paragraph", "决定将题为“湿地”的分项目列入大会第七十六届会议临时议程。", "3."),
        Block("closing", "第 52 次全体会议"),
        Block("closing", "2019 年 12 月 19 日"),
    ),
    {"1": "见 A/73/25，附件一。"},
)

RESOLUTION_EN = Document(
    "A/RES/74/400",
    "en",
    (
        Block("head", "United Nations A/RES/74/400"),
        Block("head", "General Assembly"),
        Block("head", "Seventy-fourth session"),
        Block("head", "Agenda item 19"),
        Block("head", "Resolution adopted by the General Assembly on 19 December 2019"),
        Block("title", "74/400. Coordination in the protection of wetlands"),
        Block("formula", "The General Assembly,"),
        Block(
            "preamble",
            "Recalling its resolutions [[https://undocs.org/en/A/RES/70/1|70/1]] of 25 September 2015 and 66/288 of 27 July 2012, "
            "in particular paragraph 88 of the annex thereto, and all that was said there of the marshes,",
        ),
        Block(
            "preamble",
            "Recalling also United Nations Environment Assembly resolution 3/2,^1^ and noting that States work together more and "
            "more closely in matters of peat,",
        ),
        Block("preamble", "Welcoming the work of the Environment Management Group on wetlands,"),
        Block(
            "paragraph",
            "Requests the Secretary-General to submit to the General Assembly at its seventy-sixth session a report on the "
            "implementation of the present resolution;",
            "1.",
        ),
        Block("paragraph", "Encourages States:", "2."),
        Block(
            "letter",
            "To take part in drawing up a list of wetlands, and to exchange what they know with the United Nations Environment "
            "Programme;",
            "(a)",
        ),
        Block("letter", "To implement resolution 71/231, with a view to achieving Sustainable Development Goals 6 and 15;", "(b)"),
        Block(
            "paragraph",
            "Decides to include in the provisional agenda of its seventy-sixth session the sub-item entitled “Wetlands”.",
            "3.",
        ),
        Block("closing", "52nd plenary meeting"),
        Block("closing", "19 December 2019"),
    ),
    {"1": "See A/73/25, annex I."},
)

REPORT_ZH = Document(
    "UNEP/EA.9/7",
    "zh",
    (
        Block("head", "联合国 UNEP/EA.9/7"),
        Block("head", "联合国环境规划署"),
        Block("head", "联合国环境大会"),
        Block("head", "第九届会议"),
        Block("head", "2019 年 3 月 11 日至 15 日，内罗毕"),
        Block("head", "湿地保护工作的协调"),
        Block("head", "执行主任的报告"),
        Block("heading", "导言", "一、"),
        Block(
            "paragraph",
            "联大 1972 年 12 月 15 日第 [[https://undocs.org/zh/A/RES/2997(XXVII)|2997(XXVII)]] 号决议设立环境署理事会，"
            "理事会其后在第 19/1 号决定中重述其任务。^1^ 其后的会议又在第 25/4 号决定第 10 段中处理同一问题。",
            "1.",
        ),
        Block("paragraph", "这项工作有助于实现可持续发展目标 6、14 和 15，尤其是具体目标 6.6。环境大会请执行主任：", "2."),
        Block("letter", "向环境大会第十届会议提交关于湿地清单的报告；", "(a)"),
        Block("letter", "与各秘书处一道拟订指南，并向各国通报结果，使所有有关方面都能及时参与这项工作；", "(b)"),
        Block("heading", "资源", "二、"),
        Block("paragraph", "表 1 列出各年的捐款，其中包括各国政府以及其他伙伴为这项工作提供的全部款项。", "3."),
        Block("caption", "表 1"),
        Block("plain", "捐款"),
        Block("row", "", cells=("年份", "计划", "实际")),
        Block("row", "", cells=("2014", "10", "12")),
        Block("row", "", cells=("2016", "11", "14")),
        Block("heading", "结论", "三、"),
        Block("paragraph", "执行主任将在本两年期结束之前，按照第 4/7 号决议，把本报告的结论转交环境管理小组。", "4."),
        Block("annex", "附件"),
        Block("plain", "湿地清单"),
        Block("paragraph", "清单按区域编排，由环境规划署保管。", "1."),
        Block("paragraph", "清单每年更新一次，并由秘书处公布。", "2."),
    ),
    {"1": "理事会第 19/1 号决定，附件。"},
    "doc",
)

REPORT_EN = Document(
    "UNEP/EA.9/7",
    "en",
    (
        Block("head", "United Nations UNEP/EA.9/7"),
        Block("head", "United Nations Environment Programme"),
        Block("head", "United Nations Environment Assembly"),
        Block("head", "Ninth session"),
        Block("head", "Nairobi, 11–15 March 2019"),
        Block("head", "Coordination in the protection of wetlands"),
        Block("head", "Report of the Executive Director"),
        Block("heading", "Introduction", "I."),
        Block(
            "paragraph",
            "By its resolution [[https://undocs.org/en/A/RES/2997(XXVII)|2997 (XXVII)]] of 15 December 1972 the General Assembly "
            "established the Governing Council of the United Nations Environment Programme, which restated its mandate in decision "
            "19/1.^1^ Later sessions came back to the question in paragraph 10 of decision 25/4.",
            "1.",
        ),
        Block(
            "paragraph",
            "This work contributes to Sustainable Development Goals 6, 14 and 15, in particular to target 6.6. The Environment "
            "Assembly requested the Executive Director:",
            "2.",
        ),
        Block("letter", "To submit to the Environment Assembly at its tenth session a report on the list of wetlands;", "(a)"),
        Block(
            "letter",
            "To prepare guidelines together with the secretariats, and to tell all States of the outcome, so that everybody can "
            "take part in good time.",
            "(b)",
        ),
        Block("heading", "Resources", "II."),
        Block(
            "paragraph",
            "Table 1 lists the contributions of each year, among them all that Governments and other partners gave for this work.",
            "3.",
        ),
        Block("caption", "Table 1"),
        Block("plain", "Contributions"),
        Block("row", "", cells=("Year", "Planned", "Actual")),
        Block("row", "", cells=("2014", "10", "12")),
        Block("row", "", cells=("2016", "11", "14")),
        Block("heading", "Conclusions", "III."),
        Block(
            "paragraph",
            "Before the end of the biennium the Executive Director will transmit the conclusions of the present report to the "
            "Environment Management Group, in accordance with resolution 4/7.",
            "4.",
        ),
        Block("annex", "Annex"),
        Block("plain", "List of wetlands"),
        Block("paragraph", "The list is arranged by region and kept by the United Nations Environment Programme.", "1."),
        Block("paragraph", "The list is brought up to date every year and published by the secretariat.", "2."),
    ),
    {"1": "Governing Council decision 19/1, annex."},
    "doc",
)

DOCUMENTS = {
    "resolution-zh": RESOLUTION_ZH,
    "resolution-en": RESOLUTION_EN,
    "report-zh": REPORT_ZH,
    "report-en": REPORT_EN,
}
