/// A key by the name that tmux knows it by.
package struct TmuxKey: Sendable, RawRepresentable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let enter = TmuxKey(rawValue: "Enter")
  package static let escape = TmuxKey(rawValue: "Escape")
  package static let tab = TmuxKey(rawValue: "Tab")
  package static let up = TmuxKey(rawValue: "Up")
  package static let down = TmuxKey(rawValue: "Down")
  package static let controlC = TmuxKey(rawValue: "C-c")
  package static let controlD = TmuxKey(rawValue: "C-d")
  package static let controlU = TmuxKey(rawValue: "C-u")
}
