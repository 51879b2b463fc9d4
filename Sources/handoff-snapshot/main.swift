internal import HookRelay

// The hook for Stop and its like: hooks/Stop in Claude Code's settings.json runs this after every
// answer. See `HookProgram`.
HookProgram(name: "handoff-snapshot", fallbackEvent: "Stop").run()
