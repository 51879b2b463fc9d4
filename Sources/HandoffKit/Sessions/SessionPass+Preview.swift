internal import Essentials
internal import MachineState
internal import SnapshotStore
package import Summarizer

/// Exactly what would leave this machine of a session, if a snapshot were taken now.
package struct SessionPreview: Sendable {
  /// The path of the snapshot in the sync repository.
  package let path: String
  /// The text for the model, its instructions first; `nil` where no model is asked.
  package let model: String?
  /// The snapshot's file.
  package let remote: String

  /// The rules that masked something, with the number of the place holders in both texts.
  package var masked: [(rule: String, count: Int)] {
    Redactor.masks(in: (model ?? "") + remote)
  }
}

extension SessionPass {
  /// Makes what a pass would send, and changes nothing.
  ///
  /// - Parameters:
  ///   - transcript: The transcript, if a person named one.
  ///   - rules: Rules that are tried out, besides those of the settings.
  /// - Returns: The texts.
  /// - Throws: `HandoffError` where the session is excluded, or there is nothing to read.
  package func preview(
    transcript: String? = nil, trying rules: [RedactionRule] = []
  ) async throws -> SessionPreview {
    let machine = try settings.requireMachine()
    var record = SessionRecordFile(state, session).load() ?? SessionRecord(created: context.now())
    apply(Inbox(state, session: session.rawValue).waiting, to: &record)
    if let transcript { record.transcript = transcript }
    if let exclusion = exclusion(in: &record) {
      throw HandoffError(.noInput, exclusion.sentence, hint: exclusion.hint)
    }
    try context.requireRedaction()
    noteLineage(in: &record, machine: machine)
    let redactor = context.redactor(settings, of: session, record, trying: rules)
    let reading = try await read(&record, redactor)
    let asksModel = takeSummary(reading.digest, &record, redactor)
    let model =
      asksModel
      ? ClaudeSummarizer.message(about: Self.modelDigest(reading.digest, of: record, redactor))
      : nil
    let id = SnapshotID(machine: machine, session: session)
    // Where the clone cannot be read, all else is still worth knowing.
    let store = try? await openRepository().store
    let existing = try? await store?.read(id)
    let (snapshot, _) = try await compose(
      reading, over: existing, as: id, in: store, &record,
      state: record.life == .open ? .active : .interrupted, redactor)
    return SessionPreview(
      path: id.path, model: model,
      remote: String(decoding: snapshot.serialized(as: id), as: UTF8.self))
  }
}
