internal import Platform

/// One provider's token format: a fixed beginning and a body of a certain alphabet and length.
struct TokenFormat: Sendable {
  /// The bytes that a token may have after its prefix.
  enum Alphabet: Sendable {
    case alphanumeric, upperAlphanumeric, hexadecimal, underscored, token, dotted

    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .alphanumeric: byte.isAlphanumeric
      case .upperAlphanumeric: byte.isUpper || byte.isDigit
      case .hexadecimal: byte.isHexadecimal
      case .underscored: byte.isAlphanumeric || byte == UInt8(ascii: "_")
      case .token: byte.isToken
      case .dotted: byte.isName
      }
    }
  }

  let prefix: [UInt8]
  let kind: String
  let alphabet: Alphabet
  /// The shortest body in bytes.
  let minimum: Int
  /// True if the body must hold a digit; for prefixes that ordinary words start with as well.
  let needsDigit: Bool

  init(
    _ prefix: String, _ kind: String, _ alphabet: Alphabet, _ minimum: Int, needsDigit: Bool = false
  ) {
    self.prefix = Array(prefix.utf8)
    self.kind = kind
    self.alphabet = alphabet
    self.minimum = minimum
    self.needsDigit = needsDigit
  }

  /// Returns the end of the token that starts at `start`; `nil` if there is none.
  func end(in text: [UInt8], from start: Int) -> Int? {
    guard text.count - start >= prefix.count + minimum else { return nil }
    for offset in prefix.indices where text[start + offset] != prefix[offset] { return nil }
    var index = start + prefix.count
    var sawDigit = false
    while index < text.count, alphabet.contains(text[index]) {
      sawDigit = sawDigit || text[index].isDigit
      index += 1
      // Words joined by hyphens could go on forever; a token shows a digit early.
      if needsDigit, !sawDigit, index - start > 128 { return nil }
    }
    // The full stop of a sentence is not part of the token before it.
    while index > start, text[index - 1] == UInt8(ascii: ".") { index -= 1 }
    guard index - start - prefix.count >= minimum, sawDigit || !needsDigit else { return nil }
    return index
  }
}

extension TokenFormat {
  /// The formats known, by their first byte.
  static let byFirstByte: [[TokenFormat]] = {
    var table = [[TokenFormat]](repeating: [], count: 256)
    for format in known {
      guard let first = format.prefix.first else { continue }
      table[Int(first)].append(format)
    }
    return table
  }()

  /// The formats that the providers document, longer prefixes before those they begin with.
  private static let known: [TokenFormat] = hosting + cloud + models + services

  private static let hosting: [TokenFormat] =
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map {
      TokenFormat($0, "github-token", .underscored, 20, needsDigit: true)
    }
    + ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glimt-", "glsoat-", "glagent-"]
    .map { TokenFormat($0, "gitlab-token", .dotted, 16) } + [
      TokenFormat("github_pat_", "github-token", .underscored, 20, needsDigit: true),
      TokenFormat("ATATT3", "atlassian-token", .token, 30),
      TokenFormat("ATCTT3", "atlassian-token", .token, 30),
      TokenFormat("ATBB", "bitbucket-token", .alphanumeric, 24, needsDigit: true),
      TokenFormat("npm_", "npm-token", .alphanumeric, 30),
      TokenFormat("pypi-", "pypi-token", .token, 50),
      TokenFormat("rubygems_", "rubygems-token", .hexadecimal, 40),
      TokenFormat("dckr_pat_", "docker-token", .token, 20),
      TokenFormat("dckr_oat_", "docker-token", .token, 20),
    ]

  private static let cloud: [TokenFormat] =
    ["AKIA", "ASIA", "ABIA", "ACCA"].map {
      TokenFormat($0, "aws-access-key", .upperAlphanumeric, 16)
    } + [
      TokenFormat("AIza", "google-api-key", .token, 30),
      TokenFormat("GOCSPX-", "google-client-secret", .token, 20),
      TokenFormat("ya29.", "google-token", .token, 20),
      TokenFormat("dop_v1_", "digitalocean-token", .hexadecimal, 40),
      TokenFormat("doo_v1_", "digitalocean-token", .hexadecimal, 40),
      TokenFormat("dapi", "databricks-token", .hexadecimal, 32, needsDigit: true),
      TokenFormat("hvs.", "vault-token", .token, 20),
      TokenFormat("hvb.", "vault-token", .token, 20),
      TokenFormat("pul-", "pulumi-token", .hexadecimal, 40),
      TokenFormat("sbp_", "supabase-token", .hexadecimal, 40),
      TokenFormat("sb_secret_", "supabase-token", .token, 20),
      TokenFormat("tskey-", "tailscale-key", .token, 20, needsDigit: true),
      TokenFormat("nfp_", "netlify-token", .alphanumeric, 30),
    ]

  private static let models: [TokenFormat] = [
    TokenFormat("sk-ant-", "anthropic-key", .token, 16),
    TokenFormat("sk-proj-", "openai-key", .token, 16),
    TokenFormat("sk-svcacct-", "openai-key", .token, 16),
    TokenFormat("sk-admin-", "openai-key", .token, 16),
    TokenFormat("sk-or-v1-", "openrouter-key", .hexadecimal, 32),
    TokenFormat("sk-", "api-key", .alphanumeric, 20, needsDigit: true),
    TokenFormat("hf_", "huggingface-token", .alphanumeric, 30),
    TokenFormat("gsk_", "groq-key", .alphanumeric, 30, needsDigit: true),
    TokenFormat("xai-", "xai-key", .alphanumeric, 40, needsDigit: true),
    TokenFormat("r8_", "replicate-token", .alphanumeric, 30),
    TokenFormat("pplx-", "perplexity-key", .alphanumeric, 30, needsDigit: true),
  ]

  private static let services: [TokenFormat] =
    ["xoxa-", "xoxb-", "xoxc-", "xoxd-", "xoxe-", "xoxe.", "xoxo-", "xoxp-", "xoxr-", "xoxs-"].map {
      TokenFormat($0, "slack-token", .dotted, 10, needsDigit: true)
    }
    + ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "whsec_"].map {
      TokenFormat($0, "stripe-key", .alphanumeric, 10)
    }
    + ["shpat_", "shpss_", "shpca_", "shppa_"].map {
      TokenFormat($0, "shopify-token", .hexadecimal, 32)
    } + [
      TokenFormat("xapp-", "slack-token", .token, 20, needsDigit: true),
      TokenFormat("SG.", "sendgrid-key", .dotted, 40, needsDigit: true),
      TokenFormat("lin_api_", "linear-key", .alphanumeric, 30),
      TokenFormat("figd_", "figma-token", .token, 30),
      TokenFormat("glsa_", "grafana-token", .underscored, 30),
      TokenFormat("sntrys_", "sentry-token", .token, 30),
      TokenFormat("sntryu_", "sentry-token", .hexadecimal, 40),
      TokenFormat("PMAK-", "postman-key", .token, 40, needsDigit: true),
      TokenFormat("NRAK-", "newrelic-key", .upperAlphanumeric, 20),
      TokenFormat("AGE-SECRET-KEY-1", "age-key", .upperAlphanumeric, 40),
    ]
}
