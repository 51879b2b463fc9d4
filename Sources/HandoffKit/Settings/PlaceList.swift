internal import ClaudeCode
internal import MachineState
internal import Phrases
internal import Platform

/// A pattern of folders, or of remotes, in the settings `exclude` and `include`.
package struct PlacePattern: Sendable, Hashable {
  /// The pattern as it was typed.
  package let text: String
  /// True for folders of this machine, false for remotes.
  let isOfFolders: Bool
  /// The pattern's forms: as typed, and where the folder that it begins with really lies.
  private let forms: [Glob]

  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - text: A folder from the root or from the home folder, or a remote's host and path, in which `*`
  ///     stands for a part of a name and `**` for any number of names. A remote may also have one of the
  ///     forms that git takes.
  ///   - context: The world around, for the home folder.
  /// - Throws: `PlaceProblem` for something else, `HandoffError` where there is no home folder.
  init(_ text: String, _ context: HandoffContext) throws {
    func check(_ isRight: Bool, _ reason: Phrase) throws {
      if !isRight { throw PlaceProblem(text: text, reason: reason) }
    }
    self.text = text
    try check(!text.isEmpty, Phrases.placeIsEmpty)
    isOfFolders = text.hasPrefix("/") || text == "~" || text.hasPrefix("~/")
    var names = text.split(separator: "/").filter { $0 != "." }
    try check(!names.contains(".."), Phrases.placeHasDots)
    try check(names.allSatisfy { $0 == "**" || !$0.contains("**") }, Phrases.placeHasStars)
    if isOfFolders {
      let absolute = try context.absolute(text)
      names = absolute.split(separator: "/")
    } else {
      let isAddress = text.contains(":")
      // Else a folder that was forgotten to begin with a slash would silently fit nothing.
      let host = text.prefix { $0 != "/" }
      try check(
        isAddress || host.contains(".") && host.first != "." || host == "localhost"
          || host == "*" && names.count > 1,
        Phrases.placeIsRelative)
      let key = isAddress ? ProjectKey.address(text) : ProjectKey.address("https://" + text)
      try check(!key.hasPrefix("/"), Phrases.placeIsRelative)
      names = key.split(separator: "/")
    }
    let typed = Glob(names, .star)
    forms = [typed] + (isOfFolders ? Self.real(typed).map { [$0] } ?? [] : [])
  }

  /// The pattern with the folder that it begins with where symbolic links lead.
  private static func real(_ typed: Glob) -> Glob? {
    let fixed = typed.parts.prefix {
      if case .name(let name) = $0 { name.isLiteral } else { false }
    }
    let names = fixed.compactMap { if case .name(let name) = $0 { name.literal } else { nil } }
    let path = "/" + names.joined(separator: "/")
    guard let real = LocalFile.resolved(path), real != path else { return nil }
    return Glob(
      Glob(real.split(separator: "/"), .star).parts + typed.parts.dropFirst(fixed.count))
  }

  /// Returns how much of a folder's path the pattern leaves open, if it, or one that it lies in, fits.
  ///
  /// - Parameters:
  ///   - folder: An absolute path.
  ///   - root: The top folder of the project there: what lies deeper makes a pattern no less specific.
  /// - Returns: The openness; `nil` where the pattern does not fit.
  func openness(ofFolder folder: String, in root: String) -> Int? {
    guard isOfFolders else { return nil }
    let names = folder.split(separator: "/")
    return forms.filter { $0.fitsBeginning(of: names) }.map(\.weight).max()
      .map { 2 * root.split(separator: "/").count - $0 }
  }

  /// Returns how much of a remote the pattern leaves open, if that, or a group that it lies in, fits.
  ///
  /// - Parameter key: The remote's key, see `ProjectKey`.
  /// - Returns: The openness; `nil` where the pattern does not fit.
  func openness(ofRemote key: String) -> Int? {
    guard !isOfFolders, !key.hasPrefix("/") else { return nil }
    let names = key.split(separator: "/")
    guard let form = forms.first, form.fitsBeginning(of: names) else { return nil }
    return 2 * names.count - form.weight
  }
}

/// A pattern that is none.
struct PlaceProblem: Error {
  let text: String
  let reason: Phrase
  /// Its place in the list.
  var element: Int?
}

/// The patterns of `exclude` or of `include`.
package struct PlaceList: Sendable, Hashable {
  /// The patterns, as they were typed one after the other.
  package let patterns: [PlacePattern]

  /// Makes a list without any.
  package init() { patterns = [] }

  /// Reads a list; `nil` for a value that is none.
  ///
  /// - Parameters:
  ///   - value: An array of texts, or a text with such an array or with patterns between spaces.
  ///   - context: The world around.
  /// - Throws: `PlaceProblem` for a pattern that is none.
  init?(_ value: JSONDocument.Value, _ context: HandoffContext) throws {
    let texts: [String]
    switch value {
    case .list(let list): texts = list
    case .text(let text) where text.first == "[":
      guard case .list(let list)? = try? JSONDocument(Array("{\"list\":\(text)}".utf8))["list"]
      else { return nil }
      texts = list
    case .text(let text): texts = text.split(separator: " ").map(String.init)
    case .number, .bool, .null, .other: return nil
    }
    patterns = try texts.indices.map { index in
      do {
        return try PlacePattern(texts[index], context)
      } catch var problem as PlaceProblem {
        problem.element = index
        throw problem
      }
    }
  }

  /// The list as a person types it.
  var text: String {
    let texts = patterns.map(\.text)
    return texts.contains { $0.contains(" ") || $0.first == "[" }
      ? JSONDocument.Value.list(texts).literal : texts.joined(separator: " ")
  }
}
