import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("What the library says to do, as something to type")
struct RemedyTests {
  private func hint(_ remedy: SyncError.Remedy) -> String? {
    HandoffError(SyncError(.busy, "It is so.", remedy: remedy)).hint
  }

  @Test(
    "Each kind of remedy ends in its command",
    arguments: [
      (SyncError.Remedy(.makeClone, "Make one"), "Make one: handoff init --remote URL"),
      (
        SyncError.Remedy(.makeClone, "Make a clone of it", address: "/a b"),
        "Make a clone of it: handoff init --remote '/a b'"
      ),
      (
        SyncError.Remedy(.useClone, "Use it", path: "/home/ann/tasks"),
        "Use it: handoff init --repo /home/ann/tasks"
      ),
      (
        SyncError.Remedy(.makeRemote, "Make one", command: "git init --bare PATH", path: "/a b"),
        "Make one: handoff init --remote '/a b' --create"
      ),
      (
        SyncError.Remedy(.makeRemote, "Make one there", command: "git init --bare PATH"),
        "Make one there: handoff init --remote URL"
      ),
      (
        SyncError.Remedy(.remakeClone, "Choose one", command: "git -C PATH switch main"),
        "Make a new clone in its place, which keeps what was not pushed: handoff doctor --fix"
      ),
      (
        SyncError.Remedy(.trustOwner, "Trust it", command: "git config x", path: "/a b"),
        #"If you trust it, tell git's configuration so: printf '[safe]\n\tdirectory = %s\n' '/a b' >> ~/.gitconfig"#
      ),
      (
        SyncError.Remedy(.runCommand, "If it has moved", command: "git remote set-url origin URL"),
        "If it has moved: handoff init --remote URL"
      ),
      (
        SyncError.Remedy(
          .runCommand, "Set it", command: "git config --global http.https://h:8/.sslCAInfo FILE"),
        "Set it: http.https://h:8/.sslCAInfo in ~/.gitconfig"
      ),
      (
        SyncError.Remedy(
          .runCommand, "Check", command: "git config --get http.sslCert; git config --get x.y"),
        "Check: http.sslCert in ~/.gitconfig"
      ),
      (
        SyncError.Remedy(.runCommand, "Let it", command: "git daemon --enable=receive-pack"),
        "Let it."
      ),
      (
        SyncError.Remedy(.chooseFolder, "Another", command: "git remote set-url origin URL"),
        "Choose another folder with --repo, or move this clone: handoff init --remote URL"
      ),
      (
        SyncError.Remedy(.giveAddress, "Use ssh", address: "git@HOST:PATH"),
        "Use ssh: handoff init --remote git@HOST:PATH"
      ),
      (
        SyncError.Remedy(.inspectAddress, "See why", address: "https://h/it's"),
        #"See why: handoff doctor 'https://h/it'\''s'"#
      ),
      (
        SyncError.Remedy(.giveCredential, "Give it one", address: "https://h/p"),
        "Give it a token: export HANDOFF_TOKEN=… or set up a credential helper (gitcredentials(7))."
      ),
      (SyncError.Remedy(.runCommand, "Run", command: "ssh -T host"), "Run: ssh -T host"),
      (
        SyncError.Remedy(.installPackage, "Install it", command: "apt-get install libcurl4"),
        "Install it: apt-get install libcurl4"
      ),
      (
        SyncError.Remedy(.synchronize, "Nothing is lost; try again"),
        "Nothing is lost; try again: handoff sync"
      ),
      (SyncError.Remedy(.freeLock, "See", path: "/x.lock"), "See which one: handoff status"),
      (SyncError.Remedy(.freeLock, "Remove the file it names"), "Remove the file it names."),
      (SyncError.Remedy(.retry, "Try again"), "Try again."),
      (SyncError.Remedy(.followAdvice, "Do this"), "Do this."),
      (SyncError.Remedy(SyncError.Remedy.Kind(rawValue: "later"), "Do that"), "Do that."),
    ])
  func commands(remedy: SyncError.Remedy, text: String) {
    #expect(hint(remedy) == text)
  }

  @Test("A kind of error that this version does not know is a fault of the program")
  func unknownKind() {
    let error = SyncError(SyncError.Kind(rawValue: "onFire"), "It burns.")
    #expect(HandoffError(error).status == .software && HandoffError(error).hint == nil)
    #expect(HandoffError(SyncError(.invalidConfiguration, "So.")).status == .configuration)
  }

  @Test("The names on the disk are those of every version so far")
  func names() throws {
    let context = try KitFixture().context("desk")
    let configuration = context.syncConfiguration(of: MachineName(making: "desk"))
    #expect(configuration.name == "handoff")
    #expect("\(configuration.trailer)" == "Handoff-Machine: desk")
    #expect("\(configuration.fallbackIdentity)" == "handoff on desk <handoff@desk.invalid>")
  }
}
