internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore

/// Keeps the notes by which sessions that are open here hear that another machine carries them on: see
/// `TakeoverNote`.
///
/// A session hears of each snapshot once. What was given back, or finished, before it could be told is not
/// told.
struct TakeoverNotes {
  let machine: MachineName
  let state: StateFolder

  /// Leaves the notes that are due, and takes back those that are not any more.
  ///
  /// - Parameters:
  ///   - all: The snapshots of all machines.
  ///   - seen: When this machine first saw each of them.
  ///   - now: Seconds since 1970.
  func update(_ all: [StoredSnapshot], _ seen: FirstSeen, now: Int64) {
    var due: [String: [StoredSnapshot]] = [:]
    for (parent, children) in children(all, seen) {
      guard let record = SessionRecordFile(state, parent).load(), record.life == .open else {
        continue
      }
      // What the session has taken back itself is no news to it.
      let others = children.filter { $0.name != record.ancestor?.name }
      if !others.isEmpty { due[parent.rawValue] = others }
    }
    for session in TakeoverNote.sessions(state) where due[session] == nil {
      TakeoverNote.forget(in: state, for: session)
    }
    for (session, children) in due { tell(session, of: children, now: now) }
  }

  /// The snapshots of other machines that carry a session of this one on, by the session.
  private func children(
    _ all: [StoredSnapshot], _ seen: FirstSeen
  ) -> [SessionID: [StoredSnapshot]] {
    var found: [SessionID: [StoredSnapshot]] = [:]
    let own = machine.rawValue + "-"
    for stored in all {
      guard let name = stored.header?.resumedFrom, name.hasPrefix(own),
        let parent = SnapshotID(path: "\(SnapshotID.folder)/\(name).md"),
        parent.machine == machine, let id = stored.id, id.machine != machine,
        !seen.isFreeClaim(stored)
      else { continue }
      found[parent.session, default: []].append(stored)
    }
    return found
  }

  private func tell(_ session: String, of children: [StoredSnapshot], now: Int64) {
    let told = TakeoverNote.told(in: state, to: session)
    guard let newest = children.first(where: { !told.contains($0.name) }) else {
      return TakeoverNote.withdraw(in: state, for: session)
    }
    // A prompt can do without: a note that cannot be written is no reason to fail.
    try? TakeoverNote(message: message(about: newest, now: now), names: children.map(\.name))
      .leave(in: state, for: session)
    // It was told meanwhile.
    if TakeoverNote.told(in: state, to: session).contains(newest.name) {
      TakeoverNote.withdraw(in: state, for: session)
    }
  }

  private func message(about child: StoredSnapshot, now: Int64) -> String {
    let machine = PlainLine.make(child.machine ?? "", limit: 63)
    let taken = child.header.map { $0.created ?? $0.updated } ?? Date(timeIntervalSince1970: 0)
    let time = PlainLine.localTime(
      Int64(max(0, min(taken.timeIntervalSince1970, 1e11))), now: now)
    guard let turns = child.header?.turns else {
      return Phrases.takenOver(machine: machine, time: time)
    }
    return turns > 0
      ? Phrases.takenOverSince(machine: machine, time: time, n: turns)
      : Phrases.takenOverUnanswered(machine: machine, time: time)
  }
}
