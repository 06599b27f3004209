// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/mixer.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// How often a refused command is asked for again before the wish is given up.
constexpr int kMaxFailures = 3;

class Mixer {
public:
    Mixer(Call &call, const QString &music, const CommandSink &send) : m_call(call), m_music(music), m_send(send) {}

    void run() {
        forgetEndedPeers();
        gather();
        if (needsConference()) return conference();
        leaveUnwanted();
        if (m_inside.size() == 2) return bridge(*m_inside[0], *m_inside[1]);
        for (Leg *leg : m_inside) alone(*leg);
    }

private:
    void forgetEndedPeers() {
        for (Leg &leg : m_call.legs) {
            if (leg.talk.audio != Audio::Bridged) continue;
            const Leg *peer = m_call.leg(leg.talk.bridgedWith);
            if (!peer || peer->ended()) park(leg);
        }
    }

    /// The customer first: his leg is the one that outlives a bridge.
    void gather() {
        for (Leg &leg : m_call.legs)
            if (leg.talk.seat != Seat::Apart && leg.talks()) m_inside.push_back(&leg);
        std::stable_partition(m_inside.begin(), m_inside.end(), [](const Leg *leg) { return leg->role == LegRole::Customer; });
    }

    bool needsConference() const {
        if (m_call.plan.mix != MixState::None) return true;
        if (m_inside.size() < 2) return false;
        return m_inside.size() > 2 || std::any_of(m_inside.begin(), m_inside.end(), [](const Leg *leg) {
                   return leg->talk.seat == Seat::Held || leg->talk.muted;
               });
    }

    static void park(Leg &leg) {
        leg.talk.audio = Audio::Parked;
        leg.talk.bridgedWith = {};
        leg.talk.audioHeld = leg.talk.audioMuted = false;
    }

    void silence(Leg &leg) {
        if (!leg.talk.music) return;
        leg.talk.music = false;
        m_send(leg.id, command::StopPlayback{});
    }

    /// The first leg stays up when the bridge ends; the carrier ends the other one.
    void bridge(Leg &stays, Leg &other) {
        if (stays.talk.audio == Audio::Bridged && stays.talk.bridgedWith == other.id) return;
        silence(stays);
        silence(other);
        m_send(stays.id, command::Bridge{other.id, true});
        stays.talk.audio = other.talk.audio = Audio::Bridged;
        stays.talk.bridgedWith = other.id;
        other.talk.bridgedWith = stays.id;
    }

    void alone(Leg &leg) {
        const bool music = leg.talk.seat == Seat::Held && !m_music.isEmpty();
        if (leg.talk.audio == Audio::Bridged || music == leg.talk.music) return;
        if (!music) return silence(leg);
        leg.talk.music = true;
        m_send(leg.id, command::StartPlayback{m_music, true});
    }

    void conference() {
        CallPlan &plan = m_call.plan;
        leaveUnwanted();
        if (plan.mix == MixState::None) return create();
        if (plan.mix == MixState::Creating) return; // its name is known when the carrier has answered
        for (Leg *leg : m_inside) place(*leg);
    }

    /// The leg that leaves a bridge ends it: the customer's stays up then, the agent's would be ended by the carrier.
    void create() {
        Leg &first = **std::find_if(m_inside.begin(), m_inside.end(), [&](const Leg *leg) {
            return leg->role != LegRole::Customer || m_inside.size() == 1;
        });
        for (Leg *leg : m_inside)
            if (leg->talk.audio == Audio::Bridged) park(*leg);
        silence(first);
        ++m_call.plan.conferences;
        m_call.plan.mix = MixState::Creating;
        first.talk.audio = Audio::Conference;
        m_send(first.id, command::CreateConference{u"callfloor-%1-%2"_s.arg(m_call.id.text()).arg(m_call.plan.conferences)});
    }

    void place(Leg &leg) {
        const QString &room = m_call.plan.conference;
        LegTalk &talk = leg.talk;
        const bool held = talk.seat == Seat::Held;
        if (talk.audio != Audio::Conference) {
            silence(leg);
            m_send(leg.id, command::JoinConference{room, held, talk.muted, m_music});
            talk.audio = Audio::Conference;
            talk.bridgedWith = {};
            talk.audioHeld = held;
            talk.audioMuted = talk.muted;
            return;
        }
        if (talk.audioHeld != held) {
            if (held) m_send(leg.id, command::HoldInConference{room, m_music});
            else m_send(leg.id, command::UnholdInConference{room});
            talk.audioHeld = held;
        }
        if (talk.audioMuted != talk.muted) {
            if (talk.muted) m_send(leg.id, command::MuteInConference{room});
            else m_send(leg.id, command::UnmuteInConference{room});
            talk.audioMuted = talk.muted;
        }
    }

    /// Whoever is not to be in the conversation any more but is still connected to it, or hears its music.
    void leaveUnwanted() {
        for (Leg &leg : m_call.legs) {
            if (leg.talk.seat != Seat::Apart || !leg.talks()) continue;
            silence(leg);
            if (leg.talk.audio != Audio::Conference || m_call.plan.conference.isEmpty()) continue;
            m_send(leg.id, command::LeaveConference{m_call.plan.conference});
            park(leg);
        }
    }

    Call &m_call;
    const QString &m_music;
    const CommandSink &m_send;
    std::vector<Leg *> m_inside;
};

void forgetConference(Call &call) {
    call.plan.mix = MixState::None;
    call.plan.conference.clear();
    for (Leg &leg : call.legs) {
        if (leg.talk.audio != Audio::Conference) continue;
        leg.talk.audio = Audio::Parked;
        leg.talk.audioHeld = leg.talk.audioMuted = false;
    }
}

/// Nobody waits or is muted any more: what was wanted cannot be had.
void takeBackWishes(Call &call) {
    for (Leg &leg : call.legs) {
        if (leg.talk.seat == Seat::Held && call.plan.connected && !call.plan.waiting && !call.plan.parked) leg.talk.seat = Seat::Talks;
        leg.talk.muted = false;
    }
}

std::optional<QString> takeCreated(Call &call, Leg &leg, const CommandResult &result) {
    if (call.plan.mix != MixState::Creating) return std::nullopt;
    const QString name = u"callfloor-%1-%2"_s.arg(call.id.text()).arg(call.plan.conferences);
    const bool exists = result.errorCode == "90033"_L1;
    if (result.outcome == CommandOutcome::Accepted || exists) {
        call.plan.mix = MixState::Up;
        call.plan.conference = result.conferenceId.isEmpty() ? name : result.conferenceId;
        if (exists) leg.talk.audio = Audio::Parked; // whether it got in is not known: it joins, which does no harm
        leg.talk.failures = 0;
        return std::nullopt;
    }
    forgetConference(call);
    if (++leg.talk.failures < kMaxFailures && !result.legGone) return std::nullopt;
    takeBackWishes(call);
    return result.errorText;
}

} // namespace

void mix(Call &call, const QString &music, const CommandSink &send) { Mixer(call, music, send).run(); }

bool isMixKind(const QString &kind) { return kind == "bridge"_L1 || kind.endsWith("_conference"_L1); }

bool conferenceIsGone(const CommandResult &result) {
    return result.errorCode == "90019"_L1 || result.errorCode == "90058"_L1 ||
           (result.legGone && result.errorCode.isEmpty() && result.kind.endsWith("_conference"_L1));
}

std::optional<QString> takeMixResult(Call &call, const CommandResult &result) {
    Leg *leg = call.leg(result.legId);
    if (!leg) return std::nullopt;
    LegTalk &talk = leg->talk;
    const QString &kind = result.kind;
    if (kind == "create_conference"_L1) return takeCreated(call, *leg, result);
    const bool bridged = kind == "bridge"_L1 && talk.audio == Audio::Bridged;
    const bool mixed = kind.endsWith("_conference"_L1) && talk.audio == Audio::Conference;
    if (!bridged && !mixed) return std::nullopt;
    if (result.outcome == CommandOutcome::Accepted) {
        talk.failures = 0;
        return std::nullopt;
    }
    ++talk.failures;
    const bool again = talk.failures < kMaxFailures;
    if (bridged) {
        if (Leg *peer = call.leg(talk.bridgedWith)) peer->talk.audio = Audio::Parked;
        talk.audio = Audio::Parked;
    } else if (conferenceIsGone(result)) {
        forgetConference(call);
    } else if (kind == "join_conference"_L1) {
        talk.audio = Audio::Parked;
    } else if (kind.startsWith("hold"_L1) || kind.startsWith("unhold"_L1)) {
        talk.audioHeld = !talk.audioHeld;
        if (!again) talk.seat = talk.audioHeld ? Seat::Held : Seat::Talks;
    } else {
        talk.audioMuted = !talk.audioMuted;
        if (!again) talk.muted = talk.audioMuted;
    }
    if (again) return std::nullopt;
    talk.failures = 0;
    return result.errorText.isEmpty() ? u"The carrier could not connect the call."_s : result.errorText;
}

} // namespace callfloor
