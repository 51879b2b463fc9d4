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
  # A worker there may still wait for its window.
  umount -l "$entered/dev" "$entered/proc" || fail "$entered cannot be left."
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

# What a toolchain of swift.org needs of Debian, and what gets everything else.
TOOLCHAIN_PACKAGES=(
  binutils ca-certificates git libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-0 libstdc++-dev libxml2
  pkg-config tzdata zlib1g-dev
)

# test_in_tree SUITE [ARGUMENT…]: builds what is committed here in a tree of another system, with this
# toolchain and that system's libraries, and runs scripts/test there.
test_in_tree() {
  local suite=$1 programs toolchain variables=() name
  shift
  need_trees
  programs=$(dirname "$(readlink -f "$(command -v swiftc)")")
  toolchain=$(dirname "$(dirname "$programs")")
  tree_lab=$(cd "$(mktemp -d)" && pwd -P)
  trap leave_test_tree EXIT
  local tree=$tree_lab/$suite
  step "Making a tree of $suite"
  make_tree "$suite" "$tree" || fail "The archive of $suite cannot be reached."
  enter_tree "$tree"
  mount --bind /dev/pts "$tree/dev/pts"
  mount --bind /dev/shm "$tree/dev/shm"
  # Names change from one version to the next: what is not there under this one comes with another.
  in_tree "$tree" apt-get update -q >/dev/null
  for name in "${TOOLCHAIN_PACKAGES[@]}"; do
    [[ $name != libstdc++-dev ]] ||
      name=$(in_tree "$tree" apt-cache pkgnames libstdc++- | grep -E '^libstdc\+\+-[0-9]+-dev$' | sort -V | tail -n 1)
    in_tree "$tree" apt-get install -y -q --no-install-recommends "$name" >>"$tree.log" 2>&1 ||
      say "$suite has no $name."
  done
  mkdir -p "$tree$toolchain" "$tree/root/handoff"
  mount --bind -o ro "$toolchain" "$tree$toolchain"
  git clone -q "$(repo_root)" "$tree/root/handoff"
  # What was fetched for here is the same there.
  mkdir "$tree/root/handoff/.build"
  for name in checkouts repositories workspace-state.json; do
    [[ ! -e .build/$name ]] || cp -a ".build/$name" "$tree/root/handoff/.build/"
  done
  # Where pip is told to look here, it looks there.
  while IFS= read -r name; do variables+=("$name=${!name}"); done < <(compgen -e | grep '^PIP_' || true)
  if [[ -d ${PIP_FIND_LINKS:-} ]]; then
    mkdir -p "$tree$PIP_FIND_LINKS"
    mount --bind -o ro "$PIP_FIND_LINKS" "$tree$PIP_FIND_LINKS"
  fi
  # The folder of the clone is root's here, and somebody else's to git there.
  in_tree "$tree" git config --global --add safe.directory '*'
  in_tree "$tree" env "PATH=$programs:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    ${variables[@]+"${variables[@]}"} /root/handoff/scripts/test "$@" </dev/null
}

leave_test_tree() {
  local mounted
  # The last one first.
  while IFS= read -r mounted; do umount -l "$mounted"; done < <(
    awk -v lab="$tree_lab/" 'index($2, lab) == 1 { print $2 }' /proc/mounts | sort -r)
  rm -rf --one-file-system "$tree_lab"
}
