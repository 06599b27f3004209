// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/field_text.h"

#include <QHash>
#include <QSet>

namespace callfloor {

/// The declaration of an operation by its name; null if this program has none of that name.
const OperationInfo *operationNamed(QLatin1StringView name);

/// The names behind the ids that fields refer to: queues, teams, people, … Asked for when somebody wants them.
class ReferenceLists : public QObject {
    Q_OBJECT
public:
    using Reference = FieldText::Reference;
    using Names = QList<QPair<QString, QString>>; ///< Id and name, by name.

    /// `session` outlives this.
    explicit ReferenceLists(FloorSession &session, QObject *parent = nullptr);

    /// Fetches the list, also if it is here already; `changed` follows if it is another one.
    void fetch(Reference reference);
    /// As far as it is known.
    Names list(Reference reference) const;
    /// The name behind an id; the id itself while it is not known.
    QString name(Reference reference, const QString &id) const;

signals:
    void changed(callfloor::FieldText::Reference reference);

private:
    FloorSession &m_session;
    QHash<Reference, Names> m_lists;
    QSet<Reference> m_asking;
};

} // namespace callfloor
