"""On what was measured: a line that says enough to compare two runs and names nobody's machine."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("numpy", "networkx", "pyoxigraph", "strawberry-graphql", "starlette", "httpx")


def line() -> str:
    """Processor, cores, memory, system, load at the start, versions."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}{platform.system()} {platform.machine()}{load}"
        f" · {platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}"
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = (one.partition(":")[2].strip() for one in lines if one.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")


def _memory() -> str:
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return ""
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB, "
