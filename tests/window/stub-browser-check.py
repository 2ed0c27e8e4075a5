#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""stub-browser-check.py DEMO: the browser of the tests starts as a person's does, and signs in at
the stand-in by form_post and by query; what it is told to refuse, it refuses."""

import base64
import hashlib
import http.server
import json
import os
import secrets
import subprocess
import sys
import threading
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "house"))
from tap import case, done  # noqa: E402

STUB = os.path.join(HERE, "stub-browser.py")
FOLDER = os.path.join(os.environ["HOME"], "browser")
PLAN = os.path.join(os.environ["HOME"], "plan.json")


class Listener(http.server.HTTPServer):
    """Takes one answer, as the program's own listener does."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.timeout = 30
        self.got = None
        self.address = f"http://localhost:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, text):
        self.server.got = self.command, dict(urllib.parse.parse_qsl(text))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write("<title>Zurück</title><h1>Zurück</h1>".encode())

    def do_GET(self):
        self.answer(self.path.partition("?")[2])

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def log_message(self, *_):
        pass


def plan(**changes):
    with open(PLAN, "w", encoding="utf-8") as file:
        json.dump({"folder": FOLDER, "account": tenant["users"][0]["username"],
                   "password": tenant["users"][0]["password"], **changes}, file)


def read_log():
    with open(os.path.join(FOLDER, "log.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def walk(mode, **more):
    """Opens the browser as the program does; returns how and what it brought back."""
    listener = Listener()
    challenge = hashlib.sha256(secrets.token_urlsafe(32).encode()).digest()
    query = urllib.parse.urlencode({
        "client_id": tenant["client_id"], "redirect_uri": listener.address,
        "response_type": "code", "response_mode": mode, "scope": tenant["scope"], "state": "s t",
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256", **more})
    origin = tenant["issuer"].removesuffix("/v2.0")
    serving = threading.Thread(target=listener.handle_request)
    serving.start()
    subprocess.run(["gio", "open", f"{origin}/oauth2/v2.0/authorize?{query}"], check=True)
    serving.join()
    listener.server_close()
    return listener.got


@case
def signs_in_and_posts_the_answer():
    plan()
    method, fields = walk("form_post")
    assert method == "POST" and fields["state"] == "s t" and fields["code"], (method, fields.keys())
    assert [entry["heading"] for entry in read_log()][:5] == [
        "Sign in", "Enter password", "Stay signed in?", "Permissions requested", "Working..."]


@case
def keeps_its_cookies():
    before = len(read_log())
    method, fields = walk("query")
    assert method == "GET" and fields["code"]
    assert not any(entry["heading"] == "Enter password" for entry in read_log()[before:])


@case
def presses_what_it_is_told():
    plan(press={"Enter password": "cancel"})
    method, fields = walk("form_post", prompt="login")
    assert method == "POST" and fields["error"] == "access_denied", (method, fields)


@case
def notes_no_secret():
    with open(os.path.join(FOLDER, "log.jsonl"), encoding="utf-8") as file:
        text = file.read()
    assert tenant["users"][0]["password"] not in text and "code" not in text


demo = subprocess.Popen([sys.argv[1]], stdout=subprocess.PIPE, text=True)
tenant = json.loads(demo.stdout.readline())["tenant"]
plan()
subprocess.run([STUB, "register", PLAN], check=True)
try:
    done()
finally:
    demo.terminate()
    demo.wait()
