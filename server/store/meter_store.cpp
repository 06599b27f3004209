// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/meter_store.h"

namespace callfloor::store {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void readStanding(Tx &tx, MeterReading &out) {
    {
        Rows rows = tx.query(u"meter_live_calls"_s, {});
        while (rows.next()) {
            MeterReading::LiveCalls calls;
            calls.status = rows.text();
            calls.direction = rows.text();
            calls.count = rows.integer();
            out.live.push_back(calls);
        }
    }
    {
        Rows rows = tx.query(u"meter_waiting"_s, {});
        while (rows.next()) {
            MeterReading::Waiting waiting;
            waiting.queue = rows.text();
            waiting.count = rows.integer();
            waiting.oldest = rows.timeOrNone();
            out.waiting.push_back(waiting);
        }
    }
    {
        Rows rows = tx.query(u"meter_agents"_s, {});
        while (rows.next()) {
            MeterReading::Agents agents;
            agents.presence = rows.text();
            agents.activity = rows.text();
            agents.availability = rows.text();
            agents.count = rows.integer();
            out.agents.push_back(agents);
        }
    }
    {
        Rows rows = tx.query(u"meter_open_commands"_s, {});
        if (rows.next()) {
            out.openCommands = rows.integer();
            out.oldestCommand = rows.timeOrNone();
        }
    }
    Rows rows = tx.query(u"meter_dropped"_s, {});
    if (rows.next()) {
        out.answeredLive = rows.integer();
        out.dropped = rows.integer();
    }
}

void readAdded(Tx &tx, const Binds &times, MeterReading &out) {
    {
        Rows rows = tx.query(u"meter_waits"_s, times);
        while (rows.next()) {
            MeterReading::Wait wait;
            wait.queue = rows.text();
            wait.end = rows.text();
            wait.length = std::chrono::microseconds(rows.integer());
            out.waits.push_back(wait);
        }
    }
    {
        Rows rows = tx.query(u"meter_calls"_s, times);
        while (rows.next()) {
            MeterReading::Calls calls;
            calls.direction = rows.text();
            calls.started = rows.integer();
            calls.answered = rows.integer();
            calls.ended = rows.integer();
            calls.failed = rows.integer();
            out.calls.push_back(calls);
        }
    }
    Rows rows = tx.query(u"meter_webhooks"_s, times);
    if (!rows.next()) return;
    out.webhooks = rows.integer();
    out.webhookLagSum = std::chrono::microseconds(rows.integer());
    out.webhookLagMost = std::chrono::microseconds(rows.integer());
}

} // namespace

MeterReading readMeters(Tx &tx, UtcTime since, UtcTime until) {
    MeterReading reading;
    readStanding(tx, reading);
    readAdded(tx, {{":since_us", micros(since)}, {":until_us", micros(until)}, {":day_before_us", micros(since - 24h)}}, reading);
    return reading;
}

} // namespace callfloor::store
