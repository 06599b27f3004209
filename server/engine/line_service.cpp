// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/line_service.h"

#include "app/domain/carrier_command.h"
#include "server/engine/lines.h"
#include "server/store/line_store.h"

#include <QLoggingCategory>

namespace callfloor {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcLines, "callfloor.lines")

namespace {
/// Changes of agents are told by events; this is for those of accounts, and for lines that break.
constexpr auto kLineLookPeriod = 2s;
/// The carrier ends every leg after four hours.
constexpr auto kLongestLine = 3h + 30min;

struct LineWork {
    std::vector<UserId> wanted;
    std::vector<CallId> unwanted;
};
} // namespace

LineService::LineService(store::Storage &storage, Inbox &inbox, EventBus &bus, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_scheduler(scheduler) {
    connect(&bus, &EventBus::published, this, [this](const std::vector<Event> &events) {
        for (const Event &event : events)
            if (event.kind == EventKind::AgentUpdate) return poke();
    });
}

void LineService::start() { look(); }

void LineService::look() {
    poke();
    if (!m_stopped) m_scheduler.after(kLineLookPeriod, this, [this] { look(); });
}

void LineService::poke() {
    if (m_stopped) return;
    if (m_running) {
        m_again = true;
        return;
    }
    m_running = true;
    m_again = false;
    m_storage
        .read<LineWork>([old = m_scheduler.clock().now() - kLongestLine](store::Tx &tx) -> Result<LineWork> { return LineWork{store::lines::wanted(tx), store::lines::unwanted(tx, old)}; })
        .then(this, [this](const Result<LineWork> &work) {
            if (!work) return lookedAt();
            const Actor system{{}, Role::Admin, {}};
            for (const CallId &line : work->unwanted) m_inbox.submit(InboxItem{input::HangUp{system}, line, {}}, {});
            if (work->wanted.empty()) return lookedAt();
            call(work->wanted);
        });
}

void LineService::call(const std::vector<UserId> &agents) {
    const UtcTime now = m_scheduler.clock().now();
    m_inbox
        .write<Ok>([agents, now, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Ok> {
            written = lines::call(tx, agents, policy, now);
            return Ok{};
        })
        .then(this, [this](const Result<Ok> &done) {
            if (!done) qCWarning(lcLines).noquote() << "phones that are to stay up cannot be called:" << done.error().message;
            lookedAt();
        });
}

void LineService::lookedAt() {
    m_running = false;
    emit looked();
    if (m_again) poke();
}

} // namespace callfloor
