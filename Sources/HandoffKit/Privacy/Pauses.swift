package import Essentials
internal import HookRelay
internal import MachineState
internal import Platform

/// A time in which sessions leave no trace, because a person said so.
package struct Pause: Sendable, Hashable, Codable {
  /// The sessions that a pause is for.
  package enum Scope: Sendable, Hashable, Codable {
    case machine
    /// Those of a project: see `ProjectKey`.
    case project(key: String)
    case session(id: String)

    /// The kind, for programs.
    package var kind: String {
      switch self {
      case .machine: "machine"
      case .project: "project"
      case .session: "session"
      }
    }

    /// The address or the folder of a project, or the id of a session; `nil` for the whole machine.
    package var target: String? {
      switch self {
      case .machine: nil
      case .project(let key): ProjectKey.folder(of: key) ?? key
      case .session(let id): id
      }
    }
  }

  package let scope: Scope
  package let since: Date
  /// The end; `nil` for a pause that lasts until a person ends it.
  package let until: Date?

  /// Reads a length of time as a person types it: `90m`, `2h`, `1d`, `1h30m`.
  ///
  /// - Parameter text: Numbers, each with `s`, `m`, `h`, `d` or `w`.
  /// - Returns: Seconds, up to a year; `nil` for anything else.
  package static func length(_ text: String) -> Int? {
    var (sum, number) = (0, "")
    for character in text {
      if character.isASCII && character.isNumber {
        number.append(character)
        continue
      }
      let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
      guard let unit = units[character], let count = Int(number), count <= 31_536_000 else {
        return nil
      }
      sum += count * unit
      number = ""
    }
    return number.isEmpty && (1...31_536_000).contains(sum) ? sum : nil
  }
}

/// The pauses of this machine, kept in the state folder.
package struct Pauses: Sendable {
  private let context: HandoffContext
  private let state: StateFolder

  /// Finds them.
  ///
  /// - Parameter context: The world around.
  /// - Throws: `HandoffError` where there is no place for state.
  package init(_ context: HandoffContext) throws {
    self.context = context
    state = try context.state()
  }

  private var path: String { state.path + "/pauses" }

  /// The pauses that have not ended yet, the oldest first.
  ///
  /// A file that cannot be read stands for one of the whole machine.
  package var current: [Pause] {
    guard LocalFile.exists(path) else { return [] }
    let now = context.now()
    guard let bytes = try? LocalFile.read(path, limit: 1 << 20),
      let pauses = try? JSONDecoder().decode([Pause].self, from: Data(bytes))
    else { return [Pause(scope: .machine, since: now, until: nil)] }
    return pauses.filter { pause in pause.until.map { $0 > now } ?? true }
  }

  /// The project of the folder that a command is run in.
  package var projectHere: Pause.Scope {
    let folder = context.workingFolder
    var identity = ProjectIdentity(context)
    if let place = identity.place(folder) {
      identity.save()
      return .project(key: place.key)
    }
    let (root, _) = GitConfiguration.project(containing: folder)
    return .project(key: ProjectKey.folder(context.shortened(root ?? folder)))
  }

  /// Begins a pause, in the place of one for the same sessions.
  ///
  /// - Parameters:
  ///   - scope: The sessions.
  ///   - seconds: The length; `nil` for one that a person ends.
  /// - Returns: The pause.
  /// - Throws: `FileError` where it cannot be written.
  package func begin(_ scope: Pause.Scope, for seconds: Int?) throws -> Pause {
    let now = context.now()
    let pause = Pause(
      scope: scope, since: now, until: seconds.map { now.addingTimeInterval(TimeInterval($0)) })
    try change { $0 = $0.filter { $0.scope != scope } + [pause] }
    // The next look at the tasks makes them anew, without what is paused.
    try? HintIndex([]).write(to: state)
    return pause
  }

  /// Ends a pause.
  ///
  /// - Parameter scope: The sessions.
  /// - Returns: False where there was none.
  /// - Throws: `FileError` where that cannot be written.
  package func end(_ scope: Pause.Scope) throws -> Bool {
    var wasThere = false
    try change { pauses in
      wasThere = pauses.contains { $0.scope == scope }
      pauses.removeAll { $0.scope == scope }
    }
    return wasThere
  }

  private func change(_ body: (inout [Pause]) -> Void) throws {
    try state.create()
    let lock = try FileLock.acquire(state.locks + "/pauses", within: .seconds(10))
    defer { lock?.release() }
    var pauses = current
    body(&pauses)
    if pauses.isEmpty { return try LocalFile.remove(path) }
    try LocalFile.write(Array(try JSONEncoder().encode(pauses)), to: path)
  }
}
