import Synchronization
import Testing

@testable import TerminalUI

@Suite struct ProgressLineTests {
  /// A clock that stands still until it is moved, and what was written.
  private final class Recorder: Sendable {
    let time = Mutex(Duration.zero)
    let written = Mutex("")

    var clock: ProgressClock {
      // Ticks come from the tests themselves: the ticker never wakes up.
      ProgressClock(
        now: { self.time.withLock { $0 } },
        sleep: { _ in try await Task.sleep(for: .seconds(3_600)) })
    }

    func line(_ phase: String, _ terminal: Terminal) -> ProgressLine {
      ProgressLine(phase, terminal: terminal, clock: clock, write: write)
    }

    @Sendable func write(_ text: String) {
      written.withLock { $0 += text }
    }

    func tick(_ line: ProgressLine, at time: Duration) -> String {
      self.time.withLock { $0 = time }
      line.tick()
      return take()
    }

    func take() -> String {
      written.withLock { text in
        defer { text = "" }
        return text
      }
    }
  }

  private struct Failure: Error {}

  @Test func `what is quick shows nothing`() {
    let recorder = Recorder()
    let line = recorder.line("Fetching", .plain())
    #expect(recorder.tick(line, at: .milliseconds(999)) == "")
    line.finish()
    #expect(recorder.take() == "")
  }

  @Test func `after a second the line appears, and goes`() {
    let recorder = Recorder()
    let line = recorder.line("Fetching", .plain())
    #expect(recorder.tick(line, at: .seconds(1)) == "\r⠋ Fetching  1 s\u{1B}[K")
    #expect(recorder.tick(line, at: .milliseconds(1_100)) == "\r⠙ Fetching  1 s\u{1B}[K")
    line.begin("Pushing")
    line.update(ProgressCount(received: 450, total: 1_000, bytes: 84_000))
    #expect(
      recorder.tick(line, at: .seconds(2)) == "\r⠋ Pushing  45% (450/1000), 84.0 kB  2 s\u{1B}[K")
    line.begin("Done")
    #expect(recorder.tick(line, at: .seconds(12)) == "\r⠋ Done  12 s\u{1B}[K")
    line.finish()
    #expect(recorder.take() == "\r\u{1B}[K")
    line.finish()
    #expect(recorder.take() == "")
    #expect(recorder.tick(line, at: .seconds(13)) == "")
  }

  @Test func `the line never reaches the last column`() {
    let recorder = Recorder()
    let line = recorder.line("Fetching 任务任务任务", .plain(columns: 16))
    #expect(recorder.tick(line, at: .seconds(1)) == "\r⠋ Fetching 任…\u{1B}[K")
  }

  @Test func `a pipe gets one line, however often the work begins anew`() {
    let recorder = Recorder()
    let line = recorder.line("Fetching", .pipe())
    #expect(recorder.tick(line, at: .milliseconds(900)) == "")
    #expect(recorder.tick(line, at: .seconds(1)) == "Fetching…\n")
    line.update(ProgressCount(received: 1, total: 2))
    line.begin("Fetching")
    #expect(recorder.tick(line, at: .seconds(2)) == "")
    line.begin("Pushing")
    #expect(recorder.tick(line, at: .seconds(3)) == "")
    line.finish()
    #expect(recorder.take() == "")
  }

  @Test func `a dumb terminal is treated like a pipe`() {
    let recorder = Recorder()
    var terminal = Terminal.plain(glyphs: .ascii)
    terminal.movesCursor = false
    let line = recorder.line("Fetching", terminal)
    #expect(recorder.tick(line, at: .seconds(1)) == "Fetching...\n")
  }

  @Test func `a phase cannot carry escape sequences`() {
    let recorder = Recorder()
    let line = recorder.line("a\u{1B}[2Jb\nc", .pipe())
    #expect(recorder.tick(line, at: .seconds(1)) == "a^[[2Jb c…\n")
  }

  @Test func `other output has the line's place to itself`() {
    let recorder = Recorder()
    let line = recorder.line("Fetching", .plain())
    line.pause { recorder.write("first\n") }
    #expect(recorder.take() == "first\n")
    _ = recorder.tick(line, at: .seconds(1))
    line.pause { recorder.write("second\n") }
    #expect(recorder.take() == "\r\u{1B}[Ksecond\n")
    #expect(recorder.tick(line, at: .seconds(1)) == "\r⠋ Fetching  1 s\u{1B}[K")
  }

  @Test func `the line is cleaned when the work throws`() async {
    let recorder = Recorder()
    await #expect(throws: Failure.self) {
      try await ProgressLine.during(
        "Fetching", terminal: .plain(), clock: recorder.clock, write: recorder.write
      ) { line throws(Failure) in
        _ = recorder.tick(line, at: .seconds(1))
        throw Failure()
      }
    }
    #expect(recorder.take() == "\r\u{1B}[K")
  }

  @Test func `the ticker draws while the work goes on`() async {
    let recorder = Recorder()
    let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
    let time = Mutex(Duration.zero)
    // Every look at this clock costs a second.
    let clock = ProgressClock(
      now: {
        time.withLock { time in
          time += .seconds(1)
          return time
        }
      },
      sleep: { _ in
        try Task.checkCancellation()
        await Task.yield()
      })
    let value = await ProgressLine.during(
      "Fetching", terminal: .plain(), clock: clock,
      write: {
        recorder.write($0)
        tick.yield()
      }
    ) { _ in
      var iterator = ticks.makeAsyncIterator()
      await iterator.next()
      return 7
    }
    #expect(value == 7)
    let written = recorder.take()
    #expect(written.hasPrefix("\r") && written.contains("Fetching"))
    #expect(written.hasSuffix("\r\u{1B}[K"))
  }

  @Test(
    arguments: [
      (ProgressCount(received: 3), "3"),
      (ProgressCount(received: 3, total: 0), "3"),
      (ProgressCount(received: -3, total: -1), "0"),
      (ProgressCount(received: 1, total: 3), "33% (1/3)"),
      (ProgressCount(received: 9, total: 3), "100% (3/3)"),
      (ProgressCount(received: .max, total: .max), "100% (\(Int.max)/\(Int.max))"),
      (ProgressCount(received: 999, unit: .bytes), "999 B"),
      (ProgressCount(received: 1_000, unit: .bytes), "1.0 kB"),
      (ProgressCount(received: 1_250_000, total: 2_500_000, unit: .bytes), "50% (1.2 MB/2.5 MB)"),
      (ProgressCount(received: 3_000_000_000, unit: .bytes), "3.0 GB"),
    ] as [(ProgressCount, String)])
  func `counts`(count: ProgressCount, text: String) {
    #expect(count.text == text)
  }
}
