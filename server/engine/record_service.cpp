// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/record_service.h"

#include "server/engine/words_service.h"
#include "server/store/record_store.h"
#include "server/store/timeline_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAuditPage = 50;

std::optional<QString> recordedText(const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); }
std::optional<UserId> personIfAny(const QString &id) { return id.isEmpty() ? std::nullopt : std::optional(UserId(id)); }

AuditLine auditLine(const store::AuditEntry &entry) {
    return {entry.id,     entry.at, personIfAny(entry.actorId), recordedText(entry.actorName), entry.action, recordedText(entry.subject),
            entry.details, recordedText(entry.peer)};
}

} // namespace

RecordService::RecordService(Dispatcher &dispatcher, store::Storage &storage, QObject *parent) : QObject(parent), m_storage(storage) {
    dispatcher.on<CallEvents>([this](const CallEvents &op, const Caller &who) { return events(op, who); });
    dispatcher.on<ListAudit>([this](const ListAudit &op, const Caller &) { return audit(op); });
}

QFuture<Result<CallEvents::Reply>> RecordService::events(const CallEvents &op, const Caller &who) {
    return m_storage.read<CallEvents::Reply>([id = op.id, actor = who.actor](store::Tx &tx) -> Result<CallEvents::Reply> {
        if (auto allowed = mayReadCall(tx, id, actor); !allowed) return allowed.error();
        CallEvents::Reply reply;
        for (const store::TimelineMoment &one : store::timeline::ofCall(tx, id, allows(actor.role, Role::Supervisor)))
            reply.events.push_back({one.at, one.kind, personIfAny(one.person.text()), recordedText(one.personName), recordedText(one.subject),
                                    recordedText(one.detail)});
        return reply;
    });
}

QFuture<Result<ListAudit::Reply>> RecordService::audit(const ListAudit &op) {
    const int limit = op.limit.value_or(kAuditPage);
    const store::AuditFilter filter{op.cursor.value_or(QString()), op.actorId.value_or(UserId()), op.action.value_or(QString()), op.from, op.to};
    return m_storage.read<ListAudit::Reply>([filter, limit](store::Tx &tx) -> Result<ListAudit::Reply> {
        auto entries = store::audit::page(tx, filter, limit + 1);
        if (!entries) return badField(u"cursor"_s, u"This cursor leads nowhere; begin with the first page."_s);
        ListAudit::Reply reply;
        const bool more = entries->size() > static_cast<size_t>(limit);
        if (more) entries->pop_back();
        for (const store::AuditEntry &entry : *entries) reply.entries.push_back(auditLine(entry));
        if (more) reply.next = reply.entries.back().id;
        return reply;
    });
}

} // namespace callfloor
