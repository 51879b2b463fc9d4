"""Measures what a successor finds of a set of sessions: measure.py HANDOFF [--lost] [NAME…]

Prints one JSON object: for the digest that a model is given, for the snapshot without a model and for the prompt of
`resume`, the share of the facts that stand in it, its bytes, and the share of bytes said twice: those of sentences and
lines of at least 40 bytes that stood before in the same text, by all its bytes. `--lost` lists the facts that are missing.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "..", "Tests", "SummarizerTests", "Sessions")
# What stands in front of a line of Markdown: a quote's mark, a list's, the place and time of a prompt.
MARKS = re.compile(r"^[\s>│\-*]*(\[[^\]]*\] )?")


def plain(text):
    """The text without marks and line ends, so that a quote of several lines is found."""
    return " ".join(" ".join(MARKS.sub("", line) for line in text.splitlines()).split())


def said_twice(text):
    seen, twice = set(), 0
    for line in text.splitlines():
        for sentence in re.split(r"(?<=[.!?])\s+|(?<=[。！？])", MARKS.sub("", line)):
            sentence = sentence.strip()
            size = len(sentence.encode())
            if size >= 40:
                twice += size if sentence in seen else 0
                seen.add(sentence)
    return twice


class Machine:
    """A machine with a clone of a remote, and with nothing else."""

    def __init__(self, program, lab, name, remote):
        self.program, self.home = program, os.path.join(lab, name)
        os.makedirs(self.home)
        self.handoff("init", "--remote", remote, "--machine", name.rpartition("@")[2])

    def handoff(self, *arguments, summarizer="extract"):
        environment = {"HOME": self.home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            [self.program, *arguments], env=dict(environment, HANDOFF_SUMMARIZER=summarizer), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, check=False)
        if done.returncode:
            sys.exit(f"{self.home}: {' '.join(arguments)}: {done.stderr.decode()}")
        return done.stdout.decode()


def session_id(transcript):
    with open(transcript, encoding="utf-8") as file:
        return re.search(r'"sessionId": "([0-9a-f-]{36})"', file.read()).group(1)


def texts(program, session, lab):
    """The digest, the snapshot and the prompt of a session, by the product's own commands."""
    remote = os.path.join(lab, session["name"] + ".git")
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    before = None
    # A session that carries others on does so on a machine of its own.
    names = [*session.get("after", []), session["name"]]
    for name, place in zip(names, ["desk", "laptop", "studio"]):
        machine = Machine(program, lab, f"{session['name']}@{place}", remote)
        transcript = os.path.join(FOLDER, name + ".jsonl")
        own = session_id(transcript)
        if before:
            machine.handoff("resume", before, "--print", "--session", own)
        machine.handoff("snapshot", "--session", own, "--transcript", transcript, "--force")
        before = own
    preview = json.loads(
        machine.handoff("preview", own, "--transcript", transcript, "--json", summarizer="claude"))
    # The instructions around it are the same for every session.
    digest = re.search(r"<<<(digest-\w+)\n(.*)\n\1>>>", preview["model"], re.DOTALL).group(2)
    snapshot = json.loads(machine.handoff("preview", own, "--transcript", transcript, "--json"))["remote"]
    prompt = machine.handoff("resume", own, "--print", "--session", str(uuid.UUID(int=7)))
    return {"digest": digest, "modelFree": snapshot, "resume": prompt}


def main():
    program, lists = os.path.abspath(sys.argv[1]), "--lost" in sys.argv
    wanted = {word for word in sys.argv[2:] if not word.startswith("-")}
    with open(os.path.join(FOLDER, "facts.json"), encoding="utf-8") as file:
        sessions = [one for one in json.load(file) if not wanted or one["name"] in wanted]
    result = {"sessions": len(sessions), "facts": sum(len(s["facts"]) for s in sessions)}
    sums, lost = {}, []
    with tempfile.TemporaryDirectory() as lab:
        for session in sessions:
            for part, text in texts(program, session, lab).items():
                whole = plain(text)
                total = sums.setdefault(part, {"found": 0, "bytes": 0, "twice": 0})
                total["bytes"] += len(text.encode())
                total["twice"] += said_twice(text)
                for fact in session["facts"]:
                    if any(plain(one) in whole for one in fact["any"]):
                        total["found"] += 1
                    else:
                        lost.append((part, fact["kind"], session["name"], fact["any"][0]))
    if lists:
        for row in sorted(lost):
            print("| " + " | ".join(row) + " |")
        print()
    for part, total in sums.items():
        result[part] = {
            "found": round(total["found"] / result["facts"], 4),
            "bytes": total["bytes"],
            "saidTwice": round(total["twice"] / total["bytes"], 4),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
