# shellcheck shell=bash disable=SC2034,SC2154
# The processor time of the program's start and of listing tasks; part of bench.

# add_tasks COUNT: brings the remote of the machine to that many tasks, and the machine up to date.
add_tasks() {
  local folder=$lab/$machine/other-ours/tasks pattern number id
  pattern=$folder/desk-$session.md
  for ((number = 2; number <= $1; number++)); do
    printf -v id '%08x%s' "$number" "${session:8}"
    [[ -f $folder/laptop-$id.md ]] ||
      sed "s/$session/$id/; s/^machine: .*/machine: laptop/; s/^title: .*/& $number/" \
        "$pattern" >"$folder/laptop-$id.md"
  done
  (cd "$folder" && git add -A && git commit -qm "$1 tasks" && git push -q)
  "$lab/bin/handoff" sync >/dev/null
  [[ $("$lab/bin/handoff" list --no-fetch --json | jq '.tasks | length') == "$1" ]] ||
    fail "There are not $1 tasks in the list."
}

step "Starting the program, and listing tasks"
use_machine list
set_up "$lab"
measure "$((runs / 3))" git_version "$(command -v git)" --version \
  , version "$lab/bin/handoff" --version
for count in 100 1000; do
  add_tasks "$count"
  measure "$((runs / 6))" "list_$count" "$lab/bin/handoff" list --no-fetch
done
# The last line of the first frame: the whole of it is there.
TERM=xterm measure "$((runs / 6))" picker screen="quit" "$lab/bin/handoff" \
  , status_line "$lab/bin/handoff" status --line
