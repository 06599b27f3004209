// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/mixer.h"

#include "app/domain/supervision.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// How often a refused command is asked for again before the wish is given up.
constexpr int kMaxFailures = 3;

class Mixer {
public:
    Mixer(Call &call, const QString &music, const CommandSink &send, bool updateRoles)
        : m_call(call), m_music(music), m_send(send), m_updateRoles(updateRoles) {}

    void run() {
        forgetEndedPeers();
        dissolve();
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

    /// The conference has been given up, but the carrier still has legs in it.
    void dissolve() {
        if (m_call.plan.mix != MixState::None || m_call.plan.conference.isEmpty()) return;
        for (Leg &leg : m_call.legs) {
            if (leg.talk.audio != Audio::Conference) continue;
            if (leg.talks()) m_send(leg.id, command::LeaveConference{m_call.plan.conference});
            park(leg);
        }
        m_call.plan.conference.clear();
    }

    /// The customer first: his leg is the one that outlives a bridge.
    void gather() {
        for (Leg &leg : m_call.legs)
            if (leg.talk.seat != Seat::Apart && leg.talks()) (leg.role == LegRole::Supervisor ? m_supervisors : m_inside).push_back(&leg);
        std::stable_partition(m_inside.begin(), m_inside.end(), [](const Leg *leg) { return leg->role == LegRole::Customer; });
    }

    bool needsConference() const {
        if (m_call.plan.mix != MixState::None) return true;
        if (m_inside.size() < 2) return false;
        // The carrier ends one leg of a bridge with the other; out of a conference everybody can be let as he came.
        if (std::any_of(m_inside.begin(), m_inside.end(), [](const Leg *leg) { return leg->onLine(); })) return true;
        return m_inside.size() > 2 || !m_supervisors.empty() || std::any_of(m_inside.begin(), m_inside.end(), [](const Leg *leg) {
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
        for (Leg *leg : m_supervisors) placeSupervisor(*leg);
    }

    /// The leg that leaves a bridge ends it: the customer's stays up then, the agent's would be ended by the carrier. A line
    /// was never in a bridge, and may be wanted elsewhere before the conference has its name.
    void create() {
        const auto other = std::find_if(m_inside.begin(), m_inside.end(), [](const Leg *leg) { return leg->role != LegRole::Customer && !leg->onLine(); });
        Leg &first = **(other == m_inside.end() ? m_inside.begin() : other);
        // With whom they were bridged is kept: if the carrier refuses, they still are.
        for (Leg *leg : m_inside)
            if (leg->talk.audio == Audio::Bridged) leg->talk.audio = Audio::Parked;
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

    void placeSupervisor(Leg &leg) {
        const QString &room = m_call.plan.conference;
        LegTalk &talk = leg.talk;
        const QString wanted = supervisionRole(m_call, leg);
        const bool inside = talk.audio == Audio::Conference;
        if (inside && talk.askedRole == wanted) return;
        const auto [role, whisperTo] = roleAndListener(wanted);
        if (inside && m_updateRoles) {
            m_send(leg.id, command::ChangeRoleInConference{room, role, whisperTo});
        } else {
            if (inside) m_send(leg.id, command::LeaveConference{room});
            m_send(leg.id, command::JoinConference{room, false, false, {}, role, whisperTo});
            talk.knownRole.clear();
        }
        talk.audio = Audio::Conference;
        talk.askedRole = wanted;
    }

    /// Whoever is not to be in the conversation any more but is still connected to it, or hears its music.
    void leaveUnwanted() {
        for (Leg &leg : m_call.legs) {
            if (leg.talk.seat != Seat::Apart || leg.talk.yields || !leg.talks()) continue;
            silence(leg);
            if (leg.talk.audio != Audio::Conference || m_call.plan.conference.isEmpty()) continue;
            m_send(leg.id, command::LeaveConference{m_call.plan.conference});
            park(leg);
        }
    }

    Call &m_call;
    const QString &m_music;
    const CommandSink &m_send;
    bool m_updateRoles;
    std::vector<Leg *> m_inside;      ///< Who talks or waits.
    std::vector<Leg *> m_supervisors; ///< Who takes part by the conference beside them.
};

/// The carrier refused a conference that was only for a supervisor: whoever was bridged before still is, and is left alone.
void keepBridges(Call &call) {
    for (Leg &leg : call.legs) {
        const Leg *peer = leg.talk.bridgedWith.isEmpty() ? nullptr : call.leg(leg.talk.bridgedWith);
        if (peer && !peer->ended() && peer->talk.bridgedWith == leg.id) leg.talk.audio = Audio::Bridged;
    }
}

bool supervisedInConference(const Call &call) {
    return std::any_of(call.legs.begin(), call.legs.end(), [](const Leg &leg) { return joinsConference(leg) && !leg.over(); });
}

void forgetBridges(Call &call) {
    for (Leg &leg : call.legs)
        if (leg.talk.audio != Audio::Bridged) leg.talk.bridgedWith = {};
}

void forgetConference(Call &call) {
    call.plan.mix = MixState::None;
    call.plan.conference.clear();
    for (Leg &leg : call.legs) {
        if (leg.talk.audio != Audio::Conference) continue;
        leg.talk.audio = Audio::Parked;
        leg.talk.audioHeld = leg.talk.audioMuted = false;
    }
}

/// Without a conference there is no way to connect them.
void letLinesGo(Call &call) {
    for (Leg &leg : call.legs)
        if (leg.onLine() && leg.talk.seat != Seat::Apart) leg.talk.dismissed = true;
}

/// Nobody waits or is muted any more, and nobody listens in the conference: what was wanted cannot be had.
void takeBackWishes(Call &call) {
    for (Leg &leg : call.legs) {
        if (joinsConference(leg)) {
            leg.talk.seat = Seat::Apart;
            leg.talk.dismissed = true;
            continue;
        }
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
        forgetBridges(call);
        if (exists) leg.talk.audio = Audio::Parked; // whether it got in is not known: it joins, which does no harm
        leg.talk.failures = 0;
        return std::nullopt;
    }
    forgetConference(call);
    if (result.outcome == CommandOutcome::Failed && !result.legGone && supervisedInConference(call)) keepBridges(call);
    forgetBridges(call);
    if (++leg.talk.failures < kMaxFailures && !result.legGone) return std::nullopt;
    takeBackWishes(call);
    letLinesGo(call);
    return result.errorText;
}

/// A customer who cannot get in, or anybody beside whom a supervisor listens: better two who talk on a bridge.
bool givesUpConference(const Call &call, const Leg &leg) {
    if (leg.role == LegRole::Supervisor) return false;
    return leg.role == LegRole::Customer || supervisedInConference(call);
}

/// True if the answer was about the role of a supervisor, and is done with.
bool takeRoleAnswer(Leg &leg, const CommandResult &result) {
    LegTalk &talk = leg.talk;
    if (leg.role != LegRole::Supervisor) return false;
    if (result.kind == "leave_conference"_L1) return true; // whether he is in again says the answer to the join
    if (result.outcome == CommandOutcome::Accepted) {
        talk.knownRole = talk.askedRole;
        talk.failures = 0;
        return true;
    }
    const bool update = result.kind == "change_role_in_conference"_L1;
    const bool inside = update || result.errorCode == "90044"_L1; // he has not left yet
    if (!inside || conferenceIsGone(result) || ++talk.failures >= kMaxFailures) {
        if (!update || conferenceIsGone(result)) return false;
        leg.supervisorMode = roleAndListener(talk.knownRole).first; // it stays as it is
        talk.askedRole = talk.knownRole;
        talk.failures = 0;
        return true;
    }
    talk.askedRole = talk.knownRole.isEmpty() ? u"again"_s : talk.knownRole;
    return true;
}

} // namespace

void mix(Call &call, const QString &music, const CommandSink &send, bool updateRoles) { Mixer(call, music, send, updateRoles).run(); }

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
    if (takeRoleAnswer(*leg, result)) return std::nullopt;
    const bool alreadyIn = kind == "join_conference"_L1 && result.errorCode == "90044"_L1;
    if (result.outcome == CommandOutcome::Accepted || (alreadyIn && leg->role != LegRole::Supervisor)) {
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
        if (!again && givesUpConference(call, *leg)) {
            call.plan.mix = MixState::None; // the mixer takes out who is in
            takeBackWishes(call);
        }
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
