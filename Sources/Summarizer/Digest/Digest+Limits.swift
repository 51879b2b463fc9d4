extension Digest {
  /// How large a digest may become.
  package struct Limits: Sendable, Equatable {
    /// The size of the whole digest as text, in bytes of UTF-8.
    package var total: Int
    /// The number of prompts kept besides the first one.
    package var prompts: Int
    /// The number of files kept.
    package var files: Int
    /// The number of commands kept.
    package var commands: Int
    /// The number of todo entries kept.
    package var todos: Int

    /// Makes limits; what is below the smallest useful value is raised to it.
    ///
    /// - Parameters:
    ///   - total: Bytes of UTF-8, at least 10,000.
    ///   - prompts: The number of prompts besides the first one.
    ///   - files: The number of files.
    ///   - commands: The number of commands.
    ///   - todos: The number of todo entries.
    package init(
      total: Int = 60_000, prompts: Int = 20, files: Int = 60, commands: Int = 30, todos: Int = 40
    ) {
      self.total = max(total, 10_000)
      self.prompts = max(prompts, 1)
      self.files = max(files, 1)
      self.commands = max(commands, 1)
      self.todos = max(todos, 1)
    }

    /// What a model is given: 60 KB.
    package static let standard = Limits()

    /// So many hundredths of the whole, in bytes.
    func share(_ percent: Int) -> Int { total / 100 * percent }
  }
}
