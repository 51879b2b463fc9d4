/// Moments in words.
extension Phrases {
  package static let justNow = Phrase("just now", zh: "刚刚")
  package static let minutesAgo = Phrase("{n} min ago", zh: "{n} 分钟前")
  package static let hoursAgo = Phrase("{n} h ago", zh: "{n} 小时前")
  package static let yesterday = Phrase("yesterday", zh: "昨天")

  package static let columnNow = Phrase("now", zh: "刚刚")
  package static let columnMinutes = Phrase("{n} min", zh: "{n} 分钟")
  package static let columnHours = Phrase("{n} h", zh: "{n} 小时")
  package static let columnDays = Phrase("{n} d", zh: "{n} 天")
  package static let columnDate = Phrase("{day} {month}", zh: "{month}/{day}")
  package static let months = Phrase(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", zh: "1 2 3 4 5 6 7 8 9 10 11 12")
}
