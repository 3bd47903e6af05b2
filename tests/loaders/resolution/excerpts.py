"""A resolution of our own in both languages, as Akoma Ntoso and as text: the form is the UN's, the words are not."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

_HEAD = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><!-- made up -->
<statement name="resolution"><meta>
<identification source="#x"><FRBRWork><FRBRdate date="2021-12-17" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRdate date="2021-12-22" name="publication"/><FRBRlanguage language="{code}"/></FRBRExpression></identification>
<workflow source="#un"><step date="2021-11-01" outcome="draftResolution" as="A/C.2/76/L.99" by=""/></workflow></meta>
<coverPage eId="coverPage_1"><p><docAuthority>{united}</docAuthority></p>
<p><docNumber refersTo="#symbol">A/RES/76/999</docNumber></p>
<p><docAuthority>{organ}</docAuthority></p><p><docDate date="2021-12-22">22 December 2021</docDate></p>
<p><session value="76">{session}</session></p><p><inline name="agenda item">{item}</inline></p>
<p><inline name="agenda item name">{item_name}</inline></p><p><docTitle>{adopted}</docTitle></p>
<p><docProponent>{report}</docProponent></p></coverPage>
<preface><p><docNumber>76/999.</docNumber> <docTitle refersTo="#resolutionTitle">{title}</docTitle></p></preface>
<preamble><formula><p><span class="bold">{enacting}</span></p></formula>
"""
_TAIL = """</mainBody><conclusions><p><event><location>{meeting}</location><eol/><docDate>{day}</docDate></event></p></conclusions>
</statement></akomaNtoso>
"""


@dataclass(frozen=True)
class Excerpt:
    """``head``: what the header says; ``preamble``: paragraphs; ``body``: (number, words); marks ``[n]`` and links ``<url|words>``
    stand in the words; ``notes``: the words of the footnotes in order."""

    language: str
    head: dict[str, str]
    preamble: tuple[str, ...]
    body: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    def xml(self) -> str:
        """As Akoma Ntoso, with element ids that count elements."""
        out = _HEAD.format(**{k: escape(v) for k, v in self.head.items()})
        for n, words in enumerate(self.preamble, 2):
            out += f'<container name="x" eId="container_{n}"><p>{self._marked(words)}</p></container>\n'
        out += "</preamble><mainBody>\n"
        for n, (number, words) in enumerate(self.body, 40):
            out += f'<paragraph eId="para_{n}"><num>\t{number}</num><content><p>\t{self._marked(words)}</p></content></paragraph>\n'
        return out + _TAIL.format(**self.head)

    def text(self) -> str:
        """As plain text: a paragraph a line, marks stuck to the words, the notes below a rule."""
        names = ("united", "organ", "session", "item", "item_name", "adopted", "report")
        head = [self.head[name] for name in names]
        lines = [
            head[0],
            "A/RES/76/999",
            head[1],
            "22 December 2021",
            *head[2:],
            f"76/999. {self.head['title']}",
            self.head["enacting"],
        ]
        lines += [self._plain(words) for words in self.preamble]
        lines += [f"{number} {self._plain(words)}" for number, words in self.body]
        lines += [self.head["meeting"], self.head["day"], "_" * 18]
        lines += [f"{n} {self._plain(note)}" for n, note in enumerate(self.notes, 1)]
        return "\n\n".join(lines)

    def _marked(self, words: str) -> str:
        words = escape(words).replace("&lt;", "<").replace("&gt;", ">")
        words = re.sub(r"<(https[^|>]+)\|([^>]+)>", r'<a href="\1">\2</a>', words)

        def note(match: re.Match[str]) -> str:
            said = self._marked(self.notes[int(match[1]) - 1])
            return f'<authorialNote marker="{match[1]}"><p>\t\t{said}</p></authorialNote>'

        return re.sub(r"\[(\d)\]", note, words)

    @staticmethod
    def _plain(words: str) -> str:
        return re.sub(r"\[(\d)\]", r"\1", re.sub(r"<https[^|>]+\|([^>]+)>", r"\1", words))


ENGLISH = Excerpt(
    "en",
    {
        "code": "eng", "united": "United Nations", "organ": "General Assembly", "session": "Seventy-sixth session",
        "item": "Agenda item 20 (b)", "item_name": "Rivers and lakes",
        "adopted": "Resolution adopted by the General Assembly on 17 December 2021",
        "report": "[on the report of the Second Committee (A/76/533/Add.9, para. 8)]", "title": "Lakes of the high plains",
        "enacting": "The General Assembly,", "meeting": "54th plenary meeting", "day": "17 December 2021",
    },
    (
        "Recalling its resolutions <https://undocs.org/en/A/RES/70/1|70/1> of 25 September 2015 and 71/222 of 21 December 2016, "
        "and reaffirming its resolution 69/313 of 27 July 2015,",
        "Welcoming the progress made in the implementation of its resolution 72/224,",
        "Noting resolution <https://undocs.org/en/UNEP/EA.3/Res.10|4/10> of the United Nations Environment Assembly,[1]",
    ),
    (
        ("1.", "Takes note of the report of the Secretary-General on lakes;[2]"),
        (
            "2.",
            "Requests the Secretary-General to submit to the General Assembly at its eighty-ninth session "
            "a report on the implementation of the present resolution;",
        ),
        ("3.", "Also invites Member States:"),
        ("(a)", "To keep the water of lakes clean;"),
        ("(b)", "To share what they know of it."),
    ),
    ("See UNEP/EA.4/2, annex I.", "A/76/100."),
)  # fmt: skip

CHINESE = Excerpt(
    "zh",
    {
        "code": "zho", "united": "联合国", "organ": "大会", "session": "第七十六届会议",
        "item": "议程项目20(b)", "item_name": "河流与湖泊", "title": "高原湖泊", "adopted": "2021年12月17日大会决议",
        "report": "[根据第二委员会的报告(A/76/533/Add.9，第8段)]",
        "enacting": "大会，", "meeting": "第54次全体会议", "day": "2021年12月17日",
    },
    (
        "回顾其2015年9月25日第<https://undocs.org/ch/A/RES/70/1|70/1>号和2016年12月21日第71/222号决议，"
        "并重申其2015年7月27日第69/313号决议，",
        "欢迎第72/224号决议执行情况的进展，",
        "注意到联合国环境大会第<https://undocs.org/ch/UNEP/EA.3/Res.10|4/10>号决议，[1]",
    ),
    (
        ("1.", "表示注意到秘书长关于湖泊的报告；[2]"),
        ("2.", "请秘书长向大会第八十九届会议提交关于本决议执行情况的报告；"),
        ("3.", "又邀请会员国："),
        ("(a)", "保持湖水清洁；"),
        ("(b)", "交流有关经验。"),
    ),
    ("见UNEP/EA.4/2，附件一。", "A/76/100。"),
)  # fmt: skip

BOTH = (ENGLISH, CHINESE)
