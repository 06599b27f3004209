// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/carrier_command.h"

#include "app/domain/leg.h"

#include <array>
#include <limits>
#include <tuple>
#include <type_traits>
#include <utility>

namespace callfloor {

using namespace command;
using namespace Qt::StringLiterals;

namespace {

/// One field of a command in the journal: its name there and where it lives.
template <class C, class V> struct JournalField {
    const char *name;
    V C::*member;
};
template <class C, class V> constexpr JournalField<C, V> field(const char *name, V C::*member) {
    return {name, member};
}

/// A command's name and fields in the journal. Rows outlive the program that wrote them: a name is never changed,
/// and a field that is missing in a row keeps its default.
template <class C> struct Journal;

template <> struct Journal<Dial> {
    static constexpr const char *kind = "dial";
    static constexpr auto fields = std::tuple{field("to", &Dial::to),
                                              field("from", &Dial::from),
                                              field("timeoutSeconds", &Dial::timeoutSeconds),
                                              field("timeLimitSeconds", &Dial::timeLimitSeconds),
                                              field("record", &Dial::record),
                                              field("detectMachine", &Dial::detectMachine),
                                              field("linkTo", &Dial::linkTo),
                                              field("bridgeOnAnswer", &Dial::bridgeOnAnswer),
                                              field("supervise", &Dial::supervise),
                                              field("supervisorRole", &Dial::supervisorRole)};
};
template <> struct Journal<Answer> {
    static constexpr const char *kind = "answer";
    static constexpr auto fields = std::tuple{field("record", &Answer::record)};
};
template <> struct Journal<Reject> {
    static constexpr const char *kind = "reject";
    static constexpr auto fields = std::tuple{field("busy", &Reject::busy)};
};
template <> struct Journal<Bridge> {
    static constexpr const char *kind = "bridge";
    static constexpr auto fields =
        std::tuple{field("with", &Bridge::with), field("parkAfterUnbridge", &Bridge::parkAfterUnbridge)};
};
template <> struct Journal<Transfer> {
    static constexpr const char *kind = "transfer";
    static constexpr auto fields = std::tuple{field("to", &Transfer::to), field("from", &Transfer::from)};
};
template <> struct Journal<Speak> {
    static constexpr const char *kind = "speak";
    static constexpr auto fields =
        std::tuple{field("text", &Speak::text), field("voice", &Speak::voice), field("language", &Speak::language)};
};
template <> struct Journal<StartPlayback> {
    static constexpr const char *kind = "start_playback";
    static constexpr auto fields = std::tuple{field("url", &StartPlayback::url), field("loop", &StartPlayback::loop)};
};
template <> struct Journal<Gather> {
    static constexpr const char *kind = "gather";
    static constexpr auto fields = std::tuple{
        field("minimumDigits", &Gather::minimumDigits), field("maximumDigits", &Gather::maximumDigits),
        field("timeoutMs", &Gather::timeoutMs), field("prompt", &Gather::prompt), field("voice", &Gather::voice)};
};
template <> struct Journal<SendDtmf> {
    static constexpr const char *kind = "send_dtmf";
    static constexpr auto fields = std::tuple{field("digits", &SendDtmf::digits)};
};
template <> struct Journal<StartRecording> {
    static constexpr const char *kind = "start_recording";
    static constexpr auto fields = std::tuple{field("dualChannel", &StartRecording::dualChannel)};
};
template <> struct Journal<StartStreaming> {
    static constexpr const char *kind = "start_streaming";
    static constexpr auto fields = std::tuple{field("url", &StartStreaming::url)};
};
template <> struct Journal<StartTranscription> {
    static constexpr const char *kind = "start_transcription";
    static constexpr auto fields = std::tuple{field("language", &StartTranscription::language)};
};
template <> struct Journal<StartAssistant> {
    static constexpr const char *kind = "start_assistant";
    static constexpr auto fields =
        std::tuple{field("assistantId", &StartAssistant::assistantId), field("prompt", &StartAssistant::prompt),
                   field("greeting", &StartAssistant::greeting), field("language", &StartAssistant::language),
                   field("voice", &StartAssistant::voice)};
};

template <> struct Journal<CreateConference> {
    static constexpr const char *kind = "create_conference";
    static constexpr auto fields = std::tuple{field("name", &CreateConference::name)};
};
template <> struct Journal<JoinConference> {
    static constexpr const char *kind = "join_conference";
    static constexpr auto fields =
        std::tuple{field("conference", &JoinConference::conference), field("hold", &JoinConference::hold),
                   field("mute", &JoinConference::mute), field("musicUrl", &JoinConference::musicUrl),
                   field("role", &JoinConference::role), field("whisperTo", &JoinConference::whisperTo)};
};
template <> struct Journal<ChangeRoleInConference> {
    static constexpr const char *kind = "change_role_in_conference";
    static constexpr auto fields =
        std::tuple{field("conference", &ChangeRoleInConference::conference), field("role", &ChangeRoleInConference::role),
                   field("whisperTo", &ChangeRoleInConference::whisperTo)};
};
template <> struct Journal<SwitchSupervisorRole> {
    static constexpr const char *kind = "switch_supervisor_role";
    static constexpr auto fields = std::tuple{field("role", &SwitchSupervisorRole::role)};
};
template <> struct Journal<LeaveConference> {
    static constexpr const char *kind = "leave_conference";
    static constexpr auto fields = std::tuple{field("conference", &LeaveConference::conference)};
};
template <> struct Journal<HoldInConference> {
    static constexpr const char *kind = "hold_in_conference";
    static constexpr auto fields =
        std::tuple{field("conference", &HoldInConference::conference), field("musicUrl", &HoldInConference::musicUrl)};
};
template <> struct Journal<UnholdInConference> {
    static constexpr const char *kind = "unhold_in_conference";
    static constexpr auto fields = std::tuple{field("conference", &UnholdInConference::conference)};
};
template <> struct Journal<MuteInConference> {
    static constexpr const char *kind = "mute_in_conference";
    static constexpr auto fields = std::tuple{field("conference", &MuteInConference::conference)};
};
template <> struct Journal<UnmuteInConference> {
    static constexpr const char *kind = "unmute_in_conference";
    static constexpr auto fields = std::tuple{field("conference", &UnmuteInConference::conference)};
};

/// Commands that are nothing but their name.
struct JournalNoFields {
    static constexpr std::tuple<> fields{};
};
template <> struct Journal<HangUp> : JournalNoFields { static constexpr const char *kind = "hang_up"; };
template <> struct Journal<StopPlayback> : JournalNoFields { static constexpr const char *kind = "stop_playback"; };
template <> struct Journal<StopRecording> : JournalNoFields { static constexpr const char *kind = "stop_recording"; };
template <> struct Journal<PauseRecording> : JournalNoFields { static constexpr const char *kind = "pause_recording"; };
template <> struct Journal<ResumeRecording> : JournalNoFields {
    static constexpr const char *kind = "resume_recording";
};
template <> struct Journal<StopStreaming> : JournalNoFields { static constexpr const char *kind = "stop_streaming"; };
template <> struct Journal<StopTranscription> : JournalNoFields {
    static constexpr const char *kind = "stop_transcription";
};
template <> struct Journal<StopAssistant> : JournalNoFields { static constexpr const char *kind = "stop_assistant"; };
template <> struct Journal<FetchLegHistory> : JournalNoFields {
    static constexpr const char *kind = "fetch_leg_history";
};

QJsonValue toJournal(const QString &text) {
    return text;
}
QJsonValue toJournal(int number) {
    return number;
}
QJsonValue toJournal(bool on) {
    return on;
}
QJsonValue toJournal(const LegId &id) {
    return id.text();
}

bool fromJournal(const QJsonValue &value, QString &text) {
    text = value.toString();
    return value.isString();
}
bool fromJournal(const QJsonValue &value, int &number) {
    constexpr int kNone = std::numeric_limits<int>::min();
    number = value.toInt(kNone);
    return number != kNone;
}
bool fromJournal(const QJsonValue &value, bool &on) {
    on = value.toBool();
    return value.isBool();
}
bool fromJournal(const QJsonValue &value, LegId &id) {
    id = LegId(value.toString());
    return value.isString();
}

template <class C> QJsonObject writeFields(const C &command) {
    QJsonObject json;
    std::apply([&](const auto &...f) { (json.insert(QLatin1String(f.name), toJournal(command.*(f.member))), ...); },
               Journal<C>::fields);
    return json;
}

template <class C> Result<CarrierCommand> readFields(const QJsonObject &args) {
    C command;
    QString wrong;
    const auto read = [&](const auto &f) {
        const QJsonValue value = args.value(QLatin1String(f.name));
        if (!value.isUndefined() && !fromJournal(value, command.*(f.member))) wrong = QLatin1String(f.name);
    };
    std::apply([&](const auto &...f) { (read(f), ...); }, Journal<C>::fields);
    if (!wrong.isEmpty())
        return internalError(
            u"journal: field %1 of command %2 has the wrong type"_s.arg(wrong, QLatin1String(Journal<C>::kind)));
    return CarrierCommand(std::move(command));
}

struct JournalKind {
    QLatin1String name;
    Result<CarrierCommand> (*read)(const QJsonObject &);
};

/// The kinds in the order of the variant, so that an index finds a name and a name finds a reader.
constexpr auto kJournalKinds = []<size_t... I>(std::index_sequence<I...>) {
    return std::array{JournalKind{QLatin1String(Journal<std::variant_alternative_t<I, CarrierCommand>>::kind),
                                  &readFields<std::variant_alternative_t<I, CarrierCommand>>}...};
}
(std::make_index_sequence<std::variant_size_v<CarrierCommand>>{});

} // namespace

command::Dial dialFor(const Leg &leg) {
    command::Dial dial;
    dial.to = leg.to;
    dial.from = leg.from;
    dial.timeoutSeconds = leg.ringTimeoutSeconds;
    dial.timeLimitSeconds = leg.timeLimitSeconds;
    return dial;
}

QString commandKind(const CarrierCommand &command) {
    return kJournalKinds[command.index()].name;
}

QJsonObject commandToJson(const CarrierCommand &command) {
    return std::visit([](const auto &c) { return writeFields(c); }, command);
}

Result<CarrierCommand> commandFromJson(const QString &kind, const QJsonObject &args) {
    for (const JournalKind &known : kJournalKinds)
        if (kind == known.name) return known.read(args);
    return internalError(u"journal: no command is called %1"_s.arg(kind));
}

} // namespace callfloor
