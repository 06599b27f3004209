// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_desk.h"

#include "app/contract/ops_alerts.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

DispositionInfo outcome(const char *key, const char *label, const char *hotkey, int position) {
    DispositionInfo info;
    info.key = QString::fromLatin1(key);
    info.label = QString::fromLatin1(label);
    info.hotkey = QString::fromLatin1(hotkey);
    info.action = u"close"_s;
    info.position = position;
    return info;
}

} // namespace

FakeDesk::FakeDesk(FakeSession &floor, const Clock &clock) : m_floor(floor), m_clock(clock) {
    outcomes = {outcome("solved", "Solved", "2", 20), outcome("sale", "Sale", "1", 10), outcome("callback", "Call back", "3", 30),
                outcome("not_interested", "Not interested", "4", 40), outcome("voicemail", "Answering machine", "5", 50)};
    outcomes[2].callback = true;
    agent.name = floor.person.name;
    agent.id = floor.person.id;
    agent.activity = u"IDLE"_s;
    move(u"OFFLINE"_s);
    floor.answers = [this](const QString &operation, const RequestParts &parts) { return answer(operation, parts); };
}

void FakeDesk::move(const QString &state, const QString &callId) {
    const bool idle = state == "OFFLINE"_L1 || state == "NOT_READY"_L1 || state == "AVAILABLE"_L1;
    agent.state = state;
    agent.presence = state == "OFFLINE"_L1 ? u"offline"_s : u"online"_s;
    agent.availability = state == "NOT_READY"_L1 ? state : u"AVAILABLE"_s;
    agent.activity = idle ? u"IDLE"_s : state;
    agent.callId = callId.isEmpty() ? std::nullopt : std::optional(CallId(callId));
    if (state != "NOT_READY"_L1) agent.reason.reset();
    if (state != "WRAPUP"_L1) agent.wrapUp.reset();
    agent.stateSince = m_clock.now();
    ++agent.version;
}

void FakeDesk::publish() {
    Event event;
    event.kind = EventKind::AgentUpdate;
    event.subject = agent.id.text();
    event.payload = encodeReply(agent);
    m_floor.events().publish({event});
}

void FakeDesk::tell(const QString &state, const QString &callId) {
    move(state, callId);
    publish();
}

void FakeDesk::write(const QString &callId, const QString &text) {
    Event event;
    event.kind = EventKind::AgentMessage;
    event.subject = callId;
    event.payload = QJsonDocument(QJsonObject{{u"id"_s, u"m"_s}, {u"callId"_s, callId}, {u"text"_s, text},
                                              {u"from"_s, QJsonObject{{u"id"_s, u"user-9"_s}, {u"name"_s, u"Ines Costa"_s}}}})
                        .toJson(QJsonDocument::Compact);
    m_floor.events().publish({event});
}

std::optional<Result<QByteArray>> FakeDesk::answer(const QString &operation, const RequestParts &parts) {
    if (operation == "myAgent"_L1) {
        MyAgent::Reply reply;
        reply.agent = agent;
        reply.legMode = u"per_call"_s;
        return encodeReply(reply);
    }
    if (const auto known = background(operation)) return known;
    if (operation.startsWith("list"_L1)) return lists(operation);
    if (operation == "agentHeartbeat"_L1) return QByteArrayLiteral("{\"ok\":true}");
    if (const auto changed = changeState(operation, parts)) return changed;
    static const QStringList kPassedOn{u"floorSnapshot"_s, u"startCall"_s, u"hangUp"_s, u"getCall"_s};
    if (kPassedOn.contains(operation)) return std::nullopt;
    QJsonObject said = parts.body;
    for (auto it = parts.path.begin(); it != parts.path.end(); ++it) said.insert(it.key(), it.value());
    controls << operation + u' ' + QString::fromUtf8(QJsonDocument(said).toJson(QJsonDocument::Compact));
    if (operation == "monitorCall"_L1 || operation == "whisperCall"_L1 || operation == "bargeCall"_L1) {
        Supervision reply;
        reply.mode = operation.chopped(4);
        if (operation != "monitorCall"_L1) reply.heardBy = {u"agent"_s};
        if (operation == "bargeCall"_L1) reply.heardBy.push_back(u"customer"_s);
        return encodeReply(reply);
    }
    return QByteArrayLiteral("{\"ok\":true}");
}

std::optional<Result<QByteArray>> FakeDesk::background(const QString &operation) const {
    if (operation == "getTranscript"_L1) return encodeReply(GetTranscript::Reply{spoken});
    if (operation == "listNotes"_L1) return encodeReply(ListNotes::Reply{notes});
    if (operation == "numberHistory"_L1) return earlier;
    if (operation == "listCampaigns"_L1) return campaigns;
    if (operation == "askForHelp"_L1) return encodeReply(AlertInfo{});
    if (operation != "nextPreview"_L1) return std::nullopt;
    return nextLead.isEmpty() ? Result<QByteArray>(notFound(u"Nobody may be called right now."_s)) : Result<QByteArray>(nextLead);
}

void FakeDesk::say(const QString &callId, const QString &who, const QString &words) {
    spoken.push_back({m_clock.now(), who, words});
    Event event;
    event.kind = EventKind::AiUpdate;
    event.subject = callId;
    event.payload = QJsonDocument(QJsonObject{{u"callId"_s, callId}, {u"type"_s, u"transcription"_s}}).toJson(QJsonDocument::Compact);
    m_floor.events().publish({event});
}

std::optional<Result<QByteArray>> FakeDesk::changeState(const QString &operation, const RequestParts &parts) {
    const bool working = agent.activity != "IDLE"_L1;
    if (operation == "agentLogin"_L1) {
        move(u"NOT_READY"_s);
        agent.reason = u"login"_s;
    } else if (operation == "agentLogout"_L1) {
        move(u"OFFLINE"_s);
    } else if (operation == "agentReady"_L1) {
        agent.pendingReason.reset();
        if (!working || agent.wrapUp) move(u"AVAILABLE"_s);
    } else if (operation == "agentNotReady"_L1) {
        const QString reason = parts.body.value("reason"_L1).toString();
        if (working) agent.pendingReason = reason;
        else move(u"NOT_READY"_s), agent.reason = reason;
    } else if (operation == "extendWrapUp"_L1) {
        *agent.wrapUp->endsAt += std::chrono::seconds(30);
        --agent.wrapUp->extensionsLeft;
    } else if (operation == "disposeCall"_L1) {
        lastDisposition = parts.body;
        dispositions << parts.body.value("code"_L1).toString();
        lastCode = parts.body.value("code"_L1).toString();
        if (agent.wrapUp) move(u"AVAILABLE"_s);
        DisposeCall::Reply reply;
        reply.code = lastCode;
        reply.at = m_clock.now();
        reply.agent = agent;
        return encodeReply(reply);
    } else {
        return std::nullopt;
    }
    ++agent.version;
    return encodeReply(agent);
}

QByteArray FakeDesk::lists(const QString &operation) const {
    if (operation == "listReasonCodes"_L1)
        return encodeReply(ListReasonCodes::Reply{{{u"lunch"_s, u"Lunch"_s, 20, false, false}, {u"break"_s, u"Break"_s, 10, false, false},
                                                   {u"login"_s, u"Signed on"_s, 100, true, false}}});
    if (operation == "listDispositions"_L1) return encodeReply(ListDispositions::Reply{outcomes});
    if (operation == "listQueues"_L1)
        return QByteArrayLiteral("{\"queues\":[{\"id\":\"q-sales\",\"name\":\"Sales\"},{\"id\":\"q-help\",\"name\":\"Help desk\"}]}");
    AgentInfo colleague = agent;
    colleague.id = UserId(u"user-2"_s);
    colleague.name = u"Jonas Park"_s;
    colleague.state = u"AVAILABLE"_s;
    return encodeReply(ListAgents::Reply{{agent, colleague}});
}

} // namespace callfloor::test
