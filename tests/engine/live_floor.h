// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/rig.h"

namespace callfloor::test {

/// A rig with people in it: agents with phones that ring at the simulated carrier, a queue, a number that leads to it.
/// What people do goes over REST, what happens to them is read back from there.
class LiveFloor {
public:
    explicit LiveFloor(RigOptions options = {});

    /// Server and carrier; phones for `agent`, `other` and `supervisor`. An error is a sentence.
    Result<Ok> start();
    Rig &rig() { return *m_rig; }

    /// The SIP address of a user's phone.
    static QString station(const QString &who);
    /// How a user's phone reacts from now on.
    void phone(const QString &who, const simulator::LegScript &script);
    /// Signs on and is ready for work.
    void ready(const QString &who);
    QString state(const QString &who);
    /// Makes a queue with these members; returns its id.
    QString queue(const QString &name, const QStringList &members, QJsonObject settings = {});
    /// What our number does.
    void route(const QJsonObject &open, const QString &number = kOurNumber);
    /// Somebody calls our number; returns the call's id once it is known here.
    QString caller(const QString &from, const simulator::LegScript &script = {}, const QString &to = kOurNumber);

    QJsonObject call(const QString &id) { return m_rig->call(id); }
    QString stage(const QString &id) { return call(id).value(QLatin1String("stage")).toString(); }
    /// `POST /api/calls/{id}/{verb}`; the status, and what was said on the way.
    int act(const QString &who, const QString &id, const QString &verb, const QJsonObject &body = {});
    QString sentence() const { return m_sentence; }

    /// The carrier's live legs to or from this number or address.
    std::vector<simulator::Leg *> legs(const QString &party);
    /// Who the carrier connects: true if both are bridged with each other or hear each other in one conference.
    bool hear(const QString &a, const QString &b);
    /// Whether what `speaker` says reaches `listener`, by bridges, conferences, roles and supervision.
    bool hears(const QString &listener, const QString &speaker);
    /// Every pair of these parties, named by a letter each, in which one is heard by the other: `A>C C>A C>S`, in order.
    QString audible(const std::map<QChar, QString> &parties);
    /// The party is in a conference, on hold there; or parked with music.
    bool held(const QString &party);
    /// No leg is up any more.
    bool quiet();

    static const QString kOurNumber;

private:
    std::unique_ptr<Rig> m_rig;
    QString m_sentence;
};

inline constexpr int kFloorPatience = 60'000;

} // namespace callfloor::test
