// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

namespace callfloor::bench {

/// The folder into which npm has put express 5, jsonwebtoken and ws; installed when it is not there yet. Empty, with the
/// reason in `why`, where that cannot be done.
QString rivalPackages(const QString &folder, QString *why);

/// A server in Node to compare with; see rivals.mjs.
class Rival {
public:
    ~Rival();
    /// `what`: `express` or `ws`. False if it does not start.
    bool start(const QString &packages, const QString &what);

    qint64 pid() const { return m_node.processId(); }
    quint16 port() const { return m_port; }
    QByteArray token() const { return m_token; }

private:
    QProcess m_node;
    quint16 m_port = 0;
    QByteArray m_token;
};

} // namespace callfloor::bench
