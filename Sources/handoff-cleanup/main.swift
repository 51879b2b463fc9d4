internal import HookRelay

// The hook for SessionEnd, which Claude Code kills after 1.5 s together with its children. See
// `HookProgram`.
HookProgram(name: "handoff-cleanup", fallbackEvent: "SessionEnd").run()
