# shellcheck shell=bash disable=SC2034,SC2154
# How long the hook programs take, and what a waiting worker costs; part of bench.

# wait_for_worker: a worker that waits for its window, which is what a hook finds most of the time.
wait_for_worker() {
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

row_hook() {
  local stop
  use_machine hook
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
  wait_for_worker

  step "Starting the hook programs"
  stop=$lab/$machine/stop.json
  measure "$runs" true /bin/true \
    , shell_hook input="$stop" "$lab/shell-hook" \
    , snapshot_waiting input="$stop" "$lab/bin/handoff-snapshot" \
    , prompt input="$lab/$machine/prompt.json" "$lab/bin/handoff-snapshot"
  [[ $(worker) == "$waiting" ]] || fail "Another process waits than before."
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
}

# Nanoseconds on a processor, and kilobytes, of the waiting worker.
worker_time() { awk '{ print $1 }' "/proc/$waiting/schedstat"; }
worker_memory() { awk -v key="$1:" '$1 == key { print $2 }' "/proc/$waiting/smaps_rollup"; }

row_worker() {
  local before idle n
  use_machine worker
  set_up "$lab"
  wait_for_worker
  step "Waiting, and being woken by a hook"
  before=$(worker_time)
  sleep 3
  idle=$(($(worker_time) - before))
  before=$(worker_time)
  for ((n = 0; n < 50; n++)); do "$lab/bin/handoff-snapshot" <"$lab/$machine/stop.json"; done
  sleep 0.2
  note "$(jq -n --argjson idle "$idle" --argjson woken "$((($(worker_time) - before) / 50))" \
    --argjson rss "$(worker_memory Rss)" --argjson pss "$(worker_memory Pss)" \
    --argjson private "$(worker_memory Anonymous)" '{
      residentKB: $rss, proportionalKB: $pss, privateKB: $private,
      processorSecondsPerHourIdle: ($idle / 1e9 * 1200), processorSecondsPerWake: ($woken / 1e9)
    }')"
  measure "$((runs / 6))" true /bin/true
}
