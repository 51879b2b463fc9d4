# shellcheck shell=bash disable=SC2154
# The start of the program, listing tasks, and the picker; part of bench.

row_start() {
  step "Starting the program"
  measure "$((runs / 3))" git_version "$(command -v git)" --version \
    , version "$lab/bin/handoff" --version
}

row_list() {
  local former=1 count
  step "Listing tasks"
  use_machine list
  set_up "$lab"
  for count in 100 1000; do
    have_tasks "$former" "$count"
    former=$count
    measure "$((runs / 6))" "git_version_$count" "$(command -v git)" --version \
      , "list_$count" "$lab/bin/handoff" list --no-fetch
  done
}

row_screen() {
  step "The picker's first frame"
  use_machine screen
  set_up "$lab"
  have_tasks 1 1000
  # The last line of the first frame: the whole of it is there.
  TERM=xterm measure "$((runs / 6))" git_version "$(command -v git)" --version \
    , picker screen="quit" "$lab/bin/handoff" \
    , status_line "$lab/bin/handoff" status --line
}
