# SPDX-License-Identifier: GPL-3.0-or-later
# RPM packages, split as the Debian ones: cpack -G RPM. Made on the system that they are for; see .github/workflows.
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Communications")
set(CPACK_RPM_PACKAGE_SUMMARY "Self-hosted contact centre")
set(CPACK_RPM_PACKAGE_DESCRIPTION "callfloor dials and answers calls through Telnyx call control, keeps the state of every call in
SQLite or PostgreSQL, and shows it live in a console, in the browser, over REST and over Socket.IO.")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /etc /lib /lib/systemd /lib/systemd/system /usr/lib/sysusers.d /usr/lib/tmpfiles.d
  /usr/share/applications /usr/share/metainfo /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable
  /usr/share/icons/hicolor/scalable/apps /usr/share/man /usr/share/man/man1 /usr/share/bash-completion
  /usr/share/bash-completion/completions /usr/share/zsh /usr/share/zsh/vendor-completions /usr/share/fish
  /usr/share/fish/vendor_completions.d)

set(CPACK_RPM_COMMON_PACKAGE_NAME callfloor-common)
set(CPACK_RPM_COMMON_PACKAGE_REQUIRES "ca-certificates, qt6-qtbase >= 6.4")

set(CPACK_RPM_SERVER_PACKAGE_NAME callfloor-server)
set(CPACK_RPM_SERVER_PACKAGE_ARCHITECTURE noarch)
set(CPACK_RPM_SERVER_PACKAGE_REQUIRES "callfloor-common = ${PROJECT_VERSION}, systemd")
set(CPACK_RPM_SERVER_USER_FILELIST "%config(noreplace) %attr(640,root,callfloor) /etc/callfloor/server.conf")
set(CPACK_RPM_SERVER_PRE_INSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/server.pre)
set(CPACK_RPM_SERVER_POST_INSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/server.post)
set(CPACK_RPM_SERVER_PRE_UNINSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/server.preun)
set(CPACK_RPM_SERVER_POST_UNINSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/server.postun)

set(CPACK_RPM_CONSOLE_PACKAGE_NAME callfloor)
set(CPACK_RPM_CONSOLE_PACKAGE_REQUIRES "callfloor-common = ${PROJECT_VERSION}, qt6-qtbase-gui >= 6.4")
