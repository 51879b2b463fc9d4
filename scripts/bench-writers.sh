# shellcheck shell=bash disable=SC2154
# Eight writers that push at once, against as many that do it with git in a loop; part of bench.

# measure_writers COUNT ADDRESS: so many changes each. The clones are made before.
measure_writers() {
  local top=$lab/$machine count=$1 side name
  [[ -z $quick ]] || count=10
  [[ -x $lab/bin/sync-writer ]] || cp "$PROGRAMS_FOLDER/sync-writer" "$lab/bin/" ||
    fail "There is no sync-writer in $PROGRAMS_FOLDER."
  git init --quiet "$top/first"
  mkdir "$top/first/tasks"
  echo first >"$top/first/tasks/first.md"
  git -C "$top/first" add -A
  git -C "$top/first" commit --quiet -m first
  write_program "$machine/write-ours" <<END
#!/bin/sh
exec "$lab/bin/sync-writer" "$top/ours-\$1" "\$1" $count
END
  write_program "$machine/write-theirs" <<END
#!/bin/bash
cd "$top/theirs-\$1"
for ((number = 1; number <= $count; number++)); do
  echo "\$1 \$number" >"tasks/\$1-\$((number % 5)).md"
  git add -A && git commit -qm "\$1 \$number" || exit 1
  for ((tries = 0; ; tries++)); do
    { git pull -q --rebase && git push -q; } 2>"../\$1.log" && break
    ((tries < 1000)) || exit 1
  done
done
END
  for side in ours theirs; do
    make_remote "$side" "$top/first"
    for name in writer{1..8}; do
      if [[ $side == ours ]]; then
        "$lab/bin/sync-writer" "$top/$side-$name" "$name" 1 "$2/$machine/$side.git"
      else
        git clone --quiet "$2/$machine/$side.git" "$top/$side-$name"
      fi
    done
    write_program "$machine/crowd-$side" <<END
#!/bin/bash
status=0
for name in writer{1..8}; do
  "$top/write-$side" "\$name" &
  writers+=(\$!)
done
for writer in "\${writers[@]}"; do wait "\$writer" || status=1; done
exit "\$status"
END
  done
  measure 1+0 writers "$top/crowd-ours" , git "$top/crowd-theirs"
  for side in ours theirs; do
    git -C "$top/$side.git" fsck --no-progress --no-dangling
    (($(git -C "$top/$side.git" rev-list --count HEAD) > 8 * count)) ||
      fail "Not every change was pushed."
  done
}

row_writers_local() {
  step "Eight writers at once: a path on this computer"
  use_machine writers_local
  measure_writers 50 "$lab"
}

row_writers_ssh() {
  step "Eight writers at once: ssh"
  with_ssh
  use_machine writers_ssh
  measure_writers 25 "$ssh_url$lab"
  unset GIT_SSH_COMMAND
}

row_writers_https() {
  step "Eight writers at once: https"
  with_https
  use_machine writers_https
  measure_writers 25 "$https_url"
  unset GIT_SSL_CAINFO
}
