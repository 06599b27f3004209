// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/announcer.h"

#include "app/domain/announcement.h"
#include "server/engine/floor_source.h"
#include "server/store/queue_entry_store.h"

#include <algorithm>

namespace callfloor {

std::chrono::seconds announceInterval(const Queue &queue) {
    const bool says = queue.announcePosition || queue.announceEstimate || queue.offerCallback;
    return std::chrono::seconds(says ? queue.announceEverySeconds : 0);
}

input::Announce Announcer::tell(store::Tx &tx, const Call &call, const std::optional<Queue> &queue) {
    const auto entry = queue ? store::entries::openOf(tx, call.id) : std::nullopt;
    if (!entry || entry->state != store::EntryState::Waiting) return {};
    if (!m_floor) m_floor = match(floorFromRows(tx, m_now), m_now);
    const auto place = std::find_if(m_floor->waiting.begin(), m_floor->waiting.end(),
                                    [&](const Waiting &waiting) { return waiting.entryId == entry->id; });
    if (place == m_floor->waiting.end()) return {};
    Announcement what;
    if (queue->announcePosition) what.position = place->position;
    if (queue->announceEstimate) what.estimatedSeconds = place->estimatedSeconds;
    what.callback = call.plan.callbackOffered;
    return {announcementText(what, m_policy.announceLanguage)};
}

} // namespace callfloor
