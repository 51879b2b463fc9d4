internal import Essentials
internal import MachineState
internal import Platform
internal import Summarizer

/// How long no model is asked after calls that failed: 1, 2, 4 … 60 minutes.
///
/// It holds for all sessions of the machine, since what fails is the service, the login, or the
/// program; the first success ends it.
struct ModelPause: Codable, Hashable {
  /// How many calls in a row have failed.
  var failures: Int
  /// When the last one did.
  var at: Date
  /// Why, as a sentence.
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
    // Only a person can mend these; asking every minute would only wake the program.
    case .notLoggedIn, .refusedByAPI(403, _), .unknownOption, .couldNotStart: isLasting = true
    case .rateLimited, .overloaded, .timedOut, .refusedByAPI, .badAnswer: isLasting = false
    }
    let failures = min((load(state, now: now)?.failures ?? 0) + 1, 100)
    let pause = ModelPause(
      failures: failures, at: now, reason: error.description,
      seconds: isLasting ? 3_600 : min(3_600, 60 << min(failures - 1, 6)))
    guard let data = try? JSONEncoder().encode(pause) else { return }
    try? LocalFile.write(Array(data), to: path(state), durable: false)
  }
}
