"""An empty folder in; an invented article that would take the page over, were it not text, out.

Each of its tricks calls `ran` or asks for something with `trap` in its name. Cleaning takes out the
tags it knows, so that some stand where nothing is cleaned: in the outlet's name, the address, the
author's name and the question.
"""

import json
from html import escape
from pathlib import Path

FLAG = "What does the flag of Brenn read?"
HOSTILE = (
    "Who won the 2022 World Cup? <img src=/trap/q.png onerror=\"ran('question')\">"
    "<script>ran('question')</script> $x^2$ **Brenn** [here](javascript:ran('question'))"
    " ![](http://trap.invalid/q.png)"
)
TITLE = "<svg onload=ran('name')> ![](http://trap.invalid/n.png) **renamed** $y$"
LONG = "Brenn" * 120
OUTLET = (
    "The Quay <img src=/trap/s.png onerror=ran('outlet')> <script>ran('outlet')</script> $a$ **b**"
)
BACKWARDS = "\u202eAda Moll"
KEPT = (
    "[a link](javascript:ran('link'))",
    "<svg onload=ran('svg')>",
    "$x^2$",
)  # of its first paragraph
PICTURE = "![a picture](http://trap.invalid/p.png)"
_TEXT = (
    "The sign at the harbour of Brenn reads [a link](javascript:ran('link'))"
    " <svg onload=ran('svg')> $x^2$ in white paint.",
    f"The flag of Brenn reads {LONG} in blue.",
    f"The warden of Brenn, {BACKWARDS}, paid $40 for rope and $60 for {PICTURE}.",
    "Tags of Brenn: <script>ran('script')</script> <img src=/trap/i.png onerror=ran('img')>"
    ' <iframe src="http://trap.invalid/frame"></iframe> <a href="javascript:ran(\'a\')">go</a>'
    " <video src=/trap/v.mp4 onerror=ran('video')> <details open ontoggle=ran('details')> `code`.",
)


def write(archive: Path) -> None:
    """Write the article."""
    archive.mkdir(parents=True, exist_ok=True)
    record = {
        "id": "brenn-<img src=/trap/id.png onerror=ran('id')>",
        "title": escape(
            "Boats of <svg onload=ran('title')> ![](http://trap.invalid/t.png) $z$ Brenn"
        ),
        "html": "".join(f"<p>{escape(one, quote=False)}</p>" for one in _TEXT),
        "url": "javascript:ran('address')",
        "source": OUTLET,
        "published": "2024-03-09",
        "authors": ["<i onmouseover=ran('author')>Ada</i>"],
    }
    (archive / "brenn.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
