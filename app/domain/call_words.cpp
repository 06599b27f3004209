// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include "app/domain/hand_over.h"

#include <algorithm>

/// What callers say to the assistant and what they hear while they wait.
namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kCallbackKey = "1"_L1;
} // namespace

/// Who asks the assistant for a person gets one, where the number has people behind its assistant.
void Run::callerSaid(const Leg &leg, const CarrierEvent &event) {
    if (leg.role != LegRole::Customer || !plan().assistant || plan().waiting || call().hangupWanted) return;
    const auto &route = plan().route;
    if (!route || route->kind != RouteKind::Ai || route->queue.isEmpty() || somebodyTalks() || somebodyRings()) return;
    const auto asks = [this](const QString &said) { return asksForPerson(said, m_policy.handOverWords); };
    bool asked = false;
    if (event.type == CarrierEventType::Transcription)
        asked = event.isFinal && event.track != "outbound"_L1 && asks(event.text);
    else if (event.type == CarrierEventType::MessageHistory)
        asked = std::any_of(event.history.begin(), event.history.end(),
                            [&](const HistoryMessage &message) { return message.role == "user"_L1 && asks(message.text); });
    if (!asked) return;
    const RouteTarget target = *route;
    enterQueue(target.queue, target.callPriority);
}

/// Not while somebody's phone rings for him: he is about to be connected.
void Run::callerPressed(const Leg &leg, const CarrierEvent &event) {
    if (event.type != CarrierEventType::Dtmf || event.text != kCallbackKey || leg.role != LegRole::Customer) return;
    if (plan().waiting && plan().callbackOffered && !somebodyRings() && customerOnTheLine()) keepPlace({});
}

/// He hangs up, his place stays. Without words of the queue he hears those of the installation.
void Run::keepPlace(const QString &text) {
    leaveQueue();
    m_out.effects.emplace_back(effect::KeepPlace{});
    sayAndEnd(text.trimmed().isEmpty() ? m_policy.callbackText : text);
}

/// A new round is begun also where nothing can be said in this one. What was being said must have ended by now, whether or
/// not that was reported.
void Run::announceIfDue() {
    if (!plan().announceAt || *plan().announceAt > m_now) return;
    plan().announceAt = m_now + std::chrono::seconds(plan().announceEverySeconds);
    plan().announcing = false;
    const Leg *customer = customerOnTheLine();
    // In a conference he would not hear it, and who is about to be connected hears nothing else any more.
    const bool hears = customer && customer->talk.audio == Audio::Parked && plan().mix == MixState::None;
    if (plan().waiting && plan().admitted && hears && !somebodyRings()) m_out.effects.emplace_back(effect::Announce{});
}

void Run::operator()(const input::Announce &in) {
    const Leg *customer = customerOnTheLine();
    if (in.text.isEmpty() || !customer || !plan().waiting || somebodyRings()) return;
    plan().announcing = true;
    m_last.push_back({customer->id, command::Speak{in.text, m_policy.aiVoice, m_policy.announceLanguage}, {}});
}

/// He does not wait any more: what is being said to him must not go on in somebody's ear.
void Run::announcementEnded() {
    plan().announceEverySeconds = 0;
    plan().announceAt.reset();
    if (!plan().announcing) return;
    plan().announcing = false;
    if (const Leg *customer = customerOnTheLine()) command(customer->id, command::StopPlayback{}, nullptr);
}

} // namespace callfloor::callmachine
