// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/admin.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

ApiResponse adminError(const Error &error) {
    return refusal(error.code == ErrorCode::NotFound ? 404 : 400, u"sim"_s, error.message, {},
                   error.field.isEmpty() ? QString() : QString("/"_L1 + error.field));
}

ApiResponse plain(const QJsonObject &json) { return {.json = json}; }

} // namespace

Result<LegScript> scriptFromValue(const QJsonValue &value) {
    if (value.isString()) return scriptFromText(value.toString());
    if (value.isObject()) return scriptFromJson(value.toObject());
    return badField(u"script"_s, u"A script is needed: a text such as busy, or an object."_s);
}

Admin::Admin(const Parts &parts) : m_parts(parts) {
    addViews();
    addFaults();
    addWorld();
    addPeople();
}

ApiResponse Admin::handle(const ApiRequest &request) const {
    QStringList captures;
    const Router::Route *route = m_router.find(request.method, request.segments, &captures);
    return route ? route->handler(request, captures) : refuse::notFound();
}

void Admin::addViews() {
    m_router.add(u"GET"_s, u"state"_s, u"state"_s,
                 [this](const ApiRequest &, const QStringList &) { return plain(m_parts.carrier.stateJson()); });
    m_router.add(u"GET"_s, u"counters"_s, u"counters"_s, [this](const ApiRequest &, const QStringList &) {
        QJsonObject json = m_parts.carrier.countersJson();
        json.insert(u"webhooks"_s, m_parts.sender.countsJson());
        json.insert(u"faults"_s, m_parts.faults.hits());
        json.insert(u"inbound_calls"_s, m_parts.inbound.placed());
        return plain(json);
    });
    m_router.add(u"GET"_s, u"dials"_s, u"dials"_s, [this](const ApiRequest &, const QStringList &) {
        return plain({{u"dials"_s, m_parts.carrier.dialsJson()}});
    });
    m_router.add(u"GET"_s, u""_s, u"index"_s, [this](const ApiRequest &, const QStringList &) {
        return plain({{u"public_key"_s, QString::fromLatin1(m_parts.sender.key().publicKeyBase64())},
                      {u"seed"_s, QString::number(m_parts.seed)},
                      {u"virtual_clock"_s, m_parts.clock != nullptr},
                      {u"endpoints"_s, QJsonArray::fromStringList(m_parts.carrier.endpointNames())}});
    });
}

void Admin::addFaults() {
    m_router.add(u"GET"_s, u"faults"_s, u"faults"_s, [this](const ApiRequest &, const QStringList &) {
        return plain({{u"faults"_s, m_parts.faults.json()}});
    });
    m_router.add(u"POST"_s, u"faults"_s, u"faults"_s, [this](const ApiRequest &request, const QStringList &) {
        const auto rule = faultFromJson(request.body);
        if (!rule) return adminError(rule.error());
        m_parts.faults.add(*rule);
        return plain(faultToJson(*rule));
    });
    m_router.add(u"DELETE"_s, u"faults"_s, u"faults"_s, [this](const ApiRequest &, const QStringList &) {
        m_parts.faults.clear();
        return plain({});
    });
    const auto webhooks = [this] {
        QJsonObject json = webhookFaultsJson(m_parts.sender.options().faults);
        json.insert(u"url"_s, m_parts.sender.options().url);
        return plain(json);
    };
    m_router.add(u"GET"_s, u"webhooks"_s, u"webhooks"_s, [webhooks](const ApiRequest &, const QStringList &) { return webhooks(); });
    m_router.add(u"POST"_s, u"webhooks"_s, u"webhooks"_s, [this, webhooks](const ApiRequest &request, const QStringList &) {
        const auto applied = applyWebhookFaults(request.body, m_parts.sender.options().faults);
        if (!applied) return adminError(applied.error());
        if (request.body.contains("url"_L1)) m_parts.sender.setUrl(request.body.value("url"_L1).toString());
        return webhooks();
    });
    m_router.add(u"DELETE"_s, u"webhooks"_s, u"webhooks"_s, [this, webhooks](const ApiRequest &, const QStringList &) {
        m_parts.sender.options().faults = {};
        return webhooks();
    });
}

void Admin::addWorld() {
    m_router.add(u"POST"_s, u"calls"_s, u"calls"_s,
                 [this](const ApiRequest &request, const QStringList &) { return placeCall(request.body); });
    m_router.add(u"POST"_s, u"messages"_s, u"messages"_s, [this](const ApiRequest &request, const QStringList &) {
        const QString id = m_parts.carrier.messages().receive(request.body.value("from"_L1).toString(u"+13125550142"_s),
                                                              request.body.value("to"_L1).toString(u"+13125550100"_s),
                                                              request.body.value("text"_L1).toString());
        return plain({{u"id"_s, id}});
    });
    m_router.add(u"POST"_s, u"scripts"_s, u"scripts"_s,
                 [this](const ApiRequest &request, const QStringList &) { return bindScript(request.body); });
    m_router.add(u"DELETE"_s, u"scripts"_s, u"scripts"_s, [this](const ApiRequest &, const QStringList &) {
        m_parts.carrier.scripts().clearBindings();
        return plain({});
    });
    m_router.add(u"PUT"_s, u"inbound"_s, u"inbound"_s, [this](const ApiRequest &request, const QStringList &) {
        const double rate = request.body.value("per_minute"_L1).toDouble(-1);
        if (rate < 0 || rate > 60000) return adminError(badField(u"per_minute"_s, u"0 to 60000 is expected."_s));
        m_parts.inbound.setRate(rate);
        return plain({{u"per_minute"_s, rate}});
    });
    m_router.add(u"POST"_s, u"clock"_s, u"clock"_s, [this](const ApiRequest &request, const QStringList &) {
        if (!m_parts.clock) return adminError(conflict(u"The simulator runs on the machine's clock."_s));
        m_parts.clock->advance(Ms{request.body.value("advance_ms"_L1).toInteger()});
        return plain({{u"now"_s, QString::fromLatin1(toIsoMicros(m_parts.clock->clock().now()))}});
    });
}

ApiResponse Admin::placeCall(const QJsonObject &body) {
    std::optional<LegScript> script;
    if (body.contains("script"_L1)) {
        const auto read = scriptFromValue(body.value("script"_L1));
        if (!read) return adminError(read.error());
        script = *read;
    }
    const QString id = m_parts.inbound.placeNow(body.value("from"_L1).toString(), body.value("to"_L1).toString(), script,
                                                body.value("name"_L1).toString());
    return plain({{u"call_control_id"_s, id}});
}

ApiResponse Admin::bindScript(const QJsonObject &body) {
    const auto script = scriptFromValue(body.value("script"_L1));
    if (!script) return adminError(script.error());
    const QString number = body.value("number"_L1).toString(), ending = body.value("ending"_L1).toString();
    if (!number.isEmpty()) m_parts.carrier.scripts().bindNumber(number, *script);
    else if (!ending.isEmpty()) m_parts.carrier.scripts().bindEnding(ending, *script);
    else if (body.value("next"_L1).toBool()) m_parts.carrier.scripts().queueNext(*script);
    else return adminError(badField(u"number"_s, u"Name a number, an ending, or next: true."_s));
    return plain(scriptToJson(*script));
}

void Admin::person(const QString &action, const QString &field, std::function<void(Leg &, const QString &)> work) {
    m_router.add(u"POST"_s, "legs/{}/"_L1 + action, action,
                 [this, field, work = std::move(work)](const ApiRequest &request, const QStringList &captures) {
                     Leg *leg = m_parts.carrier.board().find(captures.first());
                     if (!leg || !leg->live()) return adminError(notFound(u"There is no such leg, or it has ended."_s));
                     const QString value = field.isEmpty() ? QString() : request.body.value(field).toString();
                     if (!field.isEmpty() && value.isEmpty()) return adminError(badField(field, u"A text is needed."_s));
                     work(*leg, value);
                     return plain({});
                 });
}

void Admin::addPeople() {
    Switchboard &board = m_parts.carrier.board();
    person(u"hangup"_s, {}, [&board](Leg &leg, const QString &) { board.end(leg, hangupByParty(leg)); });
    person(u"press"_s, u"digits"_s, [&board](Leg &leg, const QString &digits) { board.press(leg, digits); });
    person(u"say"_s, u"text"_s, [&board](Leg &leg, const QString &text) { board.speech(leg, text, true); });
    const auto hold = [&board](Leg &leg, bool on) {
        if (leg.onHold == on) return;
        leg.onHold = on;
        board.emitEvent(leg, on ? u"call.hold"_s : u"call.unhold"_s);
    };
    person(u"hold"_s, {}, [hold](Leg &leg, const QString &) { hold(leg, true); });
    person(u"unhold"_s, {}, [hold](Leg &leg, const QString &) { hold(leg, false); });
}

} // namespace callfloor::simulator
