#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The built-in demo, its tools listed and run, all of it inside the sandbox."""

import json
import subprocess

from sandbox import end_all, sandboxed, words_for
from sandboxed_window import SandboxedToolcrib, show


def command_line_runs_a_tool():
    demo = subprocess.Popen(words_for('toolcrib-demo'), stdout=subprocess.PIPE, text=True)
    try:
        addresses = json.loads(demo.stdout.readline())
        tools = json.loads(sandboxed('toolcrib-cli', 'tools', addresses['open'], '--json'))
        assert 'get_random_number' in [tool['name'] for tool in tools]
        result = json.loads(sandboxed('toolcrib-cli', 'call', addresses['open'], 'get_random_number',
                                      'min=7', 'max=8', '--json'))
        assert result['content'][0]['text'] == '7', result
    finally:
        demo.terminate()
        demo.wait()


def window_lists_the_tools():
    window = SandboxedToolcrib('--demo')
    try:
        window.start()
        window.see(role='list item', starts='Get random number,')
        window.quit()
    except Exception:
        show(window)
        raise
    finally:
        window.kill()


try:
    command_line_runs_a_tool()
    window_lists_the_tools()
finally:
    end_all()
