internal import Foundation

/// Random numbers that can be had again (SplitMix64), for tests with random input.
package struct SeededGenerator: RandomNumberGenerator {
  /// The seed; `TEST_SEED` in the environment sets it.
  package let seed: UInt64
  private var state: UInt64

  /// Creates a generator, and prints its seed: a crash must be repeatable, too.
  ///
  /// - Parameter purpose: The name of the input, for the line that is printed.
  package init(for purpose: String) {
    let given = ProcessInfo.processInfo.environment["TEST_SEED"].flatMap { UInt64($0) }
    seed = given ?? UInt64.random(in: 0...UInt64.max)
    state = seed
    print("Random \(purpose): TEST_SEED=\(seed)")
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
