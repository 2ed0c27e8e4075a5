#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser for tests that signs somebody in by itself: cookies, redirects, plain HTML forms.

stub-browser.py register PLAN   makes it (or PLAN's command, a list of words) the browser of this
                                home: a .desktop file and mimeapps.list
stub-browser.py visit PLAN URL  walks through the pages from there, as the .desktop file starts it

PLAN is a JSON file: account and password are what it types, stay (true) is what it answers to
"Stay signed in?", press ({heading: value of a button}) what it presses instead of going on, folder
is where it keeps cookies.txt, log.jsonl (one line for each page, no query, nothing typed) and
started (the whole address of each start)."""

import http.cookiejar
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

NAME = "toolcrib-stub-browser.desktop"
MOST_PAGES = 20
TIMEOUT = 30
REFUSALS = {"cancel", "no", "abort", "deny"}


class Form:
    def __init__(self, attributes):
        self.method = attributes.get("method", "get").upper()
        self.action = attributes.get("action") or ""
        self.fields = []
        self.buttons = []


class Page(HTMLParser):
    """The forms of a page, and its heading."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self.form = None
        self.words = {"title": "", "h1": ""}
        self.inside = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.form = Form(attributes)
            self.forms.append(self.form)
        elif tag in self.words:
            self.inside = tag
        elif self.form is None or "disabled" in attributes:
            pass
        elif tag == "button" and attributes.get("type", "submit") == "submit":
            self.form.buttons.append(attributes)
        elif tag == "input" and attributes.get("type") in ("submit", "image"):
            self.form.buttons.append(attributes)
        elif tag == "input" and attributes.get("name"):
            self.form.fields.append(attributes)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == self.inside:
            self.inside = None

    def handle_data(self, data):
        if self.inside is not None:
            self.words[self.inside] += data

    @property
    def heading(self):
        return (self.words["h1"] or self.words["title"]).strip()


class Browser:
    def __init__(self, plan):
        self.plan = plan
        self.folder = plan["folder"]
        os.makedirs(self.folder, 0o700, exist_ok=True)
        self.cookies = http.cookiejar.LWPCookieJar(os.path.join(self.folder, "cookies.txt"))
        if os.path.exists(self.cookies.filename):
            self.cookies.load(ignore_discard=True)
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener.addheaders = [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Toolcrib-Tests/1.0"),
                                  ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]

    def note(self, **entry):
        with open(os.path.join(self.folder, "log.jsonl"), "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def load(self, request):
        """The address it ended at, the status, and the page there."""
        try:
            answer = self.opener.open(request, timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode("utf-8", "replace")
        self.cookies.save(ignore_discard=True)
        return answer.geturl(), answer.status, Page(text)

    def choose_button(self, form, heading):
        wish = self.plan.get("press", {}).get(heading)
        values = [button.get("value", "") for button in form.buttons]
        if wish is None and "yes" in values and not self.plan.get("stay", True):
            wish = "no"
        if wish is None and self.plan.get("account") in values:
            wish = self.plan["account"]
        if wish is None and "other" in values:
            wish = "other"
        if wish is not None:
            return form.buttons[values.index(wish)]
        return next((b for b in form.buttons if b.get("value", "") not in REFUSALS), None)

    def fill(self, field):
        kind, name = field.get("type", "text"), field["name"]
        if kind == "password":
            return self.plan["password"]
        if kind == "email" or (kind == "text" and name in ("login", "username", "loginfmt")):
            return self.plan["account"]
        return field.get("value", "")

    def submit(self, url, page):
        """The request that answers a page, or nothing where there is nothing to answer."""
        if not page.forms:
            return None
        form = page.forms[0]
        pairs = [(field["name"], self.fill(field)) for field in form.fields
                 if field.get("type") not in ("checkbox", "radio") or "checked" in field]
        button = self.choose_button(form, page.heading)
        if button is not None and button.get("name"):
            pairs.append((button["name"], button.get("value", "")))
        target = urllib.parse.urljoin(url, form.action)
        body = urllib.parse.urlencode(pairs)
        if form.method != "POST":
            return urllib.request.Request(target.partition("?")[0] + "?" + body)
        origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(url))
        return urllib.request.Request(target, body.encode(), {
            "Content-Type": "application/x-www-form-urlencoded", "Origin": origin})

    def visit(self, url):
        with open(os.path.join(self.folder, "started"), "a", encoding="utf-8") as file:
            file.write(url + "\n")
        request, before = urllib.request.Request(url), None
        for _ in range(MOST_PAGES):
            method = request.get_method()
            place, status, page = self.load(request)
            # what was refused once is refused again
            request = self.submit(place, page) if page.heading != before else None
            before = page.heading
            self.note(method=method, url=place.partition("?")[0], status=status,
                      heading=page.heading, last=request is None)
            if request is None:
                return
        raise SystemExit(f"no end after {MOST_PAGES} pages")


def quote(word):
    return '"' + "".join("\\" + c if c in '"`$\\' else c for c in word).replace("%", "%%") + '"'


def register(plan):
    """What a person's choice of a browser comes to on a desktop."""
    home = os.environ["HOME"]
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    with open(plan, encoding="utf-8") as file:
        words = json.load(file).get("command")
    words = words or [sys.executable, os.path.abspath(__file__), "visit", plan]
    command = " ".join(map(quote, words))
    files = {
        os.path.join(data, "applications", NAME):
            "[Desktop Entry]\nType=Application\nName=Stub Browser\nNoDisplay=true\n"
            f"Exec={command} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;\n",
        os.path.join(config, "mimeapps.list"):
            "[Default Applications]\n"
            f"x-scheme-handler/http={NAME}\nx-scheme-handler/https={NAME}\ntext/html={NAME}\n",
    }
    for path, text in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def main():
    words = sys.argv[1:]
    if len(words) == 2 and words[0] == "register":
        register(os.path.abspath(words[1]))
    elif len(words) == 3 and words[0] == "visit":
        with open(words[1], encoding="utf-8") as file:
            Browser(json.load(file)).visit(words[2])
    else:
        raise SystemExit(__doc__)


main()
