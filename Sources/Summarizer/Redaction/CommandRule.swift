internal import Platform

/// A rule of the words of a command line that are secret.
struct CommandRule: Sendable {
  /// The part of a word that is secret.
  enum Part: Sendable {
    /// All of it.
    case whole
    /// The part behind the first colon, percent sign, slash, comma.
    case behindColon, behindPercent, behindSlash, behindComma
    /// The part behind `pass:`.
    case behindPass
    /// The values of a cookie.
    case cookie
    /// The value of `name=value`, whatever the name.
    case setting
  }

  /// Options, and the part of their value that is secret.
  struct Options: ExpressibleByDictionaryLiteral, Sendable {
    private let all: [(name: StaticString, part: Part)]
    /// True where a long option has one dash, too: then short ones do not stand together.
    let hasLongOfOneDash: Bool

    init(dictionaryLiteral all: (StaticString, Part)...) {
      self.all = all.map { (name: $0, part: $1) }
      hasLongOfOneDash = all.contains { name, _ in
        name.withUTF8Buffer { unsafe $0.count > 2 && $0[1] != UInt8(ascii: "-") }
      }
    }

    /// Returns the part that is secret of the value of an option that a scanner's text has.
    func part(where isName: (StaticString) -> Bool) -> Part? {
      for option in all where isName(option.name) { return option.part }
      return nil
    }
  }

  /// The options whose value is secret, as `-p` and `--password`; the value may be the next word or
  /// stand behind `=`.
  var options: Options = [:]
  /// The options with a value in the same word: `-pSECRET`.
  var glued: [StaticString] = []
  /// A word that must come first; an empty text for none.
  var verb: StaticString = ""
  /// The number of words after the options and the verb before the one that is secret.
  var place: Int?
  /// The part of the word in that place.
  var part = Part.whole
  /// The beginning that the first of those words must have.
  var subject: StaticString = ""
  /// Options whose value is the next word, and no secret.
  var valued: [StaticString] = []
  /// A letter of an option that moves the place one word ahead.
  var shift: Character?
  /// True where the standard input is secret: `<<< SECRET`.
  var takesInput = false

  /// The rules by the command's name.
  static let all: [String: [CommandRule]] = {
    var all: [String: [CommandRule]] = [:]
    func add(_ names: String, _ rule: CommandRule) {
      for name in names.split(separator: " ") { all[String(name), default: []].append(rule) }
    }
    add(
      "curl",
      CommandRule(
        options: [
          "-u": .behindColon, "--user": .behindColon, "--proxy-user": .behindColon,
          "-U": .behindColon, "-b": .cookie, "--cookie": .cookie, "--oauth2-bearer": .whole,
          "--pass": .whole, "--proxy-pass": .whole, "--tlspassword": .whole,
        ], glued: ["-u"]))
    add("wget", CommandRule(options: ["--auth": .behindColon]))
    add("http https xh xhs", CommandRule(options: ["-a": .behindColon, "--auth": .behindColon]))
    add(
      "mysql mysqldump mysqladmin mysqlimport mysqlshow mysqlsh mariadb mariadb-dump "
        + "mariadb-admin mycli pt-query-digest",
      CommandRule(options: ["--password": .whole], glued: ["-p"]))
    add("mysqladmin mariadb-admin", CommandRule(verb: "password", place: 0))
    add("redis-cli valkey-cli", CommandRule(options: ["-a": .whole, "--pass": .whole]))
    add("sshpass", CommandRule(options: ["-p": .whole], glued: ["-p"]))
    add(
      "docker podman nerdctl buildah oras crane helm skopeo",
      CommandRule(
        options: ["-p": .whole, "--password": .whole], glued: ["-p"], verb: "login",
        takesInput: true))
    add(
      "skopeo buildah podman",
      CommandRule(options: [
        "--creds": .behindColon, "--src-creds": .behindColon, "--dest-creds": .behindColon,
      ]))
    add("az", CommandRule(options: ["-p": .whole, "--password": .whole], verb: "login"))
    add("az", CommandRule(options: ["--value": .whole], verb: "keyvault"))
    add("aws", CommandRule(options: ["--value": .whole], verb: "ssm"))
    add("aws", CommandRule(options: ["--secret-string": .whole], verb: "secretsmanager"))
    add(
      "kubectl oc k",
      CommandRule(
        options: ["--from-literal": .setting, "--docker-password": .whole], verb: "create"))
    add(
      "openssl",
      CommandRule(
        options: [
          "-passin": .behindPass, "-passout": .behindPass, "-pass": .behindPass, "-k": .whole,
          "-K": .whole, "-password": .behindPass, "-hmac": .whole,
        ], takesInput: true))
    add("gpg gpg2", CommandRule(options: ["--passphrase": .whole], takesInput: true))
    add(
      "keytool jarsigner apksigner",
      CommandRule(options: [
        "-storepass": .whole, "-keypass": .whole, "-srcstorepass": .whole, "-deststorepass": .whole,
        "-srckeypass": .whole, "-destkeypass": .whole, "-new": .whole, "--ks-pass": .behindPass,
        "--key-pass": .behindPass,
      ]))
    add("zip unzip zipcloak", CommandRule(options: ["-P": .whole, "--password": .whole]))
    add("7z 7za 7zr rar unrar", CommandRule(glued: ["-p", "-hp"]))
    add(
      "ldapsearch ldapadd ldapmodify ldapdelete ldappasswd ldapwhoami",
      CommandRule(options: ["-w": .whole, "-s": .whole], glued: ["-w"]))
    add(
      "smbclient smbget rpcclient smbmap crackmapexec",
      CommandRule(options: ["-U": .behindPercent, "--user": .behindPercent]))
    add(
      "mongo mongosh mongodump mongorestore mongoexport mongoimport",
      CommandRule(options: ["-p": .whole, "--password": .whole], glued: ["-p"]))
    add("ssh-keygen", CommandRule(options: ["-N": .whole, "-P": .whole]))
    add("sqlcmd bcp osql", CommandRule(options: ["-P": .whole], glued: ["-P"]))
    add("sqlplus expdp impdp rman sqlldr", CommandRule(place: 0, part: .behindSlash))
    add("mosquitto_pub mosquitto_sub mqttx", CommandRule(options: ["-P": .whole, "--pw": .whole]))
    add(
      "snmpget snmpwalk snmpset snmpbulkwalk",
      CommandRule(options: ["-A": .whole, "-X": .whole, "-c": .whole]))
    add("ipmitool", CommandRule(options: ["-P": .whole]))
    add("plink pscp psftp putty", CommandRule(options: ["-pw": .whole]))
    add("psexec wmic winrs", CommandRule(options: ["-p": .whole]))
    add("htpasswd", CommandRule(place: 2, shift: "n"))
    add("xfreerdp cmdkey rdesktop mstsc", CommandRule(glued: ["/p:", "/pass:", "-p:"]))
    add("rabbitmqctl", CommandRule(verb: "add_user", place: 1))
    add("rabbitmqctl", CommandRule(verb: "change_password", place: 1))
    add("rabbitmqctl", CommandRule(verb: "authenticate_user", place: 1))
    add("vault", CommandRule(verb: "login", place: 0, takesInput: true))
    add("cargo", CommandRule(verb: "login", place: 0))
    add("ngrok", CommandRule(verb: "add-authtoken", place: 0))
    add("ngrok", CommandRule(verb: "authtoken", place: 0))
    add("doctl", CommandRule(options: ["-t": .whole, "--access-token": .whole]))
    add(
      "gh glab",
      CommandRule(
        options: ["-b": .whole, "--body": .whole], verb: "secret",
        takesInput: true))
    add("gh glab", CommandRule(verb: "auth", takesInput: true))
    add("wrangler vercel firebase", CommandRule(verb: "secret", takesInput: true))
    add("fly flyctl", CommandRule(verb: "secrets", place: 1, part: .setting))
    add("twine", CommandRule(options: ["-p": .whole, "--password": .whole]))
    add("lftp", CommandRule(options: ["-u": .behindComma]))
    add("wpa_passphrase", CommandRule(place: 1))
    add("nmcli", CommandRule(verb: "password", place: 0))
    add("useradd usermod", CommandRule(options: ["-p": .whole]))
    add("mc mcli", CommandRule(verb: "alias", place: 4))
    add("docker podman", CommandRule(verb: "secret", takesInput: true))
    add("gcloud", CommandRule(verb: "secrets", takesInput: true))
    add("vercel", CommandRule(verb: "env", takesInput: true))
    add("oc", CommandRule(options: ["-p": .whole, "--password": .whole], verb: "login"))
    add("poetry", CommandRule(options: ["-p": .whole, "--password": .whole], verb: "publish"))
    add("poetry composer", CommandRule(verb: "config", place: 2, subject: "http-basic."))
    add("poetry", CommandRule(verb: "config", place: 1, subject: "pypi-token."))
    add("bundle", CommandRule(verb: "config", place: 2, part: .behindColon))
    add("dotnet", CommandRule(options: ["-p": .whole, "--password": .whole], verb: "nuget"))
    add("dotnet", CommandRule(verb: "user-secrets", place: 2, subject: "set"))
    add("openssl", CommandRule(verb: "passwd", place: 0, valued: ["-salt"]))
    add("mkpasswd", CommandRule(place: 0, valued: ["-m", "-S", "-R"]))
    add("mc mcli", CommandRule(verb: "config", place: 5))
    add(
      "racadm cypher-shell rabbitmqadmin crackmapexec netexec nxc evil-winrm altool rdesktop "
        + "xfreerdp cqlsh impala-shell",
      CommandRule(options: ["-p": .whole]))
    add("isql tsql", CommandRule(options: ["-P": .whole], glued: ["-P"]))
    add("mosquitto_passwd", CommandRule(place: 2))
    add(
      "security",
      CommandRule(options: ["-w": .whole, "-p": .whole, "-P": .whole], valued: ["-a", "-s", "-k"]))
    add("signtool", CommandRule(options: ["/p": .whole]))
    add("schtasks", CommandRule(options: ["/rp": .whole, "/RP": .whole, "/p": .whole]))
    add("qpdf", CommandRule(options: ["--encrypt": .whole, "--password": .whole]))
    add("steamcmd", CommandRule(verb: "+login", place: 1))
    add("bw", CommandRule(verb: "unlock", place: 0))
    add("bw", CommandRule(verb: "login", place: 1))
    add("pass keepassxc-cli secret-tool vncpasswd", CommandRule(takesInput: true))
    add("drush", CommandRule(verb: "user:password", place: 1))
    add("snmp-server", CommandRule(verb: "community", place: 0))
    add("tacacs-server radius-server", CommandRule(verb: "key", place: 0))
    add("netlify", CommandRule(verb: "env:set", place: 1))
    add("neo4j-admin", CommandRule(verb: "set-initial-password", place: 0))
    add("sudo", CommandRule(takesInput: true))
    add("su kinit cryptsetup passwd smbpasswd login", CommandRule(takesInput: true))
    add("chpasswd", CommandRule(part: .behindColon, takesInput: true))
    add("net", CommandRule(verb: "use", place: 2))
    add("net", CommandRule(verb: "user", place: 1))
    add("influx", CommandRule(options: ["-t": .whole]))
    add("impala-shell beeline cqlsh", CommandRule(options: ["-p": .whole]))
    return all
  }()

  /// The readers of a pipe that make secret what comes out of it.
  static let readers: [(words: StaticString, part: Part)] = [
    ("sudo -S", .whole), ("--password-stdin", .whole), ("--with-token", .whole),
    ("passwd --stdin", .whole), ("chpasswd", .behindColon), ("--passphrase-fd", .whole),
    ("kinit", .whole), ("cryptsetup", .whole), ("smbpasswd", .whole), ("pass stdin", .whole),
    ("secret put", .whole), ("secret set", .whole), ("secrets create", .whole),
    ("passin stdin", .whole),
    ("su -c", .whole), ("vault login", .whole), ("auth login", .whole),
    ("secrets import", .setting), ("secret create", .whole), ("secrets versions", .whole),
    ("env add", .whole), ("| passwd", .whole), ("| base64", .behindColon),
  ]
}

extension CommandRule {
  /// The readers by their first letter.
  static let readersByFirstLetter: [[(words: StaticString, part: Part)]] = {
    var table = [[(words: StaticString, part: Part)]](repeating: [], count: 256)
    for reader in readers {
      table[Int(reader.words.withUTF8Buffer { unsafe $0[0] })].append(reader)
    }
    return table
  }()
}

/// Words that begin a rule of their own, wherever they are.
enum Keyword {
  case command([CommandRule])
  case pipe, send
  case authorization, bearer, basic, cookie, netrc, signature, insert, identified, login
  case jsonKey, putty, spokenKey, valueKey, quotedText, shortName
  /// A call that takes a secret beside other things.
  case keyedCall

  /// True for calls, which may be methods of anything.
  var isCall: Bool {
    switch self {
    case .login, .keyedCall: true
    default: false
    }
  }

  /// Returns the keyword that a word is.
  static func at(_ range: Range<Int>, in text: [UInt8]) -> Keyword? {
    table.value(of: text[range])
  }

  private static let table = WordTable(words.map { ($0.key, $0.value) })

  private static let words: [String: Keyword] = {
    var words: [String: Keyword] = CommandRule.all.mapValues { .command($0) }
    words["echo"] = .pipe
    words["printf"] = .pipe
    words["send"] = .send
    for word in ["authorization", "proxy-authorization", "x-authorization"] {
      words[word] = .authorization
    }
    words["bearer"] = .bearer
    words["basic"] = .basic
    words["cookie"] = .cookie
    words["set-cookie"] = .cookie
    words["document.cookie"] = .cookie
    for word in ["machine", "default"] { words[word] = .netrc }
    for word in ["sig", "signature", "x-amz-signature", "x-goog-signature"] {
      words[word] = .signature
    }
    words["insert"] = .insert
    words["identified"] = .identified
    for word in [
      "auth", "httpbasicauth", "basicauth", "basic_auth", "httpdigestauth", "setbasicauth",
      "req.setbasicauth", "request.auth", "networkcredential", "credentials.basic",
      "usernamepasswordcredentials", "passwordauthentication", "smtp.login", "server.login",
      "client.login", "login", "drivermanager.getconnection", "getconnection", "mysqli_connect",
      "mysqli", "pdo", "smtp.plainauth", "plainauth", "aiohttp.basicauth", "ftp.login",
      "session.auth", "s.auth", "requests.auth.httpbasicauth", "set_basic_auth", "authenticate",
      "create_user", "createuser", "ldap_bind", "mysql_connect", "ftp_login", "ssh2_auth_password",
      "basicawscredentials", "newstaticcredentials", "credentials.new", "awscredentials",
      "signinwithemailandpassword", "createuserwithemailandpassword", "credentials", "creds",
    ] {
      words[word] = .login
    }
    for word in [
      "jwt.sign", "jwt.verify", "jwt.encode", "jwt.decode", "createhmac", "hmac.new", "new_hmac",
      "cookieparser", "fernet", "hashsync", "comparesync", "bcrypt.hash", "bcrypt.compare",
      "checkpw", "hashpw", "pgp_sym_encrypt", "pgp_sym_decrypt", "password_hash",
      "password_verify", "hash_hmac", "hmacsha256", "secretkeyspec", "createcipheriv",
      "createsecretkey", "symmetrickey", "ssh.connect", "set_password", "setpassword",
    ] {
      words[word] = .keyedCall
    }
    words["kty"] = .jsonKey
    for version in ["1", "2", "3"] { words["putty-user-key-file-\(version)"] = .putty }
    words["key"] = .spokenKey
    for word in RedactionScanner.valueKeys { words[word] = .valueKey }
    for word in ["pw", "bindpw", "rootpw", "dbpw", "adminpw", "userpw"] { words[word] = .shortName }
    for word in ["convertto-securestring", "securestring"] { words[word] = .quotedText }
    return words
  }()

  /// The lengths of those with a first letter, as bits; the last is that of all longer ones.
  static let lengths: [UInt64] = {
    var lengths = [UInt64](repeating: 0, count: 32)
    for word in words.keys.map({ Array($0.utf8) }) {
      lengths[Int(word[0] & 31)] |= 1 << UInt64(min(word.count, 63))
    }
    return lengths
  }()

  /// The first three letters of all of them, with the bit of small letters.
  static let filter = Triples(words.keys.map { $0.utf8.map { $0 | 0x20 } })
}
