# shellcheck shell=bash
# Building the three programs; source it after lib.sh.

# shellcheck disable=SC2034 # used by the programs that source this file
PROGRAMS=(handoff handoff-snapshot handoff-cleanup)
PROGRAMS_FOLDER=

# build_programs [FLAG…]: installs what is missing, builds, and sets PROGRAMS_FOLDER. An earlier
# build is used again.
build_programs() {
  local program started=$SECONDS
  require_swift
  need_packages "${BUILD_PACKAGES[@]}"
  # Swift's package manager starts it; the programs themselves never do.
  command -v git >/dev/null || need_packages "git: fetches the Swift packages that handoff is built from"
  step "Building (the first time takes some minutes)"
  # One by one, so that what only the tests need is left out.
  for program in "${PROGRAMS[@]}"; do
    swift build --package-path "$(repo_root)" "$@" --product "$program" ||
      fail "The build failed; the lines above say why."
  done
  PROGRAMS_FOLDER=$(swift build --package-path "$(repo_root)" "$@" --show-bin-path)
  ok "built in $((SECONDS - started)) s"
}
