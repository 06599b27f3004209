// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"

#include <optional>

class QSettings;

namespace callfloor {

/// What somebody has written about a call and the server has not got yet.
struct Draft {
    QString callId;
    QString note;
    QString code;                       ///< The outcome that is to be delivered; empty: none was chosen.
    std::optional<UtcTime> callbackAt;
    bool operator==(const Draft &) const = default;
};

/// Keeps notes and outcomes on this computer until the server has them, so that neither a lost connection nor a crash
/// costs what was typed. Each user of each server has his own. What is older than a week is dropped.
class Drafts : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kDelay{3}; ///< From the first key to the disk.
    static constexpr std::chrono::hours kLife{7 * 24};

    /// All outlive the drafts.
    Drafts(FloorSession &session, QSettings &settings, Scheduler &scheduler, QObject *parent = nullptr);
    ~Drafts() override;

    /// Empty if nothing was written about the call.
    Draft of(const QString &callId) const;
    /// Outcomes that have been chosen and not delivered.
    std::vector<Draft> waiting() const;
    /// Goes to the disk within kDelay.
    void setNote(const QString &callId, const QString &note);
    /// An outcome that is about to be sent; goes to the disk at once.
    void keepOutcome(const Draft &draft);
    /// The server refused the outcome: the note stays.
    void dropOutcome(const QString &callId);
    /// The server has it.
    void forget(const QString &callId);

private:
    QString folder() const;
    void load();
    void saveSoon();
    void save();
    void put(const Draft &draft);

    FloorSession &m_session;
    QSettings &m_settings;
    Scheduler &m_scheduler;
    QString m_folder;                     ///< Of the user whose drafts these are.
    std::vector<Draft> m_drafts;
    bool m_armed = false;
};

} // namespace callfloor
