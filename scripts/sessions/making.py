"""The steps of a made session, and how they are played to the real Claude Code."""

import json
import os
import re
import tempfile
import time

from stand_in import Reply, Server
from terminal import Terminal

PLAN = re.compile(r"/[^\s\"\\]*/\.claude/plans/[\w-]+\.md")


def say(text, pause=0.0):
    return Reply(text, pause=pause)


def call(name, text="", **given):
    return Reply(text, [{"name": name, "input": given}])


def bash(command, output="", status=0, why="", text="", background=False):
    """A shell command; with an output its program is a stand-in that prints it."""
    given = {"command": command, "description": why or "Run it"}
    if background:
        given["run_in_background"] = True
    reply = Reply(text, [{"name": "Bash", "input": given}])
    reply.output = (output, "stays" if background else status) if output else None
    return reply


def slow(reply, seconds=4.0):
    """A reply that the person has time to type beside."""
    reply.pause = seconds
    return reply


def grown(text, summary):
    """An answer after which the conversation is too long, so that the program compacts it by itself."""
    reply = say(text)
    reply.tokens, reply.summary = 990_000, summary
    return reply


def read(path, text=""):
    return call("Read", text, file_path="{project}/" + path)


def write(path, content, text=""):
    return call("Write", text, file_path="{project}/" + path, content=content)


def edit(path, old, new, text=""):
    return call("Edit", text, file_path="{project}/" + path, old_string=old, new_string=new)


def question(text, header, options, several=False):
    options = [{"label": label, "description": about} for label, about in options]
    return {"question": text, "header": header, "multiSelect": several, "options": options}


def questions(*given, text=""):
    return call("AskUserQuestion", text, questions=list(given))


def plan(content):
    """Writes the plan to the file that Claude Code names, and shows it."""
    return [call("Write", file_path="{plan}", content=content), call("ExitPlanMode")]


def agent(start, report, about="Look", kind="general-purpose", text=""):
    reply = call("Agent", text, description=about, prompt=start, subagent_type=kind, run_in_background=False)
    reply.agent = (start, report)
    return reply


class Act:
    """What the person does while a turn goes on."""

    def __init__(self, play):
        self.play = play


def choose(pattern):
    def play(stage):
        screen = stage.terminal.shows(pattern)
        # A dialog takes no keys in its first moments.
        time.sleep(1)
        stage.terminal.press(re.findall(r"(\d)\. *(?:\[.\] *)?" + pattern, screen)[-1])
        # The next question may look the same.
        time.sleep(1.5)

    return Act(play)


def type_answer(words):
    def play(stage):
        screen = stage.terminal.shows(r"Type something")
        time.sleep(1)
        stage.terminal.press(re.findall(r"(\d)\. (?:\[.\] )?Type something", screen)[-1])
        stage.terminal.type(words)
        stage.terminal.press("Enter")
        time.sleep(1)

    return Act(play)


def accept_plan():
    def play(stage):
        stage.terminal.shows(r"❯ 1\. Yes")
        time.sleep(1)
        screen = stage.terminal.screen()
        manual = re.findall(r"(\d)\. Yes, (?:and )?manually", screen)
        stage.terminal.press(manual[-1] if manual else "1")

    return Act(play)


def refuse_plan(words):
    def play(stage):
        screen = stage.terminal.shows(r"❯ 1\. Yes")
        time.sleep(1)
        last = max(re.findall(r"^\W*(\d)\. ", screen, re.MULTILINE))
        stage.terminal.press(*["Down"] * (int(last) - 1))
        stage.terminal.type(words)
        stage.terminal.press("Enter")

    return Act(play)


def refuse(words=""):
    def play(stage):
        stage.terminal.shows(r"Do you want to|wants to|needs your approval")
        time.sleep(0.6)
        for _ in range(6):
            if re.search(r"❯ (\d\. )?No", stage.terminal.screen()):
                break
            stage.terminal.press("Down")
        if words:
            stage.terminal.press("Tab")
            stage.terminal.type(words)
        stage.terminal.press("Enter")

    return Act(play)


def escape():
    def play(stage):
        stage.terminal.wait(lambda _: stage.script.waiting > 0, "a request")
        time.sleep(0.8)
        stage.terminal.press("Escape")
        time.sleep(0.5)
        # The prompt that was interrupted stands in the field again.
        stage.terminal.press("C-u")

    return Act(play)


def interrupt(pattern):
    """Esc while something that was begun already goes on."""

    def play(stage):
        stage.terminal.shows(pattern)
        time.sleep(1.5)
        stage.terminal.press("Escape")
        stage.terminal.shows("Interrupted|interrupted")
        stage.script.queue.clear()

    return Act(play)


def meanwhile(words):
    """What the person types while the model is at work."""

    def play(stage):
        stage.terminal.wait(lambda _: stage.script.pausing > 0, "a slow answer")
        stage.terminal.type(words)
        stage.terminal.press("Enter")

    return Act(play)


class Step:
    def __init__(self, play):
        self.play = play


def flat(parts):
    for part in parts:
        if isinstance(part, (list, tuple)):
            yield from flat(part)
        else:
            yield say(part) if isinstance(part, str) else part


def ask(prompt, *turn):
    """A prompt and the turn that follows: replies of the model and acts of the person, in their order."""

    def play(stage):
        stage.push(part for part in flat(turn) if isinstance(part, Reply))
        stage.submit(prompt)
        for part in flat(turn):
            if isinstance(part, Act):
                part.play(stage)
        stage.settle()

    return Step(play)


def leave_open(prompt, *turn, shows):
    """A prompt whose turn ends with a question to which nobody answers."""

    def play(stage):
        stage.push(part for part in flat(turn) if isinstance(part, Reply))
        stage.submit(prompt)
        stage.terminal.shows(shows)
        time.sleep(1)

    return Step(play)


def leave_waiting(prompt, reply, words):
    """A prompt whose turn is still going on when the session is left, with words that wait for its end."""

    def play(stage):
        stage.push([reply])
        stage.submit(prompt)
        meanwhile(words).play(stage)
        time.sleep(1)

    return Step(play)


def picture(prompt, *turn):
    """A prompt with a picture."""

    def play(stage):
        stage.push(flat(turn))
        stage.terminal.picture()
        stage.submit(" " + prompt)
        stage.settle()

    return Step(play)


def bang(command, output, status=0, answer="Noted."):
    def play(stage):
        stage.terminal.output(output, status)
        stage.push([say(answer)])
        stage.terminal.type("!")
        stage.terminal.type(command)
        stage.terminal.press("Enter")
        time.sleep(1.5)
        stage.settle(empties=False)
        stage.script.queue.clear()

    return Step(play)


def command(text, *turn):
    def play(stage):
        stage.push(flat(turn))
        stage.terminal.type(text)
        time.sleep(0.4)
        stage.terminal.press("Enter")
        time.sleep(1)
        stage.settle()

    return Step(play)


def compact(summary, instructions=""):
    def play(stage):
        stage.script.summaries.append(summary)
        stage.terminal.type(("/compact " + instructions).strip())
        time.sleep(0.4)
        stage.terminal.press("Enter")
        stage.terminal.wait(lambda _: not stage.script.summaries, "the compaction")
        time.sleep(1)
        stage.settle()

    return Step(play)


def rewind(back=1):
    """Goes back to a prompt: the conversation alone."""

    def play(stage):
        stage.terminal.press("Escape", "Escape")
        stage.terminal.shows(r"Rewind")
        time.sleep(0.5)
        stage.terminal.press(*["Up"] * back, "Enter")
        screen = stage.terminal.shows(r"Restore conversation|\d\. ")
        time.sleep(0.5)
        choice = re.findall(r"(\d)\. Restore conversation", screen)
        stage.terminal.press(choice[-1] if choice else "Enter")
        time.sleep(1)
        stage.terminal.press("C-u")
        stage.settle()

    return Step(play)


class Session:
    def __init__(self, name, title, steps, facts, project="api", files=None, commands=(), options=(), permissions=None,
                 environment=None, tracker=None, after=()):
        self.name, self.title, self.steps, self.facts = name, title, steps, facts
        self.project, self.files, self.commands = project, files or {}, commands
        self.options, self.permissions = list(options), permissions
        self.environment, self.tracker, self.after = environment or {}, tracker, list(after)


class Stage:
    """A session that is being made."""

    def __init__(self, session, program):
        self.session, self.root = session, tempfile.mkdtemp(prefix="made-")
        self.server = Server(os.path.join(self.root, "requests"))
        self.script = self.server.script
        self.script.title, self.script.on_plan = session.title, PLAN
        self.terminal = Terminal(
            self.root, self.server.address, program, session.project, session.files, session.commands,
            session.permissions, session.environment, session.tracker)

    def push(self, replies):
        ready = []
        for reply in replies:
            filled = json.dumps(reply.tools).replace("{project}", self.terminal.project)
            reply.tools = json.loads(filled)
            if getattr(reply, "output", None):
                self.terminal.output(*reply.output)
            if getattr(reply, "summary", None):
                self.script.summaries.append(reply.summary)
            if getattr(reply, "agent", None):
                self.script.agents[reply.agent[0]] = reply.agent[1]
            ready.append(reply)
        self.script.push(ready)

    def submit(self, prompt):
        taken = self.script.asked
        self.terminal.type(prompt)
        self.terminal.press("Enter")
        for _ in range(40):
            if self.script.asked > taken:
                return
            time.sleep(0.1)
        self.terminal.press("Enter")

    def settle(self, empties=True):
        def quiet(screen):
            prompt = any(line.startswith("❯") for line in screen.splitlines())
            done = not self.script.waiting and (not empties or not self.script.queue)
            return prompt and done and "esc to interrupt" not in screen

        self.terminal.wait(quiet, "the end of the turn")
        time.sleep(0.4)
        self.terminal.wait(quiet, "the end of the turn")

    def play(self):
        """Plays the session, and returns its transcript's path."""
        self.terminal.start(*self.session.options)
        for step in self.session.steps:
            step.play(self)
        time.sleep(0.5)
        folder = f"{self.terminal.home}/.claude/projects"
        found = [os.path.join(f, n) for f, _, names in os.walk(folder) for n in names if n.endswith(".jsonl")]
        return max((p for p in found if "/subagents/" not in p), key=os.path.getmtime)

    def close(self):
        self.server.shutdown()
        self.terminal.stop()
