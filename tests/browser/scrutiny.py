"""What is checked of everything that people see: WCAG 2.2 AA by axe, its width, its language."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.words import Words

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_CALM = """() => document.fonts.status === 'loaded'
  && ![...document.querySelectorAll('.loading, .van-button--loading, .el-skeleton, .el-button.is-loading')]
    .some(each => each.checkVisibility())
  && [...document.querySelectorAll('.captcha .image')].every(each => each.querySelector('img'))
  && document.getAnimations().every(each => each.playState !== 'running'
    || each.effect.getComputedTiming().endTime === Infinity)"""

_AXE = """async tags => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  const places = nodes => nodes.map(({ target }) => target.join(' ')).join('; ');
  return violations.map(({ id, nodes }) => `${id}: ${places(nodes)}`);
}"""

_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const right = each => Math.round(each.getBoundingClientRect().right);
  return [...document.body.querySelectorAll('*')].filter(each => right(each) > wide)
    .map(each => `${each.tagName}.${each.className} reaches ${right(each)} of ${wide}`);
}"""

_TEXT = """() => {
  const copy = document.body.cloneNode(true);
  const silent = '[aria-hidden=true], [lang], noscript, optgroup, script, style';
  copy.querySelectorAll(silent).forEach(each => each.remove());
  return copy.textContent.replace(/\\p{Script=Han}*\\*\\p{Script=Han}*/gu, '');
}"""
"""What the page says itself: without names of languages, of countries (in groups), and masked ones."""

_KEY = re.compile(r"\b[a-z_]+\.[a-z_]+\b")


def wait_until_calm(page: Page) -> None:
    """Wait until nothing is being loaded and nothing moves that will come to rest."""
    page.wait_for_function(_CALM)


def faults(page: Page, words: Words, axe: str) -> Iterator[str]:
    """Yield everything that is wrong with a page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    yield from page.evaluate(_AXE, WCAG)
    yield from page.evaluate(_TOO_WIDE)
    yield from _misspoken(page, words)


def _misspoken(page: Page, words: Words) -> Iterator[str]:
    text = page.evaluate(_TEXT)
    if wrong := sorted(words.foreign.intersection(text)):
        yield f"another language's characters {''.join(wrong)}"
    if keys := [each for each in _KEY.findall(text) if each in words.sentences]:
        yield f"sentences without words: {keys}"
    if (spoken := page.locator("html").get_attribute("lang")) != words.language:
        yield f"the page says that it is in {spoken}"
