internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore

/// Keeps the notes by which sessions that are open here hear that another machine carries them on: see
/// `TakeoverNote`.
///
/// A session hears of each machine once. What was given back, or finished, before it could be told is not
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
    var due: [SessionID: [StoredSnapshot]] = [:]
    for (parent, children) in children(all, seen) {
      guard let record = SessionRecordFile(state, parent).load(), record.life == .open else {
        continue
      }
      // What the session has taken back itself is no news to it.
      let others = children.filter { $0.name != record.ancestor?.name }
      if !others.isEmpty { due[parent] = others }
    }
    let names = Set(due.keys.map(\.rawValue))
    for session in TakeoverNote.sessions(state).subtracting(names) {
      TakeoverNote.forget(in: state, for: session)
    }
    for (session, children) in due {
      let id = SnapshotID(machine: machine, session: session)
      tell(session, of: children, all.first { $0.id == id }, now: now)
    }
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

  private func tell(
    _ session: SessionID, of children: [StoredSnapshot], _ own: StoredSnapshot?, now: Int64
  ) {
    let name = session.rawValue
    let machines = children.compactMap { $0.id?.machine.rawValue }
    // By the machine: the claim of one may get another name when its session begins.
    let told = TakeoverNote.told(in: state, to: name)
    guard let index = machines.firstIndex(where: { !told.contains($0) }) else {
      return TakeoverNote.withdraw(in: state, for: name)
    }
    // A worker's own texts are for the log; this one is for the person at the prompt.
    let message = PhraseLanguage.$current.withValue(.ofProcess) {
      self.message(about: children[index], by: machines[index], own, now: now)
    }
    // A prompt can do without: a note that cannot be written is no reason to fail.
    try? TakeoverNote(message: message, machines: Set(machines).sorted())
      .leave(in: state, for: name)
    // It was told meanwhile.
    if TakeoverNote.told(in: state, to: name).contains(machines[index]) {
      TakeoverNote.withdraw(in: state, for: name)
    }
  }

  private func message(
    about child: StoredSnapshot, by machine: String, _ own: StoredSnapshot?, now: Int64
  ) -> String {
    guard let header = child.header, let began = header.created else {
      return Phrases.takenOver(machine: machine)
    }
    // A session that was there before, and said so inside: its own beginning and answers say nothing.
    if let own, header.resumedAt == own.blob, let updated = own.header?.updated, began < updated {
      return Phrases.takenOver(machine: machine)
    }
    let time = PlainLine.localTime(
      Int64(max(0, min(began.timeIntervalSince1970, 1e11))), now: now)
    switch header.turns {
    case nil: return Phrases.takenOverAt(machine: machine, time: time)
    case 0: return Phrases.takenOverUnanswered(machine: machine, time: time)
    case let turns?: return Phrases.takenOverSince(machine: machine, time: time, n: turns)
    }
  }
}
