#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The search for leaked secrets finds what is planted: in each way of writing, in each place."""

import base64
import os
import secrets
import subprocess
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "house"))
from tap import case, done  # noqa: E402

import crib_namespace  # noqa: E402
from crib_journal import Journal  # noqa: E402
from crib_leaks import SHARED, Leaks  # noqa: E402

HOME, RUNTIME = os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"]
APART = os.path.join(HOME, "apart")
TOKEN = "1.AX" + secrets.token_urlsafe(300)
JWT = "eyJ0eXAiOiJKV1QifQ." + secrets.token_urlsafe(200) + "." + secrets.token_urlsafe(256)
PASSWORD = f"Größe+{secrets.token_hex(4)}/?!"
KNOWN = [("token", TOKEN), ("jwt", JWT), ("password", PASSWORD)]

# A program that says its last argument, as a program that uses GLib does.
TALKER = """
import os, sys
from gi.repository import GLib
where, text = sys.argv[1], os.environ.pop("TEXT")
if where == "log":
    GLib.log_default_handler("talker", GLib.LogLevelFlags.LEVEL_MESSAGE, "it was " + text)
elif where == "print":
    print(text, flush=True)
else:
    sys.stderr.write(text)
"""


def ways(secret):
    raw = secret.encode()
    return {
        "plain": raw,
        "percent-encoded": urllib.parse.quote(secret, safe="").encode(),
        "lower percent-encoded": urllib.parse.quote(secret, safe="").lower().encode()
        if secret == secret.lower() else b"".join(b"%%%02x" % c for c in raw),
        "percent-encoded twice": urllib.parse.quote(
            "".join("%%%02X" % c for c in raw), safe="").encode(),
        "base64": base64.b64encode(raw),
        "base64 further on": base64.b64encode(b'{"refresh_token":"' + raw + b'"}'),
        "base64url": base64.urlsafe_b64encode(b"??" + raw).rstrip(b"="),
        "base64 in lines": base64.encodebytes(b">" + raw),
    }


def kinds(found):
    return {kind for _, kind, _ in found}


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


@case
def finds_nothing_where_nothing_is():
    write(f"{HOME}/.config/innocent", os.urandom(1 << 16) + TOKEN[:20].encode() + b"eyJ0eXAiOiJKV1")
    found = leaks.find(KNOWN)
    assert not found, found


@case
def finds_each_way_of_writing():
    path = f"{HOME}/.config/toolcrib/planted"
    for kind, secret in KNOWN:
        for way, text in ways(secret).items():
            write(path, b"before " + text + b" after")
            found = leaks.find(KNOWN)
            assert kinds(found) == {kind} and found[0][0] == path, f"{kind}, {way}: {found}"
    os.unlink(path)


@case
def finds_the_end_of_a_long_one():
    path = f"{HOME}/planted"
    for part in (TOKEN[-40:], TOKEN[:40], JWT[-40:]):
        write(path, part.encode())
        assert len(leaks.find(KNOWN)) == 1, part
    os.unlink(path)


@case
def finds_it_in_each_folder():
    paths = [f"{HOME}/.cache/webkit/a", f"{RUNTIME}/a", f"{HOME}/{TOKEN[-40:]}"]
    if journal is None:
        print("# not looked at: folders that others write to as well, needs root")
    else:
        paths += [f"{folder}/toolcrib-planted" for folder in SHARED]
    for path in paths:
        write(path, TOKEN.encode())
        try:
            assert kinds(leaks.find(KNOWN)) == {"token"}, path
        finally:
            os.unlink(path)
    assert not leaks.find(KNOWN)


@case
def leaves_alone_what_is_apart():
    write(f"{APART}/cookies", TOKEN.encode())
    assert not leaks.find(KNOWN)


@case
def finds_it_in_a_process():
    for words, more in (([TOKEN], {}), ([], {"LOOK": PASSWORD})):
        kept = Leaks([], None)
        # beneath another process, as a page's helper is
        process = subprocess.Popen(["sh", "-c", '"$@"; :', "sh", sys.executable, "-c",
                                    "print(flush=True); input()", *words],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   env={**os.environ, **more})
        process.stdout.readline()
        kept.keep_process(process.pid)
        process.communicate(b"\n")
        found = kept.find(KNOWN)
        assert len(found) >= 2 and kinds(found) == ({"password"} if more else {"token"}), found


def say(where, text, **streams):
    subprocess.run([sys.executable, "-c", TALKER, where], check=True,
                   env={**os.environ, "TEXT": text}, **streams)


@case
def finds_it_in_an_output_that_was_kept():
    kept = Leaks([], None)
    said = subprocess.run([sys.executable, "-c", TALKER, "stderr"], check=True,
                          capture_output=True, env={**os.environ, "TEXT": JWT}).stderr
    kept.keep("standard error", said)
    assert kept.find(KNOWN) == [("standard error", "jwt", "plain")]


@case
def finds_it_in_the_journal():
    if journal is None:
        print("# not looked at: the journal's socket is bound in a mount namespace, needs root")
        return
    for where, place, secret in (("log", "journal message", PASSWORD),
                                 ("print", "journal stream", TOKEN),
                                 ("stderr", "journal stream", JWT)):
        read = Leaks([], journal)
        seen = len(read.find(KNOWN))
        with journal.open_stream() as out, journal.open_stream() as errors:
            say(where, secret, stdout=out, stderr=errors)
        found = journal.wait_until(lambda: read.find(KNOWN)[seen:])
        assert any(at.startswith(place) for at, _, _ in found), (where, found)


journal = None
if os.geteuid() == 0:
    crib_namespace.enter()
    for name in SHARED:
        crib_namespace.cover(name)
    journal = Journal()
os.makedirs(APART)
leaks = Leaks([HOME, RUNTIME], None, [APART], SHARED if journal else ())
try:
    done()
finally:
    if journal is not None:
        journal.close()
