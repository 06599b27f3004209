// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/json_table_model.h"

namespace callfloor {

/// Fills a JsonTableModel from an operation that gives a page at a time (`cursor`, `next`): the first page when asked, each
/// further one when the end of the last is seen.
class PagedList : public QObject {
    Q_OBJECT
public:
    /// `rows` is the member of the reply that has the rows. All outlive the list.
    PagedList(FloorSession &session, JsonTableModel &model, const OperationInfo &operation, QString rows, int pageSize, QObject *parent = nullptr);

    /// Begins anew with these parameters.
    void ask(RequestParts parts);
    /// The same question again.
    void askAgain() { ask(m_parts); }
    bool asking() const { return m_asking; }

signals:
    /// The first page is here, or was refused.
    void answered();
    void refused(const callfloor::Error &error);

private:
    void fetch(const QString &cursor);

    FloorSession &m_session;
    JsonTableModel &m_model;
    const OperationInfo &m_operation;
    QString m_rows;
    int m_pageSize;
    RequestParts m_parts;
    QString m_next;
    quint64 m_question = 0; ///< So that late answers to earlier questions are dropped.
    bool m_asking = false;
};

} // namespace callfloor
