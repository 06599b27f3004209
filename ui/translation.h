// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCoreApplication;

namespace callfloor {

/// Loads the console's texts and, where Qt's own are installed, those of its dialogs. `language` is a code such as
/// `de`; empty means the languages of the system, in their order of preference. A language that we do not speak gives
/// English. A second call replaces the first. With a given language, numbers and times follow it too.
/// Returns the language that was loaded, such as `de`.
QString installTranslations(QCoreApplication &app, const QString &language = {});

} // namespace callfloor
