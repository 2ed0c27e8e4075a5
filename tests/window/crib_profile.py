# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program keeps of a person's choices, written as it would write it itself."""

import json
import os


def save_server(config, stem, **members):
    """A server's profile in a folder of configuration. Returns its path."""
    folder = os.path.join(config, "toolcrib", "servers")
    os.makedirs(folder, 0o700, exist_ok=True)
    path = os.path.join(folder, f"{stem}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": 1, **members}, file)
    return path


def write_value(value):
    return str(value).lower() if isinstance(value, bool) else repr(value)


def save_trust(config, **entry):
    """One trusted authority, in the settings of GSETTINGS_BACKEND=keyfile."""
    members = ", ".join(f"'{name}': <{write_value(value)}>" for name, value in entry.items())
    folder = os.path.join(config, "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write(f"[io/github/toolcrib/Toolcrib]\ntrusted-authorities=[{{{members}}}]\n")
