// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/switchboard.h"

#include <QStringList>

namespace callfloor::simulator {

/// A leg in a conference. Its role, mute, hold and whisper list say whom it hears and who hears it.
struct Participant {
    QString id;
    QString controlId;
    QString legId;
    bool joined = true; ///< False once it has left; the record stays.
    bool muted = false;
    bool onHold = false;
    bool endOnExit = false;
    bool softEndOnExit = false;
    QString role = QStringLiteral("none"); ///< none, barge, monitor, whisper.
    QStringList whisperTo = {};            ///< call_control_ids that hear a whisperer.
    UtcTime createdAt, updatedAt;
};

struct Conference {
    QString id;
    QString name;
    QString connectionId;
    QString region = {};
    QString creator; ///< call_control_id of the leg it was made from.
    QString creatorSession;
    bool started = true; ///< False: everybody is held until somebody starts it.
    int maxParticipants = 250;
    UtcTime createdAt, expiresAt, updatedAt;
    std::optional<UtcTime> endedAt = {};
    QString endReason = {};
    QString endedByLeg = {}, endedBySession = {};
    std::vector<Participant> participants = {};

    bool active() const { return !endedAt; }
    int present() const;
    /// Who is in now; null if the leg is not.
    Participant *find(const QString &controlId);
};

/// How somebody joins.
struct JoinTerms {
    QString role = QStringLiteral("none");
    QStringList whisperTo = {};
    bool mute = false;
    bool hold = false;
    bool startOnEnter = false;
    bool endOnExit = false;
    bool softEndOnExit = false;
};
/// Reads the terms from the body of a join, or the conference_config of a dial.
JoinTerms joinTermsFrom(const QJsonObject &body);

/// The conferences and who is in them, with their events; the commands are in ConferenceCommands.
class ConferenceHall {
public:
    explicit ConferenceHall(Switchboard &board);

    /// Makes one from an answered leg, which moves in.
    Conference &create(Leg &leg, const QString &name, const QJsonObject &body);
    /// The leg leaves where it is and moves in.
    void join(Conference &conference, Leg &leg, const JoinTerms &terms);
    /// The leg is parked. Does nothing if it is not in.
    void leave(Leg &leg);
    /// Hangs up everybody.
    void end(Conference &conference);

    /// By id; or by name, among the active ones.
    Conference *find(const QString &idOrName);
    Conference *findActiveByName(const QString &name);
    const std::map<QString, Conference> &all() const { return m_conferences; }
    /// Ids in the order of creation.
    const std::vector<QString> &order() const { return m_order; }

    /// Emits a conference event about the leg.
    void emitEvent(const Conference &conference, const Leg &leg, const QString &type, QJsonObject payload = {},
                   bool stamped = false);
    std::function<void(const Conference &)> onEnded = {};

private:
    void finish(Conference &conference, const QString &restReason, const QString &eventReason, const Leg *by);
    void forgetOld();

    Switchboard &m_board;
    std::map<QString, Conference> m_conferences;
    std::vector<QString> m_order;
};

} // namespace callfloor::simulator
