// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace callfloor::test {

/// A real nginx with the site file of packaging/nginx, on two free ports of 127.0.0.1 and in a folder of its own. Dies with
/// the test.
class NginxFront {
public:
    ~NginxFront();

    /// Path of the program, or empty.
    static QString program();
    /// Starts it before a server on that port, as `name`, with a certificate made for it. Empty, or what went wrong.
    QString start(quint16 serverPort, const QString &name);

    quint16 plainPort() const { return m_plainPort; }
    quint16 tlsPort() const { return m_tlsPort; }
    /// PEM of the certificate.
    QString certificateFile() const { return m_folder.filePath(QStringLiteral("site.crt")); }
    QByteArray log() { return m_log += m_process.readAll(); }

private:
    QString writeFiles(quint16 serverPort, const QString &name);

    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_log;
    quint16 m_plainPort = 0;
    quint16 m_tlsPort = 0;
};

} // namespace callfloor::test
