// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/assistants.h"
#include "server/simulator/call_commands.h"
#include "server/simulator/conference_commands.h"
#include "server/simulator/credentials.h"
#include "server/simulator/dialing.h"
#include "server/simulator/far_end.h"
#include "server/simulator/gathers.h"
#include "server/simulator/leg_reads.h"
#include "server/simulator/listeners.h"
#include "server/simulator/messages.h"
#include "server/simulator/prompts.h"
#include "server/simulator/queues.h"
#include "server/simulator/recordings.h"

namespace callfloor::simulator {

/// The whole simulated carrier without sockets: requests in, answers and webhooks out, time from the scheduler. With a
/// ManualScheduler the same seed and the same requests give the same bytes.
class Carrier {
public:
    /// `scheduler` must outlive it.
    Carrier(const CarrierOptions &options, Scheduler &scheduler);
    Q_DISABLE_COPY_MOVE(Carrier)

    /// Where webhooks go from here.
    void setSink(std::function<void(const OutgoingWebhook &)> sink) { m_board.setSink(std::move(sink)); }

    /// Answers a request to the API and counts it.
    ApiResponse execute(const ApiRequest &request);
    /// The endpoint's name (e.g. `dial`, `conferences.join`), or `unknown`.
    QString endpointName(const QString &method, const QStringList &segments) const;
    QStringList endpointNames() const { return m_router.names(); }

    /// Somebody calls us. Gives the call_control_id.
    QString placeInbound(const QString &from, const QString &to, const LegScript &script, const QString &callerName = {});

    Switchboard &board() { return m_board; }
    ScriptBook &scripts() { return m_scripts; }
    Messages &messages() { return m_messages; }
    const Recordings &recordings() const { return m_recordings; }
    ConferenceHall &conferences() { return m_hall; }
    const Dialing &dialing() const { return m_dialing; }
    /// Requests so far, by endpoint.
    const std::map<QString, int> &requests() const { return m_requests; }
    /// Commands that repeated an accepted `command_id`.
    int repeatedCommands() const { return m_desk.repeats(); }

    /// `{legs_up, legs_up_max, legs_total, requests, repeated_commands, dials, dials_by_number, events, hangups}`.
    QJsonObject countersJson() const;
    /// The live legs, conferences and queues.
    QJsonObject stateJson();
    /// Every effective dial, oldest first (the latest 100,000).
    QJsonArray dialsJson() const;

private:
    CarrierOptions m_options;
    Switchboard m_board;
    Router m_router;
    CommandDesk m_desk;
    ScriptBook m_scripts;
    // Hooks run in the order of construction: what is promised for the answer comes before the far end speaks.
    Prompts m_prompts;
    Gathers m_gathers;
    Recordings m_recordings;
    Listeners m_listeners;
    Assistants m_assistants;
    ConferenceHall m_hall;
    ConferenceCommands m_conferences;
    Queues m_queues;
    CallCommands m_calls;
    Dialing m_dialing;
    FarEnd m_farEnd;
    LegReads m_reads;
    Messages m_messages;
    Credentials m_credentials;
    std::map<QString, int> m_requests;
};

} // namespace callfloor::simulator
