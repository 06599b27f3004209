// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/rival.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace callfloor::bench {

using namespace Qt::StringLiterals;

QString rivalPackages(const QString &folder, QString *why) {
    if (QFileInfo::exists(folder + "/node_modules/express/package.json"_L1)) return folder;
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (npm.isEmpty() || !QDir().mkpath(folder)) {
        *why = u"npm is not installed"_s;
        return {};
    }
    QProcess install;
    install.setProcessChannelMode(QProcess::MergedChannels);
    install.setWorkingDirectory(folder);
    install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--prefix"_s, folder, u"express@5"_s, u"jsonwebtoken@9"_s, u"ws@8"_s});
    if (install.waitForFinished(90'000) && install.exitCode() == 0) return folder;
    *why = u"npm could not install the packages: "_s + QString::fromUtf8(install.readAll().right(300)).simplified();
    return {};
}

Rival::~Rival() {
    m_node.closeWriteChannel();
    if (m_node.state() != QProcess::NotRunning && !m_node.waitForFinished(2'000)) m_node.kill();
    m_node.waitForFinished(2'000);
}

bool Rival::start(const QString &packages, const QString &what) {
    m_node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_node.start(u"node"_s, {QStringLiteral(CALLFLOOR_BENCH_DIR "/rivals.mjs"), packages, what});
    while (m_port == 0 && (m_node.canReadLine() || m_node.waitForReadyRead(10'000))) {
        while (m_node.canReadLine()) {
            const QByteArray line = m_node.readLine().trimmed();
            if (line.startsWith("PORT ")) m_port = line.mid(5).toUShort();
            if (line.startsWith("TOKEN ")) m_token = line.mid(6);
        }
    }
    return m_port != 0;
}

} // namespace callfloor::bench
