internal import Essentials
internal import HookRelay
internal import MachineState
internal import Phrases
internal import Platform

/// The reason for which a session leaves no trace: in no snapshot, and in no question to a model.
package enum Exclusion: Sendable, Hashable {
  /// A pattern of `exclude` fits.
  case excluded(pattern: String)
  /// No pattern of `include` fits, and there are no others.
  case notIncluded(folder: String)

  /// The reason as a sentence.
  package var sentence: String {
    switch self {
    case .excluded(let pattern): Phrases.exclusionPattern(pattern: pattern)
    case .notIncluded(let folder): Phrases.exclusionOthers(folder: folder)
    }
  }

  /// The command that shows, or ends it.
  package var hint: String {
    switch self {
    case .excluded, .notIncluded: Phrases.exclusionHint()
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

  /// Takes the rules of a machine.
  init(_ context: HandoffContext, settings: Settings) {
    self.context = context
    self.settings = settings
  }

  /// Looks for the rule that excludes a session.
  ///
  /// - Parameter places: The folders that it has worked in: one that is excluded is enough.
  /// - Returns: The rule; `nil` where there is none.
  func exclusion(of places: [SessionPlace]) -> Exclusion? {
    for place in places {
      if let found = exclusion(of: place) { return found }
    }
    return nil
  }

  /// Returns a folder with what is to be known of it once it is gone.
  func look(at folder: String) -> SessionPlace {
    var place = SessionPlace(folder: folder)
    guard patterns.contains(where: { !$0.isOfFolders }) else { return place }
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
    guard let folder = ProjectKey.folder(of: key) else {
      return exclusion { $0.openness(ofRemote: key) }
    }
    guard let path = try? context.absolute(folder) else { return nil }
    return exclusion { $0.openness(ofFolder: path, in: path) }
  }

  private var patterns: [PlacePattern] { settings.exclude.patterns + settings.include.patterns }

  private func exclusion(of place: SessionPlace) -> Exclusion? {
    guard !patterns.isEmpty else { return nil }
    let (root, _) = GitConfiguration.project(containing: place.folder)
    let top = root ?? place.folder
    // The folder where symbolic links lead, and the project that a linked working tree belongs to.
    let folders = Set([
      place.folder, LocalFile.resolved(place.folder) ?? place.folder,
      GitConfiguration.mainFolder(of: top),
    ])
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
