"""A page in, what axe-core finds wrong with it for people with disabilities out."""

from importlib.resources import files

from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def faults(page: Page) -> list[str]:
    """Return each rule that is broken with the element that breaks it."""
    package = files("axe_playwright_python")
    script = package.joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", _RULES
    )
    return [
        f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]
    ]
