internal import Platform
internal import SyncRepo

/// The subject of a commit, from which a phone tells what has happened: the title of the task and the
/// machine, as `Fix the login timeout (desk)`.
///
/// | the commit | its subject |
/// | --- | --- |
/// | writes a snapshot | `TITLE (desk)` |
/// | writes that of a task that was taken over | `Taken over: TITLE (laptop)` |
/// | removes the snapshots of a finished task | `Done: TITLE (laptop)` |
/// | brings one back | `Back: TITLE (laptop)` |
/// | removes that of a task that was only taken over | `Given back: TITLE (laptop)` |
/// | is of several tasks | `TITLE and 2 more (desk)`; a word stands before it if all of them are so |
///
/// A title was redacted by who wrote the snapshot.
struct CommitSubject: Sendable {
  /// The most columns of a subject, the custom of git's tools.
  static let width = 72

  /// The path of the file that the newest change is about.
  let first: String?
  /// True if that file is brought back.
  let isRestored: Bool
  /// The machine that commits.
  let machine: String
  /// False where snapshots are sealed: then the subject has the names of files in place of titles.
  var showsTitles = true

  /// The kinds of changes to a task; of several to one task the first that holds counts.
  private enum Act: String, CaseIterable {
    case restored = "Back: "
    case takenOver = "Taken over: "
    case written = ""
    case finished = "Done: "
    /// It was taken over and given back, and its snapshot is as it was.
    case released = "Given back: "
  }

  /// Returns the subject of a commit.
  ///
  /// - Parameter files: The files that it changes.
  /// - Returns: One line.
  func text(for files: [CommittedFile]) -> String {
    let ordered = files.filter { $0.path == first } + files.filter { $0.path != first }
    var tasks: [(chain: String, title: String, acts: Set<Act>)] = []
    for file in ordered {
      let (chain, title, act) = change(in: file)
      // The members of a chain are one task.
      if let index = tasks.firstIndex(where: { $0.chain == chain }) {
        tasks[index].acts.insert(act)
      } else {
        tasks.append((chain, title, [act]))
      }
    }
    guard let newest = tasks.first else { return "Update" }
    let acts = Set(tasks.compactMap { task in Act.allCases.first(where: task.acts.contains) })
    let word = acts.count == 1 ? acts.first?.rawValue ?? "" : ""
    let more = tasks.count > 1 ? " and \(tasks.count - 1) more" : ""
    let place = more + " (\(Self.cut(machine, to: 24)))"
    let room = Self.width - DisplayWidth.columns(of: word + place)
    return word + Self.cut(newest.title, to: room) + place
  }

  /// Returns what a file says: its chain, the title of its task, and what has happened to it.
  private func change(in file: CommittedFile) -> (chain: String, title: String, act: Act) {
    let name = StoredSnapshot(
      path: file.path, blob: "", problem: SnapshotFormatError("it was not read"))
    let isBack = isRestored && file.path == first
    guard showsTitles,
      case .header(let header)? = file.content.map({ SnapshotEntry(of: $0).content })
    else {
      return (name.name, name.name, isBack ? .restored : file.isRemoved ? .finished : .written)
    }
    let isClaim = header.state == .claimed
    let act: Act =
      if isBack { .restored } else if file.isRemoved { isClaim ? .released : .finished } else {
        isClaim ? .takenOver : .written
      }
    let parent = header.resumedFrom.flatMap { SnapshotID(path: "\(SnapshotID.folder)/\($0).md") }
    let chain = header.task ?? parent?.session.rawValue ?? name.sessionID ?? name.name
    return (chain, header.title.isEmpty ? name.name : header.title, act)
  }

  /// Returns a text on one line that takes no more than a number of columns.
  private static func cut(_ text: String, to width: Int) -> String {
    let line = PlainLine.make(text, limit: 200)
    guard DisplayWidth.columns(of: line) > width else { return line }
    var kept = line.prefix(columns: width - 1)
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }
}
