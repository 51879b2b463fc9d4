internal import ClaudeCode
internal import Essentials
internal import Phrases
internal import Platform
internal import Processes

/// The Windows side of the computer that this distribution of WSL runs on: the profile with Claude Code's
/// settings, and the command by which a hook there starts a program here.
package struct WindowsSide: Sendable {
  /// The profile as it is seen from here, such as `/mnt/c/Users/ann`.
  package let profile: String
  /// The path of `wsl.exe` for Windows, with forward slashes, which every shell there leaves as they are.
  let starter: String
  /// The words behind it, up to the program.
  let words: [String]
  /// The world around, with that side's folder of Claude Code.
  package let context: HandoffContext

  /// The oldest Claude Code that reads the words of a command (`args`).
  static let oldest = ClaudeVersion(2, 1, 139)

  /// Finds it.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - profile: The profile, as either side names it; `nil` asks Windows (`%USERPROFILE%`).
  /// - Returns: The side.
  /// - Throws: `HandoffError` outside of WSL, in WSL 1, and where drive or profile are not found.
  package static func find(
    _ context: HandoffContext, profile: String? = nil
  ) throws -> WindowsSide {
    guard let distribution = context.variable("WSL_DISTRO_NAME") else {
      throw HandoffError(.unavailable, Phrases.windowsNoWSL(), hint: Phrases.windowsNoWSLHint())
    }
    let kernel = (try? LocalFile.read("/proc/sys/kernel/osrelease", limit: 4_096)) ?? []
    guard !String(decoding: kernel, as: UTF8.self).contains("-Microsoft") else {
      throw HandoffError(
        .unavailable, Phrases.windowsOldWSL(),
        hint: Phrases.windowsOldWSLHint(distribution: distribution))
    }
    let drives = context.drives()
    guard
      let system = ["C", "D", "E"].lazy.map({ $0 + #":\Windows\System32"# })
        .first(where: { drives.linuxPath($0).map(LocalFile.isFolder) == true }),
      let systemHere = drives.linuxPath(system)
    else {
      throw HandoffError(
        .unavailable, Phrases.windowsNoDrive(), hint: Phrases.windowsNoDriveHint())
    }
    let named = try profile ?? ask(systemHere, context)
    let here = try drives.linuxPath(named) ?? context.absolute(named)
    guard LocalFile.isFolder(here) else {
      throw HandoffError(
        .noInput, Phrases.windowsNoProfile(path: named), hint: Phrases.windowsNoProfileHint())
    }
    var side = context
    side.environment["CLAUDE_CONFIG_DIR"] = here + "/.claude"
    let user = context.variable("USER") ?? context.variable("LOGNAME")
    return WindowsSide(
      profile: here, starter: system.replacing(#"\"#, with: "/") + "/wsl.exe",
      // Never an empty word: wsl.exe refuses it.
      words: ["-d", distribution] + (user.map { ["-u", $0] } ?? []) + ["--cd", "/", "-e"],
      context: side)
  }

  /// Asks Windows for the profile.
  private static func ask(_ system: String, _ context: HandoffContext) throws -> String {
    let answer = ProgramAnswer.of(
      [system + "/cmd.exe", "/c", "chcp 65001>nul & echo %USERPROFILE%"],
      environment: context.environment(for: .connection), within: .seconds(10))
    // Started in a folder of Linux, cmd.exe says more than was asked.
    let path =
      answer?.lines.map { $0.filter { $0 != "\r" } }.first(where: WindowsDrives.isWindows) ?? ""
    guard WindowsDrives.isWindows(path) else {
      throw HandoffError(
        .unavailable, Phrases.windowsNoAnswer(), hint: Phrases.windowsNoProfileHint())
    }
    return path
  }

  /// Returns the events that are registered there, each with the program here and its time.
  ///
  /// A prompt is not: starting WSL would hold it up. The programs get the time that a push takes, since
  /// WSL ends what is left behind when the last `wsl.exe` has gone.
  ///
  /// - Parameter folder: The folder of the hook programs.
  /// - Returns: The registration.
  func registration(of folder: String) -> HookRegistration {
    let events: [HookEvent] = [.stop, .sessionEnd, .sessionStart, .stopFailure, .postCompact]
    return HookRegistration(
      events.map { event in
        let program = event == .sessionEnd ? "handoff-cleanup" : "handoff-snapshot"
        return .init(
          event: event, executable: starter,
          arguments: words + ["\(folder)/\(program)", Self.mark], timeout: 60,
          // A start has a line to say; an end would be killed with the window.
          isAsync: event != .sessionStart && event != .sessionEnd)
      })
  }

  /// The word by which a hook program knows that it serves Windows; see `HookProgram`.
  private static let mark = "--windows"

  /// Returns the version of Claude Code there, as its package says; `nil` where it does not tell.
  ///
  /// Starting it would take seconds, and a terminal of its own.
  func claudeVersion() -> ClaudeVersion? {
    // The native program, which does not tell, is the one that runs; npm's may be left over.
    if LocalFile.exists(profile + "/.local/bin/claude.exe") { return nil }
    let package =
      profile + "/AppData/Roaming/npm/node_modules/@anthropic-ai/claude-code/package.json"
    guard let bytes = try? LocalFile.read(package, limit: 1 << 20) else { return nil }
    let version = (try? JSONDecoder().decode(PackageFile.self, from: Data(bytes)))?.version
    return version.flatMap { ClaudeVersion(in: $0) }
  }

  private struct PackageFile: Decodable {
    let version: String
  }

  /// Returns the line of a shell there that starts a program here; Git Bash must not turn the program's
  /// path into one of Windows.
  package func line(_ program: String) -> String {
    (["MSYS_NO_PATHCONV=1", "wsl.exe"] + words + [program]).joined(separator: " ")
  }
}
