import Foundation
import MachineState

@testable import HandoffKit

/// The record of a session as the version before this one declared it: its reader must go on reading
/// what is written today.
struct LastVersionRecord: Codable, Equatable {
  var created: Date
  var transcript: String?
  var workingFolder: String?
  var entryPoint: String?
  var lastAnswer: String?
  var lastAnswerAt: Date?
  var seenAt: Date?
  var process: ProcessIdentity?
  var snapshotAt: Date?
  var pushedAt: Date?
  var waitsForPush = false
  var summary: SavedSummary?
  var modelAskedAt: Date?
  var modelFailure: String?
  var compactSummary: String?
  var compactedAt: Date?
  var failure: TurnFailure?
  var isUrgent: Bool?
  var resumedFrom: String?
  var continuedIn: String?
  var end: End?
  var finishedAt: Date?
  var doneAt: Date?
  var isKept: Bool?
  var notes: [String]?
  var trouble: Trouble?

  struct End: Codable, Equatable {
    var reason: String
    var at: Date
    var isRemoteLogin: Bool
    var signs: MachineSigns
    var login: String?
    var process: ProcessIdentity?
  }

  struct TurnFailure: Codable, Equatable {
    var kind: String
    var message: String
    var at: Date
  }

  struct Trouble: Codable, Equatable {
    var at: Date
    var message: String
    var hint: String?
  }
}
