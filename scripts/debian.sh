# shellcheck shell=bash disable=SC2154
# The .deb; part of scripts/package.

# debian_needs PROGRAM: the packages of the shared libraries that it is linked with, as Depends.
debian_needs() {
  local linked library file package needs=()
  linked=$(ldd "$1")
  for library in $(objdump -p "$1" | sed -n 's/^ *NEEDED *//p'); do
    # /lib may be a link to /usr/lib, and a package be known by either path.
    file=$(sed -n "s|^[[:space:]]*$library => \([^ ]*\) .*|\1|p" <<<"$linked")
    [[ -n $file ]] || continue
    package=$(dpkg -S "$file" 2>/dev/null || dpkg -S "$(readlink -f "$file")" 2>/dev/null ||
      dpkg -S "*/$library") || fail "No package of this system has $file, which handoff needs."
    package=${package%%:*}
    # A program runs with the version that it was linked with here, and with newer ones.
    needs+=("$package (>= $(dpkg-query -W -f '${Version}' "$package" | sed 's/[-+~].*//'))")
  done
  printf '%s\n' "${needs[@]}" | sort -u | paste -sd, - | sed 's/,/, /g'
}

# debian_maintainer: who has made the commit, as a package has to name somebody who can be asked.
debian_maintainer() {
  git log -1 --format='%an <%ae>' 2>/dev/null || printf '%s\n' "handoff <root@$(hostname -f)>"
}

# debian_copyright: the licences, each under a heading, in Debian's machine-readable form.
debian_copyright() {
  local package version
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n'
  printf 'Upstream-Name: handoff\nComment:\n The texts of the licences of all that the programs contain follow.\n\n'
  printf 'Files: *\nCopyright: %s\nLicense: MIT\n' "$(sed -n 's/^Copyright (c) //p' LICENSE)"
  sed '1,/^Copyright/d' LICENSE | debian_text
  printf '\nFiles: usr/bin/*\nCopyright: Apple Inc. and the Swift project authors\n'
  printf 'License: Apache-2.0 with Swift exception\n'
  {
    printf 'The Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.\n\n'
    sed -n '/Runtime Library Exception/,$p' "$(swift_folder)/../share/swift/LICENSE.txt"
  } | debian_text
  [[ -n $PROGRAMS_PORTABLE ]] || return 0
  while read -r package version; do
    printf '\nFiles: usr/bin/handoff*\nCopyright: see below\n'
    printf 'License: of-%s\n Of %s %s, which the programs contain:\n' "$package" "$package" "$version"
    debian_text <"/usr/share/doc/$package/copyright"
  done < <(archive_packages && dpkg-query -W -f '${Package} ${Version}\n' libc6-dev)
}

debian_text() { sed 's/^[[:space:]]*$/./; s/^/ /'; }

# debian_overrides: what lintian is told, and why.
debian_overrides() {
  cat <<'END'
# They run after every answer, and start in half the time without shared libraries.
handoff: statically-linked-binary [usr/bin/handoff-cleanup]
handoff: statically-linked-binary [usr/bin/handoff-snapshot]
# One file for all systems; doc/handoff/handoff.spdx.json names the versions, which a release must follow.
handoff: embedded-library *
# The loader would write 48,000 addresses before the program starts.
handoff: hardening-no-pie *
handoff: hardening-no-relro *
# An image of what an agent reads, not documentation.
handoff: package-contains-documentation-outside-usr-share-doc *
# Sourced by the demo beside them.
handoff: script-not-executable *
END
}

# installed_size FOLDER: kilobytes by the sizes of files; the blocks they take differ between disks.
installed_size() {
  find "$1" -type f -printf '%s\n' -o -printf '1\n' |
    awk '{ kilobytes += int(($1 + 1023) / 1024) } END { print kilobytes }'
}

# pack_debian FOLDER FILE: fills the folder, and packs it.
pack_debian() {
  local tree=$1 depends="libc6 (>= $RELEASE_GLIBC)" documents=$1/usr/share/doc/handoff
  [[ -n $PROGRAMS_PORTABLE ]] || depends=$(debian_needs "$PROGRAMS_FOLDER/handoff")
  mkdir -p "$tree/DEBIAN" "$tree/usr/share/lintian/overrides"
  fill "$tree/usr"
  # Debian's zsh looks for those of packages there.
  mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
  debian_copyright >"$documents/copyright"
  debian_overrides >"$tree/usr/share/lintian/overrides/handoff"
  gzip -n9 <CHANGELOG.md >"$documents/NEWS.md.gz"
  {
    printf 'handoff (%s) unstable; urgency=medium\n\n  * See NEWS.md.gz.\n\n' "$version"
    printf ' -- %s  %s\n' "$(debian_maintainer)" "$(LC_ALL=C date -u -R -d "@$time")"
  } | gzip -n9 >"$documents/changelog.gz"
  find "$tree/usr/share/man" -type f -exec gzip -n9 {} +
  cat >"$tree/DEBIAN/control" <<END
Package: handoff
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: $(debian_maintainer)
Installed-Size: $(installed_size "$tree/usr")
Depends: $depends
Recommends: ca-certificates, libcurl4 | libcurl4t64 | libcurl3-gnutls, openssh-client, sensible-utils
Section: vcs
Priority: optional
Description: pick up a Claude Code session on another machine
 Every open session is kept as a small Markdown file in a private git
 repository; any machine lists what is unfinished and carries it on.
END
  cat >"$tree/DEBIAN/prerm" <<'END'
#!/bin/sh
set -e
# Claude Code complains about hooks whose program is gone; only their owner can take them out.
if [ "$1" = remove ]; then
  for settings in /root/.claude/settings.json /home/*/.claude/settings.json; do
    if [ -f "$settings" ] && grep -q '/usr/bin/handoff-snapshot' "$settings"; then
      echo "handoff: its hooks are still in $settings; take them out there by hand," >&2
      echo "handoff: or install it again and run, as that user: handoff uninstall" >&2
    fi
  done
fi
END
  chmod -R u=rwX,go=rX "$tree"
  chmod 755 "$tree/DEBIAN/prerm"
  (cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  find "$tree" -exec touch -h -d "@$time" {} +
  SOURCE_DATE_EPOCH=$time dpkg-deb --root-owner-group -Zxz --build "$tree" "$2" >/dev/null
}
