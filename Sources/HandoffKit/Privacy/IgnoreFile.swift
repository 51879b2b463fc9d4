internal import Platform

/// A `.handoffignore`: the patterns of files that stay out of what handoff tells, as in .gitignore.
///
/// libgit2 matches such patterns too, but only within a repository, and with the person's own
/// `core.excludesFile` among them, whose files are no secret.
struct IgnoreFile: Sendable, Hashable {
  static let name = ".handoffignore"

  /// The folder that it lies in.
  let folder: String
  private let rules: [Rule]

  private struct Rule: Sendable, Hashable {
    let glob: Glob
    let isNegated: Bool
    let isOfFolders: Bool
  }

  /// Reads the file of a folder; `nil` where there is none.
  ///
  /// One that cannot be read leaves all out.
  init?(in folder: String) {
    let path = folder == "/" ? "/" + Self.name : folder + "/" + Self.name
    guard LocalFile.kind(path) != .missing else { return nil }
    let bytes = (try? LocalFile.read(path, limit: 1 << 20)) ?? []
    self.init(String(decoding: bytes, as: UTF8.self), in: folder)
  }

  /// Reads patterns.
  ///
  /// - Parameters:
  ///   - text: The lines of the file.
  ///   - folder: The folder that they are for.
  init(_ text: String, in folder: String) {
    self.folder = folder
    rules = text.split(whereSeparator: \.isNewline).compactMap { Self.rule($0) }
  }

  /// True if it has no pattern: all of the folder is left out.
  var isEmpty: Bool { rules.isEmpty }

  /// Reads a line (gitignore(5), "PATTERN FORMAT").
  private static func rule(_ line: Substring) -> Rule? {
    var line = line.first == "\u{FEFF}" ? line.dropFirst() : line
    while line.last == " " || line.last == "\t" {
      if line.hasSuffix("\\ ") { break }
      line.removeLast()
    }
    guard !line.isEmpty, line.first != "#" else { return nil }
    let isNegated = line.first == "!"
    if isNegated { line.removeFirst() }
    let isOfFolders = line.last == "/"
    if isOfFolders { line.removeLast() }
    // A slash at the beginning or in the middle ties the pattern to this folder.
    let isTied = line.contains("/")
    var parts = line.split(separator: "/").map(String.init)
    guard !parts.isEmpty else { return nil }
    if !isTied { parts.insert("**", at: 0) }
    // All that is in a folder, but not the folder.
    if parts.last == "**" { parts.append("*") }
    return Rule(
      glob: Glob(parts, .all), isNegated: isNegated, isOfFolders: isOfFolders)
  }

  /// Returns what the last pattern that fits a path says: true to leave it out; `nil` where none fits.
  fileprivate func verdict(_ path: String, isFolder: Bool) -> Bool? {
    let start = folder == "/" ? "/" : folder + "/"
    guard path.hasPrefix(start) else { return nil }
    let names = path.dropFirst(start.count).split(separator: "/")
    return rules.last { ($0.isOfFolders ? isFolder : true) && $0.glob.fits(names) }
      .map { !$0.isNegated }
  }

  /// Finds the empty file that leaves a folder out, in it or in one above, up to the repository's top.
  ///
  /// - Parameter folders: The names of one folder.
  /// - Returns: The path of the file; `nil` where there is none.
  static func leavingOut(_ folders: Set<String>) -> String? {
    for folder in folders.sorted() {
      if let file = chain(folder).first(where: \.isEmpty) { return file.path }
    }
    return nil
  }

  /// The files that say something of a folder, the outermost first.
  fileprivate static func chain(_ folder: String) -> [IgnoreFile] {
    var files: [IgnoreFile] = []
    var place = folder
    while place.hasPrefix("/") {
      if let file = IgnoreFile(in: place) { files.insert(file, at: 0) }
      let isTop = LocalFile.kind(place == "/" ? "/.git" : place + "/.git") != .missing
      if isTop || place == "/" { break }
      place = LocalFile.folder(of: place)
    }
    return files
  }

  private var path: String { folder == "/" ? "/" + Self.name : folder + "/" + Self.name }
}

/// The files of which neither name nor content is told: those that a `.handoffignore` names, and those in
/// places that are left out.
///
/// What it has found out of a folder it keeps, as long as one snapshot takes.
final class HiddenFiles {
  private let context: HandoffContext
  private let rules: ExclusionRules
  private var chains: [String: [IgnoreFile]] = [:]
  private var excluded: [String: Bool] = [:]
  private var known: [String: Bool] = [:]

  /// Looks with the rules of a machine.
  init(_ context: HandoffContext, settings: Settings) {
    self.context = context
    rules = ExclusionRules(context, settings: settings)
  }

  /// Returns whether anything can be hidden, after the files that a session has touched were asked for.
  ///
  /// - Parameter folder: Its working folder.
  /// - Returns: False where every file may be told of.
  func isNeeded(in folder: String) -> Bool {
    if chains[folder] == nil { chains[folder] = IgnoreFile.chain(folder) }
    return rules.hasExclude || chains.values.contains { !$0.isEmpty }
  }

  /// Returns whether a file is hidden.
  ///
  /// - Parameters:
  ///   - path: Its path, also from a folder on, or from the home folder.
  ///   - folder: That folder.
  /// - Returns: True if nothing is told of it.
  func contains(_ path: String, from folder: String) -> Bool {
    var context = context
    context.workingFolder = folder
    guard let absolute = try? context.absolute(path) else { return false }
    if let answer = known[absolute] { return answer }
    let real = LocalFile.resolved(absolute)
    let answer = isHidden(absolute) || real.map { $0 != absolute && isHidden($0) } == true
    known[absolute] = answer
    return answer
  }

  private func isHidden(_ path: String) -> Bool {
    let folder = LocalFile.isFolder(path) ? path : LocalFile.folder(of: path)
    let chain = chains[folder] ?? IgnoreFile.chain(folder)
    chains[folder] = chain
    if chain.contains(where: \.isEmpty) || isExcluded(folder) { return true }
    guard let top = chain.first?.folder else { return false }
    // What lies in a folder that is left out cannot be taken back.
    var place = path
    var places = [path]
    while place != top, place.hasPrefix(top), place != "/" {
      place = LocalFile.folder(of: place)
      places.insert(place, at: 0)
    }
    return places.contains { place in
      let isFolder = place != path || LocalFile.isFolder(place)
      return chain.compactMap { $0.verdict(place, isFolder: isFolder) }.last == true
    }
  }

  private func isExcluded(_ folder: String) -> Bool {
    if let answer = excluded[folder] { return answer }
    let answer =
      if case .excluded? = rules.exclusion(of: [rules.look(at: folder)]) { true } else { false }
    excluded[folder] = answer
    return answer
  }
}
