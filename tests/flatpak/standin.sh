#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# standin.sh up FOLDER BRANCH   installs org.gnome.Platform and .Sdk of that branch into the user
#                               installation FOLDER/flatpak: nearly empty trees, over which this
#                               system's /usr is laid read-only
# standin.sh down FOLDER        takes the mounts away and the folder
#
# Needs root for the mounts. What a runtime would not offer is hidden, so that a program that
# leans on it fails here too.
set -euo pipefail

folder=$(realpath -m "$2")
export FLATPAK_USER_DIR=$folder/flatpak
arch=$(flatpak --default-arch)

# flatpak binds a runtime's files/etc to /etc: what programs read there, nothing private.
copy_etc () {
  local to=$1 name
  mkdir -p "$to/ssl"
  for name in alternatives fonts ld.so.conf ld.so.conf.d nsswitch.conf os-release protocols services; do
    if [ -e "/etc/$name" ]; then
      cp -dR "/etc/$name" "$to/"
    fi
  done
  cp -dR /etc/ssl/certs "$to/ssl/"
}

make_tree () {
  local name=$1 branch=$2 tree=$3
  mkdir -p "$tree/files" "$tree/usr/bin"
  copy_etc "$tree/usr/etc"
  # WebKit and portals ask for it by name.
  cp /usr/libexec/flatpak-xdg-utils/* "$tree/usr/bin/"
  cat > "$tree/metadata" <<END
[Runtime]
name=$name
runtime=org.gnome.Platform/$arch/$branch
sdk=org.gnome.Sdk/$arch/$branch
END
  flatpak build-export --runtime --disable-sandbox "$folder/repo" "$tree" "$branch" >/dev/null
}

hidden_of () {
  echo usr/local local src games bin/node bin/npm bin/npx
  # Else GLib finds the host's programs through the overlay and starts them inside the sandbox.
  if [ "$1" = org.gnome.Platform ]; then
    echo include share/applications share/pkgconfig "lib/$(gcc -dumpmachine)/pkgconfig" \
      bin/gcc bin/cc bin/meson bin/ninja bin/pkg-config
  fi
}

lay_host_over () {
  local name=$1 branch=$2 files hide path
  files=$(readlink -f "$FLATPAK_USER_DIR/runtime/$name/$arch/$branch/active")/files
  hide=$folder/hide/$name
  for path in $(hidden_of "$name"); do
    mkdir -p "$hide/$(dirname "$path")"
    [ -e "$hide/$path" ] || mknod "$hide/$path" c 0 0
  done
  # files/.ref (which flatpak locks) and files/etc stay those of the commit.
  mount -t overlay overlay -o "ro,lowerdir=$hide:$files:/usr" "$files"
}

up () {
  local branch=$1 name
  mkdir -p "$folder"
  ostree init --repo="$folder/repo" --mode=bare-user-only
  for name in org.gnome.Platform org.gnome.Sdk; do
    make_tree "$name" "$branch" "$folder/tree/$name"
  done
  flatpak --user remote-add --no-gpg-verify standin "file://$folder/repo"
  flatpak --user config --set languages 'en;de'
  for name in org.gnome.Platform org.gnome.Sdk; do
    flatpak --user install -y --noninteractive standin "runtime/$name/$arch/$branch" >/dev/null
    lay_host_over "$name" "$branch"
  done
}

down () {
  local mounted
  while read -r _ mounted _; do
    case $mounted in
      "$folder"/*) umount "$mounted" ;;
    esac
  done < <(tac /proc/mounts)
  rm -rf "$folder"
}

case $1 in
  up) up "$3" ;;
  down) down ;;
esac
