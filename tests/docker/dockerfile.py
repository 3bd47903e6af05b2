"""Reads a Dockerfile, and does in a folder what it says: as near to building an image as one comes without Docker."""

import json
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Step:
    """An instruction and what stands behind it, on one line."""

    instruction: str
    rest: str

    def words(self) -> list[str]:
        """The arguments: those of a JSON list, else those of a shell."""
        return json.loads(self.rest) if self.rest.startswith("[") else shlex.split(self.rest)


@dataclass
class Stage:
    """What stands between one FROM and the next."""

    base: str
    steps: list[Step] = field(default_factory=list)

    def all(self, instruction: str) -> list[Step]:
        return [step for step in self.steps if step.instruction == instruction]

    def environment(self) -> dict[str, str]:
        return dict(word.split("=", 1) for step in self.all("ENV") for word in step.words())

    def health(self) -> list[str]:
        """The command of its health check."""
        return list(json.loads(self.all("HEALTHCHECK")[-1].rest.split("CMD ", 1)[1]))


def stages(path: Path = ROOT / "docker/Dockerfile") -> list[Stage]:
    """The stages of a Dockerfile, in order."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    found: list[Stage] = []
    for line in re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines():
        if not line.strip():
            continue
        instruction, rest = line.split(None, 1)
        if instruction == "FROM":
            found.append(Stage(rest))
        else:
            found[-1].steps.append(Step(instruction, rest))
    return found


def build(stage: Stage, folder: Path) -> None:
    """Do the COPY and RUN steps of a stage in a folder, from the files that are here and not ignored."""
    for step in stage.steps:
        if step.instruction == "COPY":
            *sources, target = step.words()
            for source in sources:
                _copy(source, folder / target)
        elif step.instruction == "RUN":
            environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
            subprocess.run(["sh", "-euc", step.rest], cwd=folder, check=True, env=environment)


def _copy(source: str, target: Path) -> None:
    list_files = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", source]
    listed = subprocess.run(list_files, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    assert files, f"{source}: the Dockerfile copies it, but there is no such file"
    for file in files:
        place = target / file.relative_to(ROOT / source) if (ROOT / source).is_dir() else target / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
