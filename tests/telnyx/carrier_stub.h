// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace callfloor::test {

/// A request as it came over the wire.
struct StubRequest {
    QByteArray method;
    QByteArray target;
    QHash<QByteArray, QByteArray> headers; ///< Names in lower case.
    QByteArray body;
};

/// What the stub does with a request.
struct StubAnswer {
    enum class Manner {
        Whole,       ///< Sends the answer and keeps the connection.
        CutOff,      ///< Announces the whole body, sends half of it, closes.
        Reset,       ///< Closes without a word.
        Stall,       ///< Says nothing, for ever.
        SlowHeaders, ///< Sends header lines, one at a time, and never comes to an end.
        Endless,     ///< Sends a body without end.
        Held,        ///< Waits until CarrierStub::release.
        Raw,         ///< Sends `body` as it is, then closes: no HTTP.
    };
    int status = 200;
    QByteArray body;
    QByteArray headers = {}; ///< Further header lines, each ending in CR LF.
    Manner manner = Manner::Whole;
};

/// A server on loopback that plays scripted answers, well-formed or not.
class CarrierStub final : public QObject {
    Q_OBJECT

public:
    using Script = std::function<StubAnswer(const StubRequest &)>;

    CarrierStub();
    ~CarrierStub() override;

    void play(Script script) { m_script = std::move(script); }
    void play(const StubAnswer &answer) {
        m_script = [answer](const StubRequest &) { return answer; };
    }
    /// Sends the held answers.
    void release();

    QUrl base(const QString &scheme = QStringLiteral("http")) const;
    const QList<StubRequest> &requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }
    qsizetype held() const { return m_held.size(); }

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const StubAnswer &answer);

    QTcpServer m_server;
    Script m_script;
    QList<StubRequest> m_requests;
    QHash<QTcpSocket *, QByteArray> m_input;
    QList<std::function<void()>> m_held;
};

} // namespace callfloor::test
