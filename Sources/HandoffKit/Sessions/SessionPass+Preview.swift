internal import Essentials
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
    if let transcript { record.transcript = transcript }
    if let exclusion = exclusion(in: &record) {
      throw HandoffError(.noInput, exclusion.sentence, hint: exclusion.hint)
    }
    let redactor = context.redactor(settings, of: session, record, trying: rules)
    let reading = try await SessionReader(context: context).read(
      session: session.rawValue, record: record,
      hiding: HiddenFiles(context, settings: settings), redactor: redactor)
    let digest = Self.modelDigest(reading.digest, of: record, redactor)
    let id = SnapshotID(machine: machine, session: session)
    let snapshot = try SnapshotComposer(redactor: redactor).compose(
      reading, record: record, state: record.life == .open ? .active : .interrupted,
      machine: machine,
      now: context.now())
    return SessionPreview(
      path: id.path, model: debounce.usesModels ? ClaudeSummarizer.message(about: digest) : nil,
      remote: String(decoding: snapshot.serialized(as: id), as: UTF8.self))
  }
}
