# shellcheck shell=bash disable=SC2154
# How long a whole sync of one changed snapshot takes, against git doing the same; part of bench.

# compile_floor: the least that a sync can take.
compile_floor() {
  [[ -x $lab/bin/floor ]] ||
    gcc -O2 -Wall -Werror -o "$lab/bin/floor" "$(repo_root)/scripts/floor.c" -lz -ldl ||
    fail "The floor does not compile."
}

# floor_words [moved]: its words for the machine's remote, an array; it pushes to a third repository.
floor_words() {
  local service moved=${1:-} address=${remote_address#ssh://}
  floor=(floor"${moved:+_moved}" prepare="$lab/$machine/change-third" "$lab/bin/floor" "$lab/$machine/floor")
  service="git-receive-pack '$lab/$machine/third.git'"
  case $remote_address in
    ssh:*)
      floor+=(command)
      [[ -z $moved ]] || service="printf 0000 | git-upload-pack '$lab/$machine/third.git' && $service"
      address=${address%%/*}
      floor+=(${moved:+"$moved"} "$GIT_SSH_COMMAND -p ${address#*:} ${address%:*} \"$service\"")
      ;;
    https:*) floor+=(https ${moved:+"$moved"} "$GIT_SSL_CAINFO" "$remote_address/$machine/third.git") ;;
    *) floor+=(path ${moved:+"$moved"}) ;;
  esac
}

# measure_sync RUNS ADDRESS: with the machine's remote as it is, and with one that has moved.
measure_sync() {
  local top=$lab/$machine file=tasks/desk-$session.md side count floor
  local remote_address=$2 login=()
  compile_floor
  mkdir -p "$top/floor"
  set_up "$2"
  make_remote theirs "$top/ours.git"
  make_remote third "$top/ours.git"
  git clone --quiet "$2/$machine/theirs.git" "$top/clone"
  git clone --quiet "$top/ours.git" "$top/other-ours"
  git clone --quiet "$top/theirs.git" "$top/other-theirs"
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
  # What a push to the third sends: the reference, and the pack of one commit.
  git clone --quiet "$top/third.git" "$top/other-third"
  write_program "$machine/change-third" <<END
#!/bin/bash
cd "$top/other-third"
old=\$(git -C "$top/third.git" rev-parse main) && git fetch -q && git reset -q --hard "\$old"
echo "\$RANDOM\$RANDOM" >>$file
git commit -qam third && new=\$(git rev-parse HEAD) || exit 1
{
  printf '0074%s %s refs/heads/main\\0 report-status0000' "\$old" "\$new"
  printf '%s\n^%s\n' "\$new" "\$old" | git pack-objects -q --thin --revs --stdout
} >"$top/floor/request"
END
  if [[ $row == sync_ssh ]]; then
    write_program "$machine/login" <<END
#!/bin/sh
exec $GIT_SSH_COMMAND -p ${ssh_url##*:} 127.0.0.1 true
END
    login=("," login "$top/login")
  fi
  floor_words
  measure "$1" sync prepare="$top/change-ours" "$lab/bin/handoff" sync \
    , git prepare="$top/change-theirs" "$top/git-sync" \
    , "${floor[@]}" ${login[@]+"${login[@]}"}
  floor_words moved
  measure "$1" sync_moved prepare="$top/change-ours-and-move" "$lab/bin/handoff" sync \
    , git_moved prepare="$top/change-theirs-and-move" "$top/git-sync" \
    , "${floor[@]}"
  # It has to have worked, or the times mean nothing.
  for side in ours theirs; do git -C "$top/$side.git" fsck --no-progress --no-dangling; done
  count=$(git -C "$top/ours.git" rev-list --count HEAD)
  ((count >= 2 * $1)) || fail "Not every sync pushed: $count commits."
  count=$(git -C "$top/third.git" rev-list --count HEAD)
  [[ $2 == "$lab" ]] || ((count >= 2 * $1)) || fail "The floor did not push: $count commits."
  [[ ! -s $state/events.jsonl ]] || fail "There was trouble: $(<"$state/events.jsonl")"
}

# with_ssh: the server, started once, and how to reach it.
with_ssh() {
  [[ -n ${ssh_url:-} ]] || start_ssh_server
  export GIT_SSH_COMMAND="ssh -F $ssh_client"
}

with_https() {
  [[ -n ${https_url:-} ]] || start_https_server
  export GIT_SSL_CAINFO=$https_certificate
}

row_sync_local() {
  step "Synchronising one changed snapshot: a path on this computer"
  use_machine local
  measure_sync "$sync_runs" "$lab"
}

row_sync_ssh() {
  step "Synchronising one changed snapshot: ssh"
  with_ssh
  use_machine ssh
  measure_sync "$network_runs" "$ssh_url$lab"
  unset GIT_SSH_COMMAND
}

row_sync_ssh_shared() {
  local socket n
  step "Synchronising one changed snapshot: ssh, one connection shared by all (ControlMaster)"
  with_ssh
  socket=$(mktemp -u)
  GIT_SSH_COMMAND+=" -o ControlPath=$socket"
  ssh -F "$ssh_client" -o ControlPath="$socket" -o ControlMaster=yes -N -p "${ssh_url##*:}" \
    127.0.0.1 &
  servers+=($!)
  for ((n = 0; n < 100; n++)); do [[ ! -S $socket ]] || break; sleep 0.05; done
  [[ -S $socket ]] || fail "The shared connection does not begin."
  use_machine ssh_shared
  measure_sync "$network_runs" "$ssh_url$lab"
  unset GIT_SSH_COMMAND
}

row_sync_https() {
  step "Synchronising one changed snapshot: https"
  with_https
  use_machine https
  measure_sync "$network_runs" "$https_url"
  unset GIT_SSL_CAINFO
}
