/// Where a picker gets its keys from: a terminal in raw mode, or a list in tests.
package protocol KeystrokeSource {
  /// Waits for the next event, but not for long: within about a tenth of a second it is `.idle`.
  mutating func next() -> PickerInput
}
