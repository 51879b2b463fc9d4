/// Moments in words.
extension Phrases {
  package static let justNow = Phrase("just now")
  package static let minutesAgo = Phrase("{n} min ago")
  package static let hoursAgo = Phrase("{n} h ago")
  package static let yesterday = Phrase("yesterday")

  package static let columnNow = Phrase("now")
  package static let columnMinutes = Phrase("{n} min")
  package static let columnHours = Phrase("{n} h")
  package static let columnDays = Phrase("{n} d")
  package static let columnDate = Phrase("{day} {month}")
  package static let months = Phrase("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
}
