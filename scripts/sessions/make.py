#!/usr/bin/env python3
"""Makes the sessions of Tests/SummarizerTests/Sessions: make.py CLAUDE [NAME…]

CLAUDE is the real Claude Code's program, such as the one that the tests keep in ~/.cache/handoff-tests. It runs in a
terminal, with a home that is thrown away and a stand-in for its API; the person's keys and the model's answers are those
of twins.py, pairs.py, singles.py, longer.py and hops.py; the programs that its commands run are stand-ins too. Every
session of the set is driven in this way, none is written by hand, and nothing in it comes from a person's session. Run by
hand, it needs Linux and tmux; tests and measure.py read what is committed.
"""

import datetime
import json
import os
import re
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "..", "Tests", "SummarizerTests", "Sessions")
# The vendor's texts, and what no reader of a transcript would see.
BULK = {"api-request", "api-request-shape", "api-request-blob", "atis-latch", "tools-used", "cost-state", "mode"}
BULK |= {"file-history-snapshot", "file-history-delta", "agent-name"}
ATTACHMENTS = {
    "environment", "model", "deferred_tools_delta", "agent_listing_delta", "skill_listing", "plan_mode", "session_context",
    "date", "remote_session_change", "prompt_snapshot", "plan_mode_exit", "date_change", "todo_reminder", "task_reminder",
    "invoked_skills", "silent_turn_reminder", "auto_mode", "auto_mode_exit", "context_efficiency", "mcp_instructions_delta",
}
MEMBERS = (
    "type subtype uuid parentUuid logicalParentUuid sessionId timestamp cwd version gitBranch isSidechain userType message "
    "isMeta isCompactSummary isVisibleInTranscriptOnly isApiErrorMessage error promptSource origin turnOrigin permissionMode "
    "toolUseResult sourceToolUseID sourceToolAssistantUUID userFeedback toolDenialKind holdsPersonsWords content level "
    "compactMetadata attachment operation aiTitle customTitle lastPrompt leafUuid prNumber prUrl prRepository slug interruptedMessageId"
).split()


def without_vendor(value):
    """Cuts what only the program says to the model out of a result."""
    if isinstance(value, dict):
        return {key: without_vendor(v) for key, v in value.items() if key not in ("usage", "originalFile", "prompt_snapshot")}
    if isinstance(value, list):
        return [without_vendor(v) for v in value]
    return value


def trimmed(lines, root, number):
    """The lines without vendor's texts and this machine's paths, with ids and times of their own."""
    kept, parents, ids = [], {}, {}
    for line in lines:
        kind = line["type"]
        skip = kind in BULK or kind == "attachment" and line["attachment"].get("type") in ATTACHMENTS
        skip = skip or kind == "system" and line.get("subtype") in ("turn_duration", "stop_hook_summary")
        if skip and line.get("uuid"):
            parents[line["uuid"]] = line.get("parentUuid")
        if not skip:
            kept.append(line)
    start = datetime.datetime(2026, 3, 2, 9, 0) + datetime.timedelta(days=number)
    text = []
    for index, line in enumerate(kept):
        line = {key: line[key] for key in MEMBERS if key in line}
        while line.get("parentUuid") in parents:
            line["parentUuid"] = parents[line["parentUuid"]]
        if line.get("message"):
            line["message"] = {k: v for k, v in line["message"].items() if k in ("id", "role", "model", "content", "stop_reason")}
        line = without_vendor(line)
        if "timestamp" in line:
            moment = start + datetime.timedelta(seconds=40 * index)
            line["timestamp"] = moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        out = json.dumps(line, ensure_ascii=False)
        encoded = re.sub(r"[^A-Za-z0-9]", "-", root)
        out = out.replace(f"{root}/home", "/home/dev").replace(f"{encoded}-home", "-home-dev").replace(root, "/tmp")

        def own(match):
            return ids.setdefault(match.group(), f"{number:08x}-0000-4000-8000-{len(ids):012x}")

        text.append(re.sub(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", own, out))
    return "\n".join(text) + "\n"


def drive(session, program, number):
    from making import Stage

    stage = Stage(session, program)
    try:
        path = stage.play()
        with open(path, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        # The stand-in fills the schema of a title's request.
        return trimmed(lines, stage.root, number).replace("Stand-in text", session.title)
    finally:
        stage.close()


def all_sessions():
    """Every session with its number, which is also part of its id."""
    import hops
    import longer
    import pairs
    import singles
    import twins

    made = [*twins.sessions(), *singles.sessions(), *twins.sessions(pairs.KINDS), *longer.sessions(), *hops.sessions()]
    return list(enumerate(made, 1))


def main():
    program, wanted = os.path.abspath(sys.argv[1]), set(sys.argv[2:])
    sessions = all_sessions()
    os.makedirs(FOLDER, exist_ok=True)
    failed = []
    for number, session in sessions:
        if wanted and session.name not in wanted:
            continue
        try:
            text = drive(session, program, number)
        except Exception:  # one that cannot be driven must not stop the others
            failed.append(session.name)
            print(f"{session.name}: {traceback.format_exc()}", file=sys.stderr)
            continue
        with open(os.path.join(FOLDER, session.name + ".jsonl"), "w", encoding="utf-8") as file:
            file.write(text)
        print(session.name, len(text), flush=True)
    facts = [
        {"name": s.name, "project": s.project, **({"after": s.after} if s.after else {}),
         "facts": [{"kind": kind, "any": [fact] if isinstance(fact, str) else fact} for kind in s.facts for fact in s.facts[kind]]}
        for _, s in sessions if s.facts and os.path.exists(os.path.join(FOLDER, s.name + ".jsonl"))]
    with open(os.path.join(FOLDER, "facts.json"), "w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=1)
        file.write("\n")
    sys.exit(f"Not made: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
