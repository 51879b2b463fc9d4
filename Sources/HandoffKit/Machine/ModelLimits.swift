internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import Summarizer

/// The limits to the cost of model calls: the caps per hour and day, and the pause after failures.
struct ModelLimits {
  /// Something that has to end before a model is asked.
  struct Stop: Hashable {
    let until: Date
    /// The reason, as a sentence.
    let reason: String
  }

  /// The state of the limits.
  struct Status: Hashable {
    /// The cap that is reached.
    var cap: Stop?
    /// The pause after failures; it may be over.
    var pause: Stop?
  }

  /// A call that has been noted as begun.
  struct Call {
    let id: String
    let start: Date
  }

  private let state: StateFolder
  private let settings: Settings
  private let ledger: ModelLedger

  init(_ state: StateFolder, _ settings: Settings) {
    self.state = state
    self.settings = settings
    ledger = ModelLedger(state)
  }

  /// Tells whether a model may be asked, and from when on.
  func status(now: Date) -> Status {
    let pause = ModelPause.load(state, now: now).map { pause in
      Stop(
        until: pause.until,
        reason: Phrases.modelPaused(
          time: pause.until.formatted(.iso8601), reason: pause.reason))
    }
    return Status(cap: cap(now: now), pause: pause)
  }

  private func cap(now: Date) -> Stop? {
    let seconds = Int64(now.timeIntervalSince1970)
    let lines = ledger.lines(from: seconds - 86_400, to: seconds)
    let starts = ModelLedger.starts(lines).map(\.time).sorted()
    let caps = [
      (settings.maxSummariesPerHour, Int64(3_600), \Settings.maxSummariesPerHour),
      (settings.maxSummariesPerDay, Int64(86_400), \Settings.maxSummariesPerDay),
    ]
    let reached = caps.compactMap { most, length, setting -> Stop? in
      let recent = starts.filter { $0 > seconds - length }
      guard recent.count >= most else { return nil }
      // The window opens when so many of them are older that one more fits.
      let opens = most > 0 ? recent[recent.count - most] + length : seconds + length
      let name = Setting.name(of: setting)
      return Stop(
        until: Date(timeIntervalSince1970: TimeInterval(opens)),
        reason: length == 3_600
          ? Phrases.modelHourCap(n: most, setting: name)
          : Phrases.modelDayCap(n: most, setting: name))
    }
    return reached.max { $0.until < $1.until }
  }

  /// Notes that a call begins.
  ///
  /// - Returns: The call; `nil` where another session's has just reached the cap.
  /// - Throws: `FileError` where the ledger cannot be written: without it nothing is spent.
  func begin(session: String, model: String, now: Date) throws -> Call? {
    guard let lock = try FileLock.acquire("\(state.locks)/model", within: .seconds(5)) else {
      return nil
    }
    defer { lock.release() }
    guard cap(now: now) == nil else { return nil }
    let call = Call(id: UUID().uuidString.lowercased(), start: now)
    var line = ModelLedger.Line(
      call: call.id, time: Int64(now.timeIntervalSince1970), outcome: ModelLedger.started)
    line.session = session
    line.model = model
    try ledger.add(line)
    return call
  }

  /// Tells whether another call may follow one that has begun: its answer may have to be repaired.
  func allowsAnother(now: Date) -> Bool { cap(now: now) == nil }

  /// Notes how a call ended well.
  func end(_ call: Call, _ usage: ModelUsage, now: Date) {
    ModelPause.end(state)
    if usage.calls > 1 { addRepair(of: call, "ok", now) }
    var line = line(call, "ok", now)
    line.model = usage.model
    line.inputTokens = usage.inputTokens
    line.outputTokens = usage.outputTokens
    line.cacheReadTokens = usage.cacheReadTokens
    line.cacheCreationTokens = usage.cacheCreationTokens
    line.costUSD = usage.costUSD
    try? ledger.add(line)
  }

  /// Notes how a call failed.
  func end(_ call: Call, _ error: SummarizerError, now: Date) {
    ModelPause.note(error, state, now: now)
    if case .noSummary = error { addRepair(of: call, error.word, now) }
    try? ledger.add(line(call, error.word, now))
  }

  /// Notes the call that asked for an answer once more, which counts like the first.
  private func addRepair(of call: Call, _ outcome: String, _ now: Date) {
    let repair = Call(id: call.id + "-repair", start: now)
    try? ledger.add(line(repair, ModelLedger.started, now))
    try? ledger.add(line(repair, outcome, now))
  }

  private func line(_ call: Call, _ outcome: String, _ now: Date) -> ModelLedger.Line {
    var line = ModelLedger.Line(
      call: call.id, time: Int64(now.timeIntervalSince1970), outcome: outcome)
    line.seconds = max(0, now.timeIntervalSince(call.start))
    return line
  }
}

extension SummarizerError {
  /// The error as one word of the ledger.
  fileprivate var word: String {
    switch self {
    // These two are `ModelLedger.neverStarted`.
    case .notInstalled: "not_installed"
    case .couldNotStart: "could_not_start"
    case .notLoggedIn: "not_logged_in"
    case .rateLimited: "rate_limited"
    case .overloaded: "overloaded"
    case .timedOut: "timed_out"
    case .cancelled: "cancelled"
    case .tooLong: "too_long"
    case .refusedByAPI: "refused"
    case .unknownOption: "unknown_option"
    case .badAnswer, .noSummary: "bad_answer"
    }
  }
}

/// The time in which no model is asked after calls that failed: 1, 2, 4 … 60 minutes.
///
/// It holds for all sessions of the machine, since what fails is the service, the login, or the
/// program; the first success ends it.
struct ModelPause: Codable, Hashable {
  /// The number of calls in a row that have failed.
  var failures: Int
  /// The time of the last one.
  var at: Date
  /// The reason, as a sentence.
  var reason: String
  /// Seconds from then on.
  var seconds: Int

  /// The end of the pause.
  var until: Date { at.addingTimeInterval(TimeInterval(max(0, min(seconds, 3_600)))) }

  private static func path(_ state: StateFolder) -> String { state.path + "/model-pause.json" }

  /// Reads the pause; `nil` where the last call went well, or the clock was set back since.
  static func load(_ state: StateFolder, now: Date) -> ModelPause? {
    guard let bytes = try? LocalFile.read(path(state), limit: 65_536),
      let pause = try? JSONDecoder().decode(ModelPause.self, from: Data(bytes)), pause.at <= now
    else { return nil }
    return pause
  }

  /// Notes a success.
  static func end(_ state: StateFolder) { try? LocalFile.remove(path(state)) }

  /// Notes a failure, if it is one that the next call would meet as well.
  static func note(_ error: SummarizerError, _ state: StateFolder, now: Date) {
    let isLasting: Bool
    switch error {
    // These say nothing about the next call.
    case .cancelled, .tooLong, .notInstalled: return
    // Only a person can fix these; asking every minute would only wake the program.
    case .notLoggedIn, .refusedByAPI(403, _), .unknownOption, .couldNotStart: isLasting = true
    case .rateLimited, .overloaded, .timedOut, .refusedByAPI, .badAnswer, .noSummary:
      isLasting = false
    }
    let failures = min((load(state, now: now)?.failures ?? 0) + 1, 100)
    let pause = ModelPause(
      failures: failures, at: now, reason: error.description,
      seconds: isLasting ? 3_600 : min(3_600, 60 << min(failures - 1, 6)))
    guard let data = try? JSONEncoder().encode(pause) else { return }
    try? LocalFile.write(Array(data), to: path(state), durable: false)
  }
}
