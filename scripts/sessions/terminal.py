"""A person at a terminal with the real Claude Code: a home that is thrown away, tmux, and stand-ins for the programs
that the session's commands run."""

import base64
import json
import os
import re
import shutil
import subprocess
import time

KEY = "sk-ant-api03-stand-in-for-made-sessions-only"
FIXED = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "ANTHROPIC_API_KEY": KEY,
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    "CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL": "1",
    "CLAUDE_CODE_ENABLE_PROMPT_SUGGESTION": "false",
    "CLAUDE_CODE_ENABLE_TODO_TOOLS": "1",
    "CLAUDE_CODE_MAX_RETRIES": "0",
    "DISABLE_AUTOUPDATER": "1",
    "DISABLE_ERROR_REPORTING": "1",
    "DISABLE_INSTALLATION_CHECKS": "1",
    "DISABLE_TELEMETRY": "1",
}
TMUX = """set -g remain-on-exit on
set -s exit-empty off
set -s escape-time 0
set -g status off
set -g default-terminal tmux-256color
"""
# Each call prints the next of the outputs that the session's script gives, and ends with its status.
STAND_IN = """#!/bin/bash
exec 9>"{folder}/lock"; flock 9
for file in "{folder}"/*.out; do
  [ -e "$file" ] || {{ echo "no output left for $0 $*" >&2; exit 99; }}
  mv "$file" "$file.used"; status=$(head -n 1 "$file.used"); flock -u 9
  tail -n +2 "$file.used"
  case $status in stays) exec sleep 3600 ;; esac
  exit "$status"
done
"""
# An issue tracker as a server of the Model Context Protocol.
TRACKER = """import json, sys
ISSUES = {issues!r}
TOOL = {{"name": "get_issue", "description": "Read an issue", "inputSchema": {{
    "type": "object", "properties": {{"key": {{"type": "string"}}}}, "required": ["key"]}}}}
for line in sys.stdin:
    call = json.loads(line)
    if "id" not in call:
        continue
    result = {{}}
    if call["method"] == "initialize":
        result = {{"protocolVersion": call["params"]["protocolVersion"], "capabilities": {{"tools": {{}}}},
                  "serverInfo": {{"name": "tracker", "version": "1"}}}}
    elif call["method"] == "tools/list":
        result = {{"tools": [TOOL]}}
    elif call["method"] == "tools/call":
        result = {{"content": [{{"type": "text", "text": ISSUES[call["params"]["arguments"]["key"]]}}]}}
    print(json.dumps({{"jsonrpc": "2.0", "id": call["id"], "result": result}}), flush=True)
"""
# The smallest picture.
PICTURE = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PROGRAMS = (
    "cargo composer curl docker gh go gradle kubectl make mix mvn node npm npx pnpm poetry psql pytest rake redis-cli "
    "ruff swift terraform uv wrangler xcodebuild"
).split()


class Terminal:
    def __init__(self, root, address, program, project, files, commands=(), permissions=None,
                 environment=None, tracker=None):
        self.root, self.program = root, program
        self.home, self.stubs = f"{root}/home", f"{root}/stubs"
        self.project = f"{self.home}/src/{project}"
        self.environment = dict(FIXED, HOME=self.home, ANTHROPIC_BASE_URL=address, TMPDIR=f"{root}/tmp")
        self.environment.update(environment or {})
        self.environment["CLAUDE_CODE_TMPDIR"] = f"{root}/tmp"
        self.environment["PATH"] = f"{root}/bin:/usr/local/bin:/usr/bin:/bin"
        self.socket, self.number, self.outputs = f"{root}/tmux", 0, 0
        for folder in (self.project, self.stubs, f"{root}/bin", f"{root}/tmp", f"{self.home}/.claude"):
            os.makedirs(folder)
        for name in PROGRAMS:
            path = f"{root}/bin/{name}"
            with open(path, "w") as file:
                file.write(STAND_IN.format(folder=self.stubs))
            os.chmod(path, 0o755)
        for name, text in dict({"README.md": f"# {project}\n"}, **files).items():
            self.write(f"{self.project}/{name}", text)
        for name, text in commands:
            self.write(f"{self.home}/.claude/commands/{name}.md", text)
        for arguments in (
            ["init", "--quiet", "--initial-branch=main"],
            ["config", "user.name", "Ada Example"],
            ["config", "user.email", "ada@example.invalid"],
            ["add", "."],
            ["commit", "--quiet", "--message", "Start"],
        ):
            subprocess.run(["git"] + arguments, cwd=self.project, check=True)
        trusted = {"hasTrustDialogAccepted": True, "hasCompletedProjectOnboarding": True}
        state = {
            "hasCompletedOnboarding": True,
            "theme": "dark",
            "customApiKeyResponses": {"approved": [KEY[-20:]], "rejected": []},
            "projects": {self.project: trusted},
        }
        if tracker:
            self.write(f"{root}/tracker.py", TRACKER.format(issues=tracker))
            state["mcpServers"] = {"tracker": {"command": "/usr/bin/python3", "args": [f"{root}/tracker.py"]}}
        self.write(f"{self.home}/.claude.json", json.dumps(state))
        allowed = ["Bash", "Read", "Edit", "Write", "Glob", "Grep", "Task", "Agent", "TodoWrite", "WebSearch", "mcp__tracker"]
        settings = {"permissions": dict({"defaultMode": "default"}, **(permissions or {"allow": allowed})), "model": "opus"}
        self.write(f"{self.home}/.claude/settings.json", json.dumps(settings))
        self.write(f"{root}/tmux.conf", TMUX)

    @staticmethod
    def write(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def output(self, text, status=0):
        """Leaves what the next call of a program shall print, and its exit status (`stays`: it does not end)."""
        self.outputs += 1
        self.write(f"{self.stubs}/{self.outputs:04}.out", f"{status}\n{text}\n")

    def start(self, *arguments):
        self.number += 1
        variables = [f"{name}={value}" for name, value in self.environment.items()]
        size = ["-x", "180", "-y", "60"]
        self.name = f"s{self.number}"
        self.tmux("new-session", "-d", "-s", self.name, *size, "-c", self.project, "env", "-i", *variables,
                  self.program, *arguments)
        self.wait(lambda screen: "❯" in screen, "the program")
        time.sleep(1)
        if "keep manual mode" in self.screen():
            self.press("Down", "Enter")
        self.idle()

    def tmux(self, *arguments):
        command = ["tmux", "-u", "-S", self.socket, "-f", f"{self.root}/tmux.conf", *arguments]
        environment = {"PATH": os.environ["PATH"], "HOME": self.home, "LANG": "C.UTF-8"}
        return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def screen(self):
        return self.tmux("capture-pane", "-p", "-t", self.name)

    def press(self, *keys):
        for key in keys:
            self.tmux("send-keys", "-t", self.name, key)
            time.sleep(0.15)

    def wait(self, condition, what, limit=30):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            screen = self.screen()
            if condition(screen):
                return screen
            time.sleep(0.1)
        raise TimeoutError(f"{what}\n{self.screen()}")

    def shows(self, text, limit=30):
        return self.wait(lambda screen: re.search(text, screen), f"the screen to show {text}", limit)

    def idle(self, limit=40):
        def condition(screen):
            lines = [line for line in screen.splitlines() if line.startswith("❯")]
            return lines and "esc to interrupt" not in screen

        self.wait(condition, "an idle prompt", limit)

    def picture(self):
        """Pastes the path of a picture, as a terminal does where a file is dropped on it."""
        path = f"{self.project}/form.png"
        with open(path, "wb") as file:
            file.write(base64.b64decode(PICTURE))
        self.write(f"{self.root}/paste", path)
        self.tmux("load-buffer", f"{self.root}/paste")
        self.tmux("paste-buffer", "-p", "-t", self.name)
        self.shows(r"\[Image")

    def type(self, text):
        """Types a text as it is; lines of it are pasted, as a person would."""
        if "\n" in text:
            self.write(f"{self.root}/paste", text)
            self.tmux("load-buffer", f"{self.root}/paste")
            self.tmux("paste-buffer", "-p", "-t", self.name)
        else:
            self.tmux("send-keys", "-t", self.name, "-l", "--", text)
        time.sleep(0.4)

    def stop(self):
        try:
            self.tmux("kill-server")
        except subprocess.CalledProcessError:
            pass
        for pid in os.listdir("/proc"):
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    mine = f"HOME={self.home}".encode() in file.read().split(b"\0")
                if mine and int(pid) != os.getpid():
                    os.kill(int(pid), 9)
            except (OSError, ValueError):
                continue
        shutil.rmtree(self.root, ignore_errors=True)
