internal import Essentials
internal import HookRelay
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore

/// The reason for which a session leaves no trace: in no snapshot, and in no question to a model.
package enum Exclusion: Sendable, Hashable {
  /// A pattern of `exclude` fits.
  case excluded(pattern: String)
  /// No pattern of `include` fits, and there are no others.
  case notIncluded(folder: String)
  /// A `.handoffignore` there names no files, so that all of the folder is meant.
  case ignored(file: String)
  /// A person has said so, for some time.
  case paused(Pause.Scope)

  /// The reason as a sentence.
  package var sentence: String {
    switch self {
    case .excluded(let pattern): Phrases.exclusionPattern(pattern: pattern)
    case .notIncluded(let folder): Phrases.exclusionOthers(folder: folder)
    case .ignored(let file): Phrases.exclusionFile(path: file)
    case .paused(.machine): Phrases.exclusionMachine()
    case .paused(.session): Phrases.exclusionSession()
    case .paused(let scope): Phrases.exclusionProject(project: scope.target ?? "")
    }
  }

  /// The command that shows, or ends it.
  package var hint: String {
    switch self {
    case .excluded, .notIncluded: Phrases.exclusionHint()
    case .ignored: Phrases.exclusionFileHint()
    case .paused(.machine): Phrases.pauseEndMachine()
    case .paused(.session(let session)): Phrases.pauseEndSession(id: session)
    case .paused(.project): Phrases.pauseEndProject()
    }
  }
}

/// A folder that a session has worked in.
struct SessionPlace: Sendable, Hashable, Codable {
  let folder: String
  /// The keys of the remote of the project there; kept, since the folder may be gone before the session.
  var remotes: [String] = []
}

/// The rules by which sessions leave no trace, as they are now.
struct ExclusionRules {
  private let context: HandoffContext
  private let settings: Settings
  private let pauses: [Pause]

  /// Takes the rules of a machine.
  init(_ context: HandoffContext, settings: Settings) {
    self.context = context
    self.settings = settings
    pauses = (try? Pauses(context))?.current ?? []
  }

  /// True if there are places that are excluded by name.
  var hasExclude: Bool { !settings.exclude.patterns.isEmpty }

  /// Looks for the rule that excludes a session.
  ///
  /// - Parameters:
  ///   - places: The folders that it has worked in: one that is excluded is enough.
  ///   - session: The session; `nil` for one that has no id yet.
  /// - Returns: The rule; `nil` where there is none.
  func exclusion(of places: [SessionPlace], session: SessionID? = nil) -> Exclusion? {
    // What was not asked for at its time is looked at now.
    let places = places.map { $0.remotes.isEmpty ? look(at: $0.folder) : $0 }
    for place in places {
      if let found = exclusion(of: place) { return found }
    }
    return pauses.map(\.scope).first { scope in
      switch scope {
      case .machine: true
      case .session(let paused): paused == session?.rawValue
      case .project(let key): places.contains { isOf(key, $0) }
      }
    }.map { .paused($0) }
  }

  private func isOf(_ key: String, _ place: SessionPlace) -> Bool {
    guard let paused = ProjectKey.folder(of: key) else { return place.remotes.contains(key) }
    guard let path = try? context.absolute(paused) else { return false }
    return folders(of: place).contains { $0 == path || $0.hasPrefix(path + "/") }
  }

  /// The folder, the one where symbolic links lead, and the project that a linked working tree belongs to.
  private func folders(of place: SessionPlace) -> Set<String> {
    let (root, _) = GitConfiguration.project(containing: place.folder)
    return [
      place.folder, LocalFile.resolved(place.folder) ?? place.folder,
      GitConfiguration.mainFolder(of: root ?? place.folder),
    ]
  }

  /// Returns a folder with what is to be known of it once it is gone.
  func look(at folder: String) -> SessionPlace {
    var place = SessionPlace(folder: folder)
    guard
      patterns.contains(where: { !$0.isOfFolders })
        || pauses.contains(where: { if case .project = $0.scope { true } else { false } })
    else { return place }
    var identity = ProjectIdentity(context)
    guard let project = identity.place(folder) else { return place }
    identity.save()
    place.remotes = [project.key]
    // As it is written, too: the host may be an alias that a pattern names.
    if let written = GitConfiguration.project(containing: folder).url {
      let key = ProjectKey.address(written)
      if key != project.key { place.remotes.append(key) }
    }
    return place
  }

  /// Looks for the pattern that excludes a project of which only the key is known.
  ///
  /// - Parameter key: The key of its remote, or of its folder, see `ProjectKey`.
  /// - Returns: The rule; `nil` where there is none.
  func exclusion(ofProject key: String) -> Exclusion? {
    if let folder = ProjectKey.folder(of: key) {
      guard let path = try? context.absolute(folder) else { return nil }
      return exclusion(of: [look(at: path)])
    }
    if let found = exclusion({ $0.openness(ofRemote: key) }) { return found }
    // A folder of this machine that is included may hold it.
    let included = settings.include.patterns
    if settings.exclude.patterns.isEmpty, !included.isEmpty,
      !included.contains(where: { $0.isOfFolders || $0.openness(ofRemote: key) != nil })
    {
      return .notIncluded(folder: key)
    }
    return pauses.map(\.scope).first { $0 == .machine || $0 == .project(key: key) }
      .map { .paused($0) }
  }

  private var patterns: [PlacePattern] { settings.exclude.patterns + settings.include.patterns }

  private func exclusion(of place: SessionPlace) -> Exclusion? {
    let folders = folders(of: place)
    if let file = IgnoreFile.leavingOut(folders) {
      return .ignored(file: context.shortened(file))
    }
    guard !patterns.isEmpty else { return nil }
    let (root, _) = GitConfiguration.project(containing: place.folder)
    let top = root ?? place.folder
    return exclusion { pattern in
      let found =
        folders.compactMap { folder in
          let isInside = folder == top || folder.hasPrefix(top + "/")
          return pattern.openness(ofFolder: folder, in: isInside ? top : folder)
        } + place.remotes.compactMap { pattern.openness(ofRemote: $0) }
      return found.min()
    } ?? (settings.exclude.patterns.isEmpty ? notIncluded(place, folders) : nil)
  }

  /// The answer of both lists: the pattern that leaves less of a place open is the more specific one.
  private func exclusion(_ openness: (PlacePattern) -> Int?) -> Exclusion? {
    func closest(_ list: PlaceList) -> (pattern: PlacePattern, openness: Int)? {
      list.patterns.compactMap { pattern in openness(pattern).map { (pattern, $0) } }
        .min { $0.1 < $1.1 }
    }
    guard let excluded = closest(settings.exclude) else { return nil }
    if let included = closest(settings.include), included.openness < excluded.openness {
      return nil
    }
    return .excluded(pattern: excluded.pattern.text)
  }

  private func notIncluded(_ place: SessionPlace, _ folders: Set<String>) -> Exclusion? {
    let isIncluded = settings.include.patterns.contains { pattern in
      folders.contains { pattern.openness(ofFolder: $0, in: $0) != nil }
        || place.remotes.contains { pattern.openness(ofRemote: $0) != nil }
    }
    return isIncluded ? nil : .notIncluded(folder: context.shortened(place.folder))
  }
}
