# SPDX-License-Identifier: GPL-3.0-or-later
# Installers for Windows (WiX for managed machines, NSIS for one click) and the disk image for macOS; see .github/workflows.
if(WIN32)
  # A fixed code, so that a newer version takes the place of an older one.
  set(CPACK_WIX_UPGRADE_GUID "6E0F8B52-51B5-4C5E-9C8B-7E9D3A5B2F41")
  set(CPACK_WIX_PROGRAM_MENU_FOLDER callfloor)
  set(CPACK_NSIS_DISPLAY_NAME callfloor)
  set(CPACK_NSIS_PACKAGE_NAME callfloor)
  set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
  set(CPACK_PACKAGE_EXECUTABLES callfloor-console callfloor)
  configure_file(${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_CURRENT_BINARY_DIR}/LICENSE.txt COPYONLY) # WiX wants the ending
  set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_CURRENT_BINARY_DIR}/LICENSE.txt)
elseif(APPLE)
  set(CPACK_DMG_VOLUME_NAME callfloor)
  # The server as a service of launchd; not loaded by itself.
  install(FILES macos/org.callfloor.server.plist DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/callfloor COMPONENT server)
endif()
