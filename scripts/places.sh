# shellcheck shell=bash disable=SC2034
# Where scripts/install puts things and scripts/uninstall finds them; source it after lib.sh.

# read_prefix PROGRAM [--prefix FOLDER]: sets PREFIX, an absolute path.
read_prefix() {
  local program=$1
  shift
  PREFIX=$HOME/.local
  while (($# > 0)); do
    case $1 in
      --prefix=*) PREFIX=${1#*=} ;;
      --prefix) PREFIX=${2-} && shift ;;
      *) PREFIX='' ;;
    esac
    [[ -n $PREFIX ]] || fail "usage: scripts/$program [--prefix FOLDER]"
    shift
  done
  [[ $PREFIX == /* ]] || PREFIX=$PWD/$PREFIX
}

# The pages of `handoff help`, each also for man(1), and the file of one.
TOPICS=(how privacy encryption settings remotes hooks troubleshooting)
manual_place() { printf '%s\n' "$PREFIX/share/man/man7/handoff-$1.7"; }
# The file of a command's page; the empty name is that of handoff itself.
command_manual_place() { printf '%s\n' "$PREFIX/share/man/man1/handoff${1:+-$1}.1"; }

# The file of a shell's completions. With a prefix of ~/.local, bash and fish find theirs by
# themselves; zsh needs that folder in its fpath.
completion_place() {
  case $1 in
    bash) printf '%s\n' "$PREFIX/share/bash-completion/completions/handoff" ;;
    zsh) printf '%s\n' "$PREFIX/share/zsh/site-functions/_handoff" ;;
    fish) printf '%s\n' "$PREFIX/share/fish/vendor_completions.d/handoff.fish" ;;
  esac
}
