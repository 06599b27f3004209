// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/timeline_store.h"

namespace callfloor::store::timeline {

using namespace Qt::StringLiterals;

std::vector<TimelineMoment> ofCall(Tx &tx, const CallId &call, bool forSupervisors) {
    std::vector<TimelineMoment> moments;
    for (Rows rows = tx.query(u"call_timeline"_s, {{":call_id", call.text()}}); rows.next();) {
        TimelineMoment moment;
        moment.at = rows.time();
        moment.kind = rows.text();
        const bool supervisorsOnly = rows.integer() != 0;
        moment.person = UserId(rows.text());
        moment.personName = rows.text();
        moment.subject = rows.text();
        moment.detail = rows.text();
        if (forSupervisors || !supervisorsOnly) moments.push_back(std::move(moment));
    }
    return moments;
}

} // namespace callfloor::store::timeline
