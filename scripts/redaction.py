"""Measures the masking of secrets: redaction.py HANDOFF [SEED]

Prints one JSON object: the share of the corpus's secrets that are masked, by kind; the false masks in 1,000 lines of
what holds none; and the speed on those lines, in MB of processor time's second, with that of `wc -w` on the same file
as the reference; and the speed on the hostile text that takes longest. The corpus is made by corpus.py and never kept.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile

import corpus as texts

MARK = "\n\n=========== {} ===========\n\n"
SIZE = 40_000_000
HOSTILE_SIZE = 2_000_000


def processor_time(command, path, runs=3):
    """The seconds of processor time of a command that reads a file, the least of some runs."""
    least = None
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(path, "rb") as file:
            subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        time = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = time if least is None else min(least, time)
    return least


def hostile(program, seed, folder, start):
    """The speed on the slowest hostile text, in MB a second, and what it is made of."""
    slowest = None
    path = f"{folder}/hostile"
    for _, name, text, _ in texts.hostile(random.Random(f"{seed} hostile"), HOSTILE_SIZE):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        size = os.path.getsize(path) / 1e6
        # Most are fast: only those that may be the slowest are measured again.
        speed = size / max(processor_time(program, path, 1) - start, 1e-3)
        if slowest is None or speed < slowest[0] * 1.3:
            speed = size / max(processor_time(program, path) - start, 1e-3)
            if slowest is None or speed < slowest[0]:
                slowest = (speed, name)
    return slowest


def main():
    program = [sys.argv[1], "preview", "-"]
    seed = sys.argv[2] if len(sys.argv) > 2 else "1"
    corpus = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus.py")
    result = {"seed": int(seed)}
    negatives = ""
    for kind in ["tokens", "named", "forms", "negatives"]:
        made = subprocess.run([sys.executable, corpus, seed, kind], stdout=subprocess.PIPE, check=True)
        samples = [json.loads(line) for line in made.stdout.splitlines()]
        text = "".join(MARK.format(number) + sample["text"] for number, sample in enumerate(samples))
        masked = subprocess.run(program, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        masked = masked.stdout.decode()
        if kind == "negatives":
            negatives = "\n".join(sample["text"] for sample in samples)
            lines = negatives.count("\n") + 1
            masks = masked.count("[redacted:") - text.count("[redacted:")
            result.update(lines=lines, falseMasksPer1000=round(masks * 1000 / lines, 3))
            continue
        found = 0
        rest = masked
        for number, sample in enumerate(samples):
            # What follows the mark of this one, up to the next.
            _, mark, rest = rest.partition(MARK.format(number))
            if not mark:
                sys.exit(f"The mark of sample {number} was masked itself.")
            part = rest.partition(MARK.format(number + 1))[0]
            found += not any(secret in part for secret in sample["secrets"])
        result[kind] = {"samples": len(samples), "masked": round(found / len(samples), 4)}
    with tempfile.TemporaryDirectory() as folder:
        whole, empty = f"{folder}/whole", f"{folder}/empty"
        data = (negatives + "\n").encode()
        with open(whole, "wb") as file:
            for _ in range(SIZE // len(data) + 1):
                file.write(data)
        open(empty, "wb").close()
        size = os.path.getsize(whole) / 1e6
        start = processor_time(program, empty)
        own = processor_time(program, whole) - start
        reference = processor_time(["wc", "-w"], whole)
        result["megabytesPerSecond"] = round(size / own, 1)
        result["timesOfWc"] = round(own / reference, 1)
        speed, name = hostile(program, seed, folder, start)
        result["hostile"] = {"megabytesPerSecond": round(speed, 1), "text": name}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
