"""The page for what is not there, in a site that was built for no address.

A host shows `404.html` at any depth, so its addresses must be whole. Without `SITE_URL` nobody knows them beforehand;
then the page finds out where the site begins, with the first lines of its head: it asks for a file that every copy
has, from the folder of the address upward. Without JavaScript its words are there, without their style.
"""

from __future__ import annotations

import re
from pathlib import Path

from sitemaker.publish import headers, policy

NAME = "404.html"
HERE = Path(__file__).parent
_FROM_ROOT = re.compile(r'(?<=\s)(href|src)="/(?!/)')


def anywhere(site: Path) -> None:
    """Make the page fit any place, where the site says none. Changes nothing otherwise."""
    page = site / NAME
    if headers.address(site) or not page.exists():
        return
    html = _FROM_ROOT.sub(r'\1="', page.read_text(encoding="utf-8"))
    html = policy.CHARSET.sub(lambda charset: f"{charset[0]}<script>{script()}</script>", html, count=1)
    page.write_text(html, encoding="utf-8", newline="\n")


def inline(site: Path) -> dict[str, str]:
    """The script as the policy has to know it, where the site needs it: hash to what it is."""
    if headers.address(site) or not (site / NAME).exists():
        return {}
    return {policy.hash_of(script()): "the page for what is not there finds where the site begins"}


def script() -> str:
    """What looks for the site's root."""
    return (HERE / "not-found.js").read_text(encoding="utf-8").partition("\n\n")[2].strip()
