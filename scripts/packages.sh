# shellcheck shell=bash
# Installing what the system lacks; part of lib.sh.

# need_packages "name: why"…: does nothing where everything is there.
need_packages() {
  local entry missing=()
  for entry in "$@"; do
    has_package "${entry%%:*}" || missing+=("$entry")
  done
  ((${#missing[@]} > 0)) || return 0
  say "Missing on this machine:"
  printf '  %s\n' "${missing[@]}"
  # From here on the names alone count.
  if has_apt; then
    install_with_apt "${missing[@]%%:*}"
  elif command -v brew >/dev/null; then
    install_with_brew "${missing[@]%%:*}"
  else
    fail "Install these with the package manager of this system (the names are Debian's), then run this again."
  fi
}

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

has_package() {
  if has_apt; then
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) != installed ]] || return 0
    # Another package may stand in for it, as pkgconf does for pkg-config.
    [[ -n $(dpkg-query -W -f '${db:Status-Status}, ${Provides},\n' 2>/dev/null |
      sed -nE "/^installed,(.*,)? $1( \\([^)]*\\))?,/p") ]]
    return
  fi
  case $1 in
    libgit2-dev) pkg-config --exists libgit2 2>/dev/null ;;
    libyaml-dev) pkg-config --exists yaml-0.1 2>/dev/null ;;
    libsodium-dev) pkg-config --exists libsodium 2>/dev/null ;;
    libcurl4-openssl-dev) pkg-config --exists libcurl 2>/dev/null ;;
    openssh-server) [[ -x /usr/sbin/sshd ]] || command -v sshd >/dev/null ;;
    tinyproxy-bin) command -v tinyproxy >/dev/null ;;
    python3-pip) python3 -m pip --version >/dev/null 2>&1 ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

install_with_apt() {
  # Never at the price of removing something: then a person has to decide.
  local install=(apt-get install -y --no-install-recommends --no-remove "$@")
  local root=()
  if (($(id -u) != 0)); then
    command -v sudo >/dev/null ||
      fail "Installing needs root, and there is no sudo. As root, run: apt-get update && ${install[*]}"
    root=(sudo)
  fi
  step "Installing $*"
  # A source that is out of reach is no reason to stop: the packages may come from another one.
  ${root[@]+"${root[@]}"} apt-get update -q || say "The package lists could not all be updated."
  ${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive "${install[@]}" ||
    fail "The packages could not be installed. Run this by hand and see: ${install[*]}"
}

install_with_brew() {
  local name formulas=()
  for name in "$@"; do
    case $name in
      libgit2-dev) formulas+=(libgit2) ;;
      libyaml-dev) formulas+=(libyaml) ;;
      libsodium-dev) formulas+=(libsodium) ;;
      libcurl4-openssl-dev) formulas+=(curl) ;;
      python3 | python3-pip) formulas+=(python) ;;
      openssh-server) ;; # part of macOS
      tinyproxy-bin) formulas+=(tinyproxy) ;;
      *) formulas+=("$name") ;;
    esac
  done
  ((${#formulas[@]} > 0)) || return 0
  step "Installing ${formulas[*]}"
  brew install "${formulas[@]}" || fail "Run this by hand and see: brew install ${formulas[*]}"
}
