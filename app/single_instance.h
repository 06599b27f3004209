// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <chrono>

namespace callfloor {

/// One console for one purpose and user of this computer. The first one listens; the ones after it hand over what they were
/// started with and end. A lock file says who is first: the system knows whether its process still lives, so that one
/// that was killed is in nobody's way.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    /// How long the first one may take to answer.
    static constexpr std::chrono::milliseconds kPatience{3000};

    /// `folder` belongs to the user alone; `purpose` tells consoles apart that may run side by side.
    SingleInstance(const QString &folder, const QString &purpose, QObject *parent = nullptr);

    /// True if this is the first one. Then it listens.
    bool first() const { return m_first; }
    /// Hands a link, or nothing, to the first one, which comes to the front. False if it does not answer.
    bool handOver(const QString &link) const;

signals:
    /// Another one was started, with this link or with an empty one.
    void started(const QString &link);

private:
    void listen();
    void accept();

    QString m_name; ///< Of the local socket.
    QLockFile m_lock;
    QLocalServer m_server;
    bool m_first = false;
};

} // namespace callfloor
