"""Draws what a terminal shows as SVG: `picture.py HANDOFF FOLDER LANGUAGE OUTPUT` (see scripts/picture)."""

import datetime
import os
import pathlib
import re
import subprocess
import sys
import time
import unicodedata
import uuid
from xml.sax.saxutils import escape

COLUMNS, ROWS = 100, 27
CELL, LINE, MARGIN = 8.4, 18, 14

# Machine, state, minutes since the last answer, uncommitted, unpushed, branch, project, titles.
TASKS = [
    ("desk", "active", 4, 3, 2, "fix/login", "acme/api",
     "Fix the login timeout after a token refresh", "修复刷新令牌后登录超时的问题"),
    ("laptop", "interrupted", 120, 1, 0, "main", "acme/api",
     "Parser: keep comments when rewriting YAML", "解析器：改写 YAML 时保留注释"),
    ("desk", "ended", 1500, 0, 0, "feat/queue", "acme/api",
     "Move the nightly report to the new queue", "把每晚的报表迁到新队列"),
    ("studio", "claimed", 1, 0, 0, "swift-6.3", "tools/lint",
     "Upgrade to Swift 6.3 and fix the new warnings", "升级到 Swift 6.3 并修复新警告"),
    ("studio", "active", 35, 1, 0, "feat/export", "acme/web",
     "Export: add paging and retries", "为导出功能补上分页和重试"),
    ("studio", "interrupted", 4400, 0, 1, "ci/upload", "group/sub/shop",
     "Reproduce the flaky upload test on CI", "在 CI 上重现不稳定的上传测试"),
]
NOTES = {
    "en": """## Task

> Users are logged out when the token is refreshed while a request is open. Find out why and fix it.
> Never touch the retry policy in client.swift.

## In progress

- TokenStore is an actor now; 2 of 9 call sites still use the old type.

## Next steps

1. Convert `Proxy.swift` and `Export.swift`
2. Run `swift test --filter Queue`
""",
    "zh": """## Task

> 请求还没返回时刷新令牌，用户就会被登出。找出原因并修好。
> 不要动 client.swift 里的重试策略。

## In progress

- TokenStore 已改成 actor；9 处调用还有 2 处在用旧类型。

## Next steps

1. 改好 `Proxy.swift` 和 `Export.swift`
2. 运行 `swift test --filter Queue`
""",
}


def git(folder, *words):
    subprocess.run(
        ["git", "-C", folder, "-c", "user.name=desk", "-c", "user.email=desk@example.com", *words],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def prepare(lab, handoff, language):
    """Makes a remote with tasks of three machines, and this one set up with it."""
    home, remote, seed = lab / "home", lab / "tasks.git", lab / "seed"
    work = home / "src/api"
    for folder in (remote, seed / "tasks", work, lab / "bin"):
        folder.mkdir(parents=True)
    (lab / "bin/handoff").symlink_to(handoff)
    git(remote, "init", "--bare", "-b", "main")
    git(seed, "init", "-b", "main")
    now = datetime.datetime.now(datetime.timezone.utc)
    for index, task in enumerate(TASKS):
        machine, state, minutes, dirty, unpushed, branch, project, english, chinese = task
        session = uuid.uuid5(uuid.NAMESPACE_DNS, english)
        moment = (now - datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
        title = chinese if language == "zh" else english
        (seed / f"tasks/{machine}-{session}.md").write_text(
            f"---\nschema: 1\ntitle: '{title}'\nmachine: {machine}\nsession_id: {session}\n"
            f"state: {state}\ncreated: {moment}\nupdated: {moment}\nsummary_by: haiku\n"
            f"project: {project}\nproject_url: git@git.example.net:{project}.git\n"
            f"cwd: ~/src/{project.split('/')[-1]}\nbranch: {branch}\nhead: 1f2e3d4a{index:032d}\n"
            f"dirty: {dirty}\nunpushed: {unpushed}\n---\n{NOTES[language]}")
    git(seed, "add", ".")
    git(seed, "commit", "-m", "tasks")
    git(seed, "push", remote, "main")
    git(work, "init", "-b", "main")
    git(work, "remote", "add", "origin", "git@git.example.net:acme/api.git")
    (work / "README.md").write_text("api\n")
    git(work, "add", ".")
    git(work, "commit", "-m", "x")
    environment = {
        "HOME": str(home), "PATH": f"{lab}/bin:/usr/bin:/bin", "LANG": "C.UTF-8",
        "TERM": "tmux-256color", "HANDOFF_LANGUAGE": language, "GIT_CONFIG_NOSYSTEM": "1",
        "PS1": r"\[\e[1m\]laptop\[\e[0m\] ~/src/api $ ",
    }
    subprocess.run(
        [handoff, "init", "--remote", str(remote), "--machine", "laptop"], env=environment,
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return work, environment


class Screen:
    """A terminal of a tmux server of its own."""

    def __init__(self, socket, folder, environment):
        self.socket = str(socket)
        self.environment = environment
        variables = [f"{name}={value}" for name, value in environment.items()]
        self.tmux(
            "new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "-c", str(folder),
            "env", "-i", *variables, "bash", "--norc", "--noprofile")

    def tmux(self, *words):
        return subprocess.run(
            ["tmux", "-u", "-f", "/dev/null", "-S", self.socket, *words], env=self.environment,
            check=True, capture_output=True, text=True).stdout

    def type(self, *keys):
        self.tmux("send-keys", *keys)

    def wait(self, pattern):
        for _ in range(200):
            if re.search(pattern, self.tmux("capture-pane", "-p")):
                time.sleep(0.5)
                return
            time.sleep(0.05)
        raise SystemExit(f"not seen: {pattern}\n" + self.tmux("capture-pane", "-p"))

    def lines(self):
        return self.tmux("capture-pane", "-e", "-p").rstrip("\n").split("\n")


CODES = {"1": "bold", "2": "dim", "4": "under", "7": "chosen", "31": "red", "32": "green",
         "33": "yellow", "35": "magenta", "36": "cyan"}


def runs(line):
    """Splits a line with SGR sequences into its texts, each with its column and classes."""
    column, classes = 0, []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b"):
            for code in part[2:-1].split(";"):
                if code in ("", "0"):
                    classes = []
                elif code in ("39", "22", "24", "27"):
                    gone = {"39": ("red", "green", "yellow", "magenta", "cyan"),
                            "22": ("bold", "dim"), "24": ("under",), "27": ("chosen",)}[code]
                    classes = [name for name in classes if name not in gone]
                elif code in CODES:
                    classes = classes + [CODES[code]]
            continue
        # Wide characters get a text of their own, so that every font keeps the columns.
        for text in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]", part):
            width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
            yield column, width, text, list(classes)
            column += width


STYLE = """
.back { fill: #ffffff; stroke: #d0d7de }
text { font: 14px ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  fill: #1f2328 }
.bold { font-weight: bold } .dim { opacity: .6 } .under { text-decoration: underline }
.red { fill: #cf222e } .green { fill: #1a7f37 } .yellow { fill: #9a6700 }
.magenta { fill: #8250df } .cyan { fill: #0b7285 }
.bar { fill: #1f2328 } .chosen { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  .back { fill: #16181d; stroke: #30363d } text { fill: #e6edf3 }
  .red { fill: #ff7b72 } .green { fill: #3fb950 } .yellow { fill: #d29922 }
  .magenta { fill: #bc8cff } .cyan { fill: #39c5cf }
  .bar { fill: #e6edf3 } .chosen { fill: #16181d }
}
"""


def svg(lines, title):
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
           f'role="img" aria-label="{escape(title)}">', f"<title>{escape(title)}</title>",
           f"<style>{STYLE}</style>",
           f'<rect class="back" x=".5" y=".5" width="{width - 1:.0f}" height="{height - 1:.0f}" '
           'rx="8"/>']
    for row, line in enumerate(lines):
        y = MARGIN + row * LINE
        for column, width, text, classes in runs(line):
            x = MARGIN + column * CELL
            if "chosen" in classes:
                out.append(f'<rect class="bar" x="{x:.1f}" y="{y}" '
                           f'width="{width * CELL + .2:.1f}" height="{LINE}"/>')
            name = f' class="{" ".join(classes)}"' if classes else ""
            # Each piece stands by itself: some programs shrink spaces at the ends.
            for piece in re.finditer(r"\S+(?: \S+)*", text):
                length = width if width > len(text) else len(piece[0])
                out.append(
                    f'<text{name} x="{x + piece.start() * CELL:.1f}" y="{y + 13.5:.1f}" '
                    f'textLength="{length * CELL:.1f}">{escape(piece[0])}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    handoff, lab, language, output = sys.argv[1:]
    lab, output = pathlib.Path(lab), pathlib.Path(output)
    work, environment = prepare(lab, handoff, language)
    suffix = "" if language == "en" else f".{language}"
    screen = Screen(lab.parent / "tmux", work, environment)
    screen.wait("laptop")
    screen.type("handoff list", "Enter")
    screen.wait("handoff resume N")
    lines = [line for line in screen.lines() if line.strip()]
    name = {"en": "handoff list on the second machine", "zh": "第二台机器上的 handoff list"}
    (output / f"list{suffix}.svg").write_text(svg(lines[:-1], name[language]))
    screen.type("clear; handoff", "Enter")
    screen.wait(r"❯(.|\n)*(Here: |本机：)")
    name = {"en": "The picker of handoff on the second machine", "zh": "第二台机器上的选择界面"}
    (output / f"picker{suffix}.svg").write_text(svg(screen.lines(), name[language]))
    screen.tmux("kill-server")


main()
