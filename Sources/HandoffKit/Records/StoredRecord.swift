internal import ClaudeCode
internal import Essentials
internal import MachineState

/// The form of a session's record in its file: flat members, nearly all of them optional.
///
/// The versions before and after this one read and write the same file. A member keeps its name as long
/// as it keeps its meaning, and one that is added is optional; members that are not known here are
/// skipped. A mixture that no version writes on purpose is read as the nearest state that makes sense.
struct StoredRecord: Codable {
  var created: Date
  var transcript: String?
  var workingFolder: String?
  var isOfWindows: Bool?
  var places: [SessionPlace]?
  var entryPoint: String?
  var seenAt: Date?
  var process: ProcessIdentity?
  // The life.
  var end: StoredEnd?
  var continuedIn: String?
  var doneAt: Date?
  var donePromptAt: Date?
  var finishedAt: Date?
  // The last turn.
  var lastAnswer: String?
  var lastAnswerAt: Date?
  var failure: StoredFailure?
  // The compaction, the summary and the model.
  var compactSummary: String?
  var compactedAt: Date?
  var summary: SavedSummary?
  var modelAskedAt: Date?
  var modelFailure: String?
  // The delivery. Readers of before need the first of these.
  var waitsForPush: Bool?
  var isUrgent: Bool?
  var pushedAt: Date?
  var snapshotAt: Date?
  var transcriptSize: Int64?
  var sequence: Int?
  // The rest.
  var resumedFrom: String?
  var ancestor: SessionRecord.Ancestor?
  var inherited: ChainNotes?
  var turns: SessionRecord.TurnCount?
  var isKept: Bool?
  var notes: [String]?
  /// The times of the notes, in seconds since 1970, in their order; 0 where one is not known.
  var noteTimes: [Double]?
  var ownTitle: String?
  var ownTitleBeside: String?
  var projectGaps: [String]?
  var running: [String]?
  var trouble: SessionTrouble?
  var unsettledSince: Date?

  struct StoredEnd: Codable {
    var reason: SessionEndReason
    var at: Date
    var isRemoteLogin: Bool
    var signs: MachineSigns
    var login: String?
    var process: ProcessIdentity?
    var undecidedUntil: Date?
  }

  struct StoredFailure: Codable {
    var kind: String
    var message: String
    var at: Date
    var isWritten: Bool?
  }
}

extension SessionRecord: Codable {
  /// Reads a record of this version, the one before, or the next one.
  init(from decoder: any Decoder) throws {
    let stored = try StoredRecord(from: decoder)
    self.init(created: stored.created, life: Self.life(stored))
    promptAtDone = stored.donePromptAt
    transcript = stored.transcript
    workingFolder = stored.workingFolder
    isOfWindows = stored.isOfWindows ?? false
    places = stored.places ?? []
    entryPoint = stored.entryPoint
    seenAt = stored.seenAt
    process = stored.process
    lastTurn = Self.turn(stored)
    compaction = stored.compactSummary.map {
      Compaction(text: $0, pendingSince: stored.compactedAt)
    }
    summary = stored.summary
    modelTry.at = stored.modelAskedAt
    modelTry.failure = stored.modelFailure
    delivery =
      stored.waitsForPush == true
      ? .waiting(isUrgent: stored.isUrgent == true, last: stored.pushedAt)
      : .delivered(at: stored.pushedAt)
    snapshotAt = stored.snapshotAt
    transcriptSize = stored.transcriptSize
    sequence = stored.sequence
    // The version before knew the name alone.
    ancestor = stored.ancestor ?? stored.resumedFrom.map { Ancestor(name: $0) }
    inherited = stored.inherited
    turns = stored.turns ?? TurnCount()
    wishes.isKept = stored.isKept == true
    let times = stored.noteTimes ?? []
    wishes.notes = (stored.notes ?? []).enumerated().map { index, text in
      // A version between may have added a note, or dropped one, without its time.
      let time = times.count == stored.notes?.count ? times[index] : 0
      return .init(text: text, at: time == 0 ? nil : Date(timeIntervalSince1970: time))
    }
    wishes.title = stored.ownTitle.map { .init(text: $0, custom: stored.ownTitleBeside) }
    gaps = stored.projectGaps ?? []
    running = stored.running ?? []
    trouble = stored.trouble
    unsettledSince = stored.unsettledSince
  }

  /// Writes the record.
  func encode(to encoder: any Encoder) throws {
    try StoredRecord(self).encode(to: encoder)
  }

  private static func life(_ stored: StoredRecord) -> Life {
    let end = stored.end.map { end in
      var known = End(
        reason: end.reason, at: end.at, isRemoteLogin: end.isRemoteLogin, signs: end.signs,
        login: end.login, process: end.process)
      known.continuedIn = stored.continuedIn
      known.undecidedUntil = end.undecidedUntil
      return known
    }
    switch (stored.doneAt, stored.finishedAt, end) {
    case (let done?, _, let end): return .done(at: done, end)
    case (nil, let finished?, let end?): return .finished(at: finished, end)
    case (nil, let finished?, nil): return .done(at: finished, nil)
    case (nil, nil, let end?): return .ended(end)
    case (nil, nil, nil): return .open
    }
  }

  private static func turn(_ stored: StoredRecord) -> Turn? {
    if let failure = stored.failure {
      var known = TurnFailure(kind: failure.kind, message: failure.message, at: failure.at)
      // The version before left the record urgent until a pass of the session had pushed it.
      known.isWritten =
        failure.isWritten ?? (stored.waitsForPush == true || stored.isUrgent != true)
      return .failure(known)
    }
    return stored.lastAnswerAt.map { .answer(stored.lastAnswer, at: $0) }
  }
}

extension StoredRecord {
  /// Puts a record into the form of the file.
  fileprivate init(_ record: SessionRecord) {
    created = record.created
    transcript = record.transcript
    workingFolder = record.workingFolder
    isOfWindows = record.isOfWindows ? true : nil
    places = record.places.isEmpty ? nil : record.places
    entryPoint = record.entryPoint
    seenAt = record.seenAt
    process = record.process
    end = record.life.end.map { end in
      StoredEnd(
        reason: end.reason, at: end.at, isRemoteLogin: end.isRemoteLogin, signs: end.signs,
        login: end.login, process: end.process, undecidedUntil: end.undecidedUntil)
    }
    continuedIn = record.life.end?.continuedIn
    if case .done(let time, _) = record.life {
      doneAt = time
      donePromptAt = record.promptAtDone
    }
    finishedAt = record.life.finishedAt
    lastAnswer = record.lastAnswer
    lastAnswerAt = record.lastAnswerAt
    failure = record.failure.map { failure in
      StoredFailure(
        kind: failure.kind, message: failure.message, at: failure.at, isWritten: failure.isWritten)
    }
    compactSummary = record.compaction?.text
    compactedAt = record.compaction?.pendingSince
    summary = record.summary
    modelAskedAt = record.modelTry.at
    modelFailure = record.modelTry.failure
    waitsForPush = record.delivery.isWaiting
    isUrgent = record.delivery.isUrgent ? true : nil
    pushedAt = record.delivery.lastArrival
    snapshotAt = record.snapshotAt
    transcriptSize = record.transcriptSize
    sequence = record.sequence
    resumedFrom = record.ancestor?.name
    ancestor = record.ancestor
    inherited = record.inherited
    turns = record.turns
    isKept = record.wishes.isKept ? true : nil
    let notes = record.wishes.notes
    self.notes = notes.isEmpty ? nil : notes.map(\.text)
    noteTimes = notes.isEmpty ? nil : notes.map { $0.at?.timeIntervalSince1970 ?? 0 }
    ownTitle = record.wishes.title?.text
    ownTitleBeside = record.wishes.title?.custom
    running = record.running.isEmpty ? nil : record.running
    projectGaps = record.gaps.isEmpty ? nil : record.gaps
    trouble = record.trouble
    unsettledSince = record.unsettledSince
  }
}
