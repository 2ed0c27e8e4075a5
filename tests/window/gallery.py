#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gallery.py GALLERY: every page of the gallery in several looks, without a word of complaint."""

import os
import sys
import tempfile
import traceback

from crib_window import Failure, Toolcrib, wait_until

LOOKS = (["--narrow", "--large"], ["--right-to-left", "--dark"])
LEAST = 20


class Gallery(Toolcrib):
    def is_ready(self):
        if self.process.poll() is not None:
            raise Failure(f"the gallery ended with {self.process.returncode}")
        return self.find(role="list", name="Pages")

    def list_pages(self):
        return [item.find(role="label").name for item in
                self.find(role="list", name="Pages").find_all(role="list item")]

    def close(self):
        self.press("ctrl+q")
        self.see_end()

    def see_end(self):
        wait_until(lambda: self.process.poll() is not None, "the gallery to end", 60)
        if self.process.returncode != 0 or self.complaints():
            raise Failure(f"ended with {self.process.returncode}: {self.complaints()}")


def open_each(gallery):
    """As a person does; on each page all that is wrong is shown, and then the other side."""
    gallery.start()
    gallery.click(gallery.see(role="list", name="Pages").find(role="list item"))
    pages = gallery.list_pages()
    if len(pages) < LEAST:
        raise Failure(f"only {len(pages)} pages: {pages}")
    for title in pages:
        gallery.click(gallery.see(role="label", name=title))
        gallery.see(role="heading", name=title)
        gallery.press("ctrl+Return")
        gallery.click(gallery.see(role="push button", name="JSON"))
        gallery.see(role="text", name="Input as JSON")
    gallery.close()


def photograph(gallery):
    """The camera goes through all pages by itself, which it sees whole."""
    with tempfile.TemporaryDirectory() as folder:
        gallery.command.append(f"--pictures={folder}")
        gallery.process = gallery.spawn()
        gallery.see_end()
        pictures = os.listdir(folder)
        if len(pictures) < LEAST:
            raise Failure(f"only {len(pictures)} pictures: {pictures}")


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
