import Foundation
import Git2
import Processes
import TestSupport
import Testing

@testable import SyncRepo

@Suite("Asking a person at a terminal")
struct ControllingTerminalTests {
  /// A pseudo-terminal: a person at one end, a device at the other.
  final class Pair: Sendable {
    let parent: Int32
    /// Kept open, so that the device stays when the asking ends.
    let child: Int32
    let path: String

    init() throws {
      var ends: (Int32, Int32) = (-1, -1)
      guard openpty(&ends.0, &ends.1, nil, nil, nil) == 0, let name = ttyname(ends.1) else {
        throw CocoaError(.fileReadUnknown)
      }
      (parent, child) = ends
      path = String(cString: name)
    }

    deinit {
      close(child)
      close(parent)
    }

    func type(_ text: String) {
      let bytes = Array(text.utf8)
      _ = write(parent, bytes, bytes.count)
    }

    /// Reads what the terminal shows until a text is there.
    func read(upTo text: String) -> String {
      var shown: [UInt8] = []
      var byte: UInt8 = 0
      while !String(decoding: shown, as: UTF8.self).contains(text),
        Foundation.read(parent, &byte, 1) == 1
      { shown.append(byte) }
      return String(decoding: shown, as: UTF8.self)
    }

    var echoes: Bool {
      var attributes = termios()
      return tcgetattr(parent, &attributes) == 0 && attributes.c_lflag & tcflag_t(ECHO) != 0
    }
  }

  /// Asks on another thread while the test types.
  private func ask(
    _ pair: Pair, isSecret: Bool, cancellation: Cancellation = Cancellation(),
    typing: @escaping @Sendable (Pair) -> Void
  ) throws -> [UInt8]? {
    let thread = Thread { typing(pair) }
    thread.start()
    return try ControllingTerminal(path: pair.path).ask(
      "Password: ", isSecret: isSecret, cancellation: cancellation)
  }

  @Test("A secret is not shown, can be corrected, and the terminal is put back")
  func secret() throws {
    let pair = try Pair()
    let answer = try ask(pair, isSecret: true) { pair in
      _ = pair.read(upTo: "Password: ")
      #expect(!pair.echoes)
      pair.type("wrong\u{15}hunté\u{7F}er2\n")
    }
    #expect(answer == Array("hunter2".utf8))
    #expect(pair.echoes)
    #expect(!pair.read(upTo: "\n").contains("hunt"))
  }

  @Test("A user name is shown")
  func name() throws {
    let pair = try Pair()
    let answer = try ask(pair, isSecret: false) { pair in
      _ = pair.read(upTo: "Password: ")
      #expect(pair.echoes)
      pair.type("ann\n")
    }
    #expect(answer == Array("ann".utf8))
    #expect(pair.read(upTo: "ann").contains("ann"))
  }

  @Test("Control-C and a cancelled task end it, control-D is no answer; the terminal is put back")
  func ends() throws {
    let pair = try Pair()
    #expect(throws: ConnectionFailure.self) {
      try ask(pair, isSecret: true) { pair in
        _ = pair.read(upTo: "Password: ")
        pair.type("abc\u{3}")
      }
    }
    #expect(pair.echoes)
    let other = try Pair()
    let cancellation = Cancellation()
    #expect(throws: ConnectionFailure.self) {
      try ask(other, isSecret: true, cancellation: cancellation) { pair in
        _ = pair.read(upTo: "Password: ")
        cancellation.cancel()
      }
    }
    #expect(other.echoes)
    let third = try Pair()
    let answer = try ask(third, isSecret: true) { pair in
      _ = pair.read(upTo: "Password: ")
      pair.type("\u{4}")
    }
    #expect(answer == nil && third.echoes)
  }

  @Test("Where there is no terminal, there is no answer")
  func none() throws {
    for path in ["/nonexistent", "/dev/null"] {
      #expect(
        try ControllingTerminal(path: path).ask(
          "x", isSecret: true, cancellation: Cancellation()) == nil)
    }
  }
}
