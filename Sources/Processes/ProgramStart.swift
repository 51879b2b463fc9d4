internal import CProcesses
package import Platform

/// A program to start, with all that it gets.
package struct ProgramStart: Sendable {
  #if canImport(Darwin)
  private typealias Actions = posix_spawn_file_actions_t?
  private typealias Attributes = posix_spawnattr_t?
  #else
  private typealias Actions = posix_spawn_file_actions_t
  private typealias Attributes = posix_spawnattr_t
  #endif

  /// The program, a path or a name that is looked for in its own `PATH`, and its arguments.
  package let command: [String]
  /// All of its environment.
  package let environment: [String: String]
  /// The folder it runs in; `nil` means that of this process.
  package let folder: String?
  /// True if it may ask a person on the terminal; if not, it leads a process group of its own.
  package let isInteractive: Bool
  /// True if it gets a session of its own, in which there is no terminal to be opened.
  package let hasOwnSession: Bool

  package init(
    command: [String], environment: [String: String], folder: String? = nil, isInteractive: Bool,
    hasOwnSession: Bool = false
  ) {
    self.command = command
    self.environment = environment
    self.folder = folder
    self.isInteractive = isInteractive
    self.hasOwnSession = hasOwnSession
  }

  /// Starts the program.
  ///
  /// - Parameter standard: The descriptors it gets as 0, 1 and 2, each of them above 2.
  /// - Returns: The running program.
  /// - Throws: `ConnectionFailure` with `programMissing`.
  func start(standard: [Int32]) throws(ConnectionFailure) -> ChildProgram {
    let path = self.path
    var actions = unsafe fileActions(standard)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var attributes = unsafe attributes()
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var pid: pid_t = 0
    let code = unsafe withCStrings(command) { arguments in
      unsafe withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        unsafe posix_spawn(&pid, path, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else {
      let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      throw ConnectionFailure(
        .programMissing, "cannot run \(command.first ?? "a program"): \(reason)")
    }
    return ChildProgram(pid: pid, leadsGroup: !isInteractive || hasOwnSession)
  }

  /// The file to run; the bare name, which is then not found, if no folder of `PATH` has it.
  private var path: String {
    let name = command.first ?? ""
    if name.contains("/") { return name }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 } ?? name
  }

  private func fileActions(_ standard: [Int32]) -> Actions {
    #if canImport(Darwin)
    var actions: Actions = nil
    #else
    var actions = unsafe Actions()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    for (number, descriptor) in standard.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    // Others in this process may have descriptors that are not closed by an exec; an ssh that is
    // shared would keep them open long after us.
    unsafe handoff_spawn_close_from(&actions, Int32(standard.count))
    if let folder { unsafe handoff_spawn_change_folder(&actions, folder) }
    return unsafe actions
  }

  // Unsafe on all systems: on Darwin the attributes are a pointer.
  @unsafe private func attributes() -> Attributes {
    #if canImport(Darwin)
    var attributes: Attributes = nil
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
    var attributes = Attributes()
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    #endif
    if hasOwnSession {
      // Its leader leads a process group too, and may not be put into one.
      flags |= handoff_spawn_new_session()
    } else if !isInteractive {
      flags |= Int32(POSIX_SPAWN_SETPGROUP)
    }
    unsafe posix_spawnattr_init(&attributes)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    // A queue's thread blocks signals, and a program started from it would never see SIGTERM.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGHUP, SIGTERM] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    #if canImport(Darwin)
    return unsafe attributes
    #else
    return attributes
    #endif
  }

  private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe strings.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}

/// The environment that this process was started with.
package enum ProcessEnvironment {
  /// Returns all variables; of a name that is there twice, the first value, as `getenv(3)` does.
  package static func current() -> [String: String] {
    var variables: [String: String] = [:]
    guard var entry = unsafe handoff_environment() else { return variables }
    while let text = unsafe entry.pointee {
      if let equals = unsafe strchr(text, 0x3D) {
        let name = unsafe UnsafeRawBufferPointer(start: text, count: equals - text)
        let key = unsafe String(decoding: name, as: UTF8.self)
        if variables[key] == nil { variables[key] = unsafe String(cString: equals + 1) }
      }
      unsafe entry += 1
    }
    return variables
  }
}

/// Turns the running process into another program (`execvp(3)`).
package enum ProgramReplacement {
  /// Starts the program in the place of this one.
  ///
  /// - Parameters:
  ///   - program: A path, or a name that is looked for in `PATH`.
  ///   - arguments: The arguments behind the name.
  /// - Returns: The reason it could not be started; otherwise it does not return.
  package static func run(_ program: String, arguments: [String]) -> FileError {
    var pointers = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    unsafe execvp(program, &pointers)
    return FileError("start", program)
  }
}
