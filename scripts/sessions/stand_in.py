"""The model of a made session: answers in the order in which the session's script gives them.

The server is the one that the tests use (`Tests/TestSupport/Resources/messages_api.py`), which takes its answers from
the prompt; here a prompt is what a person would write, so the answers come from a queue.
"""

import importlib.util
import json
import os
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..", "Tests", "TestSupport", "Resources", "messages_api.py")
SPECIFICATION = importlib.util.spec_from_file_location("messages_api", SOURCE)
messages_api = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(messages_api)


class Reply:
    """One message of the model: a text, tool calls, or both; or a failure of the API."""

    def __init__(self, text="", tools=(), status=200, pause=0.0):
        self.text, self.tools, self.status, self.pause = text, list(tools), status, pause
        self.tokens = 100


class Script(messages_api.Script):
    def __init__(self):
        super().__init__("", os.devnull)
        self.queue, self.agents, self.summaries, self.title = [], {}, [], "New session"
        self.changed, self.waiting, self.asked, self.pausing = threading.Condition(), 0, 0, 0
        self.on_plan = None

    def kind(self, body, system, prompt):
        last = json.dumps(body["messages"][-1:])
        return "compact" if "create a detailed summary" in last else super().kind(body, system, prompt)

    def push(self, replies):
        with self.changed:
            self.queue += replies

    def reply(self, kind, body, prompt):
        if kind == "compact":
            return Reply(self.summaries.pop(0))
        if kind == "side":
            schema = self.schema(body)
            value = messages_api.sample(schema) if schema else {}
            return Reply(json.dumps(dict(value or {}, title=self.title), ensure_ascii=False))
        if kind != "main":
            return Reply("ok" if kind == "probe" else "")
        for start, report in self.agents.items():
            if prompt.startswith(start):
                return Reply(report) if isinstance(report, str) else report
        with self.changed:
            self.asked += 1
            reply = self.queue.pop(0) if self.queue else Reply("Noted.")
        if "{plan}" in json.dumps(reply.tools):
            path = self.on_plan.search(json.dumps(body)).group()
            reply.tools = json.loads(json.dumps(reply.tools).replace("{plan}", path))
        return reply


class Handler(messages_api.Handler):
    def messages(self, body, size):
        script = self.server.script
        messages = [m for m in body.get("messages", []) if isinstance(m, dict)]
        system = "\n".join(messages_api.text_blocks(body.get("system")))
        prompt, _ = messages_api.human_prompt(messages)
        kind = script.kind(body, system, prompt)
        reply = script.reply(kind, body, prompt)
        self.record({"kind": kind, "prompt": prompt[:300], "answer": reply.text[:300], "body": body})
        with script.changed:
            script.waiting += 1
            script.pausing += reply.pause > 1
        try:
            self.server.ending.wait(reply.pause)
            if reply.status != 200:
                return self.fail(reply.status, reply.text)
            message, blocks = self.blocks(body, reply)
            if body.get("stream"):
                return self.send_all(message, blocks)
            return self.reply(200, dict(message, content=blocks))
        finally:
            with script.changed:
                script.waiting -= 1
                script.pausing -= reply.pause > 1

    def blocks(self, body, reply):
        message, _ = self.message(body, messages_api.Answer(reply.text))
        blocks = [{"type": "text", "text": reply.text}] if reply.text or not reply.tools else []
        for tool in reply.tools:
            number = self.server.count()
            blocks.append(
                {"type": "tool_use", "id": "toolu_%08d" % number, "name": tool["name"], "input": tool["input"]}
            )
        usage = dict(message["usage"], input_tokens=reply.tokens)
        return dict(message, usage=usage, stop_reason="tool_use" if reply.tools else "end_turn"), blocks

    def send_all(self, message, blocks):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("cache-control", "no-cache")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        self.event("message_start", {"message": dict(message, content=[], stop_reason=None)})
        for index, block in enumerate(blocks):
            is_tool = block["type"] == "tool_use"
            empty = dict(block, input={}) if is_tool else dict(block, text="")
            delta = {"type": "text_delta", "text": block.get("text")}
            if is_tool:
                delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
            self.event("content_block_start", {"index": index, "content_block": empty})
            self.event("content_block_delta", {"index": index, "delta": delta})
            self.event("content_block_stop", {"index": index})
        stop = {"stop_reason": message["stop_reason"], "stop_sequence": None}
        self.event("message_delta", {"delta": stop, "usage": message["usage"]})
        self.event("message_stop", {})
        self.wfile.write(b"0\r\n\r\n")


class Server(messages_api.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, log):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.log, self.number = Script(), log, 0
        self.lock, self.ending = threading.Lock(), threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    count = messages_api.Server.count
    record = messages_api.Server.record
    handle_error = messages_api.Server.handle_error

    @property
    def address(self):
        return "http://127.0.0.1:%d" % self.server_address[1]
