internal import Phrases
internal import Platform
internal import SnapshotStore

extension DoctorCheck {
  /// This machine can read what is encrypted, and all that is to be encrypted is.
  static let encryption = DoctorCheck(
    "encryption", Phrases.titleEncryption(), .clone, requires: ["clone"]
  ) { examination in
    let vault = try Vault.load(examination.context)
    let standing = try await GroupStanding.of(examination.repo(), vault)
    var finding = DoctorFinding()
    switch standing {
    case .none, .member: finding.note(standing.sentence)
    case .asked: finding.add(.warning, standing.sentence, fix: standing.hint)
    default: finding.add(.failed, standing.sentence, fix: standing.hint)
    }
    guard let vault else { return finding }
    let plain = try await examination.store().kinds().plain
    if !plain.isEmpty {
      let names = plain.prefix(3).map { "\($0.dropFirst(SnapshotID.folder.count + 1).dropLast(3))" }
      finding.add(
        .warning, Phrases.checkPlainTasks(n: plain.count, names: Phrases.list(names)),
        fix: Phrases.fixPlainTasks())
    }
    for refused in vault.state.refused.suffix(5) {
      finding.add(
        .warning,
        Phrases.checkRefusedMachine(machine: refused.machine, reason: refused.refusal.sentence),
        fix: Phrases.fixRefusedMachine())
    }
    for path in [
      try KeyFile(examination.context).path, try GroupStateFile(examination.context).path,
    ]
    where LocalFile.information(path).map({ $0.mode & 0o077 != 0 }) == true {
      finding.add(
        .failed, Phrases.checkKeyFile(path: examination.context.shortened(path)),
        fix: Phrases.fixKeyFile(path: shellWord(path)))
    }
    return finding
  }
}
