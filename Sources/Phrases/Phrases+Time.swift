/// Moments in words.
extension Phrases {
  package static let justNow = Phrase("just now")
  package static let minutesAgo = Phrase("{n} min ago")
  package static let hoursAgo = Phrase("{n} h ago")
  package static let inMinutes = Phrase("in {n} min")
  package static let inHours = Phrase("in {n} h")
  package static let yesterday = Phrase("yesterday")
}
