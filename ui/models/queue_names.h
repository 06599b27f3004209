// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"

#include <QHash>

namespace callfloor {

/// The names of the queues, which call objects know by id alone. Asked for when the link comes up and when the set-up of a
/// queue has changed.
class QueueNames : public QObject {
    Q_OBJECT
public:
    /// `session` outlives this.
    explicit QueueNames(FloorSession &session, QObject *parent = nullptr);

    /// Empty while it is not known.
    QString name(const QString &queueId) const { return m_names.value(queueId); }
    const QHash<QString, QString> &all() const { return m_names; }

signals:
    void changed();

private:
    void fetch();

    FloorSession &m_session;
    QHash<QString, QString> m_names;
};

} // namespace callfloor
