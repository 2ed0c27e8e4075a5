# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of the file system that only this process and its children see so. Needs root."""

import ctypes
import os
import stat

CLONE_NEWNS = 0x00020000
MNT_DETACH = 2
MS_BIND = 0x1000
MS_RECURSIVE = 0x4000
MS_PRIVATE = 0x40000


def call(name, *arguments):
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def enter():
    """What is mounted from here on is mounted for us alone."""
    call("unshare", CLONE_NEWNS)
    call("mount", b"none", b"/", None, MS_PRIVATE | MS_RECURSIVE, None)


def mount_empty(folder):
    call("mount", b"none", folder.encode(), b"tmpfs", 0, None)


def unmount(folder):
    call("umount2", folder.encode(), MNT_DETACH)


def bind(source, target, mode):
    if stat.S_ISLNK(mode):
        os.symlink(os.readlink(source), target)
        return
    if stat.S_ISDIR(mode):
        os.mkdir(target)
    else:
        with open(target, "xb"):
            pass
    call("mount", source.encode(), target.encode(), None, MS_BIND | MS_RECURSIVE, None)


def cover(folder):
    """A shared folder of our own: with what is there now, without what others add later."""
    below = os.open(folder, os.O_PATH)
    mode = stat.S_IMODE(os.stat(folder).st_mode)
    mount_empty(folder)
    os.chmod(folder, mode)
    for name in os.listdir(f"/proc/self/fd/{below}"):
        source = f"/proc/self/fd/{below}/{name}"
        try:
            bind(source, os.path.join(folder, name), os.lstat(source).st_mode)
        except FileNotFoundError:
            pass  # it went while we looked
    os.close(below)
