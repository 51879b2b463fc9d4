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
    var actions = fileActions(standard)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    var pid: pid_t = 0
    let code = withCStrings(command) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&pid, path, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else {
      let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
      throw ConnectionFailure(
        .programMissing, "cannot run \(command.first ?? "a program"): \(reason)")
    }
    return ChildProgram(pid: pid, leadsGroup: !isInteractive || hasOwnSession)
  }

  /// The file to run; the bare name, which is then not found, where no folder of `PATH` has it.
  private var path: String {
    let name = command.first ?? ""
    if name.contains("/") { return name }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 } ?? name
  }

  private func fileActions(_ standard: [Int32]) -> Actions {
    #if canImport(Darwin)
    var actions: Actions = nil
    #else
    var actions = Actions()
    #endif
    posix_spawn_file_actions_init(&actions)
    for (number, descriptor) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    // Others in this process may have descriptors that are not closed by an exec; an ssh that is
    // shared would keep them open long after us.
    handoff_spawn_close_from(&actions, Int32(standard.count))
    if let folder { handoff_spawn_change_folder(&actions, folder) }
    return actions
  }

  private func attributes() -> Attributes {
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
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setpgroup(&attributes, 0)
    // A queue's thread blocks signals, and a program started from it would never see SIGTERM.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGHUP, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

/// The environment that this process was started with.
package enum ProcessEnvironment {
  /// Returns all variables; of a name that is there twice, the first value, as `getenv(3)` does.
  package static func current() -> [String: String] {
    var variables: [String: String] = [:]
    guard var entry = handoff_environment() else { return variables }
    while let text = entry.pointee {
      let line = String(cString: text)
      if let equals = line.firstIndex(of: "="), variables[String(line[..<equals])] == nil {
        variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
      }
      entry += 1
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
    var pointers = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execvp(program, &pointers)
    return FileError("start", program)
  }
}
