// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/command_desk.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::chrono::seconds kRepeatWindow{60};

} // namespace

void CommandDesk::add(const Spec &spec, Run run) {
    m_router.add(spec.method, "calls/{}/actions/"_L1 + spec.name, spec.name,
                 [this, spec, run = std::move(run)](const ApiRequest &request, const QStringList &captures) {
                     const QString id = spec.deduplicated ? request.body.value("command_id"_L1).toString() : QString();
                     return once(captures.first(), id,
                                 [&] { return perform(spec, run, captures.first(), request.body); });
                 });
}

ApiResponse CommandDesk::once(const QString &scope, const QString &commandId, const std::function<ApiResponse()> &work) {
    if (commandId.isEmpty()) return work();
    forgetOld();
    const auto key = std::pair(scope, commandId);
    if (const auto it = m_taken.find(key); it != m_taken.end()) {
        ++m_repeats;
        return it->second;
    }
    const ApiResponse response = work();
    if (response.ok()) {
        m_taken.emplace(key, response);
        m_order.emplace_back(m_board.now(), key);
    }
    return response;
}

ApiResponse CommandDesk::perform(const Spec &spec, const Run &run, const QString &controlId, const QJsonObject &body) {
    Leg *leg = m_board.find(controlId);
    if (!leg) return refuse::unknownLeg();
    if (const auto problem = stateProblem(spec, *leg)) return *problem;
    BodyCheck check(body);
    check.required(spec.required).clientState();
    if (check.problem()) return *check.problem();
    // Events of the command itself already carry the new state, so it is set first and taken back on a refusal.
    const auto before = leg->clientState;
    if (body.value("client_state"_L1).isString()) leg->clientState = body.value("client_state"_L1).toString();
    const ApiResponse response = run(*leg, body);
    if (response.ok()) m_board.rememberCommand(*leg, spec.name, body);
    else leg->clientState = before;
    return response;
}

std::optional<ApiResponse> CommandDesk::stateProblem(const Spec &spec, const Leg &leg) const {
    if (!leg.live()) return refuse::callEnded();
    if (!leg.supervises.isEmpty() && !spec.forSupervisors)
        return refuse::badValue(u"call_control_id"_s, u"Supervisor calls do not support commands."_s);
    if (spec.need == Need::Answered && !leg.answered()) return refuse::notAnswered();
    if (spec.need == Need::Audio && !leg.answered())
        return refusal(422, u"90020"_s, u"Call recording triggered before audio started"_s,
                       u"A recording needs an answered call."_s);
    return std::nullopt;
}

void CommandDesk::forgetOld() {
    const UtcTime limit = m_board.now() - kRepeatWindow;
    while (!m_order.empty() && m_order.front().first <= limit) {
        m_taken.erase(m_order.front().second);
        m_order.pop_front();
    }
}

} // namespace callfloor::simulator
