// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_floor.h"

#include "server/engine/password_hasher.h"
#include "server/engine/user_accounts.h"
#include "server/store/queue_store.h"
#include "server/store/user_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const QString kSales = u"Sales"_s, kSupport = u"Support"_s;

Result<Ok> addPeople(store::Tx &tx, int passwordCost, UtcTime now) {
    for (const DemoUser &person : demoUsers()) {
        if (store::users::byEmail(tx, person.email)) continue;
        auto hash = PasswordHasher::hashNow(person.password, passwordCost);
        if (!hash) return hash.error();
        store::User user;
        user.id = UserId::make(now);
        user.email = person.email;
        user.name = person.name;
        user.role = person.role;
        user.passwordHash = *hash;
        user.createdAt = now;
        user.station = person.station;
        if (!person.station.isEmpty()) user.stationKind = store::StationKind::Sip;
        if (auto made = accounts::create(tx, user, {}, now); !made) return made;
    }
    return Ok{};
}

QueueId queueNamed(store::Tx &tx, const QString &name, UtcTime now) {
    if (const auto known = store::queues::idByName(tx, name)) return *known;
    Queue queue;
    queue.id = QueueId::make(now);
    queue.name = name;
    queue.ringSeconds = 10;
    queue.maxWaitSeconds = 45;
    queue.overflow.kind = OverflowKind::Message;
    queue.overflow.text = u"Everybody is busy. Please call again later."_s;
    queue.announceEverySeconds = 10;
    queue.announcePosition = queue.announceEstimate = true;
    queue.wrapUpMaxSeconds = 20;
    queue.wrapUpNeedsDisposition = true;
    store::queues::save(tx, queue, now);
    int place = 0;
    for (const DemoUser &person : demoUsers()) {
        const auto user = person.station.isEmpty() || person.role != Role::Agent ? std::nullopt : store::users::byEmail(tx, person.email);
        if (user) store::queues::saveMember(tx, {queue.id, user->id, 1, place++, 1});
    }
    return queue.id;
}

void leadNumber(store::Tx &tx, const QString &number, const QString &label, const RouteTarget &to, UtcTime now) {
    if (store::queues::number(tx, number)) return;
    NumberRoute route;
    route.number = number;
    route.label = label;
    route.open = route.closed = to;
    store::queues::saveNumber(tx, route, now);
}

} // namespace

const std::vector<DemoUser> &demoUsers() {
    const auto phone = [](const char *name) { return u"sip:%1@sip.telnyx.com"_s.arg(QLatin1String(name)); };
    static const std::vector<DemoUser> kUsers = {
        {u"admin@demo.example"_s, u"Ada Admin"_s, u"demo-admin"_s, Role::Admin},
        {u"supervisor@demo.example"_s, u"Sam Supervisor"_s, u"demo-supervisor"_s, Role::Supervisor, phone("sam")},
        {u"agent@demo.example"_s, u"Alex Agent"_s, u"demo-agent"_s, Role::Agent},
        {u"agent2@demo.example"_s, u"Robin Agent"_s, u"demo-agent2"_s, Role::Agent},
        {u"kim@demo.example"_s, u"Kim"_s, u"demo-kim"_s, Role::Agent, phone("kim")},
        {u"lou@demo.example"_s, u"Lou"_s, u"demo-lou"_s, Role::Agent, phone("lou")},
        {u"mika@demo.example"_s, u"Mika"_s, u"demo-mika"_s, Role::Agent, phone("mika")},
        {u"noor@demo.example"_s, u"Noor"_s, u"demo-noor"_s, Role::Agent, phone("noor")},
        {u"ola@demo.example"_s, u"Ola"_s, u"demo-ola"_s, Role::Agent, phone("ola")}};
    return kUsers;
}

const QStringList &demoNumbers() {
    static const QStringList kNumbers{u"+13125550100"_s, u"+13125550101"_s};
    return kNumbers;
}

Result<Ok> prepareDemoFloor(store::Tx &tx, int passwordCost, UtcTime now) {
    if (auto added = addPeople(tx, passwordCost, now); !added) return added;
    RouteTarget assistant, support;
    assistant.kind = RouteKind::Ai;
    assistant.queue = queueNamed(tx, kSales, now);
    support.kind = RouteKind::Queue;
    support.queue = queueNamed(tx, kSupport, now);
    leadNumber(tx, demoNumbers()[0], u"Assistant, then Sales"_s, assistant, now);
    leadNumber(tx, demoNumbers()[1], kSupport, support, now);
    return Ok{};
}

} // namespace callfloor
