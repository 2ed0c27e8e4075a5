#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data.py SOURCE BUILD: the files beside the program are what desktops, shops and translators expect."""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import xml.dom.minidom

from tap import Skip, case, done

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
ID = 'io.github.toolcrib.Toolcrib'
TRANSLATES = re.compile(r'\b(?:N?C?_|d?n?p?gettext) ?\(\s*"')


def run(*words):
    if not shutil.which(words[0]):
        raise Skip(f'{words[0]} is not installed')
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f'{" ".join(words)}:\n{result.stdout}{result.stderr}'
    return result.stdout + result.stderr


@case
def desktop_file():
    run('desktop-file-validate', '--no-hints', f'{BUILD}/data/{ID}.desktop')


@case
def metainfo():
    run('appstreamcli', 'validate', '--no-net', f'{BUILD}/data/{ID}.metainfo.xml')


@case
def metainfo_as_shops_want_it():
    text = open(f'{BUILD}/data/{ID}.metainfo.xml', encoding='utf-8').read()
    summary = re.search(r'<summary>(.*?)</summary>', text).group(1)
    assert 10 <= len(summary) <= 35 and not summary.endswith('.'), summary
    version = re.search(r"version: '([^']+)'", open(f'{SOURCE}/meson.build', encoding='utf-8').read()).group(1)
    assert f'<release version="{version}"' in text, f'no release entry for {version}'


@case
def settings_schema():
    run('glib-compile-schemas', '--strict', '--dry-run', f'{SOURCE}/data')


@case
def templates_are_xml():
    for path in glob.glob(f'{SOURCE}/src/ui/*.ui'):
        xml.dom.minidom.parse(path)


@case
def every_translatable_file_is_listed():
    listed = {line.strip() for line in open(f'{SOURCE}/po/POTFILES.in', encoding='utf-8')
              if line.strip() and not line.startswith('#')}
    found = set()
    for path in glob.glob(f'{SOURCE}/src/**/*', recursive=True):
        if path.endswith('.c') and TRANSLATES.search(open(path, encoding='utf-8').read()) or \
                path.endswith('.ui') and 'translatable="yes"' in open(path, encoding='utf-8').read():
            found.add(os.path.relpath(path, SOURCE))
    assert not found - listed, f'not in po/POTFILES.in: {sorted(found - listed)}'
    gone = {name for name in listed if not os.path.exists(f'{SOURCE}/{name}')}
    assert not gone, f'in po/POTFILES.in, but not there: {sorted(gone)}'
    names = [line.strip() for line in open(f'{SOURCE}/po/POTFILES.in', encoding='utf-8') if line.strip()]
    assert names == sorted(names), 'po/POTFILES.in is not sorted'


@case
def translations_are_whole():
    for language in open(f'{SOURCE}/po/LINGUAS', encoding='utf-8').read().split():
        run('msgfmt', '--check', '-o', os.devnull, f'{SOURCE}/po/{language}.po')


@case
def manifest_asks_for_little():
    manifest = json.load(open(f'{SOURCE}/flatpak/{ID}.json', encoding='utf-8'))
    allowed = {'--device=dri', '--share=ipc', '--share=network', '--socket=fallback-x11', '--socket=wayland',
               '--filesystem=host-etc:ro'}
    assert set(manifest['finish-args']) <= allowed, set(manifest['finish-args']) - allowed
    assert {'--socket=fallback-x11', '--socket=wayland', '--share=ipc'} <= set(manifest['finish-args'])
    assert 'branch' not in manifest and '/' not in manifest['command']
    shown = run('flatpak-builder', '--show-manifest', f'{SOURCE}/flatpak/{ID}.json')
    assert 'WARNING' not in shown, shown


@case
def icons_are_scalable():
    for name in (ID, f'{ID}-symbolic'):
        assert '<svg' in open(f'{SOURCE}/data/icons/{name}.svg', encoding='utf-8').read()


@case
def top_level_is_tidy():
    expected = {'meson.build', 'meson_options.txt', 'run', 'README.md', 'HACKING.md', 'NEWS', 'COPYING',
                'src', 'data', 'po', 'tests', 'flatpak', '.ci', '.editorconfig', '.gitignore'}
    if not os.path.exists(f'{SOURCE}/.git'):
        raise Skip('no git checkout')
    listed = subprocess.run(['git', '-c', f'safe.directory={SOURCE}', '-C', SOURCE, 'ls-tree', '--name-only', 'HEAD'],
                            capture_output=True, text=True, check=True).stdout.split()
    assert set(listed) == expected, set(listed) ^ expected


done()
