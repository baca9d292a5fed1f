"""What a stored text managed to do to a page: to run, to be stopped by the CSP, or to become markup that could act."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.checks import evaluate

# A payload calls this; the CSP tells what it stopped. Both are heard by the page's watch.
HEARING = """
window.xss = number => console.error(`XSS ran: ${number}`);
document.addEventListener('securitypolicyviolation', each => console.error(`XSS stopped: ${each.violatedDirective} ${each.sample}`));
"""
LOOK = r"""(() => {
  const found = [], seen = new Set();
  const ways = ['href', 'xlink:href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'background'];
  const look = document => {
    for (const element of document.querySelectorAll('*')) for (const { name, value } of element.attributes) {
      const way = value.replace(/[\x00-\x20]/g, '').toLowerCase();
      const acts = /^(on|hx-on|data-hx-on)/i.test(name) || /^(javascript|vbscript|data:text)/.test(way) && ways.includes(name);
      if (acts || (name === 'srcdoc')) found.push(`${element.tagName} ${name}=${value}`.slice(0, 120));
    }
    for (const script of document.querySelectorAll('script')) if (/xss\(/.test(script.textContent) && script.type !== 'application/json') found.push('SCRIPT');
    for (const [, number] of document.documentElement.innerHTML.matchAll(/ss(?:\(|&(?:amp;)?#40;)(\d+)/g)) seen.add(Number(number));
    for (const frame of document.querySelectorAll('iframe')) if (frame.contentDocument) look(frame.contentDocument);
  };
  look(document);
  return { found, seen: [...seen] };
})()"""


def listen(page: Page) -> None:
    page.context.add_init_script(HEARING)


def found_in(page: Page) -> tuple[list[str], set[int]]:
    """Markup that could act, in the page and its frames, and the numbers of the places whose texts it shows."""
    answer = evaluate(page, LOOK)
    return answer["found"], set(answer["seen"])


def in_every_place(payload: str) -> Iterator[str]:
    """Where a careless template might put a text."""
    yield f"<p>{payload}</p>"
    yield f'<input value="{payload}">'
    yield f"<input value='{payload}'>"
    yield f"<a href='{payload}'>x</a>"
    yield f'<script>let text = "{payload}"</script>'
    yield f"<script>let text = '{payload}'</script>"
    yield f"<title>{payload}</title>"
    yield f"<textarea>{payload}</textarea>"
    yield f"<style>{payload}</style>"
    yield f"<noscript>{payload}</noscript>"
    yield f"<select><option>{payload}</option></select>"
    yield f"<!-- {payload} -->"
