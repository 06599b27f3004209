// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/many_calls.h"

#include "server/store/call_store.h"
#include "server/store/storage.h"

#include <algorithm>

namespace callfloor::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Call endedCall(int n, UtcTime start) {
    Call call;
    call.id = CallId::make(start);
    call.customerNumber = u"+1202555%1"_s.arg(n % 10'000, 4, 10, QLatin1Char('0'));
    call.ourNumber = u"+13125550100"_s;
    call.status = CallStatus::Completed;
    call.outcome = u"answered"_s;
    call.startedAt = start;
    call.answeredAt = start + 5s;
    call.endedAt = start + 60s;
    Leg leg;
    leg.id = LegId::make(start);
    leg.to = call.customerNumber;
    leg.from = call.ourNumber;
    leg.callControlId = u"v3:bench-%1"_s.arg(n);
    leg.callLegId = u"leg-%1"_s.arg(n);
    leg.callSessionId = u"session-%1"_s.arg(n);
    leg.createdAt = start;
    leg.initiatedAt = start;
    leg.answeredAt = call.answeredAt;
    leg.endedAt = call.endedAt;
    leg.endEventId = u"end-%1"_s.arg(n);
    leg.hangupCause = u"normal_clearing"_s;
    call.legs.push_back(leg);
    return call;
}

} // namespace

Result<Ok> insertEndedCalls(const QString &databaseUrl, int count) {
    constexpr int kTogether = 1000;
    const auto url = store::parseDatabaseUrl(databaseUrl, {});
    if (!url) return url.error();
    auto storage = store::Storage::open({*url, 1, true});
    if (!storage) return storage.error();
    const UtcTime first = SystemClock().now() - std::chrono::seconds(count + 120);
    for (int done = 0; done < count; done += kTogether) {
        std::vector<Call> calls;
        for (int n = done; n < std::min(count, done + kTogether); ++n) calls.push_back(endedCall(n, first + std::chrono::seconds(n)));
        auto written = (*storage)->write<Ok>([&](store::Tx &tx) -> Result<Ok> {
            store::calls::save(tx, calls, 1.0);
            return Ok{};
        });
        written.waitForFinished();
        if (const auto result = written.result(); !result) return result.error();
    }
    return Ok{};
}

} // namespace callfloor::bench
