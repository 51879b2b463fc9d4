internal import Git2
internal import Processes

/// The words of a command line, as a shell makes them.
struct ShellWords {
  private let line: String

  init(_ line: String) { self.line = line }

  /// Returns the words; a line with quotes, variables or the like is given to the shell, which git
  /// would start for it too.
  func read(in surroundings: CredentialSurroundings) throws(ConnectionFailure) -> [String] {
    let isPlain = line.utf8.allSatisfy { byte in
      byte.isASCIIAlphanumeric || Self.plainMarks.contains(byte)
    }
    if isPlain { return line.split(separator: " ").map(String.init) }
    let start = ProgramStart(
      command: ["/bin/sh", "-c", "printf '%s\\0' \(line)"],
      environment: surroundings.programEnvironment, isInteractive: false, hasOwnSession: true)
    let answer = try ProgramExchange(
      start, showsErrors: false, outputLimit: 65_536,
      milliseconds: surroundings.helperMilliseconds, cancellation: surroundings.cancellation
    ).run([])
    guard answer.end == .exited(0) else {
      throw ConnectionFailure(.other, "a shell cannot read its options")
    }
    return answer.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let plainMarks = Set(" -._/+@:,=".utf8)
}
