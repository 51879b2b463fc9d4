# shellcheck shell=bash
# Building the three programs; source it after lib.sh.

# shellcheck disable=SC2034 # used by the programs that source this file
PROGRAMS=(handoff handoff-snapshot handoff-cleanup)
# Where the built programs are.
PROGRAMS_FOLDER=
# Whether build_release has made handoff one file that needs no other library.
PROGRAMS_PORTABLE=

# shellcheck source=scripts/linking.sh
source "$(dirname "${BASH_SOURCE[0]}")/linking.sh"

# build_programs: for trying them out, as quickly as possible. An earlier build is used again.
build_programs() {
  local program started=$SECONDS
  prepare_build
  # One by one, so that what only the tests need is left out.
  for program in "${PROGRAMS[@]}"; do
    swift_build --product "$program" || fail "The build failed; the lines above say why."
  done
  PROGRAMS_FOLDER=$(swift_build --show-bin-path)
  ok "built in $((SECONDS - started)) s"
}

# build_release: for use; they need no Swift where they run.
build_release() {
  local program flags archives started=$SECONDS folder
  prepare_build
  folder=$(repo_root)/.build/programs
  find_archives
  mkdir -p "$folder"
  for program in "${PROGRAMS[@]}"; do
    release_flags "$program"
    swift_build "${flags[@]}" || fail "The build failed; the lines above say why."
    cp "$(swift_build "${flags[@]}" --show-bin-path)/$program" "$folder/$program.new"
    finish_program "$folder/$program.new"
    mv "$folder/$program.new" "$folder/$program"
  done
  PROGRAMS_FOLDER=$folder
  ok "built in $((SECONDS - started)) s"
  [[ -z $PROGRAMS_PORTABLE ]] || check_release "$folder/handoff"
}

# build_writer: the tests' writer beside the programs, after build_release; with the flags of handoff, or
# all of it would be compiled anew.
build_writer() {
  local flags archives
  find_archives
  release_flags handoff
  swift_build "${flags[@]/%handoff/sync-writer}" || fail "sync-writer does not build."
  cp "$(swift_build "${flags[@]/%handoff/sync-writer}" --show-bin-path)/sync-writer" "$PROGRAMS_FOLDER/"
}

# find_archives: sets `archives`, what handoff is linked with so that it needs no other library.
find_archives() {
  if archives=$(link_archives); then
    PROGRAMS_PORTABLE=yes
  else
    say "handoff is linked with the shared libraries of this system: $archives."
  fi
}

# release_flags PROGRAM: sets `flags`, Swift's for a program as it is used.
release_flags() {
  # Nothing is looked for beside the program: the loader would try eleven folders there.
  flags=(-c release --static-swift-stdlib --disable-local-rpath --product "$1")
  if [[ $1 == handoff-* ]] && can_link_statically; then
    # A hook runs after every answer; without shared libraries it starts in half the time.
    flags+=(-Xswiftc -static-executable --scratch-path "$(repo_root)/.build/hooks")
  elif [[ $1 == handoff && -n $PROGRAMS_PORTABLE ]]; then
    # gold, the default, keeps more of libstdc++ than is used, and with it newer symbols of glibc.
    flags+=(--pkg-config-path "$archives")
    flags+=(-Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -static-libgcc)
    # Else the loader writes 48,000 addresses on 150 pages before the program starts, and nobody looks
    # for its symbols. Like the hook programs it stands at a fixed address, which a flaw in one of the
    # archives might be used with; libraries, stack and heap do not.
    flags+=(-Xlinker --no-pie -Xlinker --no-export-dynamic)
  fi
}

# finish_program FILE: notes the commit in it, and takes out what nobody needs and what differs between
# two builds of the same source: Swift's marks of modules, and the id that is made of them.
finish_program() {
  local commit note
  if commit=$(built_commit) && command -v objcopy >/dev/null &&
    objdump -h "$1" | grep -q ' handoff_stamp '; then
    note=$(mktemp)
    { printf %s "$commit" && head -c $((16 - ${#commit})) /dev/zero; } >"$note"
    objcopy --update-section handoff_stamp="$note" "$1"
    rm -f "$note"
  fi
  if strip --version 2>/dev/null | grep -q GNU; then
    strip -R .swift_modhash -R .note.gnu.build-id -R .comment "$1"
  else
    strip "$1"
  fi
}

# built_commit: the commit, with a "+" where files were changed; it fails where there is none.
built_commit() {
  local commit
  commit=$(git -C "$(repo_root)" rev-parse --short=12 HEAD 2>/dev/null) || return 1
  [[ -z $(git -C "$(repo_root)" status --porcelain 2>/dev/null) ]] || commit+=+
  printf '%s\n' "$commit"
}

prepare_build() {
  require_swift
  need_packages "${BUILD_PACKAGES[@]}"
  # Swift's package manager starts it; the programs themselves never do.
  command -v git >/dev/null || need_packages "git: fetches the Swift packages that handoff is built from"
  step "Building (the first time takes some minutes)"
}

swift_build() { swift build --package-path "$(repo_root)" "$@"; }

# Whether Swift's runtime and the C library are here in the form that a static program needs.
can_link_statically() {
  local runtime
  [[ $(uname -s) == Linux ]] || return 1
  runtime=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  [[ -f ${runtime}_static/linux/static-executable-args.lnk ]] || return 1
  compgen -G "/usr/lib*/libc.a" >/dev/null || compgen -G "/usr/lib*/*/libc.a" >/dev/null
}
