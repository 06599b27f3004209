// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/do_not_call_service.h"

#include "server/store/attempt_store.h"
#include "server/store/campaign_store.h"
#include "server/store/record_store.h"
#include "server/store/suppression_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEntriesPage = 50;

DoNotCallEntry shownEntry(const store::donotcall::Entry &entry) {
    DoNotCallEntry shown;
    shown.id = entry.id;
    shown.number = entry.number;
    if (!entry.campaignId.isEmpty()) shown.campaignId = entry.campaignId;
    if (!entry.reason.isEmpty()) shown.reason = entry.reason;
    shown.createdAt = entry.createdAt;
    return shown;
}

} // namespace

DoNotCallService::DoNotCallService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, const Clock &clock,
                                   const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_clock(clock), m_numbers(options.defaultRegion) {
    dispatcher.on<AddDoNotCall>([this](const AddDoNotCall &op, const Caller &who) { return addDoNotCall(op, who); });
    dispatcher.on<RemoveDoNotCall>([this](const RemoveDoNotCall &op, const Caller &who) { return removeDoNotCall(op, who); });
    dispatcher.on<ListDoNotCall>([this](const ListDoNotCall &op, const Caller &) { return listDoNotCall(op); });
}

QFuture<Result<DoNotCallEntry>> DoNotCallService::addDoNotCall(const AddDoNotCall &op, const Caller &who) {
    return m_numbers.readAll({op.phone})
        .then(this, [this, op, who](const std::vector<NumberReading> &numbers) {
            const NumberReading &reading = numbers.front();
            if (reading.refusal == "invalid_number"_L1)
                return refused<DoNotCallEntry>(Error{ErrorCode::BadRequest, u"That is not a phone number; write it like +15551234567."_s,
                                                     {}, u"number"_s, u"invalid_number"_s, 0});
            store::donotcall::Entry entry;
            const UtcTime now = m_clock.now();
            entry.id = makeUuid7(now);
            entry.number = reading.number;
            entry.campaignId = op.campaignId.value_or(CampaignId());
            entry.reason = op.reason.value_or(QString()).trimmed();
            entry.createdBy = who.actor.userId;
            entry.createdAt = now;
            auto unsent = std::make_shared<std::vector<CallId>>();
            return m_storage.write<DoNotCallEntry>([entry, who, now, unsent](store::Tx &tx) -> Result<DoNotCallEntry> {
                if (!entry.campaignId.isEmpty() && !store::campaigns::load(tx, entry.campaignId)) return notFound(u"There is no such campaign."_s);
                const auto inForce = store::donotcall::add(tx, entry);
                *unsent = store::attempts::unsentCallsTo(tx, entry.number, entry.campaignId);
                store::audit::insert(tx, {who.actor.userId.text(), u"do_not_call_added"_s, inForce.id, {}, who.peer, {}}, now);
                return shownEntry(inForce);
            }).then(this, [this, unsent](const Result<DoNotCallEntry> &added) {
                if (added)
                    for (const CallId &call : *unsent) m_inbox.submit({input::HangUp{{{}, Role::Admin}}, call, {}}, {});
                return added;
            });
        })
        .unwrap();
}

QFuture<Result<Done>> DoNotCallService::removeDoNotCall(const RemoveDoNotCall &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    return m_storage.write<Done>([=, id = op.id](store::Tx &tx) -> Result<Done> {
        if (!store::donotcall::end(tx, id, now)) return notFound(u"There is no such entry in force."_s);
        store::audit::insert(tx, {who.actor.userId.text(), u"do_not_call_removed"_s, id, {}, who.peer, {}}, now);
        return Done{};
    });
}

QFuture<Result<ListDoNotCall::Reply>> DoNotCallService::listDoNotCall(const ListDoNotCall &op) {
    const auto read = [this, op](const QString &number) {
        return m_storage.read<ListDoNotCall::Reply>([op, number](store::Tx &tx) -> Result<ListDoNotCall::Reply> {
            const int limit = op.limit.value_or(kEntriesPage);
            const auto entries = store::donotcall::list(tx, number, op.cursor.value_or(QString()), limit + 1);
            if (!entries) return badCursor();
            ListDoNotCall::Reply reply;
            for (const auto &entry : *entries) reply.entries.push_back(shownEntry(entry));
            if (static_cast<int>(reply.entries.size()) > limit) {
                reply.entries.pop_back();
                reply.next = reply.entries.back().id;
            }
            return reply;
        });
    };
    if (!op.phone) return read({});
    return m_numbers.readAll({*op.phone})
        .then(this, [read](const std::vector<NumberReading> &numbers) { return read(numbers.front().number); })
        .unwrap();
}

} // namespace callfloor
