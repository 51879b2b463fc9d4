import Foundation
import Processes
import TestSupport
import Testing

@Suite("An exchange with a program")
struct ProgramExchangeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func exchange(
    _ script: String, folder: String? = nil, outputLimit: Int = 1 << 24,
    timeLimit: Duration = .seconds(120), endsLeftovers: Bool = false,
    cancellation: Cancellation = Cancellation()
  ) -> ProgramExchange {
    ProgramExchange(
      ProgramStart(
        command: ["/bin/sh", "-c", script],
        environment: ["PATH": "/usr/bin:/bin", "OUT": self.folder.path], folder: folder,
        isInteractive: false),
      outputLimit: outputLimit, timeLimit: timeLimit, grace: .milliseconds(100),
      endsLeftovers: endsLeftovers, cancellation: cancellation)
  }

  private func reason(_ exchange: ProgramExchange) async -> ConnectionFailure.Reason? {
    do throws(ConnectionFailure) {
      _ = try await exchange.runWithoutBlocking([])
      return nil
    } catch {
      return error.reason
    }
  }

  /// True once the process whose number a script wrote down is gone, or dead and not yet collected.
  private func isGone(_ name: String) throws -> Bool {
    let text = try folder.text(name)
    let number = try #require(Int32(text.split(whereSeparator: \.isNewline).first ?? ""))
    // A signal takes its time on a busy machine; a process that was not sent one stays.
    for _ in 0..<500 {
      guard kill(number, 0) == 0 else { return true }
      let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
      if status?.contains(") Z ") ?? true { return true }
      usleep(20_000)
    }
    return false
  }

  @Test("Input and output that no pipe holds, in both orders")
  func large() async throws {
    let size = 3_000_000
    let input = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let echoed = try await exchange("cat").runWithoutBlocking(input)
    #expect(echoed.output == input && echoed.end == .exited(0))
    let script = "head -c \(size) /dev/zero; wc -c"
    let counted = try await exchange(script).runWithoutBlocking(input)
    #expect(counted.output.count > size)
    #expect(
      String(decoding: counted.output.dropFirst(size), as: UTF8.self).filter(\.isNumber)
        == "\(size)")
  }

  @Test("A program that does not read is no reason to fail, and no signal ends this process")
  func deaf() async throws {
    let input = [UInt8](repeating: 65, count: 1_000_000)
    let answer = try await exchange("exec <&-; echo no; exit 3").runWithoutBlocking(input)
    #expect(answer.end == .exited(3) && answer.output == Array("no\n".utf8))
  }

  @Test("Standard error is kept, its end at least")
  func errors() async throws {
    let answer = try await exchange("head -c 3000000 /dev/zero >&2; echo; echo end >&2")
      .runWithoutBlocking([])
    #expect(answer.output == [0x0A] && answer.errorLines.last == "end")
  }

  @Test("A program runs in the folder that it is given")
  func place() async throws {
    let answer = try await exchange("pwd -P", folder: folder.path).runWithoutBlocking([])
    let path = String(decoding: answer.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    #expect(path == URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path)
    #expect(await reason(exchange("true", folder: folder("none"))) == .programMissing)
  }

  @Test("At the time limit the program ends, and its children, which ignore the first signal")
  func late() async throws {
    let script = """
      (trap '' TERM; while :; do sleep 1; done) & echo $! > "$OUT/child"
      echo $$ > "$OUT/parent"; exec >&-; wait
      """
    let late = exchange(script, timeLimit: .milliseconds(500))
    #expect(await reason(late) == .timedOut)
    #expect(try isGone("parent") && isGone("child"))
  }

  @Test("Too much output ends the program")
  func flood() async throws {
    let script = #"echo $$ > "$OUT/parent"; exec head -c 100000000 /dev/zero"#
    #expect(await reason(exchange(script, outputLimit: 1_000_000)) == .tooLong)
    #expect(try isGone("parent"))
  }

  @Test("A cancelled task ends the program")
  func cancelled() async throws {
    let script = #"echo $$ > "$OUT/new"; mv "$OUT/new" "$OUT/started"; sleep 1000"#
    let task = Task { await reason(exchange(script)) }
    while !FileManager.default.fileExists(atPath: folder("started")) { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(try isGone("started"))
  }

  @Test("What holds the output open after the answer is not waited for, and ended if asked")
  func leftovers() async throws {
    for endsLeftovers in [false, true] {
      let name = "child-\(endsLeftovers)"
      let script = #"sleep 1000 & echo $! > "$OUT/\#(name)"; echo done"#
      let answer = try await exchange(script, endsLeftovers: endsLeftovers).runWithoutBlocking([])
      #expect(answer.output == Array("done\n".utf8))
      let number = try #require(
        Int32(folder.text(name).trimmingCharacters(in: .newlines)))
      if endsLeftovers {
        #expect(try isGone(name))
      } else {
        #expect(kill(number, SIGKILL) == 0)
      }
    }
  }

  @Test("A version on standard error, and a program that is not there")
  func answers() throws {
    let environment = ["PATH": "/usr/bin:/bin"]
    let answer = try #require(
      ProgramAnswer.of(
        ["/bin/sh", "-c", "echo 1; echo 2 >&2"], environment: environment, within: .seconds(60)))
    #expect(answer.lines == ["1", "2"] && answer.isSuccess)
    #expect(ProgramAnswer.of(["no-such-program"], environment: [:], within: .seconds(60)) == nil)
  }
}
