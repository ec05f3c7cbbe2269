"""Starts the web servers of hosts/ as an ordinary user, each with its file from there and only the places changed."""

import os
import pathlib
import pwd
import shutil
import subprocess

from breaking.cluster import ROOT, wait_until

HOSTS = ROOT / "hosts"
USER = "nobody"
MODULES = pathlib.Path("/usr/lib/apache2/modules")


class Machine:
    """Another Debian, in whose root programs run; the folder of the test is there, too, under the same path."""

    ENTER = ('mkdir -p "$2$1" && mount --rbind "$1" "$2$1" && mount -t proc proc "$2/proc" && mount --rbind /dev "$2/dev" && '
             'root=$2 && shift 2 && exec chroot "$root" "$@"')

    def __init__(self, root, archive):
        """`archive` is the folder of an unpacked archive, whose programs run instead of this machine's."""
        self.root, self.archive = root, archive

    def words(self, folder, command):
        return ["unshare", "-m", "sh", "-c", self.ENTER, "sh", str(folder), str(self.root), *command]


class Place:
    """A folder for one web server, with what all of them name."""

    def __init__(self, cluster, name, port, socket, machine=None):
        self.shared, self.folder = cluster.folder, cluster.folder / name
        self.port, self.socket, self.machine = port, socket, machine
        self.folder.mkdir(mode=0o755)
        self.log = self.folder / "log"
        shutil.copytree(ROOT / "web", self.folder / "web")
        self.log.touch()
        self.own()

    def own(self):
        if os.geteuid() == 0:
            user = pwd.getpwnam(USER)
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)

    def text(self, name):
        """A file of hosts/ with this test's places in the place of the usual ones."""
        text = (HOSTS / name).read_text()
        for usual, own in (("/run/ocr-invoice/ocr-invoice.sock", str(self.socket)),
                           ("/usr/share/ocr-invoice/web", f"{self.folder}/web"),
                           ("invoices.example.com {", f"http://127.0.0.1:{self.port} {{")):
            text = text.replace(usual, own)
        return text

    def write(self, name, text, mode=0o644):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)
        self.own()
        return file

    def start(self, *command, **environment):
        """The web server as the user, in the foreground."""
        words = [str(word) for word in command]
        if os.geteuid() == 0:
            words = ["setpriv", "--reuid", USER, "--regid", "nogroup", "--clear-groups", "--", *words]
        if self.machine:
            words = self.machine.words(self.shared, words)
        with open(self.log, "ab") as log:
            return subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                                    env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.folder), **environment})


def apache(place, modules, rest):
    lines = [f'ServerRoot "{place.folder}"', f"Listen 127.0.0.1:{place.port}", "ServerName 127.0.0.1",
             f'PidFile "{place.folder}/pid"', f'DefaultRuntimeDir "{place.folder}"', f'ErrorLog "{place.log}"',
             f'DocumentRoot "{place.folder}/public_html"', "TypesConfig /etc/mime.types", "DirectoryIndex index.html"]
    lines[0:0] = [f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in (
        "mpm_event", "authz_core", "mime", "dir", "alias", "headers", *modules)]
    (place.folder / "public_html").mkdir()
    place.write("apache.conf", "\n".join(lines) + "\n" + rest)
    return place.start("/usr/sbin/apache2", "-f", place.folder / "apache.conf", "-DFOREGROUND")


def mod_proxy_fcgi(place, cluster):
    return apache(place, ("proxy", "proxy_fcgi"), place.text("apache-mod-proxy-fcgi.conf"))


def mod_fcgid(place, cluster):
    """The customer's files are in the folder, which is the customer's HOME; idle programs end after two seconds."""
    site = place.folder / "public_html"
    rest = place.text("apache-mod-fcgid.conf") + f"""
FcgidIPCDir "{place.folder}/fcgid"
FcgidProcessTableFile "{place.folder}/fcgid_shm"
FcgidInitialEnv HOME "{place.folder}"
FcgidMinProcessesPerClass 0
FcgidIdleTimeout 2
FcgidIdleScanInterval 1
ScriptAlias /cgi-bin/ "{place.folder}/cgi-bin/"
<Directory "{place.folder}/cgi-bin">
    Require all granted
    Options ExecCGI
    SetHandler fcgid-script
</Directory>
<Directory "{site}">
    Require all granted
    Options SymLinksIfOwnerMatch
    AllowOverride FileInfo
</Directory>
"""
    (place.folder / "fcgid").mkdir()
    place.write("cgi-bin/ocr-invoice.fcgi", place.text("ocr-invoice.fcgi"), 0o700)
    server = apache(place, ("fcgid", "rewrite"), rest)
    place.write("public_html/.htaccess", place.text("htaccess"))
    shutil.copytree(place.folder / "web", site / "invoices-console")
    place.write("public_html/invoices-console/.htaccess", place.text("console.htaccess"))
    if place.machine:
        shutil.copytree(place.machine.archive, place.folder / "ocr-invoice", symlinks=True)
    else:
        (place.folder / "ocr-invoice/bin").mkdir(parents=True)
        for program in ("ocr-invoice", "ocr-invoice-reader"):
            shutil.copy2(cluster.folder / program, place.folder / "ocr-invoice/bin" / program)
    place.write("ocr-invoice.conf", "\n".join((
        f"database-socket = {cluster.socket}", "database-user = root", f"work-folder = {place.folder}/work",
        f"public-url = http://127.0.0.1:{place.port}/invoices", "")))
    return server


def lighttpd(place, cluster):
    place.write("lighttpd.conf", f"""
server.port = {place.port}
server.bind = "127.0.0.1"
server.document-root = "{place.folder}"
server.upload-dirs = ( "{place.folder}" )
server.errorlog = "{place.log}"
mimetype.assign = ( ".html" => "text/html", ".js" => "text/javascript", ".css" => "text/css" )
""" + place.text("lighttpd.conf"))
    return place.start("/usr/sbin/lighttpd", "-D", "-f", place.folder / "lighttpd.conf")


def caddy(place, cluster):
    place.write("Caddyfile", "{\n\tadmin off\n\tauto_https off\n}\n" + place.text("Caddyfile"))
    return place.start("/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", place.folder / "Caddyfile",
                       XDG_DATA_HOME=str(place.folder), XDG_CONFIG_HOME=str(place.folder))


SERVERS = {"mod_fcgid": mod_fcgid, "mod_proxy_fcgi": mod_proxy_fcgi, "lighttpd": lighttpd, "caddy": caddy}


def spawn_fcgi(cluster, socket, machine=None):
    """The real server on a socket of spawn-fcgi, as nginx's production site would have it of systemd."""
    program = cluster.program
    if machine:
        shutil.copytree(machine.archive, cluster.folder / "archive", symlinks=True)
        program = cluster.folder / "archive/bin/ocr-invoice"
    words = ["spawn-fcgi", "-n", "-s", str(socket), "-M", "0666", *(["-u", USER, "-g", "nogroup"] if os.geteuid() == 0 else []),
             "--", str(program), "serve", "--listen", "inherited"]
    if machine:
        words = machine.words(cluster.folder, words)
    log = open(cluster.folder / "server.log", "ab")
    server = subprocess.Popen(words, env=cluster.environment({"public_url": ""}), stdout=log, stderr=log)
    wait_until("spawn-fcgi has made its socket", socket.exists, 20)
    return server
