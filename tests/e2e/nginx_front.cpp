// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/nginx_front.h"

#include "tests/net/certificates.h"
#include "tests/net/raw_client.h"
#include "tests/support/process.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

/// What a site file is included by, without privileges and without a file outside of the prefix.
constexpr auto kMain = "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr warn;\n"
                       "events { worker_connections 1024; }\n"
                       "http {\n    access_log off;\n    client_body_temp_path body;\n    proxy_temp_path proxy;\n"
                       "    fastcgi_temp_path fastcgi;\n    uwsgi_temp_path uwsgi;\n    scgi_temp_path scgi;\n"
                       "    include site.conf;\n}\n";

bool writeFile(const QString &path, const QByteArray &content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// Replaces what must stand in the site file; false if it doesn't.
bool replaceAll(QString &text, const QString &before, const QString &after) {
    const bool found = text.contains(before);
    text.replace(before, after);
    return found;
}

} // namespace

NginxFront::~NginxFront() {
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) m_process.kill();
    m_process.waitForFinished();
}

QString NginxFront::program() {
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    return found.isEmpty() ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

QString NginxFront::writeFiles(quint16 serverPort, const QString &name) {
    QFile packaged(qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + u"/packaging/nginx/callfloor.conf"_s);
    if (!packaged.open(QIODevice::ReadOnly)) return u"the site file is missing"_s;
    QString site;
    for (const QString &line : QString::fromUtf8(packaged.readAll()).split(u'\n'))
        if (!line.contains(u"listen [::]"_s)) site += line + u'\n';
    const bool replaced = replaceAll(site, u"listen 80;"_s, u"listen 127.0.0.1:%1;"_s.arg(m_plainPort)) &&
                          replaceAll(site, u"listen 443 ssl"_s, u"listen 127.0.0.1:%1 ssl"_s.arg(m_tlsPort)) &&
                          replaceAll(site, u"server 127.0.0.1:4000;"_s, u"server 127.0.0.1:%1;"_s.arg(serverPort)) &&
                          replaceAll(site, u"/etc/letsencrypt/live/desk.example.com/fullchain.pem"_s, u"site.crt"_s) &&
                          replaceAll(site, u"/etc/letsencrypt/live/desk.example.com/privkey.pem"_s, u"site.key"_s) &&
                          replaceAll(site, u"desk.example.com"_s, name);
    if (!replaced) return u"the site file is not what this test knows"_s;
    if (!makeCertificate(name.toLatin1()).write(m_folder.path(), u"site"_s)) return u"no certificate"_s;
    // Relative names of a configuration file begin at its folder, those of other files at the prefix; here both are one.
    const bool written = writeFile(m_folder.filePath(u"site.conf"_s), site.toUtf8()) &&
                         writeFile(m_folder.filePath(u"nginx.conf"_s), kMain);
    return written ? QString() : u"the files could not be written"_s;
}

QString NginxFront::start(quint16 serverPort, const QString &name) {
    m_plainPort = freeTcpPort();
    do m_tlsPort = freeTcpPort();
    while (m_tlsPort == m_plainPort);
    if (const QString problem = writeFiles(serverPort, name); !problem.isEmpty()) return problem;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program(), {u"-p"_s, m_folder.path(), u"-e"_s, u"stderr"_s, u"-c"_s, m_folder.filePath(u"nginx.conf"_s)});
    const bool listens = m_process.waitForStarted() && QTest::qWaitFor(
        [&] { return m_process.state() == QProcess::NotRunning || RawClient(m_tlsPort).connected(); }, 20'000);
    return listens && m_process.state() == QProcess::Running ? QString() : u"nginx did not start: "_s + QString::fromUtf8(log());
}

} // namespace callfloor::test
