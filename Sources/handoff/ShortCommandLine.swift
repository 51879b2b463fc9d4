/// The command lines that are read without ArgumentParser: those that scripts and prompts run often.
///
/// ArgumentParser takes as long for any command line as all the rest of a short list does: each of its
/// generic types is looked for among the protocol conformances of the whole program, one by one. What is
/// not read here word for word goes to ArgumentParser, so that help, mistakes and rarer options are its
/// alone.
enum ShortCommandLine {
  /// The version; with what handoff works with if that is asked for, too.
  case version(isVerbose: Bool)
  /// No words at all.
  case alone
  case list(fetch: Bool, json: Bool)
  /// The line for a prompt, in that many columns.
  case statusLine(width: Int)
  /// A page of help, through a pager or without one.
  case topic(HelpTopic, pages: Bool)
  /// The same for the manual, which scripts install.
  case manualTopic(HelpTopic)
  /// The page of a command for the manual, which scripts install.
  case manual(command: String)
  /// The names of the commands, which have such pages.
  case names

  /// Reads a command line; `nil` for one that ArgumentParser is to read.
  ///
  /// - Parameter words: The words after the program's name.
  init?(_ words: ArraySlice<String>) {
    // ArgumentParser's own `help` knows commands alone.
    if words.first == "help", let topic = words.dropFirst().first.flatMap(HelpTopic.init) {
      switch words.dropFirst(2) {
      case []: self = .topic(topic, pages: true)
      case ["--no-pager"]: self = .topic(topic, pages: false)
      case ["--man"]: self = .manualTopic(topic)
      default: return nil
      }
      return
    }
    if words == ["complete", "commands"] {
      self = .names
      return
    }
    if words.first == "help", words.last == "--man", words.count <= 3 {
      self = .manual(command: words.count == 3 ? words[words.startIndex + 1] : "")
      return
    }
    if words.starts(with: ["status", "--line"]) {
      let rest = Array(words.dropFirst(2))
      let width = rest.count == 2 && rest[0] == "--width" ? Int(rest[1]) : nil
      guard rest.isEmpty || width != nil else { return nil }
      self = .statusLine(width: width ?? StatusLineView.usualWidth)
      return
    }
    var (fetch, json) = (true, false)
    for (index, word) in words.enumerated() {
      switch (index, word) {
      case (0, "--version") where words.count == 1 || words.dropFirst() == ["--verbose"]:
        self = .version(isVerbose: words.count == 2)
        return
      case (0, "list"), (0, "ls"): continue
      // ArgumentParser knows what it means to say a thing twice.
      case (1..., "--no-fetch") where fetch: fetch = false
      case (1..., "--json") where !json: json = true
      default: return nil
      }
    }
    self = words.isEmpty ? .alone : .list(fetch: fetch, json: json)
  }
}
