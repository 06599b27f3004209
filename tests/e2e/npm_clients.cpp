// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/npm_clients.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 kFailureHolds = 15 * 60; ///< Seconds.
} // namespace

QString socketioClientsFolder(QString *why) {
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (npm.isEmpty() || QStandardPaths::findExecutable(u"node"_s).isEmpty()) {
        *why = u"Node and npm are not installed"_s;
        return {};
    }
    const QString folder = QDir::currentPath() + "/socketio-clients"_L1;
    const auto installed = [&](const QString &name) { return QFileInfo::exists(folder + u"/node_modules/%1/package.json"_s.arg(name)); };
    if (installed(u"io4"_s) && installed(u"io3"_s)) return folder;
    // Where npm has nobody to ask, it waits as long as it is let: once a test run is enough.
    const QFileInfo failed(folder + "/failed"_L1);
    if (failed.exists() && failed.lastModified().secsTo(QDateTime::currentDateTime()) < kFailureHolds) {
        *why = u"npm could not install socket.io-client a moment ago"_s;
        return {};
    }
    QProcess install;
    install.setProcessChannelMode(QProcess::MergedChannels);
    if (!QDir().mkpath(folder)) return {};
    install.setWorkingDirectory(folder);
    install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--prefix"_s, folder, u"io4@npm:socket.io-client@4"_s,
                        u"io3@npm:socket.io-client@3.1.3"_s});
    if (install.waitForFinished(90'000) && install.exitCode() == 0) return folder;
    install.kill();
    install.waitForFinished();
    QFile mark(failed.filePath());
    if (!mark.open(QIODevice::WriteOnly)) qWarning("%s", qPrintable(mark.errorString()));
    *why = u"npm could not install socket.io-client: "_s + QString::fromUtf8(install.readAll().right(500));
    return {};
}

} // namespace callfloor::test
