"""Writes a transcript of a size, for measuring how one is read.

usage: transcripts.py KIND MEGABYTES SESSION FILE [first=NUMBER]

`mixed` has what sessions have: prompts, thinking, answers, calls with short and long results, edits
with the file as it was, and bookkeeping; `tiny` has short prompts and answers alone. The lines are one
conversation. With `first` they are numbered from there, and added to the file.
"""

import json
import random
import sys

WORDS = (
    "the retry queue drops a message when its parser meets an empty header and then waits for "
    "another one so the config loader has to read the path twice before its cache is warm"
).split()


class Writer:
    def __init__(self, kind, session, file, number):
        self.random = random.Random(kind)
        self.kind, self.session, self.file = kind, session, file
        self.number, self.size, self.turn = number, 0, 0
        self.pool = {size: [self.body(size) for _ in range(8)] for size in (60, 400, 2500, 9000, 24000)}

    def body(self, size):
        """A text of about a size, as it stands in JSON."""
        lines = []
        while sum(map(len, lines)) < size:
            words = " ".join(self.random.choices(WORDS, k=self.random.randint(3, 14)))
            lines.append(self.random.choice(["%s", '  if name == "%s" {', "\treturn [%s]"]) % words)
        return json.dumps("\n".join(lines))[1:-1]

    def text(self, *sizes):
        return self.random.choice(self.pool[self.random.choice(sizes)])

    def identifier(self, number):
        return "%08x-52c7-4d1a-8e6b-%012x" % (number * 2654435761 % 2**32, number)

    def line(self, kind, inside, behind=""):
        number = self.number
        parent = '"%s"' % self.identifier(number - 1) if number else "null"
        line = (
            '{"parentUuid":%s,"isSidechain":false,"type":"%s",%s,"uuid":"%s",'
            '"timestamp":"2026-11-%02dT%02d:%02d:%02d.000Z"%s'
        ) % (
            parent, kind, inside, self.identifier(number), number // 86400 % 28 + 1,
            number // 3600 % 24, number // 60 % 60, number % 60, behind,
        )  # fmt: skip
        if self.kind == "mixed" or number == 0:
            line += (
                ',"userType":"external","cwd":"/home/dev/src/api","sessionId":"%s",'
                '"version":"2.1.330","gitBranch":"main"'
            ) % self.session
        self.write(line + "}\n")
        self.number += 1

    def write(self, line):
        self.file.write(line)
        self.size += len(line)

    def user(self, content, behind=""):
        self.line("user", '"message":{"role":"user","content":%s}' % content, behind)

    def assistant(self, block):
        inside = (
            '"message":{"model":"claude","id":"msg_%024d","type":"message","role":"assistant",'
            '"content":[%s],"usage":{"input_tokens":3,"output_tokens":77}}'
        )
        self.line("assistant", inside % (self.turn, block))

    def call(self, name, inputs, result, details):
        self.assistant('{"type":"tool_use","id":"toolu_%022d","name":"%s","input":{%s}}'
                       % (self.number, name, inputs))  # fmt: skip
        self.user(
            '[{"tool_use_id":"toolu_%022d","type":"tool_result","content":"%s"}]'
            % (self.number - 1, result),
            ',"toolUseResult":{%s}' % details,
        )

    def mixed(self):
        self.turn += 1
        path = '"file_path":"/home/dev/src/api/lib/part%d.py"' % self.random.randrange(90)
        step = self.turn % 12
        if step == 1:
            self.user('"%s"' % self.text(60, 400))
            self.write(
                '{"type":"file-history-snapshot","snapshot":{"files":{"a":"%s"}}}\n' % self.text(400)
            )
        if step % 3 == 0:
            self.assistant('{"type":"thinking","thinking":"%s"}' % self.text(400, 2500))
        if step % 4 == 0:
            self.assistant('{"type":"text","text":"%s"}' % self.text(60, 400, 2500))
        if step % 3 == 1:
            result = self.text(60, 400, 2500, 9000)
            self.call("Bash", '"command":"make part%d"' % self.turn, result, '"stdout":"%s"' % result)
        elif step % 3 == 2:
            result = self.text(2500, 9000, 24000)
            self.call("Read", path, result, '"file":{"content":"%s"}' % result)
        else:
            old = self.text(60, 400)
            self.call(
                "Edit", '%s,"old_string":"%s","new_string":"%s."' % (path, old, old),
                "The file has been updated.", '"originalFile":"%s"' % self.text(9000, 24000),
            )  # fmt: skip
        if step % 5 == 0:
            self.line("attachment", '"attachment":{"type":"hook_success","content":"%s"}' % self.text(60))

    def tiny(self):
        self.turn += 1
        self.user('"go on with part %d"' % self.turn)
        self.line(
            "assistant",
            '"message":{"id":"msg_%d","role":"assistant","content":[{"type":"text","text":"part %d ends"}]}'
            % (self.turn, self.turn),
        )


def main():
    kind, megabytes, session, path = sys.argv[1:5]
    first = int(sys.argv[5].removeprefix("first=")) if len(sys.argv) > 5 else 0
    with open(path, "a" if first else "w") as file:
        writer = Writer(kind, session, file, first)
        step = writer.mixed if kind == "mixed" else writer.tiny
        while writer.size < float(megabytes) * 1e6:
            step()
    print(writer.number)


main()
