/// Moments in words.
extension Phrases {
  package static let justNow = Phrase("just now", zh: "刚刚")
  package static let minutesAgo = Phrase("{n} min ago", zh: "{n} 分钟前")
  package static let hoursAgo = Phrase("{n} h ago", zh: "{n} 小时前")
  package static let yesterdayAt = Phrase("yesterday {time}", zh: "昨天 {time}")
  package static let tomorrowAt = Phrase("tomorrow {time}", zh: "明天 {time}")
  package static let weekdayAt = Phrase("{day} {time}", zh: "{day} {time}")
  package static let weekdays = Phrase(
    "Mon Tue Wed Thu Fri Sat Sun", zh: "周一 周二 周三 周四 周五 周六 周日")
  package static let dateOfYear = Phrase("{day} {month}", zh: "{month} 月 {day} 日")
  package static let dateWithYear = Phrase(
    "{day} {month} {year}", zh: "{year} 年 {month} 月 {day} 日")
  package static let dateAt = Phrase("{date} {time}", zh: "{date} {time}")

  package static let columnNow = Phrase("now", zh: "刚刚")
  package static let columnMinutes = Phrase("{n} min", zh: "{n} 分钟")
  package static let columnHours = Phrase("{n} h", zh: "{n} 小时")
  package static let columnDays = Phrase("{n} d", zh: "{n} 天")
  package static let columnDate = Phrase("{day} {month}", zh: "{month}/{day}")
  package static let months = Phrase(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", zh: "1 2 3 4 5 6 7 8 9 10 11 12")
}
