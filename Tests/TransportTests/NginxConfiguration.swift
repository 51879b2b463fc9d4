import TestSupport

/// The configuration of the nginx that the tests use.
struct NginxConfiguration {
  let folder: TemporaryFolder
  let ports: [NginxServer.Site: Int]
  let sockets: [String]
  let backend: String

  private func port(_ site: NginxServer.Site) -> Int { ports[site] ?? 0 }

  var text: String {
    """
    daemon off;
    master_process off;
    pid "\(folder("pid"))";
    error_log "\(folder("errors"))" warn;
    events { worker_connections 512; }
    http {
      log_format full '$server_port $request_method $request_uri $status $server_protocol '
        'connection=$connection authorization="$http_authorization" cookie="$http_cookie" '
        'extra="$http_x_extra" agent="$http_user_agent" expect="$http_expect" '
        'length="$content_length" transfer="$http_transfer_encoding" '
        'accept="$http_accept_encoding" gzip="$gzip_ratio" git="$http_git_protocol"';
      access_log "\(folder("requests"))" full;
      client_max_body_size 0;
      client_body_temp_path "\(folder("t1"))";
      proxy_temp_path "\(folder("t2"))";
      fastcgi_temp_path "\(folder("t3"))";
      uwsgi_temp_path "\(folder("t4"))";
      scgi_temp_path "\(folder("t5"))";
      keepalive_requests 100000;
      ssl_certificate "\(folder("server.pem"))";
      ssl_certificate_key "\(folder("server.key"))";
      ssl_protocols TLSv1.2 TLSv1.3;
      upstream git {
        least_conn;
        \(sockets.map { "server \"unix:\($0)\";" }.joined(separator: "\n    "))
      }
    \(sites.joined(separator: "\n"))
    }
    """
  }

  /// The settings that run git for a request; the path is the repository's on the disk.
  private var git: String {
    """
        fastcgi_param SCRIPT_FILENAME "\(backend)";
        fastcgi_param GIT_PROJECT_ROOT /;
        fastcgi_param PATH_INFO $uri;
        fastcgi_param QUERY_STRING $query_string;
        fastcgi_param REQUEST_METHOD $request_method;
        fastcgi_param CONTENT_TYPE $content_type;
        fastcgi_param CONTENT_LENGTH $content_length;
        fastcgi_param REMOTE_USER $remote_user;
        fastcgi_param REMOTE_ADDR $remote_addr;
        fastcgi_param GIT_HTTP_EXPORT_ALL 1;
        fastcgi_param GIT_CONFIG_NOSYSTEM 1;
        fastcgi_param GIT_CONFIG_GLOBAL /dev/null;
        fastcgi_param GIT_CONFIG_COUNT 2;
        fastcgi_param GIT_CONFIG_KEY_0 http.receivepack;
        fastcgi_param GIT_CONFIG_VALUE_0 true;
        fastcgi_param GIT_CONFIG_KEY_1 safe.directory;
        fastcgi_param GIT_CONFIG_VALUE_1 *;
        fastcgi_param PATH /usr/local/bin:/usr/bin:/bin;
        fastcgi_read_timeout 120s;
        fastcgi_pass git;
    """
  }

  private func site(
    _ site: NginxServer.Site, _ listen: String, _ lines: String..., inLocation: String = "",
    more: String = ""
  ) -> String {
    """
      server {
        listen 127.0.0.1:\(port(site))\(listen);
        \(lines.joined(separator: "\n    "))
        location / {
          \(inLocation)
    \(git)
        }
    \(more)
      }
    """
  }

  private var sites: [String] {
    let certificate = { (name: String) in
      "ssl_certificate \"\(folder("\(name).pem"))\"; ssl_certificate_key \"\(folder("\(name).key"))\";"
    }
    return [
      site(.plain, "", more: redirects),
      site(.other, "", more: "location = /secret { return 401; }"),
      site(.tls, " ssl http2", more: redirects + answers),
      site(.http1, " ssl"),
      site(.tls12, " ssl http2", "ssl_protocols TLSv1.2;"),
      site(.tls13, " ssl http2", "ssl_protocols TLSv1.3;"),
      site(.wrongName, " ssl", certificate("other")),
      site(.expired, " ssl", certificate("expired")),
      site(
        .basic, " ssl http2", "auth_basic git;",
        "auth_basic_user_file \"\(folder("passwords"))\";"),
      site(
        .clientCertificate, " ssl", "ssl_client_certificate \"\(folder("ca.pem"))\";",
        "ssl_verify_client on;"),
      site(
        .readOnly, " ssl", "if ($arg_service = git-receive-pack) { return 403; }",
        more: "location ~ /git-receive-pack$ { return 403; }"),
      site(.small, " ssl", "client_max_body_size 100k;"),
      site(
        .gzip, " ssl", "gzip on; gzip_types *; gzip_min_length 1; gzip_http_version 1.0;"),
    ]
  }

  /// `/moved/…` is now `/…`; `/away/…` is on another host; `/down/…` is no longer protected.
  private var redirects: String {
    """
        location /moved/ { rewrite ^/moved(/.*)$ $1 redirect; }
        location /away/ { rewrite ^/away(/.*)$ https://127.0.0.1:\(port(.http1))$1 redirect; }
        location /asking/ { rewrite ^/asking(/.*)$ https://127.0.0.1:\(port(.basic))$1 redirect; }
        location /down/ { rewrite ^/down(/.*)$ http://localhost:\(port(.plain))$1 redirect; }
        location /loop/ { rewrite ^(/loop/.*)$ $1 redirect; }
        location /elsewhere/ { return 302 /web/page; }
    """
  }

  /// Servers that are no git servers.
  private var answers: String {
    let plain = "default_type text/plain;"
    return """
          location /web/ { default_type text/html; return 200 '<html>Welcome</html>'; }
          location /dumb/ { \(plain) return 200 '0000 refs/heads/main'; }
          location /json/ { default_type application/json; return 200 '{}'; }
          location /forbidden/ { \(plain) return 403 'Not on Sundays.'; }
          location /gone/ { return 410; }
          location /broken/ { return 500; }
          location /busy/ { add_header Retry-After 7 always; return 503; }
          location /proxied/ { return 407; }
          location /bearer/ { add_header WWW-Authenticate 'Bearer realm="x"' always; return 401; }
      """
  }
}
