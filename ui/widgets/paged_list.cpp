// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paged_list.h"

#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;

PagedList::PagedList(FloorSession &session, JsonTableModel &model, const OperationInfo &operation, QString rows, int pageSize, QObject *parent)
    : QObject(parent), m_session(session), m_model(model), m_operation(operation), m_rows(std::move(rows)), m_pageSize(pageSize) {
    connect(&model, &JsonTableModel::moreWanted, this, [this] { fetch(m_next); });
}

void PagedList::ask(RequestParts parts) {
    m_parts = std::move(parts);
    m_parts.query.insert(u"limit"_s, QString::number(m_pageSize));
    fetch({});
}

void PagedList::fetch(const QString &cursor) {
    RequestParts parts = m_parts;
    if (!cursor.isEmpty()) parts.query.insert(u"cursor"_s, cursor);
    m_asking = true;
    m_session.run(m_operation, parts).then(this, [this, cursor, question = ++m_question](const Result<QByteArray> &reply) {
        if (question != m_question) return;
        m_asking = false;
        if (!reply) {
            // What is there stays; the next scroll to the end asks again.
            m_model.setMore(!cursor.isEmpty());
            emit refused(reply.error());
            return;
        }
        const QJsonObject page = QJsonDocument::fromJson(*reply).object();
        m_next = page.value("next"_L1).toString();
        if (cursor.isEmpty()) m_model.setRows(page.value(m_rows).toArray());
        else m_model.appendRows(page.value(m_rows).toArray());
        m_model.setMore(!m_next.isEmpty());
        if (cursor.isEmpty()) emit answered();
    });
}

} // namespace callfloor
