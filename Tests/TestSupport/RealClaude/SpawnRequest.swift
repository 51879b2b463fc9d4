#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One `posix_spawn`, with everything that it needs.
struct SpawnRequest {
  #if canImport(Darwin)
  private typealias Actions = posix_spawn_file_actions_t?
  private typealias Attributes = posix_spawnattr_t?
  #else
  private typealias Actions = posix_spawn_file_actions_t
  private typealias Attributes = posix_spawnattr_t
  #endif

  let program: ExternalProgram
  let inputDescriptor: Int32
  let inputFile: String?
  let outputFile: String
  let errorsFile: String

  /// Starts the program as leader of a session of its own.
  ///
  /// A shell changes the folder and looks the name up, since `posix_spawn` would use the PATH of the
  /// test's own environment.
  func start() throws -> pid_t {
    var actions = try makeActions()
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = try makeAttributes()
    defer { posix_spawnattr_destroy(&attributes) }
    let script = "cd \"$1\" && shift && exec \"$@\""
    let arguments = ["sh", "-c", script, "sh", program.folder] + program.command
    let environment = program.environment.map { "\($0.key)=\($0.value)" }
    var pid: pid_t = 0
    let code = withCStrings(arguments) { argv in
      withCStrings(environment) { envp in
        posix_spawn(&pid, "/bin/sh", &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw HarnessError("posix_spawn: errno \(code)") }
    return pid
  }

  private func makeActions() throws -> Actions {
    #if canImport(Darwin)
    var actions: Actions = nil
    #else
    var actions = Actions()
    #endif
    posix_spawn_file_actions_init(&actions)
    if let inputFile {
      posix_spawn_file_actions_addopen(&actions, 0, inputFile, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, inputDescriptor, 0)
    }
    let writing = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 1, outputFile, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorsFile, writing, 0o600)
    return actions
  }

  private func makeAttributes() throws -> Attributes {
    #if canImport(Darwin)
    var attributes: Attributes = nil
    let flags =
      POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
      | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
    var attributes = Attributes()
    // POSIX_SPAWN_SETSID, which the C library shows to programs with GNU extensions only.
    let newSession: Int32 = 0x80
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    #endif
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // A test runner may ignore these, and a program started from it would inherit that.
    for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGHUP, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result,
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
