import Foundation
import Platform

/// Fetches each release at most once per process.
actor ClaudeInstaller {
  static let shared = ClaudeInstaller()

  private var installations: [String: Task<ClaudeInstallation, Never>] = [:]

  func install(
    packageVersion: String, environment: [String: String]
  ) async -> ClaudeInstallation {
    if let known = installations[packageVersion] { return await known.value }
    let task = Task {
      do {
        return ClaudeInstallation.installed(
          try await Self.fetch(packageVersion, environment: environment))
      } catch {
        return .unavailable(reason: "\(error)")
      }
    }
    installations[packageVersion] = task
    return await task.value
  }

  private static func fetch(
    _ packageVersion: String, environment: [String: String]
  ) async throws -> ClaudeProgram {
    try await requirePrograms(environment)
    let cache = try cacheFolder(environment)
    let files = FileManager.default
    try files.createDirectory(at: cache, withIntermediateDirectories: true)
    let name = "claude-\(packageVersion)"
    let folder = cache.appending(path: name)
    let program = folder.appending(path: "claude").path
    try await InstallationLock.holding(cache.appending(path: "\(name).lock").path) {
      guard !files.isExecutableFile(atPath: program) else { return }
      let partial = cache.appending(path: "\(name).partial")
      try? files.removeItem(at: partial)
      try files.createDirectory(at: partial, withIntermediateDirectories: true)
      defer { try? files.removeItem(at: partial) }
      try await download(packageVersion, to: partial, environment: environment)
      try? files.removeItem(at: folder)
      try files.moveItem(at: partial, to: folder)
    }
    return ClaudeProgram(path: program, version: try await version(of: program, cache: cache))
  }

  /// The two programs without which a test cannot be run at all.
  private static func requirePrograms(_ environment: [String: String]) async throws {
    for command in [["python3", "--version"], ["tmux", "-V"], ["git", "--version"]] {
      let result = try await ExternalProgram(command, environment: environment).run()
      guard result.status == .exited(0) else {
        throw HarnessError("\(command[0]) is not installed.")
      }
    }
  }

  private static func cacheFolder(_ environment: [String: String]) throws -> URL {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return URL(filePath: cache).appending(path: "handoff-tests")
    }
    guard let home = environment["HOME"] else { throw HarnessError("HOME is not set.") }
    return URL(filePath: home).appending(path: ".cache/handoff-tests")
  }

  /// Leaves nothing but the executable in the folder.
  private static func download(
    _ packageVersion: String, to folder: URL, environment: [String: String]
  ) async throws {
    let pip = [
      "download", "--quiet", "--no-deps", "--no-input", "--only-binary", ":all:", "--retries", "1",
      "--timeout", "30", "--no-cache-dir", "--dest", folder.path,
      "claude-agent-sdk==\(packageVersion)",
    ]
    var reasons: [String] = []
    for installer in [["python3", "-m", "pip"], ["pip3"]] {
      let program = ExternalProgram(installer + pip, environment: environment)
      let result = try await program.run(within: .seconds(900))
      if result.status == .exited(0) {
        return try await extract(in: folder, environment: environment)
      }
      let last = result.errors.split(whereSeparator: \.isNewline).last.map(String.init)
      reasons.append("\(installer[0]): \(last ?? "\(result.status)")")
    }
    throw HarnessError(
      "claude-agent-sdk \(packageVersion) cannot be fetched: \(reasons.joined(separator: "; "))")
  }

  private static func extract(in folder: URL, environment: [String: String]) async throws {
    let script = """
      import glob, os, shutil, sys, zipfile
      os.chdir(sys.argv[1])
      wheel = glob.glob("claude_agent_sdk-*.whl")[0]
      with zipfile.ZipFile(wheel).open("claude_agent_sdk/_bundled/claude") as source:
          with open("claude", "wb") as target:
              shutil.copyfileobj(source, target, 1 << 20)
      os.chmod("claude", 0o755)
      os.remove(wheel)
      """
    let command = ["python3", "-c", script, folder.path]
    _ = try await ExternalProgram(command, environment: environment).output(within: .seconds(300))
  }

  /// Asks the program itself, with a home folder that does not exist.
  private static func version(of program: String, cache: URL) async throws -> String {
    let environment = ["HOME": cache.appending(path: "no-home").path, "PATH": "/usr/bin:/bin"]
    let words = try await ExternalProgram([program, "--version"], environment: environment)
      .output().split(separator: " ")
    guard let version = words.first else { throw HarnessError("\(program) names no version.") }
    return String(version)
  }
}

/// What came of the wish to have Claude Code.
package enum ClaudeInstallation: Sendable {
  /// It is there.
  case installed(ClaudeProgram)
  /// It, or something that the harness needs, cannot be had on this machine; a test is skipped.
  case unavailable(reason: String)
}

/// A `flock` between test processes.
struct InstallationLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock and holds it while the body runs.
  static func holding<Result>(
    _ path: String, _ body: () async throws -> Result
  ) async throws -> Result {
    let lock = try await InstallationLock(path)
    let result = try await body()
    _ = consume lock
    return result
  }

  private init(_ path: String) async throws {
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HarnessError("\(path): errno \(errno)") }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let code = errno
        close(descriptor)
        throw HarnessError("\(path): errno \(code)")
      }
      do {
        try await Task.sleep(for: .milliseconds(100))
      } catch {
        close(descriptor)
        throw error
      }
    }
  }

  deinit {
    close(descriptor)
  }
}
