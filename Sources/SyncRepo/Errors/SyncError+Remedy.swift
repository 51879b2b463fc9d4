extension SyncError {
  /// The next step after an error: what to do, for a program to decide on or to put into its own
  /// words and commands.
  ///
  /// `advice` is always there; the other values are those that the kind names.
  public struct Remedy: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kind of step.
    public let kind: Kind
    /// The step as an English sentence without its full stop, such as `Check the address and the
    /// network`.
    public let advice: String
    /// A command line of git, ssh or another program, ready for a shell; capital words such as
    /// `PATH` are to be replaced.
    public let command: String?
    /// The address that the step is about, without a password.
    public let address: String?
    /// The path that the step is about.
    public let path: String?

    /// Makes a remedy.
    ///
    /// - Parameters:
    ///   - kind: The kind of step.
    ///   - advice: A sentence without its full stop.
    ///   - command: A command line of another program.
    ///   - address: The address that the step is about, without a password.
    ///   - path: The path that the step is about.
    public init(
      _ kind: Kind, _ advice: String, command: String? = nil, address: String? = nil,
      path: String? = nil
    ) {
      self.kind = kind
      self.advice = advice
      self.command = command
      self.address = address
      self.path = path
    }

    /// The advice with the command, or with a full stop.
    public var description: String { command.map { "\(advice): \($0)" } ?? "\(advice)." }

    /// The kinds of steps; others may come with any version, and for those the advice is enough.
    public struct Kind: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
      /// The stable name.
      public let rawValue: String

      /// Names a kind.
      ///
      /// - Parameter rawValue: The stable name.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// The stable name.
      public var description: String { rawValue }

      /// Make a clone (`SyncRepository.clone`); of `address`, where it is known.
      public static let makeClone = Kind(rawValue: "makeClone")
      /// Make an empty bare repository at `path` (`SyncRepository.createRemote`), or where the address says;
      /// git's way is `command`.
      public static let makeRemote = Kind(rawValue: "makeRemote")
      /// Trust the repository at `path`, which another user owns, in the configuration of git; git's way is
      /// `command`.
      public static let trustOwner = Kind(rawValue: "trustOwner")
      /// Open the clone at `path` instead, after running `command`, where there is one.
      public static let useClone = Kind(rawValue: "useClone")
      /// Choose another folder than `path`, or run `command`.
      public static let chooseFolder = Kind(rawValue: "chooseFolder")
      /// Give another address, such as `address`.
      public static let giveAddress = Kind(rawValue: "giveAddress")
      /// Look closer at `address` (`SyncRepository.checkAccess`).
      public static let inspectAddress = Kind(rawValue: "inspectAddress")
      /// Give a user name with a password or a token for `address`.
      public static let giveCredential = Kind(rawValue: "giveCredential")
      /// Run `command`, and try again.
      public static let runCommand = Kind(rawValue: "runCommand")
      /// Install a package by `command`, and try again.
      public static let installPackage = Kind(rawValue: "installPackage")
      /// Try again.
      public static let retry = Kind(rawValue: "retry")
      /// Synchronise again (`SyncRepository.synchronize`): nothing is lost until then.
      public static let synchronize = Kind(rawValue: "synchronize")
      /// See who holds the lock file at `path`, and try again.
      public static let freeLock = Kind(rawValue: "freeLock")
      /// Make the clone anew (`SyncRepository.remake`), and carry over what was not pushed; git's way to mend
      /// it is `command`, where it has one.
      public static let remakeClone = Kind(rawValue: "remakeClone")
      /// Change a setting or something else, as the advice says.
      public static let followAdvice = Kind(rawValue: "followAdvice")
    }

    /// Makes the remedy of a command line to run.
    static func run(_ command: String, _ advice: String) -> Remedy {
      Remedy(.runCommand, advice, command: command)
    }

    /// Makes the remedy of a new remote.
    static func makeRemote(_ advice: String, at path: String? = nil) -> Remedy {
      Remedy(.makeRemote, advice, command: "git init --bare PATH", path: path)
    }

    /// Makes the remedy of a closer look at an address.
    static func inspect(_ address: RemoteAddress, _ advice: String) -> Remedy {
      Remedy(.inspectAddress, advice, address: address.description)
    }
  }
}
