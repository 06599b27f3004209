// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/lead_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

LeadList readList(Rows &rows) {
    LeadList list;
    list.id = LeadListId(rows.text());
    list.campaign = CampaignId(rows.text());
    list.name = rows.text();
    list.priority = static_cast<int>(rows.integer());
    list.active = rows.boolean();
    list.expiresAt = rows.timeOrNone();
    list.importId = rows.text();
    list.createdAt = rows.time();
    return list;
}

NextLead readNextLead(Rows &rows) {
    NextLead lead;
    lead.id = LeadId(rows.text());
    lead.list = LeadListId(rows.text());
    lead.state = rows.text();
    lead.numberRank = static_cast<int>(rows.integer());
    lead.tries = static_cast<int>(rows.integer());
    lead.misplaced = static_cast<int>(rows.integer());
    lead.zone = rows.text();
    lead.region = rows.text();
    lead.owner = UserId(rows.text());
    lead.numberId = rows.text();
    lead.number = rows.text();
    lead.country = rows.text();
    lead.numberTries = static_cast<int>(rows.integer());
    lead.doNotCall = rows.boolean();
    lead.inAttempt = rows.boolean();
    lead.consent = rows.boolean();
    return lead;
}

std::vector<NextLead> nextLeads(Rows rows) {
    std::vector<NextLead> all;
    while (rows.next()) all.push_back(readNextLead(rows));
    return all;
}

QString jsonArrayOf(const QStringList &texts) {
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

void writeNumbers(JsonWriter &json, const CampaignId &campaign, const QString &lead, const NewLead &from, UtcTime now) {
    for (size_t rank = 0; rank < from.numbers.size(); ++rank) {
        const NewNumber &number = from.numbers[rank];
        json.beginObject().key("id").value(makeUuid7(now)).key("lead_id").value(lead).key("campaign_id").value(campaign.text());
        json.key("rank").value(static_cast<qint64>(rank)).key("number").value(number.number);
        json.key("country").textOrNull(number.country).key("kind").textOrNull(number.kind);
        json.key("blocked").textOrNull(number.blockedReason).endObject();
    }
}

/// The first number that may be dialled: leads begin with rank 0, so it is put there.
NewLead inDialOrder(NewLead lead) {
    std::stable_partition(lead.numbers.begin(), lead.numbers.end(), [](const NewNumber &n) { return n.blockedReason.isEmpty(); });
    return lead;
}

} // namespace

QString NewLead::blockedReason() const {
    const bool any = std::any_of(numbers.begin(), numbers.end(), [](const NewNumber &n) { return n.blockedReason.isEmpty(); });
    return any ? QString() : numbers.empty() ? u"invalid_number"_s : numbers.front().blockedReason;
}

namespace leads {

void insertList(Tx &tx, const LeadList &list) {
    tx.exec(u"list_insert"_s, {{":id", list.id.text()},
                               {":campaign_id", list.campaign.text()},
                               {":name", list.name},
                               {":priority", list.priority},
                               {":active", list.active},
                               {":expires_us", microsOrNull(list.expiresAt)},
                               {":import_id", textOrNull(list.importId)},
                               {":created_us", micros(list.createdAt)}});
}

void changeList(Tx &tx, const LeadList &list) {
    tx.exec(u"list_change"_s, {{":id", list.id.text()},
                               {":name", list.name},
                               {":priority", list.priority},
                               {":active", list.active},
                               {":expires_us", microsOrNull(list.expiresAt)}});
}

std::vector<LeadList> lists(Tx &tx, const CampaignId &campaign) {
    std::vector<LeadList> all;
    Rows rows = tx.query(u"lists_of"_s, {{":campaign_id", campaign.text()}});
    while (rows.next()) all.push_back(readList(rows));
    return all;
}

std::optional<LeadList> list(Tx &tx, const LeadListId &id) {
    Rows rows = tx.query(u"list_one"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    return readList(rows);
}

void insert(Tx &tx, const CampaignId &campaign, const LeadListId &list, qint64 position, const std::vector<NewLead> &leads,
            UtcTime now) {
    if (leads.empty()) return;
    QByteArray leadRows, numberRows;
    JsonWriter json(leadRows), numbers(numberRows);
    json.beginArray();
    numbers.beginArray();
    for (const NewLead &given : leads) {
        const NewLead lead = inDialOrder(given);
        const QString id = makeUuid7(now), blocked = lead.blockedReason();
        json.beginObject().key("id").value(id).key("campaign_id").value(campaign.text()).key("list_id").value(list.text());
        json.key("position").value(position++).key("priority").value(lead.priority);
        json.key("state").value(blocked.isEmpty() ? u"ready" : u"blocked").key("outcome").textOrNull(blocked);
        json.key("person").textOrNull(lead.person).key("zone").textOrNull(lead.zone).key("region").textOrNull(lead.region);
        json.key("import_id").textOrNull(lead.importId).endObject();
        writeNumbers(numbers, campaign, id, lead, now);
    }
    json.endArray();
    numbers.endArray();
    tx.execRows(u"lead_insert"_s, leadRows);
    tx.execRows(u"lead_number_insert"_s, numberRows);
}

QSet<QString> known(Tx &tx, const CampaignId &campaign, const QStringList &numbers) {
    QSet<QString> found;
    Rows rows = tx.query(u"lead_numbers_known"_s, {{":campaign_id", campaign.text()}, {":numbers", jsonArrayOf(numbers)}});
    while (rows.next()) found.insert(rows.text());
    return found;
}

void promote(Tx &tx, const LeadListId &list, UtcTime now, int limit) {
    tx.exec(u"lead_promote"_s, {{":list_id", list.text()}, {":now_us", micros(now)}, {":limit", limit}});
}

void release(Tx &tx, const CampaignId &campaign, UtcTime now) {
    tx.exec(u"lead_release"_s, {{":campaign_id", campaign.text()}, {":now_us", micros(now)}});
}

std::vector<NextLead> nextReady(Tx &tx, const LeadListId &list, UtcTime now, int limit) {
    return nextLeads(tx.query(u"lead_next_ready"_s, {{":list_id", list.text()}, {":now_us", micros(now)}, {":limit", limit}}));
}

std::vector<NextLead> nextCallbacks(Tx &tx, const CampaignId &campaign, UtcTime now, int limit) {
    return nextLeads(
        tx.query(u"lead_next_callback"_s, {{":campaign_id", campaign.text()}, {":now_us", micros(now)}, {":limit", limit}}));
}

std::optional<NextLead> next(Tx &tx, const CampaignId &campaign, const LeadId &lead, UtcTime now) {
    auto found = nextLeads(tx.query(u"lead_next_one"_s,
                                    {{":id", lead.text()}, {":campaign_id", campaign.text()}, {":now_us", micros(now)}}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<UtcTime> nextTime(Tx &tx, const CampaignId &campaign) {
    Rows rows = tx.query(u"lead_next_time"_s, {{":campaign_id", campaign.text()}});
    if (!rows.next()) return std::nullopt;
    return rows.timeOrNone();
}

void change(Tx &tx, const std::vector<LeadChange> &changes) {
    if (changes.empty()) return;
    QByteArray rows;
    JsonWriter json(rows);
    json.beginArray();
    for (const LeadChange &change : changes) {
        json.beginObject().key("id").value(change.id.text()).key("state").value(change.state);
        json.key("next_us").value(toMicros(change.next)).key("outcome").textOrNull(change.outcome).endObject();
    }
    json.endArray();
    tx.execRows(u"lead_change"_s, rows);
}

std::optional<LeadRow> load(Tx &tx, const LeadId &id) {
    Rows rows = tx.query(u"lead_of"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    LeadRow lead;
    lead.id = LeadId(rows.text());
    lead.list = LeadListId(rows.text());
    lead.state = rows.text();
    lead.next = rows.time();
    lead.numberRank = static_cast<int>(rows.integer());
    lead.tries = static_cast<int>(rows.integer());
    lead.misplaced = static_cast<int>(rows.integer());
    lead.outcome = rows.text();
    lead.lastAttempt = rows.text();
    lead.owner = UserId(rows.text());
    lead.person = rows.text();
    lead.zone = rows.text();
    lead.region = rows.text();
    return lead;
}

std::vector<NumberRow> numbers(Tx &tx, const LeadId &id) {
    std::vector<NumberRow> all;
    Rows rows = tx.query(u"lead_numbers_of"_s, {{":lead_id", id.text()}});
    while (rows.next()) {
        NumberRow number;
        number.id = rows.text();
        number.rank = static_cast<int>(rows.integer());
        number.number = rows.text();
        number.country = rows.text();
        number.kind = rows.text();
        number.blocked = rows.text();
        number.tries = static_cast<int>(rows.integer());
        all.push_back(std::move(number));
    }
    return all;
}

std::optional<LeadId> byNumber(Tx &tx, const CampaignId &campaign, const QString &number) {
    Rows rows = tx.query(u"lead_by_number"_s, {{":campaign_id", campaign.text()}, {":number", number}});
    if (!rows.next()) return std::nullopt;
    return LeadId(rows.text());
}

void afterAttempt(Tx &tx, const LeadId &id, const LeadAfter &after) {
    tx.exec(u"lead_after_attempt"_s, {{":state", after.state},
                                      {":next_us", micros(after.next)},
                                      {":number_rank", after.numberRank},
                                      {":more_tries", after.counts ? 1 : 0},
                                      {":misplaced", after.misplaced},
                                      {":outcome", textOrNull(after.outcome)},
                                      {":owner_id", textOrNull(after.owner.text())},
                                      {":id", id.text()}});
}

bool setOwner(Tx &tx, const LeadId &id, const QString &state, UtcTime next, const UserId &owner) {
    return tx.exec(u"lead_owner"_s, {{":state", state}, {":next_us", micros(next)}, {":owner_id", textOrNull(owner.text())},
                                     {":id", id.text()}}) > 0;
}

void numberTried(Tx &tx, const QString &numberId, bool counts, const QString &blocked) {
    tx.exec(u"lead_number_tried"_s, {{":more", counts ? 1 : 0}, {":blocked", textOrNull(blocked)}, {":id", numberId}});
}

std::optional<int> numberBehind(Tx &tx, const LeadId &id, int rank) {
    Rows rows = tx.query(u"lead_number_behind"_s, {{":lead_id", id.text()}, {":rank", rank}});
    if (!rows.next()) return std::nullopt;
    const auto behind = rows.timeOrNone(); // null: none
    if (!behind) return std::nullopt;
    return static_cast<int>(toMicros(*behind));
}

std::vector<LeadStateCount> states(Tx &tx, const LeadListId &list) {
    std::vector<LeadStateCount> all;
    Rows rows = tx.query(u"lead_states"_s, {{":list_id", list.text()}});
    while (rows.next()) {
        LeadStateCount one;
        one.state = rows.text();
        one.count = rows.integer();
        one.next = rows.time();
        all.push_back(std::move(one));
    }
    return all;
}

QStringList recycle(Tx &tx, const CampaignId &campaign, const QStringList &outcomes, QString &after, int limit) {
    QStringList recycled;
    Rows rows = tx.change(u"lead_recycle"_s, {{":campaign_id", campaign.text()}, {":outcomes", jsonArrayOf(outcomes)},
                                              {":after", after}, {":limit", limit}});
    while (rows.next()) {
        after = std::max(after, rows.text());
        recycled << rows.text();
    }
    return recycled;
}

int expire(Tx &tx, const LeadListId &list, int limit) {
    int count = 0;
    Rows rows = tx.change(u"lead_expire"_s, {{":list_id", list.text()}, {":limit", limit}});
    while (rows.next()) ++count;
    return count;
}

void insertCallback(Tx &tx, const CampaignId &campaign, const Callback &callback, UtcTime now) {
    tx.exec(u"callback_insert"_s, {{":id", callback.id},
                                   {":campaign_id", campaign.text()},
                                   {":lead_id", callback.lead.text()},
                                   {":number", callback.number},
                                   {":due_us", micros(callback.due)},
                                   {":expires_us", micros(callback.expires)},
                                   {":owner_id", textOrNull(callback.owner.text())},
                                   {":note", textOrNull(callback.note)},
                                   {":now_us", micros(now)}});
}

void closeCallback(Tx &tx, const LeadId &lead, const QString &outcome, UtcTime now) {
    tx.exec(u"callback_close"_s, {{":now_us", micros(now)}, {":outcome", outcome}, {":lead_id", lead.text()}});
}

std::optional<LeadId> reservedBy(Tx &tx, const CampaignId &campaign, const UserId &agent, UtcTime now) {
    Rows rows = tx.query(u"lead_reserved_by"_s, {{":campaign_id", campaign.text()}, {":now_us", micros(now)}, {":owner_id", agent.text()}});
    if (!rows.next()) return std::nullopt;
    return LeadId(rows.text());
}

std::vector<LeadId> expireCallbacks(Tx &tx, const CampaignId &campaign, UtcTime now) {
    std::vector<LeadId> leads;
    Rows rows = tx.change(u"callback_expire"_s, {{":now_us", micros(now)}, {":campaign_id", campaign.text()}});
    while (rows.next()) leads.emplace_back(rows.text());
    return leads;
}

namespace {
Callback readCallback(Rows &rows) {
    Callback callback;
    callback.id = rows.text();
    callback.lead = LeadId(rows.text());
    callback.number = rows.text();
    callback.due = rows.time();
    callback.expires = rows.time();
    callback.owner = UserId(rows.text());
    callback.note = rows.text();
    return callback;
}
} // namespace

std::optional<Callback> openCallback(Tx &tx, const LeadId &lead) {
    Rows rows = tx.query(u"callback_of"_s, {{":lead_id", lead.text()}});
    if (!rows.next()) return std::nullopt;
    return readCallback(rows);
}

std::vector<Callback> callbacks(Tx &tx, const CampaignId &campaign, int limit) {
    std::vector<Callback> all;
    Rows rows = tx.query(u"callbacks_of"_s, {{":campaign_id", campaign.text()}, {":limit", limit}});
    while (rows.next()) all.push_back(readCallback(rows));
    return all;
}

} // namespace leads
} // namespace callfloor::store
