// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_screen.h"

#include <QJsonObject>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int kRows = 14;
constexpr auto kRepaintPause = 150ms;
constexpr auto kEndedStays = 5s;

/// Where a call stands, as one would tell it.
QString told(const QString &stage, const QString &agent, const QString &outcome) {
    if (stage == "assistant"_L1) return u"talks with the assistant"_s;
    if (stage == "queued"_L1) return u"waits for an agent"_s;
    if (stage == "offered"_L1) return u"an agent's phone rings"_s;
    if (stage == "connected"_L1) return agent.isEmpty() ? u"talks"_s : u"talks with "_s + agent;
    if (stage == "held"_L1) return agent.isEmpty() ? u"on hold"_s : u"on hold by "_s + agent;
    if (stage == "ended"_L1) return outcome;
    return stage == "new"_L1 ? QString() : stage;
}

bool ended(const QString &status) { return isTerminal(callStatusFromName(status).value_or(CallStatus::Failed)); }

QString milliseconds(std::chrono::microseconds duration) {
    return QString::number(static_cast<double>(duration.count()) / 1000.0, 'f', 1) + u" ms"_s;
}
} // namespace

DemoScreen::DemoScreen(Node &node, QTextStream &out, bool terminal, QObject *parent)
    : QObject(parent), m_node(node), m_out(out), m_terminal(terminal) {
    connect(&node.engine().events(), &EventBus::published, this, &DemoScreen::take);
    m_paint.setInterval(kRepaintPause);
    connect(&m_paint, &QTimer::timeout, this, &DemoScreen::repaint);
    if (m_terminal) m_paint.start();
}

void DemoScreen::showIntroduction() {
    const QString url = m_node.url();
    const DemoUser &agent = demoUsers()[2];
    m_out << u"\ncallfloor demo: a simulated carrier, no real calls.\n\n  Server  %1\n\n  Sign in as\n"_s.arg(url);
    for (const DemoUser &user : demoUsers())
        m_out << u"    %1 %2 %3\n"_s.arg(roleName(user.role), -11).arg(user.email, -26).arg(user.password);
    m_out << u"\n  Try\n    TOKEN=$(curl -s %1/api/auth/login -H 'Content-Type: application/json' \\\n"
             "      -d '{\"email\":\"%2\",\"password\":\"%3\"}' | sed 's/.*\"token\":\"\\([^\"]*\\).*/\\1/')\n"
             "    curl -s %1/api/calls -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d '{\"to\":\"+12025550123\"}'\n"
             "    curl -s %1/api/calls/active -H \"Authorization: Bearer $TOKEN\"\n\n"_s.arg(url, agent.email, agent.password)
          << Qt::flush;
}

void DemoScreen::take(const std::vector<Event> &events) {
    for (const Event &event : events) {
        const QJsonObject call = QJsonDocument::fromJson(event.payload).object();
        if (event.kind == EventKind::AgentUpdate) m_names.insert(call.value(u"id"_s).toString(), call.value(u"name"_s).toString());
        if (event.kind != EventKind::CallUpdate) continue;
        Row row{event.subject, call.value(u"customerNumber"_s).toString(), call.value(u"direction"_s).toString(),
                call.value(u"status"_s).toString(), call.value(u"outcome"_s).toString(),
                call.value(u"stage"_s).toString(), m_names.value(call.value(u"agentId"_s).toString()), event.at};
        const auto known = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.id == row.id; });
        const bool news = known == m_rows.end() || known->status != row.status || known->stage != row.stage || known->agent != row.agent;
        const bool endsNow = ended(row.status) && (known == m_rows.end() || !ended(known->status));
        if (endsNow) ++m_ended[row.outcome];
        if (!m_terminal && news) m_out << line(row) << Qt::endl;
        if (known == m_rows.end()) m_rows.push_back(std::move(row));
        else if (news) *known = std::move(row);
    }
}

QString DemoScreen::line(const Row &row) const {
    const QString arrow = row.direction == "inbound"_L1 ? u"in "_s : u"out"_s;
    return u"  %1  %2  %3  %4"_s.arg(arrow, row.number.leftJustified(15), row.status.leftJustified(10), told(row.stage, row.agent, row.outcome));
}

void DemoScreen::repaint() {
    const UtcTime now = m_node.engine().clock().now();
    std::erase_if(m_rows, [&](const Row &row) { return ended(row.status) && now - row.changedAt > kEndedStays; });
    if (m_painted > 0) m_out << u"\x1b[%1A\x1b[J"_s.arg(m_painted);
    m_painted = 0;
    const auto put = [this](const QString &text) {
        m_out << text << '\n';
        ++m_painted;
    };
    put(u"  Calls now"_s);
    const size_t first = m_rows.size() > kRows ? m_rows.size() - kRows : 0;
    for (size_t i = first; i < m_rows.size(); ++i) put(line(m_rows[i]));
    QStringList sums;
    for (auto it = m_ended.begin(); it != m_ended.end(); ++it) sums << u"%1 %2"_s.arg(it.value()).arg(it.key());
    put(u"  Ended: "_s + (sums.isEmpty() ? u"none yet"_s : sums.join(u", "_s)));
    m_out << Qt::flush;
}

void DemoScreen::showSummary(const DemoSummary &summary) {
    m_paint.stop();
    m_out << u"\n  Calls      %1, with %2 legs (the carrier had %3)\n"_s.arg(summary.calls).arg(summary.legs).arg(summary.simulatedLegs);
    for (auto it = summary.byStatus.begin(); it != summary.byStatus.end(); ++it)
        m_out << u"    %1 %2\n"_s.arg(it.key(), -10).arg(it.value());
    for (auto it = m_ended.begin(); it != m_ended.end(); ++it)
        m_out << u"    outcome %1 %2\n"_s.arg(it.key(), -15).arg(it.value());
    m_out << u"  Webhooks   %1 stored, %2 repeated; stored within %3 (p50), %4 (p99)\n"_s.arg(summary.webhooks)
                 .arg(summary.duplicates)
                 .arg(milliseconds(summary.p50), milliseconds(summary.p99));
    m_out << u"  Events     %1\n"_s.arg(summary.events);
    m_out << (summary.good() ? u"  Every simulated call reached a final state in the database.\n"_s
                             : u"  NOT GOOD: %1 calls are open, or calls are missing.\n"_s.arg(summary.openCalls))
          << Qt::flush;
}

} // namespace callfloor
