#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The inner half of test-debian.sh: runs as root in a bare Debian, with the packages of two releases in /packages.
set -euo pipefail

version=$1
port=40173 # not one that another server of this machine may have
server=
key=WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY=

step() { printf '== %s\n' "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    [[ ! -s /tmp/server.log ]] || sed 's/^/   server: /' /tmp/server.log >&2
    exit 1
}
# An array rather than a function alone: a process in the background must be the program, not a shell around it.
service=(setpriv --reuid=callfloor --regid=callfloor --init-groups env -i PATH="$PATH" HOME=/var/lib/callfloor)
as_service() { "${service[@]}" "$@"; }
released() { dpkg-query -W -f='${Version}' "$1" 2>/dev/null; }

# There is no curl in a bare system; bash speaks TCP.
get() {
    exec 9<>"/dev/tcp/127.0.0.1/$port" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&9
    cat <&9
    exec 9>&-
}

start_server() {
    "${service[@]}" callfloor --server >/tmp/server.log 2>&1 &
    server=$!
    for _ in {1..150}; do
        if [[ $(get /healthz 2>/dev/null) == *'"version":"'* ]]; then return; fi
        kill -0 "$server" 2>/dev/null || fail "the server has ended"
        sleep 0.2
    done
    fail "the server does not answer"
}

stop_server() {
    kill -TERM "$server"
    wait "$server" || fail "the server ended with status $?"
}

users() { as_service callfloor user list; }

step "install $version-0.1"
apt-get -qq update
apt-get -qq install -y --no-install-recommends /packages/old/callfloor-common_*.deb /packages/old/callfloor-server_*.deb >/tmp/apt.log 2>&1 ||
    { tail -30 /tmp/apt.log; fail "apt-get install"; }
[[ $(released callfloor-server) == "$version-0.1" ]] || fail "the wrong version is installed"
if dpkg-query -W -f='${Package}\n' | grep -E '^(libqt6(gui|widgets|opengl)|libx11|libwayland|libgl1|libegl|xserver)'; then fail "the server pulls a graphical interface"; fi
printf '   %s packages, %s MB\n' "$(dpkg-query -W -f='.\n' | wc -l)" "$(du -sxm / --exclude=/packages --exclude=/proc --exclude=/dev 2>/dev/null | cut -f1)"
getent passwd callfloor >/dev/null || fail "there is no user"
[[ $(stat -c '%U %a' /var/lib/callfloor) == "callfloor 700" ]] || fail "the state folder is not the user's alone: $(stat -c '%U %a' /var/lib/callfloor)"
[[ $(stat -c '%U:%G %a' /etc/callfloor/server.conf) == "root:callfloor 640" ]] || fail "the configuration may be read by others"
[[ -L /etc/systemd/system/multi-user.target.wants/callfloor.service ]] || fail "the service is not enabled"
systemd-analyze verify --man=no /lib/systemd/system/callfloor.service /lib/systemd/system/callfloor.socket \
    /lib/systemd/system/callfloor-backup.service /lib/systemd/system/callfloor-backup.timer >/tmp/verify.log 2>&1 || { cat /tmp/verify.log; fail "systemd-analyze verify"; }
callfloor config --check --config /etc/callfloor/server.conf >/dev/null 2>&1 && fail "a server without a key would start"

step "configure, start by hand as the service's user"
sed -i "s|^# telnyx_public_key =.*|telnyx_public_key = $key|; s|^# public_url.*|public_url = https://desk.example.com|; s|^# port = 4000|port = $port|" /etc/callfloor/server.conf
callfloor config --check >/dev/null || fail "the configuration is refused"
start_server
[[ $(get /) == *'<!doctype html>'* ]] || fail "there is no dashboard"
printf 'a-long-password\n' | as_service callfloor user add --email ann@example.com --name Ann --role admin --password-stdin >/dev/null
as_service callfloor doctor || fail "the doctor is not content"

step "upgrade to $version-1 while it runs"
apt-get -qq install -y --no-install-recommends /packages/new/callfloor-common_*.deb /packages/new/callfloor-server_*.deb >/tmp/apt.log 2>&1 ||
    { tail -30 /tmp/apt.log; fail "the upgrade"; }
[[ $(released callfloor-server) == "$version-1" ]] || fail "the upgrade has not happened"
grep -q "^telnyx_public_key = $key" /etc/callfloor/server.conf || fail "the upgrade has changed the configuration"
stop_server
start_server
[[ $(users) == *ann@example.com* ]] || fail "the upgrade has lost data"

step "backup and restore"
as_service callfloor backup /var/backups/callfloor
stop_server
mv /var/lib/callfloor /var/lib/callfloor.before
install -d -o callfloor -g callfloor -m 700 /var/lib/callfloor
as_service callfloor restore /var/backups/callfloor/callfloor-*.tar
[[ $(users) == *ann@example.com* ]] || fail "the restore has lost data"
start_server
stop_server

step "the maintainer scripts may run again"
dpkg-reconfigure -f noninteractive callfloor-server
[[ $(stat -c '%a' /etc/callfloor/server.conf) == 640 ]] || fail "reconfiguring opened the configuration"

step "the console's package"
apt-get -qq install -y --no-install-recommends /packages/new/callfloor_*.deb >/tmp/apt.log 2>&1 || { tail -30 /tmp/apt.log; fail "apt-get install callfloor"; }
[[ $(callfloor-console --version) == "callfloor $version" ]] || fail "the console does not start"
apt-get -qq remove -y callfloor >/dev/null

step "remove: data and configuration stay"
apt-get -qq remove -y callfloor-server >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; fail "the removal"; }
[[ -e /etc/callfloor/server.conf && -e /var/lib/callfloor/callfloor.sqlite ]] || fail "removing has taken data"
apt-get -qq install -y --no-install-recommends /packages/new/callfloor-server_*.deb >/dev/null 2>&1
[[ $(users) == *ann@example.com* ]] || fail "data is gone after a removal"

step "purge: nothing but the backups stays"
apt-get -qq purge -y callfloor-server callfloor-common >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; fail "the purge"; }
for path in /etc/callfloor /var/lib/callfloor /usr/bin/callfloor /lib/systemd/system/callfloor.service /usr/share/doc/callfloor-server; do
    [[ ! -e $path ]] || fail "$path is left"
done
compgen -G '/var/backups/callfloor/callfloor-*.tar' >/dev/null || fail "the backups are gone"

step "lintian"
apt-get -qq install -y --no-install-recommends lintian >/tmp/apt.log 2>&1 || { tail -20 /tmp/apt.log; fail "lintian cannot be installed"; }
# These packages are not on their way into Debian.
lintian --fail-on error,warning --tag-display-limit 0 --suppress-tags initial-upload-closes-no-bugs /packages/new/*.deb || fail "lintian"
echo "the packages are good"
