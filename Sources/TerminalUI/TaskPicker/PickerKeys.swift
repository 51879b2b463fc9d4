internal import Phrases

/// The things that a key of the task picker does.
///
/// The last line and the page of keys are made from this table, so that neither can be wrong.
enum PickerAction: CaseIterable {
  case choose, finish, undo, show, copy, finished, scope, filter, help, leave
  case preview, machine, old, refresh, mark, back, rename, note, pin
  case up, down, first, last, pageUp, pageDown, scrollUp, scrollDown, redraw, suspend, interrupt

  /// The keys as they are written.
  var keys: String {
    switch self {
    case .choose: "Enter"
    case .finish: "d"
    case .undo: "u"
    case .show: "v"
    case .copy: "p"
    case .finished: "a"
    case .scope: "Tab"
    case .filter: "/"
    case .help: "?"
    case .leave: "q"
    case .preview: "Space"
    case .machine: "m"
    case .old: "o"
    case .refresh: "r"
    case .mark: "x"
    case .back: "Esc"
    case .rename: "e"
    case .note: "n"
    case .pin: "*"
    case .up: "k"
    case .down: "j k"
    case .first: "g"
    case .last: "G"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .scrollUp: "K"
    case .scrollDown: "J"
    case .redraw: "Ctrl-L"
    case .suspend: "Ctrl-Z"
    case .interrupt: "Ctrl-C"
    }
  }

  /// The actions on the page of keys, in its order: the left column, then the right one.
  static let left: [PickerAction] = [
    .choose, .preview, .show, .copy, .finish, .undo, .rename, .note, .pin, .back,
  ]
  static let right: [PickerAction] = [
    .filter, .scope, .machine, .finished, .old, .refresh, .mark, .down, .first, .scrollDown,
  ]

  /// The actions of the last line, those that stay longest first.
  static let footer: [PickerAction] = [
    .choose, .finish, .filter, .help, .leave, .show, .finished, .copy, .undo, .scope,
  ]

  /// The action of a key of the list; `nil` for a key that has none.
  init?(_ key: Keystroke) {
    switch key {
    case .enter: self = .choose
    case .tab, .backTab: self = .scope
    case .escape: self = .back
    case .up, .control("p"): self = .up
    case .down, .control("n"): self = .down
    case .home: self = .first
    case .end: self = .last
    case .pageUp, .control("u"), .control("b"): self = .pageUp
    case .pageDown, .control("d"), .control("f"): self = .pageDown
    case .help: self = .help
    case .control("c"): self = .interrupt
    case .control("l"): self = .redraw
    case .control("z"): self = .suspend
    case .character(let scalar): self.init(letter: scalar)
    default: return nil
    }
  }

  /// The action of a letter, alone in the list or with Alt in the filter.
  init?(letter: Unicode.Scalar) {
    switch letter {
    case "d": self = .finish
    case "u": self = .undo
    case "v": self = .show
    case "p": self = .copy
    case "a": self = .finished
    case "/": self = .filter
    case "?": self = .help
    case "q": self = .leave
    case " ": self = .preview
    case "m": self = .machine
    case "o": self = .old
    case "r": self = .refresh
    case "x": self = .mark
    case "e": self = .rename
    case "n": self = .note
    case "*": self = .pin
    case "k": self = .up
    case "j": self = .down
    case "g": self = .first
    case "G": self = .last
    case "J": self = .scrollDown
    case "K": self = .scrollUp
    default: return nil
    }
  }
}

/// The command that the picker stands for: the meaning of Enter.
package enum PickerVerb: Sendable {
  case resume, show, done, restore

  /// The meaning of Enter in a word or two.
  var word: String {
    switch self {
    case .resume: Phrases.pickerGoOn()
    case .show: Phrases.pickerShow()
    case .done: Phrases.pickerFinish()
    case .restore: Phrases.pickerBringBack()
    }
  }

  /// The name in the header.
  var name: String {
    switch self {
    case .resume: Phrases.pickerNameResume()
    case .show: Phrases.pickerNameShow()
    case .done: Phrases.pickerNameDone()
    case .restore: Phrases.pickerNameRestore()
    }
  }
}
