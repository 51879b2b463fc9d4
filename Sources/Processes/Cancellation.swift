internal import CProcesses
internal import Platform
internal import Synchronization

/// The wish of another thread that a transfer, or a program, ends.
///
/// It wakes a thread that waits in `poll(2)`, by a pipe that is made when the first one waits.
package final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    var pipe: (read: Int32, write: Int32)?
  }

  private let state = Mutex(State())

  package init() {}

  deinit {
    state.withLock { state in
      guard let pipe = state.pipe else { return }
      close(pipe.read)
      close(pipe.write)
    }
  }

  /// True once the transfer is to end.
  package var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Ends the transfer as soon as it looks, at once where it waits.
  package func cancel() {
    state.withLock { state in
      if !state.isCancelled, let pipe = state.pipe {
        var byte: UInt8 = 1
        _ = unsafe write(pipe.write, &byte, 1)
      }
      state.isCancelled = true
    }
  }

  /// Does nothing for a while, or until the transfer is cancelled.
  ///
  /// - Parameter time: The longest time.
  /// - Returns: True if it was not cancelled.
  package func pause(_ time: Duration) -> Bool {
    let deadline = Deadline(after: time)
    while !isCancelled {
      if deadline.isOver { return true }
      _ = poll([], atMost: deadline.left)
    }
    return false
  }

  /// A descriptor that becomes readable when the transfer is cancelled; owned by this object.
  ///
  /// It is -1, which `poll(2)` ignores, if the process has no descriptor left.
  package var descriptor: Int32 {
    state.withLock { state in
      if let pipe = state.pipe { return pipe.read }
      var ends: [Int32] = [-1, -1]
      guard unsafe handoff_pipe(&ends) == 0 else { return -1 }
      state.pipe = (ends[0], ends[1])
      if state.isCancelled {
        var byte: UInt8 = 1
        _ = unsafe write(ends[1], &byte, 1)
      }
      return ends[0]
    }
  }

  /// Waits for one of several descriptors, or for the cancellation.
  ///
  /// - Parameters:
  ///   - descriptors: Each with the events of `poll(2)` to wait for.
  ///   - time: The longest time; `nil` waits forever.
  /// - Returns: The result of `poll(2)`.
  func poll(_ descriptors: [(descriptor: Int32, events: Int32)], atMost time: Duration?) -> Int32 {
    var list = descriptors.map { entry in
      pollfd(fd: entry.descriptor, events: Int16(entry.events), revents: 0)
    }
    list.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    return systemPoll(&list, nfds_t(list.count), time?.pollMilliseconds ?? -1)
  }
}

/// `poll(2)`, whose name the type above has for another thing.
private func systemPoll(
  _ list: inout [pollfd], _ count: nfds_t, _ milliseconds: Int32
) -> Int32 { unsafe poll(&list, count, milliseconds) }
