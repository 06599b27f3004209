// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/simulator/leg.h"
#include "server/simulator/random.h"
#include "server/simulator/timer_queue.h"

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace callfloor::simulator {

/// Settings of the simulated account. Times are wall-clock unless said otherwise.
struct CarrierOptions {
    quint64 seed = 1;
    QString connectionId = QStringLiteral("1684641123236054244"); ///< Dials must name it; empty = any, and lists show all legs.
    QString apiKey = {};            ///< The bearer token that is asked for; empty = any that is not empty.
    double timeScale = 1;           ///< Divides the times of people and of calls (ringing, talking, time-outs, speech).
    int dialsPerWindow = 150;       ///< New legs in any 5 s; beyond it 429 with code 90103.
    int maxLegs = 0;                ///< Live legs of the account; beyond it 422 with code 90041; 0 = no limit.
    bool callCost = false;          ///< Sends call.cost after each answered leg.
    bool magicEndings = true;       ///< See ScriptBook.
    qsizetype historyLimit = 20000; ///< Entries kept for /call_events.
    Ms recordingDelay{500};         ///< From the end of a recording to recording.saved.
    QString mediaBase = QStringLiteral("http://127.0.0.1/_media"); ///< Where recordings are served.
    ScriptMix mix = {};
};

/// A webhook that is due: the body without `meta`, and where the leg wants it.
struct OutgoingWebhook {
    QJsonObject event;
    QString url = {};               ///< Of the leg or message; empty = the application's.
    QString failoverUrl = {};
    std::vector<int> retriesMs = {}; ///< The leg's own retry policy; empty = the sender's.
};

/// What stands in an envelope besides the payload.
struct EventShape {
    bool parties = true;      ///< from and to in the payload.
    bool stamped = true;      ///< data.occurred_at; several conference events have none.
    bool payloadStamp = false; ///< payload.occurred_at.
    bool createdAt = false;   ///< data.created_at.
    bool legId = true;        ///< call_leg_id in the payload.
};

/// An entry of /call_events.
struct HistoryEntry {
    QString legId, sessionId, name, type, connectionId, from, to;
    UtcTime at;
    QJsonObject metadata;
};

/// The heart of the simulated carrier: legs, bridges between them, time, ids, events and their history. What else a
/// leg can do (prompts, recordings, conferences …) is done by the rooms around it, which hook into its life.
class Switchboard {
public:
    using LegHook = std::function<void(Leg &)>;
    Switchboard(CarrierOptions options, Scheduler &scheduler);
    Q_DISABLE_COPY_MOVE(Switchboard)

    const CarrierOptions &options() const { return m_options; }
    CarrierOptions &options() { return m_options; }
    UtcTime now() const { return m_scheduler.clock().now(); }
    QString newUuid() { return m_ids.uuid(); }
    QString newControlId();

    /// Runs `work` after a wall-clock delay.
    void later(Ms delay, std::function<void()> work) { m_timers.add(delay, std::move(work)); }
    /// Runs `work` after a time of people or calls, divided by the time scale, unless the leg has ended by then.
    void laterFor(const Leg &leg, Ms simulated, LegHook work);
    Ms scaled(Ms simulated) const;

    /// Null if unknown (or forgotten: ended legs are kept for 10 minutes).
    Leg *find(const QString &controlId);
    /// All that are not ended, oldest first.
    const std::map<quint64, Leg *> &liveLegs() const { return m_live; }
    int mostLegs() const { return m_mostLegs; }
    quint64 legCount() const { return m_serial; }

    /// Takes the leg in, gives it ids and emits call.initiated.
    Leg &place(Leg leg);
    /// call.answered. Does nothing unless it rings.
    void answer(Leg &leg);
    /// Everything it took part in ends, then call.hangup. Does nothing if it has ended.
    void end(Leg &leg, const Hangup &hangup);
    /// Two call.bridged. Both legs leave where they are.
    void bridge(Leg &a, Leg &b);
    /// Takes the leg out of bridge, conference and queue: it is parked.
    void leavePlace(Leg &leg);
    /// Hangs up a leg that has lost its partner, unless it parks itself or has found another place in time.
    void orphan(Leg &leg);

    /// Emits an event about the leg: common fields, then `payload`.
    void emitEvent(const Leg &leg, const QString &type, QJsonObject payload = {}, EventShape shape = {});
    /// Emits an event that is about no leg (messaging).
    void emitPlain(const QString &type, const QJsonObject &payload, const QString &occurredAt, const QString &url,
                   const QString &failoverUrl);
    /// Enters an accepted command into the leg's history.
    void rememberCommand(const Leg &leg, const QString &name, const QJsonObject &body);
    const std::deque<HistoryEntry> &history() const { return m_history; }
    const std::map<QString, int> &eventCounts() const { return m_eventCounts; }
    const std::map<QString, int> &hangupCounts() const { return m_hangupCounts; }

    /// What a person (or, `byParty` false, an assistant to that person) says on a leg.
    void speech(Leg &leg, const QString &text, bool byParty);
    /// Keys pressed by the person: call.dtmf.received for each, and whoever gathers them.
    void press(Leg &leg, const QString &digits);

    void setSink(std::function<void(const OutgoingWebhook &)> sink) { m_sink = std::move(sink); }
    void onPlaced(LegHook hook) { m_placed.push_back(std::move(hook)); }
    void onAnswered(LegHook hook) { m_answered.push_back(std::move(hook)); }
    /// The leg is about to leave its bridge, conference or queue (also because it ends).
    void onLeaving(LegHook hook) { m_leaving.push_back(std::move(hook)); }
    /// Before call.hangup.
    void onEnding(LegHook hook) { m_ending.push_back(std::move(hook)); }
    /// After call.hangup.
    void onEnded(LegHook hook) { m_ended.push_back(std::move(hook)); }
    void onSpeech(std::function<void(Leg &, const QString &, bool)> hook) { m_speech.push_back(std::move(hook)); }
    void onDigit(std::function<void(Leg &, QChar)> hook) { m_digit.push_back(std::move(hook)); }

private:
    void emitInitiated(const Leg &leg);
    void emitHangup(const Leg &leg);
    void emitCost(const Leg &leg);
    void deliver(const QJsonObject &data, const Leg &leg);
    void remember(HistoryEntry entry);
    void forgetOldLegs();
    UtcTime stamp();

    CarrierOptions m_options;
    Scheduler &m_scheduler;
    TimerQueue m_timers;
    QHash<QString, std::vector<TimerQueue::Id>> m_legTimers;
    Random m_ids;
    Random m_quality;
    quint64 m_serial = 0;
    int m_mostLegs = 0;
    UtcTime m_lastStamp{};
    QHash<QString, std::shared_ptr<Leg>> m_legs;
    std::map<quint64, Leg *> m_live;
    std::deque<std::pair<UtcTime, QString>> m_endedLegs;
    std::deque<HistoryEntry> m_history;
    std::map<QString, int> m_eventCounts;
    std::map<QString, int> m_hangupCounts;
    std::function<void(const OutgoingWebhook &)> m_sink;
    std::vector<LegHook> m_placed, m_answered, m_leaving, m_ending, m_ended;
    std::vector<std::function<void(Leg &, const QString &, bool)>> m_speech;
    std::vector<std::function<void(Leg &, QChar)>> m_digit;
};

} // namespace callfloor::simulator
