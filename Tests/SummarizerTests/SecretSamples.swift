import Testing

/// Made-up secrets and harmless look-alikes.
///
/// The prefixes are put together at run time, so that no scanner takes this file for a leak.
enum SecretSamples {
  struct Positive: CustomTestStringConvertible, Sendable {
    let text: String
    let secret: String
    let kind: String
    var testDescription: String { "\(kind): \(text.prefix(24))" }
  }

  /// 36 letters and digits.
  static let random = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
  static let hexadecimal = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d"
  static let keyBegin = "-----BEGIN RSA PRIV" + "ATE KEY-----"
  static let keyEnd = "-----END RSA PRIV" + "ATE KEY-----"

  static let positive: [Positive] = tokens + assignments + carriers

  private static func token(_ prefix: String, _ body: String, _ kind: String) -> Positive {
    Positive(text: prefix + body, secret: body, kind: kind)
  }

  private static let tokens: [Positive] =
    ["p", "o", "u", "s", "r"].map { token("gh\($0)" + "_", random, "github-token") } + [
      token("github" + "_pat_", "11ABCDEFG0" + random, "github-token"),
      token("glpat" + "-", "abcDEF123456ghiJKL_z", "gitlab-token"),
      token("sk-" + "ant-", "api03-\(random)-AA", "anthropic-key"),
      token("sk-" + "proj-", random + "_x", "openai-key"),
      token("sk" + "-", random + "ABCDEFGHIJKL", "api-key"),
      token("AK" + "IA", "IOSFODNN7EXAMPLE", "aws-access-key"),
      token("AS" + "IA", "IOSFODNN7EXAMPLE", "aws-access-key"),
      token("AI" + "za", "Sy" + random.prefix(33), "google-api-key"),
      token("ya" + "29.", random, "google-token"),
      token("xox" + "b-", "123456789012-1234567890123-AbCdEfGhIjKl", "slack-token"),
      token("xox" + "p-", "1234567890-abcdef", "slack-token"),
      token("sk_" + "live_", random.prefix(24) + "", "stripe-key"),
      token("rk_" + "live_", random.prefix(24) + "", "stripe-key"),
      token("npm" + "_", random, "npm-token"),
      token("pypi" + "-", "AgEIcHlwaS5vcmc" + random + random, "pypi-token"),
      token(
        "ey" + "JhbGciOiJIUzI1NiJ9.",
        "eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", "jwt"),
      token("ey" + "JhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "jwt"),
      token("", "abc8Q~" + random.prefix(34), "azure-secret"),
      token("123456789:", "AAE" + random.prefix(32), "telegram-token"),
      Positive(
        text: "https://api.telegram.org/bot123456789:AAE" + random.prefix(32) + "/getMe",
        secret: random.prefix(32) + "", kind: "telegram-token"),
      token("SG" + ".", random.prefix(22) + "." + random, "sendgrid-key"),
      token("hf" + "_", random, "huggingface-token"),
      token("dop" + "_v1_", hexadecimal + hexadecimal.prefix(24), "digitalocean-token"),
      token("hvs" + ".", random, "vault-token"),
      token("shp" + "at_", hexadecimal.prefix(32) + "", "shopify-token"),
      Positive(
        text: "https://hooks.slack.com/services/" + "T00000000/B00000000/" + random.prefix(24),
        secret: random.prefix(24) + "", kind: "webhook"),
      Positive(text: #"line\ngh"# + "p_" + random, secret: random, kind: "github-token"),
      Positive(text: "q=%20gh" + "p_" + random, secret: random, kind: "github-token"),
      Positive(
        text: keyBegin + "\nMIIEpAIBAAKCAQEA7\nabcd\n" + keyEnd, secret: "MIIEpAIBAAKCAQEA7",
        kind: "private-key"),
      Positive(
        text: keyBegin + #"\nMIIEpAIBAAKCAQEA7\n"# + keyEnd, secret: "MIIEpAIBAAKCAQEA7",
        kind: "private-key"),
      Positive(
        text: keyBegin + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nMIIEpAIBAAKCAQEA7",
        secret: "MIIEpAIBAAKCAQEA7", kind: "private-key"),
      Positive(
        text: "MIIEpAIBAAKCAQEA7MIIEpAIBAAKCAQEA7\nabcd==\n" + keyEnd, secret: "MIIEpAIBAAKCAQEA7",
        kind: "private-key"),
    ]

  private static func setting(
    _ before: String, _ secret: String, _ after: String, _ kind: String
  ) -> Positive {
    Positive(text: before + secret + after, secret: secret, kind: kind)
  }

  private static let assignments: [Positive] = [
    setting("password=", "hunter2!", "", "password"),
    setting("password: \"", "Password123!", "\"", "password"),
    setting("API_KEY=", String(repeating: random, count: 40), "", "api-key"),
    setting("secret = '", String(repeating: random, count: 40), "'", "secret"),
    setting("password: ", "hunter22", "", "password"),
    setting("DB_PASSWORD=", "correcthorse", "", "password"),
    setting("export PGPASSWORD=\"", "correct horse battery", "\"", "password"),
    setting("MYSQL_PWD=", "abc123", "", "password"),
    setting("{\"password\": \"", "hunter", "\"}", "password"),
    setting(#"{\"client_secret\": \""#, "x9-y8-z7", #"\"}"#, "secret"),
    setting("let password = \"", "s3cret!", "\"", "password"),
    setting("let apiKey: String = \"", random, "\"", "api-key"),
    setting("API_KEY=", random, "", "api-key"),
    setting("api-key: ", random, "", "api-key"),
    setting("X-Api-Key: ", random, "", "api-key"),
    setting("token=", random, "&x=1", "token"),
    setting("?access_token=", random, "#top", "token"),
    setting("GITHUB_TOKEN=", hexadecimal, "", "token"),
    setting("--token ", random, " --verbose", "token"),
    setting("--password=", "abc123xyz", " -v", "password"),
    setting(
      "aws_secret_access_key = ",
      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzEXAMPLEKEY".replacing("EXAMPLE", with: "Q2W3"), "", "secret"),
    setting("AWS_SECRET_ACCESS_KEY=", "/JalrXUtnFEMI0K7MDENG0bPxRfiCYzzQ2W3KEYa", "", "secret"),
    setting("//registry.npmjs.org/:_authToken=", random, "", "token"),
    setting("_auth=", "dXNlcjpwYXNzd29yZDEyMw==", "", "token"),
    setting("SECRET_KEY_BASE=", hexadecimal, "", "secret"),
    setting("config['secret'] = '", "abc-123-def", "'", "secret"),
    setting("env[\"STRIPE_SECRET\"] = \"", "abc123def456", "\"", "secret"),
    setting(":password => \"", "hunter22", "\"", "password"),
    setting("password := \"", "hunter22", "\"", "password"),
    setting("<password>", "hunter22", "</password>", "password"),
    setting(
      "Server=db;User Id=sa;Password=", "P@ssw0rd!".replacing("ssw", with: "zzw"), ";Encrypt=true",
      "password"),
    setting("AccountName=x;AccountKey=", random + random + "aa==", ";EndpointSuffix=y", "api-key"),
    setting("SharedAccessKey=", random + "0123456=", "", "api-key"),
    setting("the password is ", "hunter22", ".", "password"),
    setting("密码：", "hunter22", "", "password"),
    setting("密码是", "hunter22", "，请登录", "password"),
    setting("パスワードは ", "hunter22", " です", "password"),
    setting("passphrase: '", "abc def", "'", "password").unspaced,
    setting("Password123: \"", "qwertz", "\"", "password"),
  ]

  private static let carriers: [Positive] = [
    setting("https://user:", "pa55", "@example.org/x", "url-password"),
    setting("postgres://app:", "secret", "@db:5432/app", "url-password"),
    setting("mongodb+srv://u:", "p@ss", "@cluster0.example.net", "url-password"),
    setting("https://", random, "@example.org/x.git", "url-password"),
    setting("redis://:", "hunter2", "@cache:6379", "url-password"),
    setting("Authorization: Bearer ", random, "", "authorization"),
    setting("authorization: Basic ", "dXNlcjpwYXNzd29yZDEyMw==", "", "authorization"),
    setting("-H \"Authorization: token ", hexadecimal, "\"", "authorization"),
    setting("{\"Authorization\": \"Bearer ", random, "\"}", "authorization"),
    setting("curl -H 'Bearer ", random, "'", "bearer-token"),
    setting("Cookie: ", "session=abcdef123456; theme=dark", "", "cookie"),
    setting("machine example.org login me password ", "hunter2", "", "netrc-password"),
    setting("machine example.org\n  login me\n  password ", "hunter2", "\n", "netrc-password"),
    setting("default login me password ", "hunter2", "", "netrc-password"),
    setting("curl -u admin:", "hunter2", " https://x", "password"),
    setting("curl --user 'admin:", "hunter2", "' https://x", "password"),
    setting("sshpass -p ", "hunter2", " ssh me@host", "password"),
    setting("?sv=2024&sig=", "abcDEF123%2Babc%3Dxyz", "", "signature"),
  ]

  static let negative: [String] = [
    "commit 1f2e3d4c5b6a79880716253443526170aabbccdd", "HEAD is now at 1f2e3d4 Fix auth",
    "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b", "session_id: 5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b",
    "sha256:" + hexadecimal + hexadecimal.prefix(24), "integrity sha512-abc/def+ghi==",
    "/home/dev/src/api/Sources/Auth/TokenStore.swift", "~/work/secret-santa/README.md",
    "C:\\Users\\me\\token.txt", "git@github.com:acme/api.git", "ssh://git@github.com/acme/api.git",
    "https://github.com/acme/api", "http://localhost:8080/@scope/pkg", "mailto:me@example.org",
    "https://example.org/a:b@c", "postgres://localhost:5432/db", "postgres://app:$PASSWORD@db/app",
    "postgres://app:${DB_PASSWORD}@db/app",
    "the password field is empty", "The password is wrong.", "the password is case-sensitive",
    "the token is base64-encoded", "password: string", "password?: string;", "password: str = None",
    "let password: String", "var token: String?", "token = nil", "let token = getToken()",
    "const token = await fetchToken(user1)", "password = req.body.password",
    "login(user=user, password=password, token=token)", "self.password = password",
    "apiKey: process.env.API_KEY", "API_KEY=$API_KEY", "API_KEY=${API_KEY}", "API_KEY=<your key>",
    "API_KEY=your-api-key-1", "password: ********", "PASSWORD=xxxxxxxx", "TOKEN=",
    "password = \"\"", "max_tokens: 4096", "\"max_tokens\": 200000", "input_tokens=12345",
    "tokens: 1200 in, 300 out", "token_type=bearer", "tokenizer: gpt2x1234567890ab",
    "next_page_token == nil", "passwordField: \"visible1\"", "type=\"password\" name=\"password\"",
    "label: \"Password\"", "\"password\": \"Passwort\"", "\"password\": \"密码\"",
    "\"password\": \"Enter your password\"", "placeholder=\"password\"", "secret: true",
    "secret santa: 2024", "PWD=/home/dev/src/api2", "OLDPWD=/tmp/x1", "PASS: TestLogin2 (0.1s)",
    "TOKEN_FILE=/run/secrets/token1", "password: /run/secrets/db1", "token = tokens[0]",
    "if token == other.token2 {", "token: RS256", "key: value", "primary_key: user_id1",
    "public_key=abcdef1234567890", "keyboard: qwerty123", "sk-learn",
    "task-1234567890abcdefghijklmnop",
    "risk-assessment-2024-report-final", "disk-usage", "npm_config_cache=/tmp/x",
    "npm_lifecycle_event=build", "pypi-publish", "AKIA", "eyJ", "xoxo-hugs", "SG.x", "glpat-",
    "Authorization: required", "Authorization: Bearer $TOKEN", "the Authorization header",
    "Bearer token", "Bearer of bad news", "Cookie: the banner", "cookies: true",
    "machine learning login page password reset", "docker run -u 1000:1000 x",
    "chown -u me:staff x",
    "git push -u origin main", "12:34:56", "1234567890:abc", "ratio 16:9", "密码页面", "忘记密码？",
    "パスワードは必須です", "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----", "----- a line -----", "[redacted:token]",
    "token=[redacted:token]", "", "\n", "🙂", "e\u{301}", "👩‍👩‍👧‍👦 password",
    "struct Token { let kind: Kind; let range: Range<Int> }", "import secrets",
    "func token(at: Int) -> Token?",
    "return .token(\"abc\")", "case token = \"token\"", "xs.map(\\.password)", "$token->value",
    "http://[::1]:8080/x@y", "a://b", "://@", "image: nginx:1.25@sha256:abc",
    "--token-file path", "--password-stdin", "GET /token?x=1 200",
  ]

  static let hostile: [String] = [
    "password=", "password=\"", "token: ", "sk-", "sk-a", "xoxb-", "xoxb-a-", "eyJ", "eyJa.",
    "eyJaaaaaaaaaaaa.",
    "-eyJaaaaaaaaaa", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n!",
    "-----END PRIVATE KEY-----",
    "aaaa -----END PRIVATE KEY-----", "-----", "-", "://", "a://a:", "a://a:a", "12345678:", "1",
    "a", "a-", "-a", "a.",
    "A", "AKIA", "\\n", "\\", "\"", "'", "=", ":", "[redacted:", "[redacted:a]", "machine a ",
    "default login ",
    "curl -u ", "-u a:", "Authorization: ", "Bearer ", "Cookie: ", "Cookie: a=", "密码：", "密", "is ",
    "password is ",
    "password:password:", "password=a;", "<password>", "?sig=", "%20", "\u{301}", "\0", "a=b&",
    "{\"password\":",
    "Cookie: a=${", "Authorization: Digest ", "authorization:", "eyJ-", "jwt.sign(“",
    "jwt.sign(\"\\\"",
    "\"kty\" \"d\":“", "kind: Secret ", "-p ", "token ", "docker login -p ", "htpasswd -p ",
    "-----BEGIN PRIVATE KEY----- )",
    "tskey-", "PMAK-a", "\\npassword=", "password: String = ", "password\\", "\u{1F469}\u{200D}",
  ]
}

extension SecretSamples.Positive {
  /// The same with a digit instead of the space: a phrase in quotes is taken for a label.
  fileprivate var unspaced: Self {
    Self(
      text: text.replacing("abc def", with: "abc4def"), secret: secret.replacing(" ", with: "4"),
      kind: kind)
  }
}
