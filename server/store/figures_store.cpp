// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/figures_store.h"

namespace callfloor::store::figures {

using namespace Qt::StringLiterals;

namespace {

struct Restriction {
    Binds binds;
    QStringList filters;
};

Restriction restrictionOf(const FigureQuery &query, bool work) {
    Restriction made{{{":from_us", micros(query.from)}, {":to_us", micros(query.to)}}, {}};
    if (!query.queue.isEmpty()) {
        made.filters << (work ? u"work_queue"_s : u"figures_queue"_s);
        made.binds.emplace_back(":queue_id", query.queue.text());
    }
    if (!query.agent.isEmpty()) {
        made.filters << (work ? u"work_user"_s : u"figures_agent"_s);
        made.binds.emplace_back(work ? ":user_id" : ":agent_id", query.agent.text());
    }
    return made;
}

Rows summed(Tx &tx, const QString &name, const FigureQuery &query, bool work) {
    Restriction restriction = restrictionOf(query, work);
    const qint64 interval = query.interval.count() > 0 ? query.interval.count() * 1'000'000 : std::max<qint64>(1, (query.to - query.from).count());
    restriction.binds.emplace_back(":interval_us", interval);
    return tx.query(name, restriction.binds, restriction.filters);
}

Rows listed(Tx &tx, const QString &name, const FigureQuery &query, bool work, int limit) {
    Restriction restriction = restrictionOf(query, work);
    restriction.binds.emplace_back(":limit", limit);
    return tx.query(name, restriction.binds, restriction.filters);
}

FigureKey readKey(Rows &rows) {
    FigureKey key;
    key.queue = QueueId(rows.text());
    key.agent = UserId(rows.text());
    key.interval = rows.integer();
    return key;
}

void addTime(WorkSums &sums, const QString &kind, qint64 us) {
    if (kind == "talk"_L1) sums.talkUs += us;
    else if (kind == "hold"_L1) sums.holdUs += us;
    else if (kind == "wrap"_L1) sums.wrapUs += us;
    else if (kind == "ring"_L1) sums.ringUs += us;
    else if (kind == "idle"_L1) sums.idleUs += us;
    else sums.notReadyUs += us;
}

} // namespace

std::map<FigureKey, QueueSums> entrySums(Tx &tx, const FigureQuery &query) {
    std::map<FigureKey, QueueSums> all;
    Rows rows = summed(tx, u"figures_entries"_s, query, false);
    while (rows.next()) {
        QueueSums &sums = all[readKey(rows)];
        sums.offered = rows.integer();
        sums.answered = rows.integer();
        sums.answeredInTime = rows.integer();
        sums.abandoned = rows.integer();
        sums.abandonedInTime = rows.integer();
        sums.shortAbandoned = rows.integer();
        sums.flowedOut = rows.integer();
        sums.answeredWaitUs = rows.integer();
    }
    return all;
}

std::map<FigureKey, WorkSums> workSums(Tx &tx, const FigureQuery &query) {
    std::map<FigureKey, WorkSums> all;
    {
        Rows rows = summed(tx, u"figures_work"_s, query, true);
        while (rows.next()) {
            WorkSums &sums = all[readKey(rows)];
            const QString kind = rows.text();
            addTime(sums, kind, rows.integer());
        }
    }
    Rows rows = summed(tx, u"figures_contacts"_s, query, true);
    while (rows.next()) {
        WorkSums &sums = all[readKey(rows)];
        sums.handled = rows.integer();
        sums.handledUs = rows.integer();
    }
    return all;
}

std::vector<QueueEntry> entryRows(Tx &tx, const FigureQuery &query, int limit) {
    std::vector<QueueEntry> list;
    Rows rows = listed(tx, u"figures_entry_rows"_s, query, false, limit);
    while (rows.next()) list.push_back(readEntry(rows));
    return list;
}

std::vector<Contact> contactRows(Tx &tx, const FigureQuery &query, int limit) {
    std::vector<Contact> list;
    Rows rows = listed(tx, u"figures_contact_rows"_s, query, true, limit);
    while (rows.next()) {
        Contact contact;
        contact.queue = QueueId(rows.text());
        contact.agent = UserId(rows.text());
        contact.call = CallId(rows.text());
        contact.beganAt = rows.time();
        contact.endedAt = rows.time();
        contact.handleUs = rows.integer();
        list.push_back(std::move(contact));
    }
    return list;
}

std::vector<WorkSegment> workRows(Tx &tx, const FigureQuery &query, int limit) {
    std::vector<WorkSegment> list;
    Rows rows = listed(tx, u"figures_work_rows"_s, query, true, limit);
    while (rows.next()) list.push_back(readSegment(rows));
    return list;
}

} // namespace callfloor::store::figures
