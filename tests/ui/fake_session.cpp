// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_session.h"

#include "app/domain/call_json.h"
#include "app/domain/ready_future.h"

#include <QJsonDocument>

namespace callfloor::test {

using namespace Qt::StringLiterals;

QFuture<Result<UserInfo>> FakeSession::signIn(const QString &email, const QString &password) {
    asked << u"signIn"_s;
    lastParts = {};
    lastParts.body = {{u"email"_s, email}, {u"password"_s, password}};
    const auto promise = std::make_shared<QPromise<Result<UserInfo>>>();
    promise->start();
    const auto work = [this, promise, password] {
        const auto refused = refusal ? refusal(u"signIn"_s, lastParts) : std::nullopt;
        if (refused) promise->addResult(*refused);
        else if (password != "right"_L1)
            promise->addResult(Error{ErrorCode::Unauthorized, u"Invalid credentials"_s});
        else {
            enter();
            promise->addResult(person);
        }
        promise->finish();
    };
    if (hold) m_held.push_back(work);
    else work();
    return promise->future();
}

QFuture<Result<QString>> FakeSession::upload(const QString &filePath) {
    uploaded << filePath;
    const auto refused = refusal ? refusal(u"upload"_s, {}) : std::nullopt;
    return readyFuture(refused ? Result<QString>(*refused) : Result<QString>(u"upload-%1"_s.arg(uploaded.size())));
}

void FakeSession::enter() {
    setUser(person);
    setLink(LinkState::Connecting);
    setLink(LinkState::Live);
}

void FakeSession::signOut() {
    asked << u"signOut"_s;
    throwOut();
}

void FakeSession::throwOut() {
    setUser({});
    setLink(LinkState::SignedOut);
}

void FakeSession::release() {
    hold = false;
    for (const auto &work : std::exchange(m_held, {})) work();
}

QFuture<Result<QByteArray>> FakeSession::request(const OperationInfo &info, const RequestParts &parts) {
    const QString name = QString::fromLatin1(info.name);
    asked << name;
    lastParts = parts;
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    const auto work = [this, promise, name, parts] {
        const auto refused = refusal ? refusal(name, parts) : std::nullopt;
        promise->addResult(refused ? Result<QByteArray>(*refused) : answer(name, parts));
        promise->finish();
    };
    if (hold) m_held.push_back(work);
    else work();
    return promise->future();
}

Result<QByteArray> FakeSession::answer(const QString &operation, const RequestParts &parts) {
    if (answers)
        if (auto other = answers(operation, parts)) return *other;
    if (operation == "floorSnapshot"_L1) return snapshot();
    if (operation == "startCall"_L1) return startCall(parts.body.value("to"_L1).toString());
    const auto found = m_calls.find(parts.path.value("id"_L1).toString());
    if (found == m_calls.end()) return notFound(u"There is no such call."_s);
    if (operation == "hangUp"_L1) {
        if (!found->second.terminal()) tell(found->first, CallStatus::Completed);
        return QByteArrayLiteral("{\"ok\":true}");
    }
    if (operation == "getCall"_L1) {
        const QString agent = found->second.agentId.text();
        QByteArray json;
        JsonWriter writer(json);
        writer.beginObject();
        writeCallMembers(writer, found->second);
        writer.key("agent").value(QJsonValue(QJsonObject{{u"id"_s, agent}, {u"name"_s, m_agents[agent]}}));
        writer.endObject();
        return json;
    }
    return internalError(u"the fake session does not know "_s + operation);
}

Result<QByteArray> FakeSession::startCall(const QString &to) {
    const QString id = u"dialled-%1"_s.arg(++m_dialled);
    put(makeCall(id, to, CallDirection::Outbound, person.id.text()));
    publish({id});
    return QByteArray("{\"id\":\"" + id.toLatin1() + "\",\"telnyxLegId\":null}");
}

Call FakeSession::makeCall(const QString &id, const QString &number, CallDirection direction,
                           const QString &agentId) const {
    Call call;
    call.id = CallId(id);
    call.agentId = UserId(agentId);
    call.customerNumber = number;
    call.ourNumber = u"+14155550100"_s;
    call.direction = direction;
    call.startedAt = m_clock.now();
    return call;
}

void FakeSession::move(const QString &id, CallStatus status, const QString &outcome) {
    Call &moved = call(id);
    moved.status = status;
    moved.outcome = outcome;
    if (status == CallStatus::Active && !moved.answeredAt) moved.answeredAt = m_clock.now();
    if (isTerminal(status)) moved.endedAt = m_clock.now();
}

void FakeSession::publish(const QStringList &ids) {
    std::vector<Event> batch;
    for (const QString &id : ids) {
        Event event;
        event.seq = ++m_seq;
        event.subject = id;
        writeCall(event.payload, call(id));
        event.at = m_clock.now();
        batch.push_back(event);
    }
    events().publish(batch);
}

void FakeSession::tell(const QString &id, CallStatus status, const QString &outcome) {
    move(id, status, outcome);
    publish({id});
}

void FakeSession::publishPayload(const QByteArray &payload) {
    Event event;
    event.seq = ++m_seq;
    event.payload = payload;
    events().publish({event});
}

QByteArray FakeSession::snapshot() const {
    QByteArray json;
    JsonWriter writer(json);
    writer.beginObject();
    writer.key("seq").value(m_seq);
    writer.key("calls").beginArray();
    for (const auto &[id, call] : m_calls) {
        if (call.terminal()) continue;
        QByteArray object;
        writeCall(object, call);
        writer.raw(object);
    }
    writer.endArray().endObject();
    return json;
}

} // namespace callfloor::test
