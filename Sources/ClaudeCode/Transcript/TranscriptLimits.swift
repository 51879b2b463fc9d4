/// How much of a transcript is read, and how much of each text is kept.
///
/// Transcripts of several gigabytes exist, and so do lines of many megabytes that hold no
/// conversation; memory and time stay bounded by these numbers whatever the file holds.
package struct TranscriptLimits: Sendable, Equatable {
  /// Bytes read from the end of the file.
  package var tailBytes: Int
  /// Bytes read from its start when the tail does not reach it: first prompt, title, folder.
  package var headBytes: Int
  /// Longer lines are passed over without being looked at.
  package var lineBytes: Int
  /// Lines held in the index; of more, the newest.
  package var indexedLines: Int
  /// UTF-8 bytes kept of a prompt, an answer, an error or a compaction summary.
  package var textBytes: Int
  /// UTF-8 bytes kept of each input field of a tool call and of each todo.
  package var inputBytes: Int
  /// UTF-8 bytes kept of a tool's result.
  package var resultBytes: Int

  /// The limits for a digest: 64 MB of tail, 1 MB of head, lines up to 8 MB.
  package static let standard = TranscriptLimits()

  /// Makes limits; what is not named has its standard value.
  package init(
    tailBytes: Int = 64 << 20, headBytes: Int = 1 << 20, lineBytes: Int = 8 << 20,
    indexedLines: Int = 250_000, textBytes: Int = 32 << 10, inputBytes: Int = 4 << 10,
    resultBytes: Int = 8 << 10,
  ) {
    self.tailBytes = tailBytes
    self.headBytes = headBytes
    self.lineBytes = lineBytes
    self.indexedLines = indexedLines
    self.textBytes = textBytes
    self.inputBytes = inputBytes
    self.resultBytes = resultBytes
  }
}
