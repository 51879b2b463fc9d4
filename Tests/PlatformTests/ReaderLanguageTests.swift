import Platform
import Testing

struct ReaderLanguageTests {
  @Test(arguments: [
    ([:], "en"), (["LANG": "zh_CN.UTF-8"], "zh"), (["LANG": "C.UTF-8"], "en"),
    (["LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "de_DE"], "zh"),
    (["LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"], "en"),
    (["HANDOFF_LANGUAGE": "zh", "LC_ALL": "en_GB"], "zh"),
    (["HANDOFF_LANGUAGE": "en", "LANG": "zh_CN.UTF-8"], "en"),
    (["HANDOFF_LANGUAGE": "fr", "LANG": "zh_CN.UTF-8"], "zh"),
  ])
  func `the environment chooses the language`(_ environment: [String: String], _ code: String) {
    #expect(ReaderLanguage { environment[$0] }.rawValue == code)
  }
}
