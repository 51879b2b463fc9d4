# shellcheck shell=bash disable=SC2154
# Real servers on loopback for the benchmarks, with keys that live as long as they do.
# Source it after lib.sh; `lab` is a folder of their own.

# shellcheck disable=SC2034 # used by the program that sources this file
SERVER_PACKAGES=(
  "openssh-server: serves the repositories over ssh"
  "nginx: serves the repositories over https"
  "fcgiwrap: starts git's side of https"
  "openssl: makes the certificate"
)

# free_port: a port that nothing listens on.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_for_answer SERVER LOG COMMAND…: until the command gets what it asks the server for.
wait_for_answer() {
  local tries reason server=$1 log=$2
  shift 2
  for ((tries = 0; tries < 100; tries++)); do
    reason=$("$@" 2>&1) && return
    sleep 0.05
  done
  fail "The $server server does not answer: ${reason##*$'\n'}
$(tail -n 5 "$log" 2>/dev/null || true)"
}

# start_ssh_server: sets ssh_url (the address of "/") and ssh_client (a configuration for ssh -F).
start_ssh_server() {
  local folder=$lab/servers/ssh port
  port=$(free_port)
  mkdir -p "$folder"
  ssh-keygen -q -t ed25519 -N '' -f "$folder/host" && ssh-keygen -q -t ed25519 -N '' -f "$folder/id"
  cp "$folder/id.pub" "$folder/authorized_keys"
  ((EUID != 0)) || mkdir -p /run/sshd
  cat >"$folder/sshd_config" <<END
ListenAddress 127.0.0.1:$port
HostKey $folder/host
AuthorizedKeysFile $folder/authorized_keys
PidFile $folder/pid
UsePAM no
StrictModes no
PasswordAuthentication no
MaxStartups 100
SetEnv SHLVL=3 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=C
END
  /usr/sbin/sshd -D -f "$folder/sshd_config" -E "$folder/log" &
  servers+=($!)
  echo "[127.0.0.1]:$port $(<"$folder/host.pub")" >"$folder/known_hosts"
  ssh_client=$folder/client
  cat >"$ssh_client" <<END
Host *
  User $(id -un)
  IdentityFile $folder/id
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile $folder/known_hosts
  GlobalKnownHostsFile /dev/null
END
  # shellcheck disable=SC2034 # used by the program that sources this file
  ssh_url=ssh://127.0.0.1:$port
  wait_for_answer ssh "$folder/log" ssh -F "$ssh_client" -p "$port" 127.0.0.1 true
}

# start_https_server: sets https_url (the address of the lab's top) and https_certificate; with a name and a
# password in https_login (NAME:WORD), nobody else is let in.
start_https_server() {
  local folder=$lab/servers/https port backend login=''
  port=$(free_port)
  backend=$(git --exec-path)/git-http-backend
  [[ -x $backend ]] || fail "git has no git-http-backend here."
  mkdir -p "$folder"
  if [[ -n ${https_login:-} ]]; then
    printf '%s:%s\n' "${https_login%%:*}" "$(openssl passwd -apr1 "${https_login#*:}")" >"$folder/passwords"
    login="auth_basic tasks; auth_basic_user_file $folder/passwords;"
  fi
  https_certificate=$folder/certificate
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$folder/key" -out "$https_certificate" 2>/dev/null
  # It listens on its standard input: a socket that systemd, or this, has made.
  python3 - "$folder/fcgi" <<'END' &
import os, socket, sys
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen(64)
os.dup2(listener.fileno(), 0)
os.execvp("fcgiwrap", ["fcgiwrap"])
END
  servers+=($!)
  cat >"$folder/nginx.conf" <<END
daemon off;
pid $folder/pid;
error_log $folder/log;
$( ((EUID != 0)) || echo "user $(id -un) $(id -gn);")
events {}
http {
  access_log off;
  client_max_body_size 0;
  client_body_temp_path $folder/body;
  fastcgi_temp_path $folder/fcgi-temp;
  proxy_temp_path $folder/proxy-temp;
  uwsgi_temp_path $folder/uwsgi-temp;
  scgi_temp_path $folder/scgi-temp;
  server {
    listen 127.0.0.1:$port ssl http2;
    ssl_certificate $https_certificate;
    ssl_certificate_key $folder/key;
    location / {
      $login
      fastcgi_pass unix:$folder/fcgi;
      fastcgi_param SCRIPT_FILENAME $backend;
      fastcgi_param PATH_INFO \$uri;
      fastcgi_param QUERY_STRING \$query_string;
      fastcgi_param REQUEST_METHOD \$request_method;
      fastcgi_param CONTENT_TYPE \$content_type;
      fastcgi_param CONTENT_LENGTH \$content_length;
      fastcgi_param HTTP_CONTENT_ENCODING \$http_content_encoding;
      fastcgi_param GIT_PROJECT_ROOT $lab;
      fastcgi_param GIT_HTTP_EXPORT_ALL 1;
      fastcgi_param REMOTE_USER bench;
    }
  }
}
END
  nginx -c "$folder/nginx.conf" -e "$folder/log" &
  servers+=($!)
  # shellcheck disable=SC2034 # used by the program that sources this file
  https_url=https://localhost:$port
  # A listening port is not enough: nginx answers 502 until fcgiwrap listens, too.
  git init --quiet --bare "$folder/probe.git"
  wait_for_answer https "$folder/log" python3 -c '
import base64, ssl, sys, urllib.request
address, certificate, login = sys.argv[1:]
request = urllib.request.Request(address)
if login:
    request.add_header("Authorization", "Basic " + base64.b64encode(login.encode()).decode())
urllib.request.urlopen(request, context=ssl.create_default_context(cafile=certificate)).read()
' "$https_url/${folder#"$lab/"}/probe.git/info/refs?service=git-upload-pack" "$https_certificate" "${https_login:-}"
}

servers=()

# stop_servers: ends what was started here.
stop_servers() {
  local server
  for server in ${servers[@]+"${servers[@]}"}; do kill "$server" 2>/dev/null || true; done
  servers=()
}
