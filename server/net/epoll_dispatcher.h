// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <set>
#include <vector>

namespace callfloor::net {

/// An event loop for programs with thousands of sockets (Linux). Qt's own asks poll() about every open socket at every turn,
/// whether or not anything happened on it; this one is told by epoll(7) of those on which something did.
///
/// Timers are exact to a millisecond, whatever their type asks for.
class EpollDispatcher final : public QAbstractEventDispatcher {
    Q_OBJECT
public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;
    /// For the application that is about to be made. False if the system has no more descriptors: then Qt's own is used.
    static bool install();
    /// False if there were no descriptors for it.
    bool valid() const { return m_epoll >= 0 && m_wake >= 0; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;

    void wakeUp() override;
    void interrupt() override;

private:
    using Steady = std::chrono::steady_clock;
    /// What is watched of one descriptor. By QSocketNotifier::Type.
    struct Watched {
        std::array<QSocketNotifier *, 3> notifiers{};
        quint32 known = 0;     ///< What epoll has been told.
        bool added = false;    ///< epoll knows the descriptor.
        bool changed = false;  ///< It stands in m_changed.
        bool always = false;   ///< A file: epoll does not take it, and it is always ready.
    };
    struct Timer {
        std::chrono::milliseconds interval{0};
        Steady::time_point due{};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        bool running = false; ///< Its event is being handled; a loop inside of that does not begin another.
    };

    static quint32 wantedOf(const Watched &watched);
    void tellEpoll();
    void tellEpollOf(int fd, Watched &watched);
    void forget(int fd);
    int patience(QEventLoop::ProcessEventsFlags flags) const;
    void wait(int milliseconds, bool sockets);
    void noteReady(int fd, quint32 events);
    int runNotifiers();
    int runTimers();

    int m_epoll = -1;
    int m_wake = -1;
    QHash<int, Watched> m_watched;
    std::vector<int> m_changed;            ///< Descriptors of which epoll has to be told something.
    bool m_heldBack = false;               ///< m_changed has waited for a turn already.
    int m_alwaysReady = 0;
    std::deque<QSocketNotifier *> m_ready; ///< Whose events are still to be sent.
    QHash<int, Timer> m_timers;
    std::set<std::pair<Steady::time_point, int>> m_due;
    std::atomic<bool> m_woken{false};
    std::atomic<bool> m_interrupted{false};
};

} // namespace callfloor::net
