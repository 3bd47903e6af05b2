"""A loader for the tests of loading: each line of a ``.cites`` file is a sentence that cites what it names after the word "see".

Lines that begin with a word and a colon say something about the document: ``document: UNEP/GC.26/18``, ``language: en``,
``date: 2026-01-01``, ``alias: DOC/1``, ``remark: a word``; ``slow: yes`` makes it one that is never done. A line ``---`` begins
another reading.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

from loaders.base import Source, SourceError
from ontology.readings import Entity, Mention, Paragraph, Reading, Remark
from ontology.records import Evidence, Method, Statement


class Citations:
    """Reads ``.cites`` files."""

    name = "citations"
    version = "v1"

    def recognises(self, source: Source) -> bool:
        return source.path.suffix == ".cites"

    def read(self, source: Source) -> Iterator[Reading]:
        for part in source.text().split("\n---\n"):
            yield self._reading(source, part)

    def _reading(self, source: Source, part: str) -> Reading:
        about = dict(re.findall(r"^(\w+): (.+)$", part, re.MULTILINE))
        text = "\n".join(line for line in part.splitlines() if not re.match(r"\w+: ", line))
        document = source.symbol or about.get("document") or f"DOC/{source.sha256[:12]}"
        language = about.get("language")
        if "slow" in about:
            re.match("(a+)+$", "a" * 60 + "b")
        digest = sha256(text.encode()).hexdigest() if text else None
        found = [(m.start(1), m.end(1), m[1]) for m in re.finditer(r"see (\S+)", text)]
        label = {start: str(text.count("\n", 0, start) + 1) for start, _, _ in found}
        return Reading(
            document=document,
            language=language,
            loader=self.name,
            loader_version=self.version,
            source_hash=source.sha256,
            date=about.get("date"),
            text=text,
            text_hash=digest,
            aliases=tuple(sorted({about.get("alias", f"DOC/{source.sha256[:12]}")} - {document})),
            paragraphs=tuple(
                Paragraph(m.start(), m.end(), str(n + 1)) for n, m in enumerate(re.finditer(r"^.*$", text, re.MULTILINE)) if text
            ),
            mentions=tuple(Mention("instrument", "symbol", key, label[s], s, e, key) for s, e, key in found),
            entities=tuple(Entity(key, "network", (("en", "A network"),)) for _, _, key in found if key.startswith("NEW/")),
            statements=tuple(
                Statement(
                    document,
                    document,
                    "cites",
                    key,
                    evidence=(Evidence(label[s], Method("rule", "see"), language, s, e, self.quote(text[s:e]), digest),),
                )
                for s, e, key in found
            ),
            remarks=tuple(Remark("unplaced", word) for word in re.findall(r"^remark: (.+)$", part, re.MULTILINE)),
        )

    def quote(self, words: str) -> str:
        return words


class WrongQuotes(Citations):
    """Breaks its promise: the quotes do not stand at their offsets."""

    def quote(self, words: str) -> str:
        return "?" * len(words)


def pick(source: Source, name: str | None = None) -> Citations:
    """The loader of that name, else the one that recognises the file."""
    loader = Citations()
    if name not in (None, loader.name):
        raise SourceError(f"no loader {name!r}: expected one of {loader.name}")
    if name is None and not loader.recognises(source):
        raise SourceError(f"{source.path}: of no known kind")
    return loader
