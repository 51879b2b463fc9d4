# shellcheck shell=bash
# What the programs in this folder share. Source it first; it needs bash 3.2 or newer.
set -euo pipefail

# Every list of packages has entries of the form "Debian's name: why it is needed".
# shellcheck disable=SC2034 # used by the programs that source this file
BUILD_PACKAGES=(
  "libgit2-dev: does everything git"
  "libyaml-dev: reads and writes the front matter of snapshots"
  "libsodium-dev: encrypts files and decrypts them"
  "libcurl4-openssl-dev: is for remotes over https"
  "pkg-config: tells the compiler where the libraries are"
)

# paint FD CODES TEXT…: styled where the descriptor is a terminal and NO_COLOR is unset or empty.
paint() {
  local fd=$1 codes=$2
  shift 2
  if [[ -t $fd && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    printf '\033[%sm%s\033[0m\n' "$codes" "$*" >&"$fd"
  else
    printf '%s\n' "$*" >&"$fd"
  fi
}

say() { printf '%s\n' "$*"; }
step() { paint 1 '1;36' "==> $*"; }
ok() { paint 1 32 "ok: $*"; }
fail() {
  paint 2 '1;31' "error: $*"
  exit 1
}

# The top folder of the repository.
repo_root() { (cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P); }

# Ends the program unless a Swift that can read Package.swift is on the PATH.
require_swift() {
  local version
  command -v swift >/dev/null || fail "Swift is missing. Install 6.2 or newer: https://www.swift.org/install"
  version=$(swift --version 2>&1 || true)
  if [[ ! $version =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]]; then
    fail "'swift --version' does not name a version; it said: $version"
  fi
  if ((BASH_REMATCH[1] < 6 || (BASH_REMATCH[1] == 6 && BASH_REMATCH[2] < 2))); then
    fail "Swift ${BASH_REMATCH[1]}.${BASH_REMATCH[2]} is too old. Install 6.2 or newer: https://www.swift.org/install"
  fi
}

# shellcheck source=scripts/packages.sh
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"
