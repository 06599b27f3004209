# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian packages: cpack -G DEB in a build folder of the preset "package".
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${CALLFLOOR_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Each package has a first line of its own.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")

set(same "callfloor-common (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")

set(CPACK_DEBIAN_COMMON_PACKAGE_NAME callfloor-common)
set(CPACK_DEBIAN_COMMON_DESCRIPTION "self-hosted contact centre: the program without a window
callfloor dials and answers calls through Telnyx call control, keeps the state
of every call in SQLite or PostgreSQL, and shows it live in a console, in the
browser, over REST and over Socket.IO.

This package holds the program that server and console have in common, and its
documents. It links no library of a graphical interface.")
set(CPACK_DEBIAN_COMMON_PACKAGE_DEPENDS "libqt6sql6-sqlite, ca-certificates")
set(CPACK_DEBIAN_COMMON_PACKAGE_RECOMMENDS "libqt6sql6-psql")
set(CPACK_DEBIAN_COMMON_PACKAGE_SUGGESTS "callfloor-server, callfloor")

# The dependency on the same version of the common package keeps programs and units together.
set(CPACK_DEBIAN_SERVER_PACKAGE_NAME callfloor-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_SERVER_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_SERVER_DESCRIPTION "self-hosted contact centre: the server as a service
callfloor dials and answers calls through Telnyx call control, keeps the state
of every call in SQLite or PostgreSQL, and shows it live in a console, in the
browser, over REST and over Socket.IO.

This package makes a service of it: a user, units for systemd, a place for the
data, nightly backups, a site for nginx. It pulls no graphical interface.")
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "${same}, systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "nginx, postgresql")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_BINARY_DIR}/control/conffiles
  ${CMAKE_CURRENT_BINARY_DIR}/control/postinst ${CMAKE_CURRENT_BINARY_DIR}/control/prerm ${CMAKE_CURRENT_BINARY_DIR}/control/postrm)
foreach(script conffiles postinst prerm postrm)
  configure_file(debian/server.${script} ${CMAKE_CURRENT_BINARY_DIR}/control/${script} COPYONLY)
endforeach()

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME callfloor)
set(CPACK_DEBIAN_CONSOLE_DESCRIPTION "self-hosted contact centre: console of agents and supervisors
callfloor dials and answers calls through Telnyx call control, keeps the state
of every call in SQLite or PostgreSQL, and shows it live in a console, in the
browser, over REST and over Socket.IO.

This package is the console: calls live, queues, one's own call with all its
controls by keyboard, outcomes, supervision. The server is elsewhere, or
inside.")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS "${same}")
