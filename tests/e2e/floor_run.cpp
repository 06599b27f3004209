// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"

namespace callfloor::test {

using namespace Qt::StringLiterals;

const QString FloorRun::kPassword = u"a-password-for-tests"_s;
const QString FloorRun::kTokenSecret = u"a-secret-that-signs-tokens-of-the-tests"_s;

namespace {

constexpr auto kConnection = u"1000000000000000077";

/// The last word of a line such as `API         http://127.0.0.1:4010/v2`.
QString lastWord(const QString &line) { return line.simplified().section(u' ', -1); }

} // namespace

FloorRun::FloorRun(const QString &databaseUrl) : m_databaseUrl(databaseUrl) {}

QString FloorRun::start(const QStringList &carrierArguments) {
    const bool running = m_carrier.start(QStringList{u"simulate-carrier"_s, u"--port"_s, u"0"_s, u"--connection-id"_s,
                                                     QString::fromUtf16(kConnection), u"--time-scale"_s, u"10"_s} +
                                         carrierArguments);
    const QString api = running ? lastWord(m_carrier.waitForLine(u"API "_s)) : QString();
    const QString key = api.isEmpty() ? QString() : lastWord(m_carrier.waitForLine(u"public key"_s));
    if (key.isEmpty()) return u"the carrier did not start: "_s + QString::fromUtf8(m_carrier.output());
    m_toCarrier = std::make_unique<HttpClient>(QUrl(api.chopped(3)));

    const QHash<QString, QString> settings = {{u"TELNYX_API_BASE"_s, api},
                                              {u"TELNYX_API_KEY"_s, u"KEY-for-tests"_s},
                                              {u"TELNYX_CONNECTION_ID"_s, QString::fromUtf16(kConnection)},
                                              {u"TELNYX_FROM_NUMBER"_s, u"+13125550100"_s},
                                              {u"TELNYX_PUBLIC_KEY"_s, key},
                                              {u"JWT_SECRET"_s, kTokenSecret},
                                              {u"DATABASE_URL"_s, m_databaseUrl},
                                              {u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s},
                                              {u"CALLFLOOR_CALLING_PROFILE"_s, u"none"_s},
                                              {u"CALLFLOOR_TIME_SCALE"_s, u"10"_s}};
    for (auto it = settings.begin(); it != settings.end(); ++it) m_server.setEnvironment(it.key(), it.value());
    if (!m_server.startServer()) return u"the server did not start: "_s + QString::fromUtf8(m_server.output());
    const QString hook = m_server.baseUrl().toString() + u"/api/telnyx/webhook"_s;
    if (tellCarrier(u"/webhooks"_s, {{u"url"_s, hook}}).status != 200) return u"the carrier did not take the address"_s;
    return {};
}

bool FloorRun::addUser(const QString &email, const QString &role) {
    ProductProcess command;
    command.setEnvironment(u"DATABASE_URL"_s, m_databaseUrl);
    command.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s);
    command.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, m_server.stateFolder());
    const bool started = command.start({u"user"_s, u"add"_s, u"--email"_s, email, u"--name"_s, email.section(u'@', 0, 0),
                                        u"--role"_s, role, u"--password-stdin"_s});
    command.writeInput(kPassword.toUtf8() + '\n');
    return started && command.waitForEnd() && command.exitStatus() == 0;
}

QString FloorRun::login(const QString &email) {
    const auto http = client();
    const HttpAnswer answer = http->post(u"/api/auth/login"_s, {{u"email"_s, email}, {u"password"_s, kPassword}});
    return answer.object().value(u"token"_s).toString();
}

std::unique_ptr<HttpClient> FloorRun::client(const QString &token) const {
    auto http = std::make_unique<HttpClient>(m_server.baseUrl());
    http->setToken(token);
    return http;
}

QJsonObject FloorRun::carrierSays(const QString &path) { return m_toCarrier->get(u"/_sim"_s + path).object(); }

HttpAnswer FloorRun::tellCarrier(const QString &path, const QJsonObject &body) { return m_toCarrier->post(u"/_sim"_s + path, body); }

} // namespace callfloor::test
