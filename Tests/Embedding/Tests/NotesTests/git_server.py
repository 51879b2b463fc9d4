"""Serves git repositories over http on loopback, each for one login, until its input ends.

usage: git_server.py FOLDER REPOSITORY=USER:PASSWORD…

Makes the repositories, and prints the port. A request for /silent is never answered.
"""

import base64
import http.server
import os
import subprocess
import sys
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path, _, query = self.path.partition("?")
        repository = path.split("/")[1]
        content = self.content()
        if repository == "silent":
            threading.Event().wait()
        login = LOGINS.get(repository)
        if login is None:
            self.answer(404, {}, b"")
        elif self.headers.get("Authorization") != "Basic " + base64.b64encode(login.encode()).decode():
            self.answer(401, {"WWW-Authenticate": 'Basic realm="notes"'}, b"")
        else:
            self.git(path, query, login.partition(":")[0], content)

    do_POST = do_GET

    def content(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def git(self, path, query, user, content):
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": FOLDER,
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": FOLDER,
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(content)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": user,
            "REMOTE_ADDR": "127.0.0.1",
        }
        output = subprocess.run(
            ["git", "http-backend"], input=content, env=environment, stdout=subprocess.PIPE
        ).stdout
        head, _, body = output.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.answer(int(fields.pop("Status", "200").split()[0]), fields, body)

    def answer(self, status, fields, body):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


FOLDER = sys.argv[1]
LOGINS = dict(word.split("=", 1) for word in sys.argv[2:])
for name in LOGINS:
    subprocess.run(["git", "init", "--quiet", "--bare", os.path.join(FOLDER, name)], check=True)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
