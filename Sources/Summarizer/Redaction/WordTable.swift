internal import Platform

/// A table of words in small letters, which are found in a text in either case, without a text of
/// their own being made.
struct WordTable<Value: Sendable>: Sendable {
  private var slots: [Int16]
  /// The words, one behind the other, and the places of them.
  private var letters: [UInt8] = []
  private var places: [Range<Int>] = []
  private var values: [Value] = []
  /// The lengths that words have: bit 3 for those of three letters.
  private var lengths: UInt64 = 0
  /// The lower five bits of the letters that they begin with.
  private var beginnings: UInt32 = 0

  /// Makes a table; of a word that occurs twice the last value counts.
  init(_ entries: some Sequence<(String, Value)>) {
    var known: [[UInt8]: Value] = [:]
    for (word, value) in entries { known[Array(word.utf8)] = value }
    var size = 16
    while size < known.count * 4 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for (word, value) in known {
      var slot = Self.hash(word[...]) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int16(places.count)
      places.append(letters.count..<letters.count + word.count)
      letters += word
      values.append(value)
      lengths |= 1 << UInt64(word.count)
      beginnings |= 1 << UInt32(word[0] & 31)
    }
  }

  /// Returns the value of a word, in either case.
  func value(of word: ArraySlice<UInt8>) -> Value? {
    guard word.count < 64, lengths >> UInt64(word.count) & 1 != 0,
      beginnings >> UInt32(word[word.startIndex] & 31) & 1 != 0
    else { return nil }
    var slot = Self.hash(word) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if isEqual(places[number], word) { return values[number] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isEqual(_ known: Range<Int>, _ word: ArraySlice<UInt8>) -> Bool {
    guard known.count == word.count else { return false }
    for offset in 0..<known.count
    where letters[known.lowerBound + offset] != word[word.startIndex + offset].lowered {
      return false
    }
    return true
  }

  /// Returns the FNV-1a hash of a word in small letters.
  private static func hash(_ word: ArraySlice<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in word { hash = (hash ^ UInt32(byte.lowered)) &* 0x0100_0193 }
    return Int(hash ^ hash >> 15)
  }
}

extension WordTable where Value == Void {
  /// Makes a set of words.
  init(words: some Sequence<String>) { self.init(words.map { ($0, ()) }) }

  /// Returns true for one of the words, in either case.
  func contains(_ word: ArraySlice<UInt8>) -> Bool { value(of: word) != nil }
}
