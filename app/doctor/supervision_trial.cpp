// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/doctor/supervision_trial.h"

#include "app/doctor/http_probe.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QThread>

#include <array>
#include <chrono>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLookForCall = 1s;
constexpr int kMostLooks = 600;

/// The terminal shows nothing of what is typed while this lives.
class SilentTerminal {
public:
    SilentTerminal() {
#ifdef Q_OS_UNIX
        m_silent = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_silent) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
#endif
    }
    ~SilentTerminal() {
#ifdef Q_OS_UNIX
        if (m_silent) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
#endif
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

private:
#ifdef Q_OS_UNIX
    termios m_before{};
    bool m_silent = false;
#endif
};

/// One question to the ears, and what a way that works answers to it.
struct Question {
    QString text;
    bool expected;
};
struct Mode {
    QString verb;
    std::vector<Question> questions;
};

std::vector<Mode> modes() {
    const Question both{u"Do you hear both the agent and the customer?"_s, true};
    return {{u"monitor"_s, {both, {u"Say something. Does the agent hear you?"_s, false}, {u"Does the customer hear you?"_s, false}}},
            {u"whisper"_s, {both, {u"Say something. Does the agent hear you?"_s, true}, {u"Does the customer hear you?"_s, false}}},
            {u"barge"_s, {both, {u"Say something. Does the agent hear you?"_s, true}, {u"Does the customer hear you?"_s, true}}}};
}

class Trial {
public:
    Trial(const QUrl &server, QTextStream &in, QTextStream &out, QTextStream &err) : m_server(server), m_in(in), m_out(out), m_err(err) {}

    int run() {
        if (!signIn() || !findCall()) return 2;
        QString works, findings;
        for (const QString &mechanism : {u"supervised_leg"_s, u"conference"_s}) {
            QStringList wrong;
            if (!hear(mechanism, wrong)) return 2;
            const QString verdict = wrong.isEmpty() ? u"as it should be"_s : wrong.join(u"; "_s);
            findings += mechanism + u": "_s + verdict + u".\n"_s;
            m_out << Qt::endl << mechanism << u": "_s << verdict << Qt::endl;
            if (wrong.isEmpty() && works.isEmpty()) works = mechanism;
        }
        if (works.isEmpty()) {
            m_err << u"Neither way works on this account; nothing was stored. Send what is above to the carrier's support."_s << Qt::endl;
            return 1;
        }
        return store(works, findings) ? 0 : 2;
    }

private:
    ProbeAnswer request(const QByteArray &method, const QString &path, const QJsonObject &body = {}) {
        QList<std::pair<QByteArray, QByteArray>> fields;
        if (!m_token.isEmpty()) fields.append({"Authorization", "Bearer " + m_token});
        QUrl url = m_server;
        url.setPath(path);
        return probe(method, url, fields, method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    static QJsonObject objectIn(const ProbeAnswer &answer) { return QJsonDocument::fromJson(answer.body).object(); }
    bool refused(const ProbeAnswer &answer, const QString &doing) {
        if (answer.status == 200) return false;
        const QString said = objectIn(answer).value("error"_L1).toString();
        m_err << doing << u" is not possible: "_s << (answer.status == 0 ? answer.failure : said.isEmpty() ? u"status %1"_s.arg(answer.status) : said) << Qt::endl;
        return true;
    }

    /// The next line of the input; nothing at its end.
    std::optional<QString> line(const QString &prompt) {
        m_out << prompt << u' ' << Qt::flush;
        QString text;
        if (!m_in.readLineInto(&text)) return std::nullopt;
        return text.trimmed();
    }
    std::optional<bool> yes(const QString &question) {
        while (auto answer = line(u"  "_s + question + u" [y/n]"_s)) {
            if (answer->startsWith(u'y', Qt::CaseInsensitive)) return true;
            if (answer->startsWith(u'n', Qt::CaseInsensitive)) return false;
            m_out << u"  Answer y or n."_s << Qt::endl;
        }
        m_err << Qt::endl << u"The trial was broken off; nothing was stored."_s << Qt::endl;
        return std::nullopt;
    }

    bool signIn() {
        const bool here = QHostAddress(m_server.host()).isLoopback() || m_server.host() == "localhost"_L1;
        if (m_server.scheme() != "https"_L1 && !here) {
            m_err << u"Your password would travel in the clear; give the address of the server with https."_s << Qt::endl;
            return false;
        }
        m_out << u"This puts you on a real call, in two ways, three times each, and asks who hears whom. You need a colleague at an\n"
                 "agent's phone, somebody on a third phone, and your own station.\nServer: "_s << m_server.toString() << Qt::endl;
        const auto email = line(u"Your e-mail address (an administrator's):"_s);
        std::optional<QString> password;
        {
            const SilentTerminal silent;
            password = line(u"Password:"_s);
        }
        m_out << Qt::endl;
        if (!email || !password) return false;
        const ProbeAnswer answer = request("POST", u"/api/auth/login"_s, {{u"email"_s, *email}, {u"password"_s, *password}});
        if (refused(answer, u"Signing in"_s)) return false;
        m_token = objectIn(answer).value("token"_L1).toString().toLatin1();
        m_me = objectIn(answer).value("user"_L1).toObject().value("id"_L1).toString();
        const ProbeAnswer way = request("GET", u"/api/supervision"_s);
        if (refused(way, u"Asking the server how it supervises"_s)) return false;
        m_out << u"At present: "_s << objectIn(way).value("mechanism"_L1).toString() << u", decided by: "_s << objectIn(way).value("decidedBy"_L1).toString() << Qt::endl;
        return true;
    }

    /// A call that an agent talks on. It is made by people with their phones: that is what is to be tried.
    bool findCall() {
        m_out << u"Now let the third phone call one of your numbers and the agent answer. Waiting for that call …"_s << Qt::endl;
        QStringList strangers;
        for (int look = 0; look < kMostLooks; ++look) {
            const ProbeAnswer answer = request("GET", u"/api/calls/active"_s);
            if (refused(answer, u"Reading the calls"_s)) return false;
            const QJsonArray calls = QJsonDocument::fromJson(answer.body).array();
            for (const QJsonValue &each : calls) {
                const QJsonObject call = each.toObject();
                const bool others = !call.value("agentId"_L1).toString().isEmpty() && call.value("agentId"_L1).toString() != m_me;
                if (call.value("stage"_L1).toString() != "connected"_L1 || !others) continue;
                const QString id = call.value("id"_L1).toString();
                if (strangers.contains(id)) continue;
                // Nobody is to find himself on the call of a stranger.
                const auto ours = yes(u"An agent talks with %1. Is that your test call?"_s.arg(call.value("customerNumber"_L1).toString()));
                if (!ours) return false;
                if (!*ours) {
                    strangers << id;
                    continue;
                }
                m_call = id;
                return true;
            }
            QThread::sleep(static_cast<unsigned long>(kLookForCall.count()));
        }
        m_err << u"No agent talks on a call; start again when one does."_s << Qt::endl;
        return false;
    }

    /// False if it could not be tried to the end; what was wrong with it goes into `wrong`.
    bool hear(const QString &mechanism, QStringList &wrong) {
        const auto leave = qScopeGuard([this] { request("POST", u"/api/supervisor/%1/stop"_s.arg(m_call)); }); // however this ends
        m_out << Qt::endl << u"— "_s << mechanism << Qt::endl;
        for (const Mode &mode : modes()) {
            const ProbeAnswer answer = request("POST", u"/api/supervisor/%1/%2"_s.arg(m_call, mode.verb), {{u"mechanism"_s, mechanism}});
            if (answer.status == 404 || answer.status == 409) return !refused(answer, mode.verb);
            if (refused(answer, mode.verb)) return false;
            const auto there = yes(u"%1: your phone rings, unless you are on the call already. Are you connected?"_s.arg(mode.verb));
            if (!there) return false;
            if (!*there) wrong << u"%1 did not connect"_s.arg(mode.verb);
            for (const Question &question : mode.questions) {
                if (!*there) break;
                const auto heard = yes(question.text);
                if (!heard) return false;
                if (*heard != question.expected) wrong << u"%1: \"%2\" %3"_s.arg(mode.verb, question.text, *heard ? u"yes"_s : u"no"_s);
            }
        }
        if (refused(request("POST", u"/api/supervisor/%1/stop"_s.arg(m_call)), u"Leaving the call"_s)) return false;
        const auto talk = yes(u"You have left. Do agent and customer still hear each other?"_s);
        if (talk && !*talk) wrong << u"the call did not survive it"_s;
        return talk.has_value();
    }

    bool store(const QString &mechanism, const QString &findings) {
        const ProbeAnswer answer = request("POST", u"/api/supervision"_s, {{u"mechanism"_s, mechanism}, {u"findings"_s, findings}});
        if (refused(answer, u"Storing the result"_s)) return false;
        const QJsonObject way = objectIn(answer);
        m_out << u"Stored: "_s << mechanism << Qt::endl;
        if (way.value("decidedBy"_L1).toString() == "setting"_L1 && way.value("mechanism"_L1).toString() != mechanism)
            m_out << u"But the setting supervision_mechanism = %1 goes before it; remove it to use what works."_s.arg(way.value("mechanism"_L1).toString()) << Qt::endl;
        return true;
    }

    QUrl m_server;
    QTextStream &m_in;
    QTextStream &m_out;
    QTextStream &m_err;
    QByteArray m_token;
    QString m_me, m_call;
};

} // namespace

int runSupervisionTrial(const QUrl &server, QTextStream &in, QTextStream &out, QTextStream &err) { return Trial(server, in, out, err).run(); }

} // namespace callfloor
