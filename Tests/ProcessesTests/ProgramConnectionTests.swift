import Processes
import Testing

@Suite("A conversation with a program")
struct ProgramConnectionTests {
  @Test("A program that speaks while it is written to, and listens only afterwards")
  func bothAtOnce() throws {
    let size = 900_000
    let script = "head -c \(size) /dev/zero; head -c \(size) | wc -c"
    let connection = try ProgramConnection(
      ProgramStart(
        command: ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
        isInteractive: false),
      limits: ConnectionLimits(
        firstAnswer: .seconds(20), silence: .seconds(20), total: .seconds(40)),
      cancellation: Cancellation(), grace: .seconds(1),
      diagnosis: { _, lines in ConnectionFailure(.other, lines.joined()) })
    try connection.write([UInt8](repeating: 1, count: size))
    var answer: [UInt8] = []
    while case let bytes = try connection.read(atMost: 65_536), !bytes.isEmpty { answer += bytes }
    connection.close()
    #expect(answer.prefix(size).allSatisfy { $0 == 0 })
    let count = String(decoding: answer.dropFirst(size), as: UTF8.self)
    #expect(count.filter(\.isNumber) == "\(size)")
  }
}
