# shellcheck shell=bash disable=SC2154
# The processor time and the memory that large transcripts take to read, against jq; part of bench.

# make_transcript NAME KIND MEGABYTES: the transcript of a session of its own.
make_transcript() {
  python3 "$(repo_root)/scripts/transcripts.py" "$2" "$3" "$(transcript_id "$1")" "$lab/$1.jsonl" \
    >"$lab/$1.count"
}

# transcript_id NAME: a session of its own for each.
transcript_id() {
  printf '%08x%s\n' "$(cksum <<<"$1" | cut -d' ' -f1)" "${session:8}"
}

# read_transcript NAME KIND MEGABYTES RUNS [COMMAND…]: measures the first reading of a new transcript, and
# in turn with it another command, to whose words the file is added.
read_transcript() {
  local name=$1 kind=$2 size=$3 times=$4 id
  shift 4
  id=$(transcript_id "$name")
  make_transcript "$name" "$kind" "$size"
  write_program "forget-$name" <<END
#!/bin/sh
rm -f "$state/sessions/$id.index"
END
  [[ $# == 0 ]] || set -- , "jq_$name" "$@" "$lab/$name.jsonl"
  measure "$times" "$name" prepare="$lab/forget-$name" \
    "$lab/bin/handoff" snapshot --force --session "$id" --transcript "$lab/$name.jsonl" "$@"
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
  measure "$((runs / 10))" "${name}_added" prepare="$lab/add-$name" \
    "$lab/bin/handoff" snapshot --force --session "$id" --transcript "$lab/$name.jsonl"
}

row_reading() {
  local kind
  step "Reading large transcripts"
  use_machine reading
  set_up "$lab"
  read_transcript small mixed 0.01 "$((runs / 10))"
  for kind in mixed tiny; do
    read_transcript "$kind" "$kind" 100 "$((runs / 60))+1" "$(command -v jq)" -c 'select(.type=="user")'
    read_addition "$kind" "$kind"
    rm "$lab/$kind.jsonl"
    # Without --quick also a gigabyte, for its memory.
    if [[ -z $quick ]]; then
      read_transcript "large_$kind" "$kind" 1000 1+0
      rm "$lab/large_$kind.jsonl"
    fi
  done
}

# The digest is what a model is given of a session.
row_digest() {
  step "Making the digest of a session"
  use_machine digest
  set_up "$lab"
  make_transcript digest mixed 10
  HANDOFF_SUMMARIZER=claude measure "$((runs / 20))+1" \
    digest "$lab/bin/handoff" preview "$(transcript_id digest)" --transcript "$lab/digest.jsonl" --json \
    , jq "$(command -v jq)" -c 'select(.type=="user")' "$lab/digest.jsonl"
}
