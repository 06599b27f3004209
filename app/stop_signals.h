// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace callfloor {

/// Turns SIGTERM and SIGINT (on Windows: Ctrl-C and closing the console) into a Qt signal, and if wanted SIGHUP into another.
/// There may be one at a time.
class StopSignals : public QObject {
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

    /// From now on SIGHUP does not end the program; it asks for a reload. Does nothing on Windows.
    void watchHangUp();

signals:
    void stopRequested();
    void reloadRequested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace callfloor
