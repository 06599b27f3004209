// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimerEvent>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <memory>
#include <utility>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace callfloor::net {

using namespace std::chrono_literals;

namespace {

constexpr int kMostAtOnce = 512; ///< Events taken from the system in one turn; the rest comes in the next.
constexpr quint32 kAlways = EPOLLHUP | EPOLLERR; ///< Told without being asked for; whoever listens hears of it.
constexpr std::array<quint32, 3> kEventsOf = {EPOLLIN, EPOLLOUT, EPOLLPRI}; ///< By QSocketNotifier::Type.

int descriptorOf(const QSocketNotifier *notifier) { return static_cast<int>(notifier->socket()); }

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent), m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!valid()) return;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wake;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
}

bool EpollDispatcher::install() {
    auto dispatcher = std::make_unique<EpollDispatcher>();
    if (!dispatcher->valid()) return false;
    QCoreApplication::setEventDispatcher(dispatcher.release());
    return true;
}

EpollDispatcher::~EpollDispatcher() {
    if (m_epoll >= 0) ::close(m_epoll);
    if (m_wake >= 0) ::close(m_wake);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags) {
    m_interrupted = false;
    const bool posted = m_woken.exchange(false); // whoever posts from now on is seen before the wait
    emit awake();
    QCoreApplication::sendPostedEvents();
    const bool sockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    // Who waits for more events has got some: he looks whether they were enough.
    const int milliseconds = posted ? 0 : patience(flags);
    if (milliseconds != 0) emit aboutToBlock();
    wait(milliseconds, sockets);
    const int ran = (sockets ? runNotifiers() : 0) + runTimers();
    return ran > 0;
}

/// How long may be waited; -1: for ever.
int EpollDispatcher::patience(QEventLoop::ProcessEventsFlags flags) const {
    if (!flags.testFlag(QEventLoop::WaitForMoreEvents) || m_interrupted || m_woken || m_alwaysReady > 0 || !m_ready.empty()) return 0;
    const auto next = std::find_if(m_due.begin(), m_due.end(), [this](const auto &due) { return !m_timers.find(due.second)->running; });
    if (next == m_due.end()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next->first - Steady::now());
    return static_cast<int>(std::clamp<qint64>(left.count(), 0, std::numeric_limits<int>::max()));
}

void EpollDispatcher::wait(int milliseconds, bool sockets) {
    if (!sockets) {
        pollfd wake{m_wake, POLLIN, 0};
        ::poll(&wake, 1, milliseconds);
        return;
    }
    // Work that is posted already may take back what it asks for: a socket with something to write is written to in a moment.
    m_heldBack = m_woken && !m_heldBack;
    if (!m_heldBack) tellEpoll();
    std::array<epoll_event, kMostAtOnce> events;
    const int count = epoll_wait(m_epoll, events.data(), kMostAtOnce, milliseconds);
    for (int i = 0; i < count; ++i) { // -1: interrupted by a signal; the next turn waits again
        const epoll_event &event = events[static_cast<size_t>(i)];
        if (event.data.fd == m_wake) {
            quint64 told = 0;
            [[maybe_unused]] const auto got = ::read(m_wake, &told, sizeof told);
        } else {
            noteReady(event.data.fd, event.events);
        }
    }
    if (m_alwaysReady == 0) return;
    for (auto it = m_watched.cbegin(); it != m_watched.cend(); ++it)
        if (it->always) noteReady(it.key(), EPOLLIN | EPOLLOUT);
}

void EpollDispatcher::noteReady(int fd, quint32 events) {
    const auto watched = m_watched.constFind(fd);
    if (watched == m_watched.constEnd()) return;
    for (size_t type = 0; type < kEventsOf.size(); ++type)
        if (QSocketNotifier *notifier = watched->notifiers[type]; notifier && (events & (kEventsOf[type] | kAlways))) m_ready.push_back(notifier);
}

/// A notifier that is switched off by the work for another one is not served any more: it is taken out of m_ready then.
int EpollDispatcher::runNotifiers() {
    int ran = 0;
    for (; !m_ready.empty(); ++ran) {
        QSocketNotifier *notifier = m_ready.front();
        m_ready.pop_front();
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
    }
    return ran;
}

int EpollDispatcher::runTimers() {
    if (m_due.empty()) return 0;
    const auto now = Steady::now();
    std::vector<int> due;
    for (auto it = m_due.begin(); it != m_due.end() && it->first <= now; ++it) due.push_back(it->second);
    int ran = 0;
    for (const int id : due) {
        const auto timer = m_timers.find(id);
        // Stopped, or begun anew, by one that ran before it.
        if (timer == m_timers.end() || timer->running || timer->due > now) continue;
        m_due.erase({timer->due, id});
        timer->due += timer->interval;
        if (timer->due <= now) timer->due = now + timer->interval; // what was missed is not made up for
        m_due.insert({timer->due, id});
        timer->running = true;
        QObject *object = timer->object;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
        if (const auto still = m_timers.find(id); still != m_timers.end() && still->object == object) still->running = false;
        ++ran;
    }
    return ran;
}

quint32 EpollDispatcher::wantedOf(const Watched &watched) {
    quint32 wanted = 0;
    for (size_t type = 0; type < kEventsOf.size(); ++type)
        if (watched.notifiers[type]) wanted |= kEventsOf[type];
    return wanted;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier) {
    const int fd = descriptorOf(notifier);
    Watched &watched = m_watched[fd];
    watched.notifiers[static_cast<size_t>(notifier->type())] = notifier;
    if (!std::exchange(watched.changed, true)) m_changed.push_back(fd);
}

/// Told at the end of the turn, so that a socket that asks to write and then need not costs nothing. But for the last notifier:
/// its descriptor may be closed and given to somebody else before that.
void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier) {
    std::erase(m_ready, notifier);
    const int fd = descriptorOf(notifier);
    const auto watched = m_watched.find(fd);
    if (watched == m_watched.end()) return;
    auto &place = watched->notifiers[static_cast<size_t>(notifier->type())];
    if (place != notifier) return;
    place = nullptr;
    if (wantedOf(*watched) == 0) return forget(fd);
    if (!std::exchange(watched->changed, true)) m_changed.push_back(fd);
}

void EpollDispatcher::forget(int fd) {
    const Watched gone = m_watched.take(fd);
    if (gone.always) --m_alwaysReady;
    if (gone.added) epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
}

void EpollDispatcher::tellEpoll() {
    for (const int fd : m_changed)
        if (const auto watched = m_watched.find(fd); watched != m_watched.end() && std::exchange(watched->changed, false)) tellEpollOf(fd, *watched);
    m_changed.clear();
}

void EpollDispatcher::tellEpollOf(int fd, Watched &watched) {
    const quint32 wanted = wantedOf(watched);
    if (watched.always || (watched.added && watched.known == wanted)) return;
    epoll_event event{};
    event.events = wanted;
    event.data.fd = fd;
    int failed = epoll_ctl(m_epoll, watched.added ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
    if (failed && errno == ENOENT) failed = epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event); // closed and opened behind our back
    else if (failed && errno == EEXIST) failed = epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
    if (!failed) {
        watched.added = true;
        watched.known = wanted;
    } else if (errno == EPERM) {
        watched.always = true;
        ++m_alwaysReady;
    } else {
        qWarning("the event loop cannot watch descriptor %d: %s", fd, qPrintable(qt_error_string(errno)));
    }
}

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) {
    const std::chrono::milliseconds each(std::max<qint64>(0, interval));
    const Timer timer{each, Steady::now() + each, type, object, false};
    m_timers.insert(id, timer);
    m_due.insert({timer.due, id});
}

bool EpollDispatcher::unregisterTimer(int id) {
    const auto timer = m_timers.find(id);
    if (timer == m_timers.end()) return false;
    m_due.erase({timer->due, id});
    m_timers.erase(timer);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject *object) {
    std::vector<int> theirs;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it)
        if (it->object == object) theirs.push_back(it.key());
    for (const int id : theirs) unregisterTimer(id);
    return !theirs.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const {
    QList<TimerInfo> theirs;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it)
        if (it->object == object) theirs.append(TimerInfo(it.key(), static_cast<int>(it->interval.count()), it->type));
    return theirs;
}

int EpollDispatcher::remainingTime(int id) {
    const auto timer = m_timers.constFind(id);
    if (timer == m_timers.constEnd()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(timer->due - Steady::now());
    return static_cast<int>(std::max<qint64>(0, left.count()));
}

void EpollDispatcher::wakeUp() {
    if (m_woken.exchange(true)) return;
    const quint64 one = 1;
    [[maybe_unused]] const auto told = ::write(m_wake, &one, sizeof one);
}

void EpollDispatcher::interrupt() {
    m_interrupted = true;
    wakeUp();
}

} // namespace callfloor::net
