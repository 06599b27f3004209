// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/line_store.h"

namespace callfloor::store::lines {

using namespace Qt::StringLiterals;

namespace {
template <class Id>
std::vector<Id> idsOf(Rows rows) {
    std::vector<Id> ids;
    while (rows.next()) ids.push_back(Id(rows.text()));
    return ids;
}
} // namespace

std::optional<AgentLine> of(Tx &tx, const UserId &agent) {
    Rows rows = tx.query(u"line_of_agent"_s, {{":user_id", agent.text()}});
    if (!rows.next()) return std::nullopt;
    AgentLine line;
    line.call = CallId(rows.text());
    line.agent = UserId(rows.text());
    line.leg = LegId(rows.text());
    line.station = rows.text();
    line.answered = rows.boolean();
    line.ending = rows.boolean();
    return line;
}

std::vector<UserId> ringing(Tx &tx) { return idsOf<UserId>(tx.query(u"line_ringing"_s, {})); }
std::vector<UserId> wanted(Tx &tx) { return idsOf<UserId>(tx.query(u"line_wanted"_s, {})); }
std::vector<CallId> unwanted(Tx &tx, UtcTime old) { return idsOf<CallId>(tx.query(u"line_unwanted"_s, {{":old_us", micros(old)}})); }

} // namespace callfloor::store::lines
