package import Platform

/// The note for an open session whose task another machine has taken over: the file `claimed/<session>` in
/// the state folder.
///
/// Its first line is what the session's next prompt hook prints, whole and safe, since that hook has no
/// time to make anything of it; the second has the names of the machines that have taken it over. The hook
/// moves the note to `<session>.told`, so that it is told once, and whoever fetches knows what was.
package struct TakeoverNote: Sendable, Hashable {
  /// The text for the person.
  package let message: String
  /// The machines that carry the session on.
  package let machines: [String]

  private static let told = ".told"

  /// Makes a note.
  ///
  /// - Parameters:
  ///   - message: The text, one short line without anything that a terminal takes for more.
  ///   - machines: The names of the machines, which have no white space.
  package init(message: String, machines: [String]) {
    self.message = message
    self.machines = machines
  }

  /// The note as it is written.
  package var bytes: [UInt8] {
    let line = "{\"systemMessage\":\(EventLine.quoted(message))}\n"
    return Array((line + machines.joined(separator: " ") + "\n").utf8)
  }

  /// Leaves the note for a session, in the place of an earlier one.
  package func leave(in state: StateFolder, for session: String) throws(FileError) {
    try LocalFile.createFolder(state.claimed)
    try LocalFile.update(bytes, at: Self.path(state, session))
  }

  /// Takes back what a session was not told yet.
  package static func withdraw(in state: StateFolder, for session: String) {
    try? LocalFile.remove(path(state, session))
  }

  /// Forgets all that a session was told, or is to be told.
  package static func forget(in state: StateFolder, for session: String) {
    withdraw(in: state, for: session)
    try? LocalFile.remove(path(state, session) + told)
  }

  /// The machines that a session has been told of.
  package static func told(in state: StateFolder, to session: String) -> [String] {
    guard let bytes = try? LocalFile.read(path(state, session) + told, limit: 65_536) else {
      return []
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.dropFirst().first?.split(separator: " ").map(String.init) ?? []
  }

  /// The sessions that there are notes of.
  package static func sessions(_ state: StateFolder) -> Set<String> {
    let names = LocalFile.names(in: state.claimed).map { name in
      name.hasSuffix(told) ? String(name.dropLast(told.count)) : name
    }
    return Set(names.filter { SessionIDForm.isValid($0.utf8) })
  }

  private static func path(_ state: StateFolder, _ session: String) -> String {
    state.claimed + "/" + session
  }
}
