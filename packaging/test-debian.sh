#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-debian.sh BUILD-FOLDER [CHROOT-TARBALL]: are the Debian packages any good?
#
# Makes the packages out of BUILD-FOLDER (configured with CALLFLOOR_PACKAGES=ON, and built) twice, as an older release and as
# this one, and in a bare Debian 12: installs the older one, starts the server by hand as its user, gives it data, upgrades,
# finds the data again, backs up and restores, removes, purges. Then lintian looks at the packages. Needs root; works in
# namespaces of its own, so that no mount and no process is left behind. Without a tarball it makes the chroot with debootstrap.
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
suite=bookworm

die() {
    printf 'test-debian: %s\n' "$1" >&2
    exit "${2:-1}"
}
step() { printf '== %s\n' "$*"; }

# make_packages BUILD RELEASE FOLDER
make_packages() {
    mkdir -p "$3"
    (cd "$1" && cpack -G DEB -B "$3" -D CPACK_DEBIAN_PACKAGE_RELEASE="$2" \
        -D CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS="$(server_depends "$2")" -D CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS="$(same_common "$2")") \
        >"$3/cpack.log" 2>&1 || { cat "$3/cpack.log" >&2; die "cpack failed"; }
    rm -rf "$3/_CPack_Packages"
}

same_common() { echo "callfloor-common (= $version-$1)"; }
server_depends() { echo "$(same_common "$1"), systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles"; }

outer() {
    local build=$1 tarball=${2-} work
    [[ $EUID == 0 ]] || die "a chroot needs root" 3
    [[ -f $build/CPackConfig.cmake ]] || die "$build is no build folder with packages"
    build=$(readlink -f -- "$build")
    version=$(sed -n 's/^set(CPACK_PACKAGE_VERSION "\(.*\)")/\1/p' "$build/CPackConfig.cmake")
    work=${CALLFLOOR_PACKAGE_TEST_FOLDER-$build/package-test}
    rm -rf -- "$work"
    mkdir -p "$work/chroot"
    step "packages $version-0.1 and $version-1"
    make_packages "$build" 0.1 "$work/old"
    make_packages "$build" 1 "$work/new"
    step "chroot"
    if [[ -n $tarball ]]; then
        tar -C "$work/chroot" -xpf "$tarball"
        # A tarball may hold the system itself or a folder with it.
        [[ -e $work/chroot/etc/debian_version ]] || {
            local inner
            inner=$(find "$work/chroot" -mindepth 1 -maxdepth 2 -type d -name etc -printf '%h\n' -quit)
            mv -- "$inner" "$work/system" && rmdir -- "$work/chroot" && mv -- "$work/system" "$work/chroot"
        }
    else
        debootstrap --variant=minbase "$suite" "$work/chroot" >"$work/debootstrap.log" || die "debootstrap failed; see $work/debootstrap.log"
    fi
    mkdir -p "$work/chroot/packages"
    cp -r "$work/old" "$work/new" "$here/test-in-chroot.sh" "$work/chroot/packages/"
    unshare --mount --pid --fork --kill-child --propagation private bash "${BASH_SOURCE[0]}" --inner "$work/chroot" "$version"
    rm -rf -- "$work/chroot"
}

inner() {
    local chroot=$1
    mount -t proc proc "$chroot/proc"
    mount --rbind /dev "$chroot/dev"
    mount -t tmpfs tmpfs "$chroot/run"
    cp /etc/resolv.conf "$chroot/etc/resolv.conf"
    # Packages start no services in there.
    printf '#!/bin/sh\nexit 101\n' >"$chroot/usr/sbin/policy-rc.d"
    chmod +x "$chroot/usr/sbin/policy-rc.d"
    chroot "$chroot" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/nonexistent LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        ${http_proxy+http_proxy="$http_proxy"} bash /packages/test-in-chroot.sh "$2"
}

case ${1-} in
--inner) inner "$2" "$3" ;;
"") die "usage: test-debian.sh BUILD-FOLDER [CHROOT-TARBALL]" 2 ;;
*) outer "$@" ;;
esac
