// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/ids.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace callfloor {

/// What supervisors are told of.
enum class AlertKind : quint8 {
    LongestWait,  ///< A queue: seconds that its oldest caller has waited.
    ServiceLevel, ///< A queue: per mille of today's callers who were answered in time.
    NobodyThere,  ///< A queue: callers who wait while nobody is signed on for it.
    DropRate,     ///< A campaign: per mille of its live answers for which there was nobody.
    LongPause,    ///< An agent: seconds that he has been not ready.
    LongWrapUp,   ///< An agent: seconds of after-call work.
    Unreachable,  ///< An agent: seconds that his console has been silent beyond what is allowed.
    DeadLeg,      ///< A call: how often the carrier was asked about a leg without saying what became of it.
    Phrase,       ///< A call: something was said that is listened for.
    Help,         ///< An agent: he asks for somebody.
};
inline constexpr int kAlertKinds = 10;

/// `longest_wait`, `service_level`, …: the words of the API and of the database.
QString alertKindName(AlertKind kind);
std::optional<AlertKind> alertKindFromName(QStringView name);

/// What an alert of this kind is about.
enum class AlertSubject : quint8 { Queue, Campaign, Agent, Call };
AlertSubject alertSubjectOf(AlertKind kind);
/// True where a number is compared with a limit again and again; the others are told once.
bool isMeasured(AlertKind kind);
/// True where too little is bad.
bool lowIsBad(AlertKind kind);

/// From where on somebody is told. In the unit of its kind: seconds, per mille or a count.
struct AlertLimit {
    AlertKind kind = AlertKind::LongestWait;
    QString subjectId;           ///< A queue or a campaign; empty: for all that have none of their own.
    bool enabled = true;
    std::optional<qint64> limit; ///< Nothing: what the queue or the campaign itself aims at.
    qint64 margin = 0;           ///< How far it must be back within the limit before the alert ends.
    int holdSeconds = 0;         ///< How long it must be beyond the limit before there is an alert.
    int leastCount = 0;          ///< Contacts below which a rate says nothing.
    QStringList phrases;         ///< Of Phrase.
    bool operator==(const AlertLimit &) const = default;
};

/// What is known of one thing between two looks at it.
struct AlertWatch {
    bool raised = false;
    std::optional<UtcTime> beyondSince; ///< Without a break, while there is no alert yet.
    bool operator==(const AlertWatch &) const = default;
};

enum class AlertMove : quint8 { Stay, Raise, Clear };

/// What becomes of an alert with this value at this moment. It is raised once the value has been beyond the limit for the
/// time of holding, and cleared when the value is back by the margin; between the two nothing changes, so that a value that
/// wavers around the limit does not ring again and again. `bound`: the limit that counts.
AlertMove judgeAlert(AlertWatch &watch, const AlertLimit &limit, qint64 bound, qint64 value, UtcTime now);

/// The first of the phrases that was said, as whole words; nothing if none was.
std::optional<QString> phraseIn(const QString &said, const QStringList &phrases);

} // namespace callfloor
