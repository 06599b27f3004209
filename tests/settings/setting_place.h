// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace callfloor::test {

/// A working folder and an environment of its own: nothing of the machine gets in.
class SettingPlace {
public:
    SettingPlace() {
        surroundings.workingFolder = m_folder.path();
        surroundings.systemConfigFile = path(QStringLiteral("system.conf"));
        surroundings.environment.insert(QStringLiteral("HOME"), path(QStringLiteral("home")));
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Writes a file that only the owner can read and returns its path.
    QString write(const QString &name, const QByteArray &content) const {
        QFile file(path(name));
        const bool good = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() &&
                          file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (!good) qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    void set(const QString &name, const QString &value) { surroundings.environment.insert(name, value); }

    /// All settings as they are here, with this file and these flags.
    Result<LoadedSettings> load(const QString &configFile = {}, const std::vector<FlagValue> &flags = {}) const {
        return loadSettings({flags, surroundings.environment, surroundings.workingFolder, configFile, true});
    }

    Surroundings surroundings;

private:
    QTemporaryDir m_folder;
};

} // namespace callfloor::test
