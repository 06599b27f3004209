// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QPair>

namespace callfloor {

/// The words for the fields of operations and for their values, in the user's language: what forms and columns that are made
/// from declarations are labelled with.
class FieldText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::FieldText)
public:
    /// What a field refers to by id; forms then offer names.
    enum class Reference { None, Queue, Team, Person, Agent, Schedule, Skill, Campaign, Reason, QueueOrCampaign };

    /// `Service level within (s)` for `serviceLevelSeconds`; the name itself if there are no words for it.
    static QString label(const QString &field);
    static bool isKnown(const QString &field);
    /// A sentence more, for fields that need one; else empty.
    static QString hint(const QString &field);
    /// Where a field stands among others of its form; fields without words come last.
    static int position(const QString &field);
    /// The values of a field that has a fixed few, with their words, in the order in which they are offered.
    static QList<QPair<QString, QString>> choices(const QString &field);
    /// The word for one value of a field; the value itself if it is not one of the few.
    static QString value(const QString &field, const QString &value);
    static Reference reference(const QString &field);
    /// A value as text for a cell: words for the few, `yes`/`no`, local times, lists joined by commas.
    static QString shown(const QString &field, const QJsonValue &value);
    static QString yesNo(bool yes);
};

} // namespace callfloor
