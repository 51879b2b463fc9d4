# shellcheck shell=bash
# Trees of other systems, made by debootstrap, for which one has to be root. Source it after lib.sh.

entered=

need_trees() {
  ((EUID == 0)) || fail "This makes trees of other systems, and needs root."
  need_packages "debootstrap: makes trees of other systems"
}

# make_tree SUITE FOLDER [PACKAGE…]: a minimal system with these packages; it fails where the archive
# cannot be reached.
make_tree() {
  local suite=$1 folder=$2 mirror=http://deb.debian.org/debian
  shift 2
  case $suite in
    focal | jammy | noble) mirror=http://archive.ubuntu.com/ubuntu ;;
  esac
  mkdir -p "$folder"
  local flags=(--variant=minbase)
  # shellcheck disable=SC2054 # its own commas
  (($# == 0)) || flags+=("--include=$(IFS=, && printf '%s' "$*")")
  [[ $mirror != *ubuntu* || -f /usr/share/keyrings/ubuntu-archive-keyring.gpg ]] || flags+=(--no-check-gpg)
  if ! debootstrap "${flags[@]}" "$suite" "$folder" "$mirror" >"$folder.log" 2>&1; then
    tail -n 3 "$folder.log"
    return 1
  fi
  cp /etc/resolv.conf "$folder/etc/"
  # The way to the archive may be of this machine's own.
  cp /etc/apt/apt.conf.d/*proxy* "$folder/etc/apt/apt.conf.d/" 2>/dev/null || true
}

# enter_tree FOLDER: gives it what programs expect of a system; leave_tree takes that away.
enter_tree() {
  entered=$1
  mount -t proc proc "$1/proc"
  mount --bind /dev "$1/dev"
}

leave_tree() {
  [[ -n $entered ]] || return 0
  umount "$entered/dev" "$entered/proc" || fail "$entered cannot be left."
  entered=
}

# in_tree FOLDER COMMAND…: runs it there, with nothing of this shell.
in_tree() {
  local folder=$1
  shift
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    TERM=dumb DEBIAN_FRONTEND=noninteractive http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
    chroot "$folder" "$@"
}
