/// The words of the parser of the command line.
extension LibraryText {
  static let commandLine = [
    LibraryText(
      "Show the version.", zh: "显示版本；加 --verbose 还显示 libcurl、ssh 和系统的版本。"),
    LibraryText("Show help information.", zh: "显示帮助。"),
    LibraryText(
      "{text} (values: {values}; default: {value})", zh: "{text}（可选：{values}；默认：{value}）"),
    LibraryText("{text} (values: {values})", zh: "{text}（可选：{values}）"),
    LibraryText("{text} (default: {value})", zh: "{text}（默认：{value}）"),
    LibraryText("(default: {value})", zh: "（默认：{value}）"),
    LibraryText("{command} (default)", zh: "{command}（默认）"),
    LibraryText("ARGUMENTS", zh: "参数"),
    LibraryText("OPTIONS", zh: "选项"),
    LibraryText("SUBCOMMANDS", zh: "子命令"),
    LibraryText("{group} SUBCOMMANDS", zh: "{group}"),
    LibraryText("See '{command}' for detailed help.", zh: "详细帮助：{command}"),
    LibraryText("See '{command}' for more information.", zh: "查看帮助：{command}"),

    LibraryText("Unknown option '{name}'", zh: "没有选项“{name}”。"),
    LibraryText(
      "Unknown option '{name}'. Did you mean '{other}'?", zh: "没有选项“{name}”。是不是想输入：{other}"),
    LibraryText("Missing value for '{name}'", zh: "“{name}”缺少值。"),
    LibraryText(
      "The option '{name}' does not take any value, but '{value}' was specified.",
      zh: "选项“{name}”不带值，却写了“{value}”。"),
    LibraryText("Unexpected argument '{value}'", zh: "多余的参数“{value}”。"),
    LibraryText("{n} unexpected arguments: '{values}'", zh: "{n} 个多余的参数：'{values}'"),
    LibraryText(
      "Value to be set with flag '{name}' had already been set with flag '{other}'",
      zh: "“{name}”和“{other}”不能一起用。"),
    LibraryText("Missing expected argument '{name}'", zh: "缺少参数“{name}”。"),
    LibraryText("Missing one of: '{names}'", zh: "缺少其中之一：'{names}'"),
    LibraryText("The value '{value}' is invalid for '{name}'", zh: "“{name}”不能是“{value}”。"),
    LibraryText(
      "The value '{value}' is invalid for '{name}'. Please provide one of {values}.",
      zh: "“{name}”不能是“{value}”。可选：{values}。"),
    LibraryText(
      "The value '{value}' is invalid for '{name}'. Please provide one of the following:\n{values}",
      zh: "“{name}”不能是“{value}”。可选：\n{values}"),
    LibraryText("Missing required subcommand.", zh: "缺少子命令。"),
    LibraryText("Invalid option: {name}", zh: "没有选项“{name}”。"),
    LibraryText(
      "Can't generate completion scripts for '{shell}'.\nPlease use "
        + "--generate-completion-script=<shell> with one of:\n{shells}",
      zh: "没有适用于“{shell}”的补全脚本。请用 --generate-completion-script=<shell>，可选：\n{shells}"),
    LibraryText(
      "Can't autodetect a supported shell.\nPlease use "
        + "--generate-completion-script=<shell> with one of:\n{shells}",
      zh: "看不出用的是哪种 shell。请用 --generate-completion-script=<shell>，可选：\n{shells}"),
  ]
}
