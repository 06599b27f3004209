// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "app/contract/ops_alerts.h"
#include "app/contract/ops_auth.h"
#include "app/contract/ops_calls.h"
#include "app/contract/ops_campaigns.h"
#include "app/contract/ops_catalogue.h"
#include "app/contract/ops_control.h"
#include "app/contract/ops_dialer.h"
#include "app/contract/ops_imports.h"
#include "app/contract/ops_queues.h"
#include "app/contract/ops_records.h"
#include "app/contract/ops_supervision.h"
#include "app/contract/ops_system.h"
#include "app/contract/ops_wall.h"
#include "app/contract/ops_words.h"

namespace callfloor {

/// Every operation of the product. The routes, the OpenAPI document and the tests are made from this list.
using AllOperations =
    std::tuple<Register, Login, Refresh, Logout, Me, ChangePassword, SetUp, TelnyxToken, ListUsers, UpdateUser, StartCall,
               ActiveCalls, CallHistory, NumberHistory, ListCalls, CountCalls, GetCall, HangUp, BridgeCall, StreamCall,
               AssistCall, FloorSnapshot, StartCampaign, StopCampaign, GetCampaign, GetCampaignByOldPath, ListCampaigns,
               AddDoNotCall, RemoveDoNotCall, ListDoNotCall, MonitorCall, WhisperCall, BargeCall, GetSupervision, ChooseSupervision, StopSupervision, SupervisorHangUp, MessageAgent, Health, ListAgents, MyAgent, UpdateMyAgent,
               AgentLogin, AgentLogout, AgentReady,
               AgentNotReady, AgentHeartbeat, ExtendWrapUp, DisposeCall, AgentStates, SetAgentState, ForceAgentLogout,
               ListTeams, CreateTeam, UpdateTeam, ListReasonCodes, CreateReasonCode, UpdateReasonCode, ListDispositions,
               CreateDisposition, UpdateDisposition, ListQueues, GetQueue, CreateQueue, UpdateQueue, DeleteQueue, SetQueueMember,
               RemoveQueueMember, QueueWaiting, ListSkills, CreateSkill, RenameSkill, DeleteSkill, GetUserSkills, SetUserSkills,
               ListSchedules, CreateSchedule, UpdateSchedule, DeleteSchedule, ListNumbers, SetNumber, DeleteNumber, GetBoard,
               GetMetrics, ListWalls, CreateWall, RevokeWall, WallBoard, AnswerCall, DeclineCall, HoldCall, UnholdCall, MuteCall, UnmuteCall, SendKeys, TransferCall,
               ConsultCall, SwapConsult, CompleteConsult, CancelConsult, MergeConsult, ParkCall, RetrieveCall,
               StartCallRecording, StopCallRecording, PauseCallRecording, ResumeCallRecording, StopCallStream,
               StopCallAssistant, TakeOverCall, GetTranscript, ListNotes, AddNote, BeginImport, GetImport, ListImports, SetImportMapping, RunImport, CancelImport, UndoImport, GetRejectedRows,
               CreateCampaign, UpdateCampaign, GetCampaignSettings, LaunchCampaign, PauseCampaign, DrainCampaign, CampaignChecklist,
               CampaignWhy, CampaignFigures, RecycleCampaign, CloneCampaign, GetLedger, GetLedgerCsv, UpdateLeadList, NextPreview,
               DialPreview, SkipPreview, ScheduleCallback, ListCallbacks, AddConsent, RevokeConsent, ListConsents,
               ListAlerts, AcknowledgeAlert, AnswerHelp, AskForHelp, WithdrawHelp, ListAlertLimits, SetAlertLimit, RemoveAlertLimit, CallEvents, ListAudit>;

/// The same as data, in the same order.
const std::vector<OperationInfo> &allOperations();

} // namespace callfloor
