"""The page that people with a browser see at ``/graphql``: a form of our own, so that nothing is fetched from elsewhere."""

import base64
import hashlib
import re
from importlib.resources import files

HTML = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
"""The page; without JavaScript its form asks by GET."""


def _policy(html: str) -> str:
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


HEADERS = {"Content-Security-Policy": _policy(HTML), "X-Content-Type-Options": "nosniff", "Vary": "Accept"}
"""Only this page's own script runs, and it may only talk to this service."""
