import Synchronization

/// What a signal handler of a test saw.
enum SignalProbe {
  static let received = Atomic<CInt>(0)
}
