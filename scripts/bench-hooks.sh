# shellcheck shell=bash disable=SC2034,SC2154
# How long the hook programs take; part of bench.

use_machine local
set_up "$lab"

# The fastest shell hook that does this check: no process but bash and jq.
write_program shell-hook <<'HOOK'
#!/bin/bash
input=$(</dev/stdin)
session=$(jq -r '.session_id // empty' <<<"$input")
[[ -n $session ]] || exit 0
stamp=$HOME/stamps/$session
printf -v now '%(%s)T' -1
if [[ -f $stamp ]] && ((now - $(<"$stamp") < 300)); then exit 0; fi
echo "$now" >"$stamp"
HOOK
mkdir "$HOME/stamps"
printf '%(%s)T\n' -1 >"$HOME/stamps/$session"

# A worker that waits for its window: what a hook finds most of the time.
start_worker() {
  local tries
  "$lab/$machine/change-ours"
  for ((tries = 0; tries < 200; tries++)); do
    # The stamp is the last thing that a pass leaves.
    if [[ -s $state/sessions/$session.window && $(worker) =~ ^[0-9]+$ ]]; then
      waiting=$(worker)
      return
    fi
    sleep 0.05
  done
  fail "No worker waits for its window."
}
start_worker

step "Starting the hook programs"
stop=$lab/$machine/stop.json
measure "$runs" true /bin/true \
  , shell_hook input="$stop" "$lab/shell-hook" \
  , snapshot_waiting input="$stop" "$lab/bin/handoff-snapshot" \
  , prompt input="$lab/$machine/prompt.json" "$lab/bin/handoff-snapshot"
[[ $(worker) == "$waiting" ]] || fail "Another process waits than before."
# What it costs to wait, and to be woken by a hook: nanoseconds on a processor, kilobytes.
cpu() { awk '{ print $1 }' "/proc/$waiting/schedstat" 2>/dev/null || echo 0; }
memory() { awk -v key="$1:" '$1 == key { print $2 }' "/proc/$waiting/smaps_rollup"; }
before=$(cpu)
sleep 3
idle=$(($(cpu) - before))
before=$(cpu)
for ((n = 0; n < 50; n++)); do "$lab/bin/handoff-snapshot" <"$stop"; done
sleep 0.2
woken=$((($(cpu) - before) / 50))
resident=$(memory Rss) proportional=$(memory Pss) private=$(memory Anonymous)
# It is stopped here, so that it does not begin to work and take the processor away.
kill -STOP "$waiting"
measure "$runs" cleanup_waiting input="$lab/$machine/end.json" "$lab/bin/handoff-cleanup"
rm -rf "$state/inbox/$session"
kill -KILL "$waiting"
write_program end-worker <<END
#!/bin/bash
for link in /proc/[0-9]*/exe; do
  if [[ \$link -ef $lab/bin/handoff-snapshot ]]; then
    process=\${link//[!0-9]/}
    kill -KILL "\$process"
    while [[ -d /proc/\$process/fd && -n \$(ls "/proc/\$process/fd" 2>/dev/null) ]]; do :; done
  fi
done
true
END
measure "$((runs / 3))" snapshot_forking input="$stop" prepare="$lab/end-worker" \
  "$lab/bin/handoff-snapshot"
"$lab/end-worker"
start_worker
