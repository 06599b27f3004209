// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_columns.h"

#include "ui/floor/floor_state.h"
#include "ui/floor/floor_text.h"
#include "ui/models/agent_text.h"
#include "ui/models/call_text.h"
#include "ui/models/reference_lists.h"
#include "ui/widgets/icons.h"

#include <QLocale>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Who needs an eye comes first.
const QStringList kStateOrder{u"UNREACHABLE"_s, u"WRAPUP"_s, u"TALKING"_s, u"HOLD"_s, u"RINGING"_s, u"RESERVED"_s, u"PREVIEW"_s,
                              u"AVAILABLE"_s, u"NOT_READY"_s, u"OFFLINE"_s};

QString textAt(const QJsonObject &row, QLatin1StringView name) { return row.value(name).toString(); }

QString since(const QJsonValue &iso, const FloorState &state) {
    const auto time = fromIso(iso.toString().toLatin1());
    if (!time) return {};
    return CallText::duration(std::max(std::chrono::microseconds(0), std::chrono::duration_cast<std::chrono::microseconds>(state.now() - *time)));
}

int agentsOn(const QJsonObject &live) {
    int on = 0;
    const QJsonObject agents = live.value("agents"_L1).toObject();
    for (auto it = agents.begin(); it != agents.end(); ++it)
        if (it.key() != "loggedOut"_L1) on += it.value().toInt();
    return on;
}

bool alertIsOver(const QJsonObject &alert) { return alert.value("endedAt"_L1).isString(); }

QString alertCare(const QJsonObject &alert) {
    if (alertIsOver(alert)) return FloorColumns::tr("over");
    const QString by = textAt(alert, "acknowledgedBy"_L1);
    return by.isEmpty() ? FloorColumns::tr("nobody yet") : by;
}

} // namespace

QString agentStateText(const QJsonObject &agent, const ReferenceLists &lists) {
    const auto word = [&](QLatin1StringView name) {
        const QString key = textAt(agent, name);
        const QString system = AgentText::systemReason(key);
        return system.isEmpty() ? lists.name(FieldText::Reference::Reason, key) : system;
    };
    AgentInfo info;
    info.state = textAt(agent, "state"_L1);
    QString text = info.state == "RINGING"_L1 ? FloorColumns::tr("Phone rings") : AgentText::state(info, word("reason"_L1));
    if (agent.value("pendingLogout"_L1).toBool()) text += FloorColumns::tr(", then signed off");
    else if (!textAt(agent, "pendingReason"_L1).isEmpty()) text += FloorColumns::tr(", then %1").arg(word("pendingReason"_L1));
    return text;
}

QString agentStateTime(const QJsonObject &agent, const FloorState &state) { return since(agent.value("stateSince"_L1), state); }

std::vector<JsonColumn> agentColumns(const FloorState &state, const ReferenceLists &lists) {
    return {{.title = FloorColumns::tr("Agent"), .text = [](const QJsonObject &agent) { return textAt(agent, "name"_L1); }, .sample = QString(12, u'n'), .stretches = true},
            {.title = FloorColumns::tr("State"), .text = [&lists](const QJsonObject &agent) { return agentStateText(agent, lists); }, .sample = QString(21, u'n'),
             .sortKey = [](const QJsonObject &agent) { return QVariant(kStateOrder.indexOf(textAt(agent, "state"_L1))); },
             .icon = [](const QJsonObject &agent) { return agentIcon(textAt(agent, "state"_L1)); },
             .accent = [](const QJsonObject &agent) { return std::optional(AgentText::accent(textAt(agent, "state"_L1))); }},
            {.title = FloorColumns::tr("For"), .text = [&state](const QJsonObject &agent) { return agentStateTime(agent, state); }, .sample = u"00:00:00"_s, .right = true,
             .ticks = true, .sortKey = [](const QJsonObject &agent) { return QVariant(textAt(agent, "stateSince"_L1)); }},
            {.title = FloorColumns::tr("Queue"), .text = [&lists](const QJsonObject &agent) {
                 const QString queue = textAt(agent, "queueId"_L1);
                 return queue.isEmpty() ? QString() : lists.name(FieldText::Reference::Queue, queue);
             }, .sample = QString(9, u'n')}};
}

std::vector<JsonColumn> queueColumns(const FloorState &state) {
    const auto live = [](const QJsonObject &queue) { return queue.value("live"_L1).toObject(); };
    const auto level = [](const QJsonObject &queue) { return FloorText::figure(queue.value("figures"_L1).toArray(), "serviceLevel"_L1).value("value"_L1); };
    return {{.title = FloorColumns::tr("Queue"), .text = [](const QJsonObject &queue) { return textAt(queue, "name"_L1); }, .stretches = true},
            {.title = FloorColumns::tr("Waiting"), .text = [live](const QJsonObject &queue) { return QLocale().toString(live(queue).value("waiting"_L1).toInt()); },
             .right = true, .sortKey = [live](const QJsonObject &queue) { return live(queue).value("waiting"_L1).toVariant(); }},
            {.title = FloorColumns::tr("Longest"), .text = [live, &state](const QJsonObject &queue) { return since(live(queue).value("oldestEnteredAt"_L1), state); },
             .sample = u"00:00"_s, .right = true, .ticks = true,
             .sortKey = [live](const QJsonObject &queue) { return live(queue).value("oldestEnteredAt"_L1).toVariant(); }},
            {.title = FloorColumns::tr("Service"), .text = [level](const QJsonObject &queue) { return FloorText::percent(level(queue)); }, .sample = u"100.0 %"_s,
             .right = true, .sortKey = [level](const QJsonObject &queue) { return level(queue).toVariant(); },
             .icon = [level](const QJsonObject &queue) {
                 const bool below = level(queue).isDouble() && level(queue).toDouble() < queue.value("serviceLevelTarget"_L1).toDouble();
                 return below ? warningIcon(Accent::Alarm) : QIcon();
             },
             .hint = [](const QJsonObject &queue) {
                 return FloorColumns::tr("Target: %1 within %2").arg(FloorText::percent(queue.value("serviceLevelTarget"_L1)),
                                                                     FloorText::seconds(queue.value("serviceLevelSeconds"_L1).toDouble()));
             }},
            {.title = FloorColumns::tr("Ready"), .text = [live](const QJsonObject &queue) {
                 return u"%1 / %2"_s.arg(live(queue).value("agents"_L1).toObject().value("idle"_L1).toInt()).arg(agentsOn(live(queue)));
             }, .sample = u"00 / 000"_s, .right = true,
             .sortKey = [live](const QJsonObject &queue) { return live(queue).value("agents"_L1).toObject().value("idle"_L1).toVariant(); },
             .hint = [](const QJsonObject &) { return FloorColumns::tr("Agents who are ready, of those who are signed on"); }}};
}

std::vector<JsonColumn> alertColumns(const FloorState &state) {
    return {{.title = FloorColumns::tr("What"), .text = [](const QJsonObject &alert) { return FloorText::alert(alert); }, .stretches = true,
             .icon = [](const QJsonObject &alert) { return alertIsOver(alert) ? stateIcon(CallStatus::Completed) : warningIcon(Accent::Alarm); },
             .accent = [](const QJsonObject &alert) {
                 const bool seen = alertIsOver(alert) || !textAt(alert, "acknowledgedBy"_L1).isEmpty();
                 return std::optional(seen ? Accent::Neutral : Accent::Alarm);
             }},
            {.title = FloorColumns::tr("Since"), .text = [&state](const QJsonObject &alert) { return since(alert.value("raisedAt"_L1), state); },
             .sample = u"00:00:00"_s, .right = true, .ticks = true, .sortKey = [](const QJsonObject &alert) { return QVariant(textAt(alert, "raisedAt"_L1)); }},
            {.title = FloorColumns::tr("Seen to by"), .text = alertCare, .sample = QString(9, u'n')}};
}

} // namespace callfloor
