import HandoffKit
import Phrases
import Platform
import Processes
import TestSupport
import Testing

@testable import SyncRepo

@Suite("The table of failures")
struct FailureRowTests {
  static let addresses = [
    "git@host:x.git", "ssh://ann@host:2222/x.git", "https://host/x.git", "http://host:8080/x.git",
    "git://host/x.git",
  ]

  @Test("One row for a reason and a transport, and one for the transports without a row")
  func unique() {
    for (position, row) in FailureRow.table.enumerated() {
      for other in FailureRow.table[..<position] where other.reason == row.reason {
        #expect(other.transport != row.transport, "\(row.text)")
        #expect(FailureRow.row(for: row.reason, over: .local).transport == nil, "\(row.text)")
      }
    }
  }

  @Test("Every error is a sentence with a next step, and names no product", arguments: addresses)
  func sentences(address: String) {
    let address = RemoteAddress(address)
    let reasons = FailureRow.table.map(\.reason) + [ConnectionFailure.Reason("unheard of")]
    for reason in reasons {
      let error = SyncError(ConnectionFailure(reason, "the server’s words"), address: address)
      #expect(error.message.hasSuffix(".") && !error.message.hasSuffix(".."), "\(error)")
      #expect(error.message.contains("\(address)"), "\(error)")
      #expect(
        error.message.contains("the server’s words") == (error.kind != .cancelled), "\(error)")
      #expect(error.remedy?.advice.isEmpty == false, "\(error)")
      #expect(error.remedy?.advice.hasSuffix(".") == false, "\(error)")
      #expect(!"\(error)".lowercased().contains("handoff"), "\(error)")
    }
  }

  @Test("The program sends nobody to git", arguments: addresses)
  func withoutGit(address: String) {
    let address = RemoteAddress(address)
    for reason in FailureRow.table.map(\.reason) {
      let hint =
        HandoffError(SyncError(ConnectionFailure(reason, "x"), address: address)).hint ?? ""
      #expect(!hint.isEmpty && !hint.contains(/\bgit [-a-z]/), "\(hint)")
    }
  }

  @Test("Every error and its next step are Chinese for who reads that", arguments: addresses)
  func chinese(address: String) {
    let address = RemoteAddress(address)
    let reasons = FailureRow.table.map(\.reason) + [ConnectionFailure.Reason("unheard of")]
    for reason in reasons {
      let failure = ConnectionFailure(reason, "Host key verification failed by the server’s words")
      let error = PhraseLanguage.$current.withValue(.chinese) {
        HandoffError(SyncError(failure, address: address))
      }
      #expect(error.message.hasSuffix("。") && error.message.contains("\(address)"), "\(error)")
      // What the server says stays as it came.
      let own = error.message.replacing(failure.message, with: "")
      #expect(EnglishWords.runs(in: own).isEmpty, "\(error)")
      #expect(own.first.map { $0 >= "\u{4E00}" } == true, "\(error)")
      let hint = error.hint ?? ""
      #expect(hint.first.map { $0 >= "\u{4E00}" || hint.hasPrefix("git://") } == true, "\(error)")
    }
  }

  @Test("A transport's own row comes before the general one; the failure's own advice before both")
  func precedence() {
    func error(_ reason: ConnectionFailure.Reason, _ address: String) -> SyncError {
      SyncError(ConnectionFailure(reason, "x"), address: RemoteAddress(address))
    }
    #expect(error(.programMissing, "https://host/x").remedy?.command?.contains("libcurl") == true)
    #expect(error(.programMissing, "host:x").remedy?.command?.contains("openssh") == true)
    #expect(error(.nameNotFound, "ssh://ann@host:2/x").remedy?.command == "ssh -T -p 2 ann@host")
    #expect(error(.nameNotFound, "git://host/x").remedy?.kind == .inspectAddress)
    let own = ConnectionFailure(.other, "x", advice: "Ask Ann", command: "mail ann")
    let refined = SyncError(own, address: RemoteAddress("host:x"))
    #expect(refined.hint == "Ask Ann: mail ann" && refined.kind == .remoteUnreachable)
  }
}
