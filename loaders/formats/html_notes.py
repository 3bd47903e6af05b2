"""Footnotes of a page of HTML: which links or raised numbers are marks, and which block has the words."""

import re

from lxml import etree

Element = etree._Element

_MARK = re.compile(r"[\[(（]?(\d{1,3}|[*∗＊†‡]+|[a-z])[\])）]?")
_BODIES = re.compile("li|p|div|dd|aside|tr")


def said(element: Element) -> str:
    """The words inside an element."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


class Notes:
    """``marks``: element → its mark, for those that are marks of footnotes; ``bodies``: mark → the block with the words."""

    def __init__(self, root: Element) -> None:
        self.marks: dict[Element, str] = {}
        self.bodies: dict[str, Element] = {}
        self._targets = {e.get("id") or e.get("name") or "": e for e in root.iter() if e.get("id") or e.get("name")}
        candidates = [(e, match[1]) for e in root.iter("a", "sup") if len(e) < 4 and (match := _MARK.fullmatch(said(e)))]
        self._raised = {mark: e for e, mark in candidates if e.tag == "sup" and _is_first(e)}
        for element, mark in candidates:
            self._note(element, mark)
        self.blocks = {body: mark for mark, body in self.bodies.items()}

    def _note(self, element: Element, mark: str) -> None:
        if mark in self.bodies or any(up in self.marks for up in element.iterancestors()):
            return
        body = self._linked(element) if element.tag == "a" else self._unlinked(element, mark)
        if body is not None and body not in element.iterancestors():
            self.marks[element] = mark
            self.bodies[mark] = body

    def _linked(self, link: Element) -> Element | None:
        """The block that the link leads to."""
        href = link.get("href") or ""
        target = self._targets.get(href[1:]) if href.startswith("#") else None
        if target is None:
            return None
        return next((e for e in (target, *target.iterancestors()) if _BODIES.fullmatch(str(e.tag))), None)

    def _unlinked(self, raised: Element, mark: str) -> Element | None:
        """The paragraph that begins with the same raised mark."""
        first = self._raised.get(mark)
        if first is None or first is raised or _is_first(raised) or len(raised.findall(".//a")):
            return None
        return first.getparent()


def _is_first(element: Element) -> bool:
    """Whether nothing stands before an element in its parent."""
    parent = element.getparent()
    return parent is not None and element.getprevious() is None and not (parent.text or "").strip()


def without_mark(text: str, mark: str) -> str:
    """The words of a footnote without its mark in front and the arrow that leads back."""
    text = re.sub(rf"^[\[(（]?{re.escape(mark)}[\])）.]?\s*", "", text)
    return re.sub(r"\s*[↩↑^]\ufe0e?$", "", text)
