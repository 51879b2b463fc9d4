# shellcheck shell=bash disable=SC2154
# How long a whole sync of one changed snapshot takes, against git doing the same; part of bench.

# measure_sync RUNS: with the machine's remote as it is, and with one that has moved.
measure_sync() {
  local top=$lab/$machine file=tasks/desk-$session.md side count
  write_program "$machine/change-theirs" <<END
#!/bin/bash
cp "$HOME/.local/share/handoff/repo/$file" "$top/clone/$file"
echo "\$RANDOM\$RANDOM" >>"$top/clone/$file"
END
  for side in ours theirs; do
    write_program "$machine/change-$side-and-move" <<END
#!/bin/bash
"$top/change-$side"
cd "$top/other-$side"
echo "\$RANDOM\$RANDOM" >>tasks/other.md
git add -A && git commit -qm other && git pull -q --rebase && git push -q
END
  done
  write_program "$machine/git-sync" <<END
#!/bin/sh
cd "$top/clone" && git add -A && git commit -qm sync && git pull -q --rebase && git push -q
END
  measure "$1" "sync_$machine" prepare="$top/change-ours" "$lab/bin/handoff" sync \
    , "git_$machine" prepare="$top/change-theirs" "$top/git-sync"
  measure "$1" "sync_${machine}_moved" prepare="$top/change-ours-and-move" "$lab/bin/handoff" sync \
    , "git_${machine}_moved" prepare="$top/change-theirs-and-move" "$top/git-sync"
  # It has to have worked, or the times mean nothing.
  for side in ours theirs; do git -C "$top/$side.git" fsck --no-progress --no-dangling; done
  count=$(git -C "$top/ours.git" rev-list --count HEAD)
  ((count >= 2 * $1)) || fail "Not every sync pushed: $count commits."
  [[ ! -s $state/events.jsonl ]] || fail "There was trouble: $(<"$state/events.jsonl")"
}

step "Synchronising one changed snapshot: a path on this computer"
measure_sync "$sync_runs"

step "Synchronising one changed snapshot: ssh"
start_ssh_server
export GIT_SSH_COMMAND="ssh -F $ssh_client"
use_machine ssh
set_up "$ssh_url$lab"
measure_sync "$network_runs"

step "Synchronising one changed snapshot: ssh, one connection shared by all (ControlMaster)"
socket=$(mktemp -u)
export GIT_SSH_COMMAND="ssh -F $ssh_client -o ControlPath=$socket"
ssh -F "$ssh_client" -o ControlPath="$socket" -o ControlMaster=yes -N -p "${ssh_url##*:}" \
  127.0.0.1 &
servers+=($!)
for ((n = 0; n < 100; n++)); do [[ ! -S $socket ]] || break; sleep 0.05; done
use_machine ssh_shared
set_up "$ssh_url$lab"
measure_sync "$network_runs"
unset GIT_SSH_COMMAND

step "Synchronising one changed snapshot: https"
start_https_server
export GIT_SSL_CAINFO=$https_certificate
use_machine https
set_up "$https_url"
measure_sync "$network_runs"
