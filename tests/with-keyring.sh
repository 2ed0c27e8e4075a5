#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-keyring.sh [--locked|--none] COMMAND...: runs COMMAND with a private home, runtime folder and
# session bus and a real gnome-keyring on it, and ends all of it afterwards. The keyring is open;
# with --locked it exists and is closed; with --none nothing answers until COMMAND starts a daemon.
# KEYRING_PASSWORD opens it. Questions come up on the DISPLAY there is (see with-display.sh).
set -eu

password=${KEYRING_PASSWORD:-open sesame}

# What makes tests strict must not reach other people's programs.
leniently='env -u G_DEBUG -u MALLOC_CHECK_ -u MALLOC_PERTURB_'

start_daemon () {
  $leniently gnome-keyring-daemon --foreground --unlock --components=secrets <"$1" >>"$KEYRING_TOP/daemon.log" 2>&1 &
  daemon=$!
  tries=0
  until gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
    --method org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets | grep -q true; do
    tries=$((tries + 1))
    if [ "$tries" -gt 200 ] || ! kill -0 "$daemon" 2>/dev/null; then
      echo "Bail out! gnome-keyring did not start: $(cat "$KEYRING_TOP/daemon.log")"
      exit 1
    fi
    sleep 0.05
  done
}

stop_daemon () {
  kill "$daemon" 2>/dev/null || true
  wait "$daemon" 2>/dev/null || true
}

# The second half runs on the private bus.
if [ "${1:-}" = --inside ]; then
  mode=$2
  shift 2
  [ "$mode" = --none ] || start_daemon "$KEYRING_TOP/password"
  if [ "$mode" = --locked ]; then
    stop_daemon
    start_daemon "$KEYRING_TOP/wrong"
  fi
  status=0
  env ${STRICT_G_DEBUG:+G_DEBUG="$STRICT_G_DEBUG"} ${STRICT_MALLOC:+MALLOC_CHECK_="$STRICT_MALLOC"} "$@" || status=$?
  [ "$mode" = --none ] || stop_daemon
  exit "$status"
fi

mode=--open
case "${1:-}" in
  --locked | --none) mode=$1; shift ;;
esac

KEYRING_TOP=$(mktemp -d "${TMPDIR:-/tmp}/toolcrib-keyring.XXXXXX")
trap 'rm -rf "$KEYRING_TOP"' EXIT
trap 'exit 143' INT TERM
export KEYRING_TOP
mkdir -m 700 "$KEYRING_TOP/home" "$KEYRING_TOP/run" "$KEYRING_TOP/services"
printf %s "$password" >"$KEYRING_TOP/password"
printf %s "not $password" >"$KEYRING_TOP/wrong"

# A stock bus would start a keyring by itself. This one starts only what asks the questions, and
# what lets a test read the windows.
for service in org.gnome.keyring.SystemPrompter org.gnome.keyring.PrivatePrompter org.a11y.Bus; do
  [ ! -f "/usr/share/dbus-1/services/$service.service" ] ||
    cp "/usr/share/dbus-1/services/$service.service" "$KEYRING_TOP/services/"
done
cat >"$KEYRING_TOP/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$KEYRING_TOP/run</listen>
  <servicedir>$KEYRING_TOP/services</servicedir>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF

export HOME="$KEYRING_TOP/home" XDG_RUNTIME_DIR="$KEYRING_TOP/run"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME GNOME_KEYRING_CONTROL
unset SECRET_BACKEND SECRET_FILE_TEST_PATH SECRET_FILE_TEST_PASSWORD SNAP_NAME

export STRICT_G_DEBUG="${G_DEBUG:-}" STRICT_MALLOC="${MALLOC_CHECK_:-}"
status=0
# What the bus and its services have to say is not the test's output.
exec 4>&1 5>&2
$leniently dbus-run-session --config-file="$KEYRING_TOP/bus.conf" -- \
  sh -c 'exec "$@" >&4 2>&5 4>&- 5>&-' sh "$0" --inside "$mode" "$@" >"$KEYRING_TOP/bus.log" 2>&1 || status=$?
exit "$status"
