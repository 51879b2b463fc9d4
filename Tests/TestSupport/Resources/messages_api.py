#!/usr/bin/env python3
"""A stand-in for the Messages API, for tests that run the real Claude Code program.

It listens on 127.0.0.1, prints "port N" on standard output, answers by a script that the last human
prompt holds, and appends one JSON object per request to the --log file. It ends when its standard
input ends or its parent is gone, so it never outlives the test.

What the last human prompt asks for (its first word decides; "stand-in answer N" otherwise):

  @say TEXT              answers TEXT
  @slow SECONDS [TEXT]   waits, then answers
  @error STATUS [TEXT]   fails with that HTTP status
  @tools JSON            calls those tools one after the other, then answers; JSON is an array of
                         {"name": "Bash", "input": {...}}

The --summary-answer file is read at every summary call and follows the same rules, its plain text
being the answer. A summary call is one whose system prompt holds the --summary-marker.
"""

import argparse
import json
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    529: "overloaded_error",
}
SECRET_HEADERS = {"x-api-key", "authorization", "cookie", "proxy-authorization"}
# A long text that was pasted or typed quickly is the person's own, in a wrapping.
PASTED = re.compile(r"</?pasted_content[^>]*>")
# The program wraps its own remarks in such elements and sends them with the user's role.
REMARK = re.compile(r"<([a-z][a-z0-9_-]*)(?: [^>]*)?>.*?</\1>", re.DOTALL)


def text_blocks(content):
    """The texts of a message's content, which is a string or a list of blocks."""
    if isinstance(content, str):
        return [content]
    blocks = content if isinstance(content, list) else []
    return [b.get("text", "") for b in blocks if isinstance(b, dict) and b.get("type") == "text"]


def blocks_of(message, kind):
    content = message.get("content")
    blocks = content if isinstance(content, list) else []
    return [b for b in blocks if isinstance(b, dict) and b.get("type") == kind]


def human_prompt(messages):
    """The last text that a person typed, and its message's index; ("", -1) without one."""
    for index in range(len(messages) - 1, -1, -1):
        message = messages[index]
        if message.get("role") != "user" or blocks_of(message, "tool_result"):
            continue
        for text in reversed(text_blocks(message.get("content"))):
            typed = REMARK.sub("", PASTED.sub("", text)).strip()
            if typed and not typed.startswith("[Request interrupted"):
                return typed, index
    return "", -1


def sample(schema):
    """The smallest value that a JSON schema admits."""
    if not isinstance(schema, dict):
        return None
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: sample(properties.get(name)) for name in schema.get("required", properties)}
    return {"array": [], "boolean": False, "integer": 0, "number": 0, "null": None}.get(
        kind, "Stand-in text"
    )


class Answer:
    """What is sent back: a status other than 200, a tool call, or a text, after a pause."""

    def __init__(self, text="", tool=None, status=200, pause=0.0):
        self.text, self.tool, self.status, self.pause = text, tool, status, pause


class Script:
    """Decides what kind of call a request is, and its answer."""

    def __init__(self, marker, answer_file):
        self.marker, self.answer_file = marker, answer_file
        self.lock, self.answers = threading.Lock(), 0

    def kind(self, body, system, prompt):
        if self.marker and self.marker in system:
            return "summary"
        if body.get("max_tokens") == 1:
            return "probe"
        if prompt.startswith("Your task is to create a detailed summary of the conversation"):
            return "compact"
        if prompt.startswith("[SUGGESTION MODE"):
            return "suggestion"
        if self.schema(body) or (not body.get("tools") and "title" in system.lower()):
            return "side"
        return "main"

    @staticmethod
    def schema(body):
        config = body.get("output_config") or {}
        shape = config.get("format") or body.get("output_format") or {}
        return shape.get("schema") if isinstance(shape, dict) else None

    def answer(self, kind, body, prompt, index):
        if kind == "summary":
            with open(self.answer_file, encoding="utf-8") as file:
                text = file.read()
            return self.follow(text, text, 0)
        if kind == "probe":
            return Answer("ok")
        if kind == "compact":
            return Answer("<summary>Stand-in summary of the conversation.</summary>")
        if kind == "suggestion":
            return Answer("")
        if kind == "side":
            schema = self.schema(body)
            return Answer(json.dumps(sample(schema) if schema else {"title": "Stand-in title"}))
        later = body.get("messages", [])[index + 1 :]
        calls = sum(len(blocks_of(m, "tool_use")) for m in later if m.get("role") == "assistant")
        return self.follow(prompt, None, calls)

    def follow(self, script, plain, calls):
        word, _, rest = script.partition(" ")
        if word == "@say":
            return Answer(rest)
        if word == "@error":
            status, _, text = rest.partition(" ")
            return Answer(text or "stand-in error " + status, status=int(status))
        if word == "@slow":
            seconds, _, text = rest.partition(" ")
            return Answer(text or self.next(), pause=float(seconds))
        if word == "@tools":
            tools = json.loads(rest)
            return Answer(tool=tools[calls]) if calls < len(tools) else Answer(self.next())
        return Answer(self.next() if plain is None else plain)

    def next(self):
        with self.lock:
            self.answers += 1
            return "stand-in answer %d" % self.answers


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "StandIn/1"

    def do_HEAD(self):
        self.record({"kind": "other", "status": 200})
        self.reply(200, None)

    def do_GET(self):
        known = self.path.split("?")[0] in ("/", "/v1/models")
        self.record({"kind": "other", "status": 200 if known else 404})
        page = {"data": [], "has_more": False, "first_id": None, "last_id": None}
        self.reply(200, page) if known else self.fail(404, "no such page")

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = self.path.split("?")[0]
        try:
            body = json.loads(data or b"{}")
            if not isinstance(body, dict):
                raise ValueError
        except ValueError:
            body = None
        if body is None or path not in ("/v1/messages", "/v1/messages/count_tokens"):
            status = 404 if path.startswith("/v1/") or body is not None else 400
            self.record({"kind": "other", "status": status, "bytes": len(data)})
            return self.fail(status, "no such page")
        if path.endswith("count_tokens"):
            self.record({"kind": "count", "status": 200, "bytes": len(data)})
            return self.reply(200, {"input_tokens": len(data) // 4})
        self.messages(body, len(data))

    def messages(self, body, size):
        script = self.server.script
        messages = [m for m in body.get("messages", []) if isinstance(m, dict)]
        body["messages"] = messages
        system = "\n".join(text_blocks(body.get("system")))
        prompt, index = human_prompt(messages)
        kind = script.kind(body, system, prompt)
        try:
            answer = script.answer(kind, body, prompt, index)
        except (ValueError, OSError, AttributeError) as error:
            answer = Answer("the stand-in cannot follow the script: %r" % error, status=400)
        users = [m for m in messages if m.get("role") == "user"]
        self.record(
            {
                "kind": kind,
                "status": answer.status,
                "bytes": size,
                "model": body.get("model"),
                "stream": bool(body.get("stream")),
                "maxTokens": body.get("max_tokens"),
                "systemBytes": len(system.encode("utf-8", "replace")),
                "tools": [t.get("name") for t in body.get("tools") or [] if isinstance(t, dict)],
                "prompt": prompt,
                "lastUser": "\n".join(text_blocks(users[-1].get("content"))) if users else "",
                "conversation": json.dumps(messages, ensure_ascii=False),
                "answer": answer.text if answer.tool is None else "",
                "tool": answer.tool.get("name") if answer.tool else None,
            }
        )
        if answer.status != 200:
            self.server.ending.wait(answer.pause)
            return self.fail(answer.status, answer.text)
        self.server.ending.wait(0 if body.get("stream") else answer.pause)
        message, block = self.message(body, answer)
        if body.get("stream"):
            self.stream(message, block, answer.pause)
        else:
            self.reply(200, dict(message, content=[block]))

    def message(self, body, answer):
        number = self.server.count()
        block = {"type": "text", "text": answer.text}
        if answer.tool:
            block = {
                "type": "tool_use",
                "id": "toolu_standin%08d" % number,
                "name": answer.tool["name"],
                "input": answer.tool.get("input", {}),
            }
        usage = {
            "input_tokens": 100,
            "output_tokens": 10,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
        }
        message = {
            "id": "msg_standin%08d" % number,
            "type": "message",
            "role": "assistant",
            "model": body.get("model"),
            "stop_reason": "tool_use" if answer.tool else "end_turn",
            "stop_sequence": None,
            "usage": usage,
        }
        return message, block

    def stream(self, message, block, pause):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("cache-control", "no-cache")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        start = dict(message, content=[], stop_reason=None)
        self.event("message_start", {"message": start})
        self.server.ending.wait(pause)
        tool = block["type"] == "tool_use"
        empty = dict(block, input={}) if tool else dict(block, text="")
        delta = {"type": "text_delta", "text": block.get("text")}
        if tool:
            delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        self.event("content_block_start", {"index": 0, "content_block": empty})
        self.event("content_block_delta", {"index": 0, "delta": delta})
        self.event("content_block_stop", {"index": 0})
        stop = {"stop_reason": message["stop_reason"], "stop_sequence": None}
        self.event("message_delta", {"delta": stop, "usage": message["usage"]})
        self.event("message_stop", {})
        self.wfile.write(b"0\r\n\r\n")

    def event(self, name, fields):
        data = json.dumps(dict(fields, type=name))
        chunk = ("event: %s\ndata: %s\n\n" % (name, data)).encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        self.wfile.flush()

    def fail(self, status, text):
        kind = ERROR_TYPES.get(status, "api_error")
        self.reply(status, {"type": "error", "error": {"type": kind, "message": text}})

    def reply(self, status, value):
        data = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def record(self, fields):
        headers = {
            name.lower(): value
            for name, value in self.headers.items()
            if name.lower() not in SECRET_HEADERS
        }
        line = {"time": time.time(), "method": self.command, "path": self.path, "headers": headers}
        self.server.record(dict(line, **fields))

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, options):
        super().__init__(("127.0.0.1", options.port), Handler)
        self.script = Script(options.summary_marker, options.summary_answer)
        self.log, self.lock, self.ending = options.log, threading.Lock(), threading.Event()
        self.number = 0

    def count(self):
        with self.lock:
            self.number += 1
            return self.number

    def record(self, line):
        with self.lock, open(self.log, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def handle_error(self, request, client_address):
        # A client that goes away in the middle of an answer (Esc, a kill) is no fault.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def end_with_parent(server):
    """Ends the process when standard input ends, or when the parent has died."""
    parent = os.getppid()

    def read_to_end():
        while os.read(0, 4096):
            pass
        server.ending.set()

    threading.Thread(target=read_to_end, daemon=True).start()
    while not server.ending.wait(1):
        if os.getppid() != parent:
            server.ending.set()
    os._exit(0)


def main():
    parser = argparse.ArgumentParser(description="A stand-in for the Messages API.")
    parser.add_argument("--log", required=True, help="JSON-lines file for the requests")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--summary-marker", default="")
    parser.add_argument("--summary-answer", default=os.devnull)
    server = Server(parser.parse_args())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("port %d" % server.server_address[1], flush=True)
    end_with_parent(server)


if __name__ == "__main__":
    main()
