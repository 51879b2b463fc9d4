internal import Platform

/// The file in which a survey of a transcript is kept, so that the next reading begins where it ended.
///
/// It has no text of the conversation, only places and hashes. It is a cache: one that is missing,
/// broken, of another form or of another file is made anew. Entries are added to its end and flushed
/// before the head speaks of them; several processes may try, and one of them does it.
struct TranscriptIndexFile {
  let path: String
  private let limits: TranscriptLimits

  private static let form: UInt64 = 0x6861_6E64_6F66_6602
  private static let headWords = 32
  private static let headBytes = headWords * 8
  /// The bytes at the beginning and at the end of what is covered by which a file is known again.
  private static let sampleBytes = 4_096

  init(path: String, limits: TranscriptLimits) {
    self.path = path
    self.limits = limits
  }

  // MARK: - Reading

  /// Returns the survey that is kept; `nil` where there is none of this file.
  func load(for file: borrowing TranscriptFile) -> TranscriptSurvey? {
    guard let stored = try? OpenFile(path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let head = Self.head(of: stored), fits(head, file)
    else { return nil }
    let covered = Int(head[5])
    guard
      let index = TranscriptIndex(
        limit: limits.indexedLines, count: Int(head[8]), dropped: Int(head[9]), covered: covered,
        in: stored, at: Self.headBytes),
      let facts = SessionFacts(
        places: stride(from: 14, to: 26, by: 2).map { number in
          Int(head[number])..<Int(head[number]) + Int(head[number + 1])
        })
    else { return nil }
    let reading = Conversation.Reading(
      skippedLines: Int(head[10]), tornTail: head[11] == 1, droppedLines: Int(head[9]))
    return TranscriptSurvey(
      limits: limits, secret: .init(head[1], head[2]), index: index, facts: facts,
      reading: reading, covered: covered)
  }

  /// Returns the words of the head; `nil` if they are not whole.
  private static func head(of stored: borrowing OpenFile) -> [UInt64]? {
    var head = [UInt64](repeating: 0, count: headWords)
    let count = unsafe head.withUnsafeMutableBytes { unsafe read(stored, $0, at: 0) }
    guard count == headBytes, head[0] == form, head[headWords - 1] == checksum(head) else {
      return nil
    }
    // All of them are sizes or places but these.
    let isSane = head[5..<26].enumerated().allSatisfy { number, word in
      [1, 2].contains(number) || word < 1 << 48
    }
    return isSane ? head : nil
  }

  private func fits(_ head: [UInt64], _ file: borrowing TranscriptFile) -> Bool {
    let covered = Int(head[5])
    return head[3] == file.identity.device && head[4] == file.identity.node
      && covered <= file.size && head[12] == UInt64(clamping: limits.lineBytes)
      && head[13] == UInt64(clamping: limits.indexedLines)
      && Self.samples(of: file, covered, .init(head[1], head[2])) == [head[6], head[7]]
  }

  /// Returns the hashes of the beginning and of the end of what is covered.
  private static func samples(
    of file: borrowing TranscriptFile, _ covered: Int, _ secret: LineIdentifier.Secret,
  ) -> [UInt64] {
    let size = min(covered, sampleBytes)
    var hashes: [UInt64] = []
    for offset in [0, covered - size] {
      var bytes = [UInt8](repeating: 0, count: size)
      let count = (try? file.read(into: &bytes, 0..<size, at: offset)) ?? 0
      hashes.append(hash(bytes, 0..<count, secret))
    }
    return hashes
  }

  private static func hash(
    _ bytes: [UInt8], _ range: Range<Int>, _ secret: LineIdentifier.Secret,
  ) -> UInt64 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe LineIdentifier(base, range, secret: secret)?.value ?? 0
    }
  }

  private static func checksum(_ head: [UInt64]) -> UInt64 {
    let bytes = head.dropLast().flatMap { word in (0..<8).map { UInt8(word >> ($0 * 8) & 0xFF) } }
    return hash(bytes, bytes.indices, .init(form, form))
  }

  /// Fills memory from a place in the file, and returns the number of bytes.
  private static func read(
    _ stored: borrowing OpenFile, _ memory: UnsafeMutableRawBufferPointer, at offset: Int,
  ) -> Int {
    var filled = 0
    while filled < memory.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
      let count = unsafe pread(
        stored.descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }

  // MARK: - Writing

  /// Keeps a survey, as far as it can.
  ///
  /// - Parameters:
  ///   - survey: A survey of whole lines.
  ///   - file: The file that it is of.
  ///   - known: The number of entries that are kept already; `nil` where there are none to add to.
  func save(
    _ survey: borrowing TranscriptSurvey, of file: borrowing TranscriptFile, known: Int?,
  ) {
    let head = head(of: survey, file)
    if let known, !survey.index.isRewritten {
      add(survey, from: known, head)
    } else {
      replace(survey, head)
    }
  }

  private func head(
    of survey: borrowing TranscriptSurvey, _ file: borrowing TranscriptFile,
  ) -> [UInt64] {
    let samples = Self.samples(of: file, survey.covered, survey.secret)
    var head = [
      Self.form, survey.secret.first, survey.secret.second, file.identity.device,
      file.identity.node, UInt64(survey.covered), samples[0], samples[1],
      UInt64(survey.index.count), UInt64(survey.index.dropped),
      UInt64(survey.reading.skippedLines), survey.reading.tornTail ? 1 : 0,
      UInt64(clamping: limits.lineBytes), UInt64(clamping: limits.indexedLines),
    ]
    for place in survey.facts.places {
      head += [UInt64(place.lowerBound), UInt64(place.count)]
    }
    head += [UInt64](repeating: 0, count: Self.headWords - head.count)
    head[Self.headWords - 1] = Self.checksum(head)
    return head
  }

  private func add(_ survey: borrowing TranscriptSurvey, from known: Int, _ head: [UInt64]) {
    guard let stored = try? OpenFile(path, flags: O_RDWR | O_NOFOLLOW | O_NONBLOCK),
      flock(stored.descriptor, LOCK_EX | LOCK_NB) == 0, let old = Self.head(of: stored),
      old[1] == head[1], old[2] == head[2], old[8] == UInt64(known), old[9] == head[9]
    else { return }
    let start = Self.headBytes + known * TranscriptIndex.entryBytes
    let isWritten = unsafe survey.index.withBytes(from: known) {
      unsafe Self.write(stored, $0, at: start)
    }
    guard isWritten, fdatasync(stored.descriptor) == 0 else { return }
    _ = unsafe head.withUnsafeBytes { unsafe Self.write(stored, $0, at: 0) }
  }

  private func replace(_ survey: borrowing TranscriptSurvey, _ head: [UInt64]) {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
    guard
      let stored = try? OpenFile(temporary, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    else { return }
    let isWritten =
      unsafe head.withUnsafeBytes { unsafe Self.write(stored, $0, at: 0) }
      && survey.index.withBytes(from: 0) { unsafe Self.write(stored, $0, at: Self.headBytes) }
    if unsafe !isWritten || fdatasync(stored.descriptor) != 0 || rename(temporary, path) != 0 {
      unsafe unlink(temporary)
    }
  }

  private static func write(
    _ stored: borrowing OpenFile, _ bytes: UnsafeRawBufferPointer, at offset: Int,
  ) -> Bool {
    var written = 0
    while written < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = unsafe pwrite(
        stored.descriptor, rest.baseAddress, rest.count, off_t(offset + written))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
