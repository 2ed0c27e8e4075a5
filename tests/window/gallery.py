#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gallery.py GALLERY: every page of the gallery in several looks, without a word of complaint."""

import glob
import sys
import tempfile
import traceback

from crib_gallery import Gallery, read_pages
from crib_window import wait_until

LOOKS = (["--narrow", "--large"], ["--right-to-left", "--dark"])


def open_each(gallery):
    """As a person does; on each page the other side, and then all that is wrong is shown."""
    gallery.start()
    for page in read_pages():
        gallery.open_page(page["title"])
        gallery.click(gallery.see(role="push button", name="JSON"))
        gallery.see(role="text", name="Input as JSON")
        gallery.click(gallery.see(role="push button", name="Form"))
        gallery.see_gone(role="text", name="Input as JSON")
        gallery.press("ctrl+Return")
    gallery.close()


def photograph(gallery):
    """The camera goes through all pages by itself, which it sees whole."""
    with tempfile.TemporaryDirectory() as folder:
        gallery.command.append(f"--pictures={folder}")
        gallery.process = gallery.spawn()
        for page in read_pages():
            wait_until(lambda name=page["name"]: glob.glob(f"{folder}/{name}-*.png"),
                       f"the picture of {page['title']!r}", 60)
        gallery.see_end()


def main():
    plays = [(open_each, [])] + [(photograph, look) for look in LOOKS]
    for play, look in plays:
        gallery = Gallery(sys.argv[1], *look)
        try:
            play(gallery)
        except Exception:  # whatever it was
            traceback.print_exc()
            print(gallery.last_words(), file=sys.stderr)
            gallery.dump()
            return 1
        finally:
            gallery.kill()
    return 0


sys.exit(main())
