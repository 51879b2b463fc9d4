package import Essentials

/// A task as the picker shows it.
package struct PickerTask: Sendable, Equatable {
  /// A name that stays the same while the task does; the picker's choice goes by it.
  package var id: String
  /// The id to type.
  package var shortID: String
  package var title: String
  package var project: String?
  /// True if it is of the project that the picker was opened in.
  package var isOfThisProject = false
  package var folder: String?
  package var branch: String?
  /// The machine of its newest side.
  package var machine: String
  /// True if that is this machine.
  package var isHere = false
  /// The number of its other sides.
  package var others = 0
  /// The time of its last answer, or at which it was finished; `nil` where that is not known.
  package var time: Date?
  package var marks: TaskMarks
  /// True for one that is folded away until it is asked for.
  package var isOld = false
  /// Its sides, where it went on in several places.
  package var sides: [Side] = []
  /// True if its newest side is this machine's to write.
  package var isWritable = false

  /// One of the sides of a task that went on in several places.
  package struct Side: Sendable, Equatable {
    /// A name that stays the same.
    package let name: String
    /// The line that a person reads.
    package let label: String

    /// Describes one.
    package init(name: String, label: String) {
      self.name = name
      self.label = label
    }
  }

  /// Makes one.
  ///
  /// - Parameters:
  ///   - id: The name that stays the same.
  ///   - shortID: The id to type.
  ///   - title: The title.
  ///   - machine: The machine of its newest side.
  ///   - marks: Its marks.
  package init(id: String, shortID: String, title: String, machine: String, marks: TaskMarks) {
    self.id = id
    self.shortID = shortID
    self.title = title
    self.machine = machine
    self.marks = marks
  }
}

/// The details of one task, which are read when it is chosen.
package struct PickerDetails: Sendable, Equatable {
  /// Sentences about its state, and its place there and here.
  package var facts: [String]
  /// Its notes in Markdown.
  package var notes: String

  /// Makes them.
  ///
  /// - Parameters:
  ///   - facts: The sentences.
  ///   - notes: The notes.
  package init(facts: [String], notes: String) {
    self.facts = facts
    self.notes = notes
  }
}

extension PickerTask {
  /// Returns the tasks that have all words of a text, as the picker's filter finds them.
  package static func matching(_ text: String, in tasks: [PickerTask]) -> [PickerTask] {
    let filter = PickerFilter(text)
    return tasks.filter { filter.matches(PickerSearchText($0)) }
  }
}
