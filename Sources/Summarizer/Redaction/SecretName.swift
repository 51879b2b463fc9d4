internal import Platform

/// The kind of secret that the name of a setting, variable or header announces.
enum SecretName: String {
  case password, secret, token
  case key = "api-key"
  /// `STRIPE_KEY` and the like: a key only if its value is made of nothing but chance.
  case anyKey = "key"
  /// A session's cookie; ids of the form of a UUID are none.
  case session = "cookie"
  /// `auth` alone: the base64 of a name and a password, as Docker and npm write it.
  case auth = "authorization"

  /// Judges a name such as `DB_PASSWORD`, `apiKey`, `aws.secret-access-key`.
  ///
  /// It gives `nil` when the value is not secret: `max_tokens`, `passwordField`, `token_type`.
  ///
  /// - Parameter name: ASCII letters, digits, and `_`, `.`, `-` between words; words may also be
  ///   joined in camel case.
  init?(_ name: ArraySlice<UInt8>) {
    var words = NameWords()
    self.init(name, with: &words)
  }

  /// Judges a name; the words are taken apart in a place that is used again and again.
  init?(_ name: ArraySlice<UInt8>, with words: inout NameWords) {
    words.split(name)
    guard !words.isEmpty else { return nil }
    if words.count > 1, Self.leading.contains(words.first) { return nil }
    // `_auth` in `.npmrc`, `"auth": "…"` of Docker.
    if words.count == 1, words.ends(with: "auth", asWord: true) {
      self = name.first == UInt8(ascii: "_") ? .token : .auth
      return
    }
    for ending in Self.byLastLetter[Int(words.last & 31)]
    where words.ends(with: ending.text, asWord: ending.fit != .suffix) {
      if ending.fit == .notAlone, words.count == 1 { continue }
      if ending.fit == .suffix, ending.text.utf8CodeUnitCount < 5 {
        // `bypass` is no password.
        if words.count == 1, name.count <= 4 { continue }
        for word in Self.ordinary where words.ends(with: word, asWord: true) { return nil }
      }
      if ending.kind == .anyKey, words.count > 1, Self.dataKeys.contains(words.first) { return nil }
      // `PASS:` alone is what a test runner prints.
      if ending.fit == .smallAlone, words.count == 1, name.first?.isUpper == true { continue }
      self = ending.kind
      return
    }
    guard words.hasProvider else { return nil }
    self = .anyKey
  }

  private enum Fit {
    /// The letters at the end count, whatever comes before them.
    case suffix
    /// The words at the end count.
    case word
    /// A word, with others before it.
    case notAlone
    /// A word; alone only in small letters.
    case smallAlone
  }

  /// The endings of names, their words put together.
  private static let endings: [(text: StaticString, fit: Fit, kind: SecretName)] = [
    ("password", .suffix, .password), ("passwd", .suffix, .password),
    ("passphrase", .suffix, .password), ("passcode", .suffix, .password),
    ("passwort", .suffix, .password), ("kennwort", .suffix, .password), ("pwd", .word, .password),
    ("pass", .smallAlone, .password), ("pw", .word, .password), ("pass", .suffix, .password),
    ("pwd", .suffix, .password), ("rootpw", .word, .password), ("bindpw", .word, .password),
    ("dbpw", .word, .password), ("adminpw", .word, .password), ("userpw", .word, .password),
    ("psk", .word, .password),
    ("pword", .word, .password), ("requirepass", .word, .password),
    ("masterauth", .word, .password), ("senha", .word, .password), ("parola", .word, .password),
    ("contrasena", .word, .password), ("wachtwoord", .word, .password), ("heslo", .word, .password),
    ("salasana", .word, .password), ("adgangskode", .word, .password),
    ("secret", .suffix, .secret), ("secrets", .word, .secret), ("secretkey", .suffix, .secret),
    ("secretaccesskey", .suffix, .secret), ("secretkeybase", .suffix, .secret),
    ("clientsecretkey", .suffix, .secret), ("credential", .word, .secret),
    ("credentials", .word, .secret), ("creds", .word, .secret), ("salt", .notAlone, .key),
    ("token", .suffix, .token), ("pat", .notAlone, .token), ("jwt", .word, .token),
    ("bearer", .notAlone, .token), ("apikey", .suffix, .key), ("accesskey", .suffix, .key),
    ("accesskeyid", .suffix, .key), ("privatekeyid", .suffix, .key),
    ("authident", .suffix, .secret), ("privatekey", .suffix, .key), ("accountkey", .suffix, .key),
    ("authkey", .suffix, .key), ("signingkey", .suffix, .key), ("encryptionkey", .suffix, .key),
    ("masterkey", .suffix, .key), ("sharedkey", .suffix, .key), ("deploykey", .suffix, .key),
    ("storagekey", .suffix, .key), ("sessionkey", .suffix, .key), ("clientkey", .suffix, .key),
    ("serverkey", .suffix, .key), ("consumerkey", .suffix, .key), ("sshkey", .suffix, .key),
    ("rsakey", .suffix, .key), ("hmackey", .suffix, .key), ("jwtkey", .suffix, .key),
    ("aeskey", .suffix, .key), ("licensekey", .suffix, .key), ("servicekey", .suffix, .key),
    ("servicerolekey", .suffix, .key), ("rolekey", .suffix, .key), ("anonkey", .suffix, .key),
    ("subscriptionkey", .suffix, .key), ("functionkey", .suffix, .key), ("writekey", .suffix, .key),
    ("webhookkey", .suffix, .key), ("appkey", .word, .key), ("applicationkey", .suffix, .key),
    ("tlskey", .suffix, .key), ("sslkey", .suffix, .key), ("keydata", .word, .key),
    ("adminkey", .suffix, .key), ("rootkey", .suffix, .key), ("cryptkey", .suffix, .key),
    ("sharedaccesssignature", .suffix, .key), ("sastoken", .suffix, .token),
    ("presharedkey", .suffix, .key), ("encryptkey", .suffix, .key), ("cookiekey", .suffix, .key),
    ("securitykey", .suffix, .key), ("recoverykey", .suffix, .key), ("primarykey", .notAlone, .key),
    ("phpsessid", .suffix, .session), ("jsessionid", .suffix, .session),
    ("sessid", .word, .session), ("connectsid", .word, .session), ("sessionid", .word, .session),
    ("laravelsession", .word, .session), ("authcookie", .suffix, .session),
    ("sessioncookie", .suffix, .session), ("rememberme", .word, .session),
    ("key", .notAlone, .anyKey),
    ("session", .notAlone, .session), ("contribsyscom", .suffix, .secret),
  ]

  /// The endings by their last letter.
  private static let byLastLetter: [[(text: StaticString, fit: Fit, kind: SecretName)]] = {
    var table = [[(text: StaticString, fit: Fit, kind: SecretName)]](repeating: [], count: 32)
    for ending in endings {
      let last = ending.text.withUTF8Buffer { unsafe $0[$0.count - 1] }
      table[Int(last & 31)].append(ending)
    }
    return table
  }()

  /// The words at a beginning after which nothing secret follows.
  private static let leading = WordTable(words: [
    "has", "is", "no", "use", "max", "min", "num", "count", "allow", "require", "requires",
    "enable", "disable", "show", "hide", "forgot", "invalid", "missing", "next", "page",
    "continuation", "pagination", "public", "eos", "bos", "pad", "unk", "sep", "cls",
  ])

  /// Words that end as one for passwords does.
  private static let ordinary: [StaticString] = [
    "bypass", "compass", "surpass", "trespass", "encompass", "overpass", "underpass", "keepass",
    "multipass", "nopass", "lastpass", "buypass", "oldpwd", "pwd", "pass",
  ]

  /// The words before `key` that make it the key of data.
  private static let dataKeys = WordTable(words: [
    "cache", "primary", "partition", "sort", "foreign", "public", "object", "s", "lookup", "index",
    "group", "config", "dedup", "idempotency", "translation", "message", "map", "row", "issue",
    "project", "hash", "range", "registry", "unique", "composite", "host", "i", "dict", "json",
    "file", "path", "route", "routing", "event", "record", "bucket", "storage",
  ])

  /// Providers whose keys have no form of their own: only the name beside them tells.
  static let providers = WordTable(words: [
    "adafruit", "adobe", "airtable", "algolia", "alibaba", "asana", "atlassian", "bitbucket",
    "bittrex", "clickup", "cloudflare", "codecov", "cohere", "coinbase", "confluent",
    "contentful", "databricks", "datadog", "digitalocean", "discord", "droneci", "dropbox",
    "etsy", "facebook", "fastly", "finicity", "finnhub", "flickr", "freshbooks", "gitter",
    "gocardless", "heroku", "hubspot", "intercom", "artifactory", "jfrog", "kraken", "kucoin",
    "launchdarkly", "linkedin", "looker", "mailchimp", "mailgun", "mapbox", "mattermost",
    "meraki", "messagebird", "netlify", "newrelic", "nytimes", "okta", "pagerduty", "plaid",
    "rapidapi", "rollbar", "sendbird", "sendgrid", "sentry", "shippo", "snyk", "sonar", "splunk",
    "squarespace", "sumologic", "travisci", "twilio", "twitch", "twitter", "typeform", "yandex",
    "zendesk",
  ])

  /// The words that may follow the one that counts.
  fileprivate static let trailing = WordTable(words: [
    "value", "base64", "b64", "hex", "prod", "production", "dev", "development", "test", "staging",
    "live", "default", "hash", "digest", "env", "old", "new", "current", "admin", "root", "plain",
    "plaintext", "raw", "txt", "primary", "secondary", "main", "backup", "local", "encoded",
  ])
}

/// The words of a name, in small letters and put together, without numbers at their ends.
struct NameWords {
  /// Room for letters; as many of them as `end` says are those of the name.
  private var letters: [UInt8] = []
  private var end = 0
  /// Room for the places in `letters` at which words begin; `count` of them are known.
  private var starts: [Int] = []
  private(set) var count = 0

  /// Takes a name apart.
  mutating func split(_ name: ArraySlice<UInt8>) {
    if letters.count < name.count {
      letters = Array(repeating: 0, count: name.count * 2)
      starts = Array(repeating: 0, count: name.count * 2)
    }
    (end, count) = (0, 0)
    var isOpen = false
    /// Ends the word that is under way, and takes the digits at its end off.
    func close() {
      guard isOpen else { return }
      isOpen = false
      if isLast("base64") || isLast("b64") { return }
      let start = starts[count - 1]
      while end > start, letters[end - 1].isDigit { end -= 1 }
      if end == start { count -= 1 }
    }
    unsafe name.withUnsafeBufferPointer { name in
      var previous: UInt8 = 0
      for index in 0..<name.count {
        let byte = unsafe name[index]
        let next = unsafe index + 1 < name.count ? name[index + 1] : 0
        let isAlphanumeric = byte.isAlphanumeric
        // The last capital of `APIKey` begins a word.
        if !isAlphanumeric
          || byte.isUpper && (previous.isLower || previous.isUpper && next.isLower)
        {
          close()
        }
        if isAlphanumeric {
          if !isOpen {
            starts[count] = end
            count += 1
            isOpen = true
          }
          letters[end] = byte.lowered
          end += 1
        }
        previous = byte
      }
    }
    close()
    while count > 1, SecretName.trailing.contains(letters[starts[count - 1]..<end]) {
      count -= 1
      end = starts[count]
    }
  }

  var isEmpty: Bool { end == 0 }
  /// The first word.
  var first: ArraySlice<UInt8> { letters[..<(count > 1 ? starts[1] : end)] }
  var last: UInt8 { end > 0 ? letters[end - 1] : 0 }

  /// True if one of the words is a provider's name.
  var hasProvider: Bool {
    for number in 0..<count {
      let stop = number + 1 < count ? starts[number + 1] : end
      guard (4...12).contains(stop - starts[number]) else { continue }
      if SecretName.providers.contains(letters[starts[number]..<stop]) { return true }
    }
    return false
  }

  private func isLast(_ word: StaticString) -> Bool {
    count > 0 && end - starts[count - 1] == word.utf8CodeUnitCount
      && ends(with: word, asWord: false)
  }

  /// Returns true if the letters end so, as whole words where that is asked for.
  func ends(with ending: StaticString, asWord: Bool) -> Bool {
    let size = ending.utf8CodeUnitCount
    guard end >= size else { return false }
    return ending.withUTF8Buffer { buffer in
      for offset in 0..<size where unsafe buffer[offset] != letters[end - size + offset] {
        return false
      }
      return !asWord || starts[..<count].contains(end - size)
    }
  }
}

/// A set of three letters that follow each other, for a quick look at where something may begin.
struct Triples: Sendable {
  private var bits: [UInt64] = Array(repeating: 0, count: 128)

  /// Makes a set of the first three bytes of words; any byte may follow a word of two.
  init(_ words: some Sequence<[UInt8]>) {
    for word in words where word.count > 1 {
      for third in word.count > 2 ? word[2]...word[2] : 0...255 {
        let slot = Self.slot(word[0], word[1], third)
        bits[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
  }

  /// Returns true if the three bytes may be the first of one of the words.
  @inline(__always)
  func contains(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Bool {
    let slot = Self.slot(one, two, three)
    return bits[slot >> 6] >> UInt64(slot & 63) & 1 != 0
  }

  @inline(__always)
  private static func slot(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
    (Int(one) &* 0x6F3 ^ Int(two) &* 0x95 ^ Int(three) &* 0x1D) & 8191
  }
}

/// The beginnings of words that announce a secret.
enum Stems {
  /// The first three letters of them, a bit for each three that there are.
  ///
  /// Of a letter only the lower five bits count: what else has the same is told apart behind it.
  static let triples: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 512)
    for stem in all {
      let slot = stem.withUTF8Buffer { unsafe $0.prefix(3).reduce(0) { Stems.slot($1, after: $0) } }
      bits[slot >> 6] |= 1 << UInt64(slot & 63)
    }
    return bits
  }()

  /// Returns the number of the three letters that end with a byte.
  @inline(__always)
  static func slot(_ byte: UInt8, after slot: Int) -> Int {
    (slot << 5 | Int(byte & 31)) & 0x7FFF
  }

  /// The stems, which every name of `SecretName` has one of.
  private static let all: [StaticString] = [
    "pass", "pwd", "pword", "secret", "token", "key", "auth", "cred", "psk", "jwt", "kennwort",
    "senha", "parola", "contrasena", "wachtwoord", "heslo", "salasana", "adgangskode", "salt",
    "bearer", "sess", "contribsys", "_pat", "_pw", "connect.sid", "rememberme", "remember_me",
    "cookie",
  ]

  /// The stems by their first letter.
  private static let byFirstLetter: [[[UInt8]]] = {
    var table = [[[UInt8]]](repeating: [], count: 32)
    for stem in all {
      let bytes = stem.withUTF8Buffer { unsafe Array($0) }
      table[Int(bytes[0] & 31)].append(bytes)
    }
    return table
  }()

  /// Returns true if one of the stems begins at an index, in either case.
  static func isAt(_ index: Int, in text: [UInt8]) -> Bool {
    for stem in byFirstLetter[Int(text[index] & 31)] where text.count - index >= stem.count {
      var offset = 0
      while offset < stem.count, text[index + offset].lowered == stem[offset] { offset += 1 }
      if offset == stem.count { return true }
    }
    return false
  }
}
