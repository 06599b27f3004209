// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>

namespace callfloor {

/// What happened on a call, in sentences.
class MomentText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::MomentText)
public:
    /// A moment of `GET /api/calls/{id}/events`: `Offered to Jonas Park (Sales)`.
    static QString of(const QJsonObject &moment);
    /// `Caller`, `Assistant`, `Agent`.
    static QString speaker(const QString &who);

private:
    static QString leg(const QString &kind, const QJsonObject &moment);
    static QString party(const QJsonObject &moment);
    static QString ending(const QString &word);
};

} // namespace callfloor
