# shellcheck shell=bash disable=SC2154
# What grows: files with every snapshot, and cost with their number and with history; part of bench.

# growth_of FOLDER: the bytes and the loose objects of a repository, as JSON.
growth_of() {
  local loose
  loose=$(git -C "$1" count-objects | cut -d' ' -f1)
  printf '{"bytes": %s, "looseObjects": %s}' "$(du -sb "$1" | cut -f1)" "$loose"
}

row_growth() {
  local count=1000 n clone before
  [[ -z $quick ]] || count=100
  step "Taking $count snapshots"
  use_machine growth
  set_up "$lab"
  clone=$HOME/.local/share/handoff/repo/.git
  before="{\"clone\": $(growth_of "$clone"), \"remote\": $(growth_of "$lab/$machine/ours.git")}"
  for ((n = 0; n < count; n++)); do
    "$lab/$machine/change-transcript"
    quietly "$lab/bin/handoff" snapshot --force --session "$session"
  done
  n=$(git -C "$lab/$machine/ours.git" rev-list --count main)
  ((n > count)) || fail "Not every snapshot was pushed: $n commits."
  note "{\"snapshots\": $count, \"before\": $before, \"clone\": $(growth_of "$clone"),
    \"remote\": $(growth_of "$lab/$machine/ours.git")}"
}

# cost_of SIZE: of the commands that a person waits for, with that many snapshots, or commits.
cost_of() {
  local times=$((runs / 15))
  measure "$times" "git_version_$1" "$(command -v git)" --version \
    , "start_$1" "$lab/bin/handoff" --version \
    , "list_$1" "$lab/bin/handoff" list --no-fetch \
    , "show_$1" "$lab/bin/handoff" show --no-fetch --no-pager "${session:0:8}" \
    , "status_$1" "$lab/bin/handoff" status --line \
    , "sync_$1" prepare="$lab/$machine/change-ours" "$lab/bin/handoff" sync
}

row_exponents() {
  local count former=1
  step "Cost against the number of snapshots"
  use_machine snapshots
  set_up "$lab"
  for count in 10 100 1000 10000; do
    have_tasks "$former" "$count"
    former=$count
    cost_of "snapshots_$count"
  done
  end_workers
  step "Cost against the length of history"
  for count in 0 1000 20000; do
    use_machine "history$count"
    set_up "$lab"
    have_tasks 1 11
    ((count == 0)) || fill commits "$count"
    cost_of "history_$count"
    end_workers
  done
}
