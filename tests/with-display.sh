#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND...: runs COMMAND on a private X display, with a private home, runtime
# folder and session bus, and ends all of it afterwards. SCREEN=WxH sets the size.
set -eu

top=$(mktemp -d "${TMPDIR:-/tmp}/toolcrib-display.XXXXXX")
mkdir -m 700 "$top/home" "$top/run"
export HOME="$top/home" XDG_RUNTIME_DIR="$top/run"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME WAYLAND_DISPLAY DISPLAY
export GSK_RENDERER=cairo GDK_DEBUG=gl-disable GDK_BACKEND=x11 NO_AT_BRIDGE=0

# -noreset: without it the server resets when its last client leaves, and the next one finds none.
Xvfb -displayfd 3 -screen 0 "${SCREEN:-1280x800}x24" -noreset -nolisten tcp 3>"$top/number" >"$top/xvfb.log" 2>&1 &
server=$!

tidy () {
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  # The file system of the document portal outlives the bus for a moment.
  if grep -q " $top/run/doc " /proc/mounts; then
    fusermount3 -uz "$top/run/doc" 2>/dev/null || true
  fi
  rm -rf "$top" 2>/dev/null || true
}

trap tidy EXIT
trap 'exit 143' INT TERM

tries=0
until [ -s "$top/number" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 200 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "Bail out! Xvfb did not start: $(cat "$top/xvfb.log")"
    exit 1
  fi
  sleep 0.05
done
DISPLAY=":$(cat "$top/number")"
export DISPLAY

# What the bus and the services that it starts have to say goes to a file of theirs: a test's
# output is its own.
status=0
exec 4>&1 5>&2

# WebKit makes a thread of its own real-time where it may, under a limit of time that kills the
# whole program when it is reached. People may not, without RealtimeKit; root may, and must not here.
modestly=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  modestly='setpriv --bounding-set=-sys_nice'
fi

$modestly dbus-run-session -- sh -c 'exec "$@" >&4 2>&5 4>&- 5>&-' sh "$@" >"$top/bus.log" 2>&1 || status=$?
exit "$status"
