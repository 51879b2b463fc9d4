"""Takes times of commands in turn, so that what else the machine does meets all of them alike.

usage: measure.py RUNS[+UNCOUNTED] NAME [input=FILE] [prepare=PROGRAM] [screen=TEXT] COMMAND… [, NAME …]

Prints one JSON object by name: median, least and greatest seconds from the start of a command to
its end, and of the processors' time that it took, with that of the programs that it waited for. A
`prepare` program runs before each, and is not measured. With `screen` the command runs in a terminal of
120 columns and 40 rows, its time ends when the text is on it, and Ctrl-C ends the command. The first
runs, three unless the number is named, do not count.
"""

import fcntl
import json
import os
import pty
import statistics
import struct
import subprocess
import sys
import termios
import time

RUNS, _, UNCOUNTED = sys.argv[1].partition("+")
RUNS, UNCOUNTED = int(RUNS), int(UNCOUNTED or 3)


def spread(times):
    return {"median": statistics.median(times), "min": min(times), "max": max(times)}


class Candidate:
    def __init__(self, words):
        self.name, *words = words
        options = {"input": os.devnull, "prepare": None, "screen": None}
        while words[0].split("=")[0] in options:
            key, _, value = words.pop(0).partition("=")
            options[key] = value
        self.input, self.prepare, self.command = options["input"], options["prepare"], words
        self.screen = options["screen"]
        self.times, self.processor_times, self.resident = [], [], 0

    def run(self):
        if self.prepare:
            subprocess.run([self.prepare], stdin=subprocess.DEVNULL, check=True)
        if self.screen:
            return self.show()
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, self.input, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        start = time.perf_counter()
        process = os.posix_spawn(self.command[0], self.command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        self.times.append(time.perf_counter() - start)
        self.processor_times.append(usage.ru_utime + usage.ru_stime)
        self.resident = max(self.resident, usage.ru_maxrss)
        if status != 0:
            sys.exit("measure.py: %s failed" % " ".join(self.command))

    def show(self):
        start = time.perf_counter()
        process, terminal = pty.fork()
        if process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execv(self.command[0], self.command)
        shown = b""
        while self.screen.encode() not in shown:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                sys.exit("measure.py: %s ended without %s" % (" ".join(self.command), self.screen))
        self.times.append(time.perf_counter() - start)
        os.write(terminal, b"\x03")
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:
            pass
        _, _, usage = os.wait4(process, 0)
        os.close(terminal)
        self.processor_times.append(usage.ru_utime + usage.ru_stime)

    def result(self):
        return {
            **spread(self.times[UNCOUNTED:]),
            "processor": spread(self.processor_times[UNCOUNTED:]),
            "residentKB": self.resident,
            "runs": len(self.times) - UNCOUNTED,
        }


def main():
    groups, words = [], sys.argv[2:]
    while "," in words:
        groups.append(words[: words.index(",")])
        words = words[words.index(",") + 1 :]
    candidates = [Candidate(group) for group in groups + [words]]
    for _ in range(RUNS + UNCOUNTED):
        for candidate in candidates:
            candidate.run()
    print(json.dumps({candidate.name: candidate.result() for candidate in candidates}))


main()
