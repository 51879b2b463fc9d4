internal import ArgumentParser
internal import TerminalUI

/// The manual page of a command, made from its help.
struct CommandManual {
  private let root: any ParsableCommand.Type
  private let command: any ParsableCommand.Type
  private let name: String

  /// Takes a command.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - root: The command that it belongs to; it may be the command itself.
  init(of command: any ParsableCommand.Type, in root: any ParsableCommand.Type) {
    self.root = root
    self.command = command
    name = command == root ? "" : command.configuration.commandName ?? ""
  }

  /// The page for man(1), as groff_man(7) reads it.
  var text: String {
    let title = name.isEmpty ? "handoff" : "handoff-\(name)"
    var overview: [Substring] = []
    var usage: [Substring] = []
    var rest: [String] = []
    enum Part { case overview, usage, rest }
    var part = Part.overview
    let help = ParserText.inOurWords(root.helpMessage(for: command, columns: 78))
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("OVERVIEW: ") {
        overview.append(line.dropFirst(10))
      } else if line.hasPrefix("USAGE: ") {
        part = .usage
        usage.append(line.dropFirst(7))
      } else if line.hasSuffix(":"), line.first?.isLetter == true, part != .overview {
        if part == .rest { rest.append(".EE") }
        part = .rest
        rest += [".SH \(Roff.escaped(line.dropLast()).uppercased())", ".EX"]
      } else {
        switch part {
        case .overview: overview.append(line)
        case .usage: usage.append(line)
        case .rest: rest.append(Roff.escaped(line))
        }
      }
    }
    if part == .rest { rest.append(".EE") }
    var lines = [
      ".TH \(title.uppercased()) 1", ".SH NAME",
      "\(title) \\- \(Roff.escaped(Substring(command.configuration.abstract)))",
      ".SH SYNOPSIS", ".EX",
    ]
    lines += usage.filter { !$0.isEmpty }.map { Roff.escaped($0) } + [".EE", ".SH DESCRIPTION"]
    lines += overview.map { $0.isEmpty ? ".PP" : Roff.escaped($0) }
    return (lines + rest).joined(separator: "\n")
  }
}

/// The language of man(1)'s pages.
enum Roff {
  /// Returns a line that roff takes for text.
  static func escaped(_ line: Substring) -> String {
    let text = String(line).replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("**", with: "").replacing("`", with: "").replacing("“", with: "\\(lq")
      .replacing("”", with: "\\(rq")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
