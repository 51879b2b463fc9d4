# shellcheck shell=bash disable=SC2034,SC2154
# The processor time and the memory that large transcripts take to read, against jq; part of bench.

# read_transcript NAME KIND MEGABYTES RUNS [COMMAND…]: measures the first reading of a new transcript, and
# in turn with it another command, to whose words the file is added.
read_transcript() {
  local name=$1 kind=$2 size=$3 times=$4 id
  shift 4
  id=$(transcript_id "$name")
  python3 "$(repo_root)/scripts/transcripts.py" "$kind" "$size" "$id" "$lab/$name.jsonl" >"$lab/$name.count"
  write_program "forget-$name" <<END
#!/bin/sh
rm -f "$state/sessions/$id.index"
END
  [[ $# == 0 ]] || set -- , "jq_$name" "$@" "$lab/$name.jsonl"
  measure "$times" "reading_$name" prepare="$lab/forget-$name" \
    "$lab/bin/handoff" snapshot --force --session "$id" --transcript "$lab/$name.jsonl" "$@"
}

# transcript_id NAME: a session of its own for each.
transcript_id() {
  printf '%08x%s\n' "$(cksum <<<"$1" | cut -d' ' -f1)" "${session:8}"
}

# read_addition NAME KIND: measures a reading after 100 kB were added.
read_addition() {
  local name=$1 kind=$2 id
  id=$(transcript_id "$name")
  write_program "add-$name" <<END
#!/bin/sh
python3 "$(repo_root)/scripts/transcripts.py" $kind 0.1 $id "$lab/$name.jsonl" \
  "first=\$(cat "$lab/$name.count")" >"$lab/$name.count.new" && mv "$lab/$name.count.new" "$lab/$name.count"
END
  measure "$((runs / 10))" "reading_${name}_added" prepare="$lab/add-$name" \
    "$lab/bin/handoff" snapshot --force --session "$id" --transcript "$lab/$name.jsonl"
}

step "Reading large transcripts"
use_machine reading
set_up "$lab"
read_transcript small mixed 0.01 "$((runs / 10))"
for kind in mixed tiny; do
  read_transcript "$kind" "$kind" 100 "$((runs / 60))" "$(command -v jq)" -c 'select(.type=="user")'
  read_addition "$kind" "$kind"
  rm "$lab/$kind.jsonl"
  # Without --quick also a gigabyte, for its memory.
  if ((runs >= 300)); then
    read_transcript "large_$kind" "$kind" 1000 1
    rm "$lab/large_$kind.jsonl"
  fi
done
