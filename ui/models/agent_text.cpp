// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/agent_text.h"

#include <QHash>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const QHash<QString, const char *> &agentStateWords() {
    static const QHash<QString, const char *> kWords = {
        {u"OFFLINE"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Signed off")},
        {u"NOT_READY"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Not ready")},
        {u"AVAILABLE"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Ready")},
        {u"RESERVED"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "A call is coming")},
        {u"RINGING"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Your phone rings")},
        {u"PREVIEW"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Preparing a call")},
        {u"TALKING"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "On a call")},
        {u"HOLD"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Customer on hold")},
        {u"WRAPUP"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "After-call work")},
        {u"UNREACHABLE"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "Not heard by the server")}};
    return kWords;
}

const QHash<QString, const char *> &systemReasonWords() {
    static const QHash<QString, const char *> kWords = {
        {u"login"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "just signed on")},
        {u"missed"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "calls were missed")},
        {u"after_call"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "after a call")},
        {u"system"_s, QT_TRANSLATE_NOOP("callfloor::AgentText", "set by the system")}};
    return kWords;
}

} // namespace

QString AgentText::state(const AgentInfo &agent, const QString &reason) {
    if (agent.state == "NOT_READY"_L1 && !reason.isEmpty()) return tr("Not ready: %1").arg(reason);
    const auto it = agentStateWords().constFind(agent.state);
    return it == agentStateWords().cend() ? agent.state : tr(*it);
}

QString AgentText::systemReason(const QString &key) {
    const auto it = systemReasonWords().constFind(key);
    return it == systemReasonWords().cend() ? QString() : tr(*it);
}

Accent AgentText::accent(const QString &state) {
    if (state == "AVAILABLE"_L1) return Accent::Ready;
    if (state == "RESERVED"_L1 || state == "RINGING"_L1 || state == "PREVIEW"_L1) return Accent::Ringing;
    if (state == "TALKING"_L1) return Accent::OnCall;
    if (state == "HOLD"_L1 || state == "WRAPUP"_L1) return Accent::Warning;
    return state == "UNREACHABLE"_L1 ? Accent::Alarm : Accent::Neutral;
}

} // namespace callfloor
