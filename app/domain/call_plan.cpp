// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_plan.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <span>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

// Stored words, in the order of the enumerations. Never change one: they are in people's databases.
constexpr std::array kStages = {"new",  "assistant",  "queued", "offered", "connected",
                                "held", "consulting", "parked", "message", "ended", "line"};
constexpr std::array kSeats = {"apart", "talks", "held"};
constexpr std::array kErrands = {"none", "offer", "consult", "transfer", "take_over"};
constexpr std::array kAudio = {"parked", "bridged", "conference"};
constexpr std::array kMixStates = {"none", "creating", "up"};
constexpr std::array kRecording = {"off", "on", "paused"};

/// A view, since g++ 12 folds the functions of arrays of different lengths into one and then warns of its own doing.
using Words = std::span<const char *const>;

template <class Enum>
QString wordOf(Words words, Enum value) {
    return QLatin1String(words[static_cast<size_t>(value)]);
}

template <class Enum>
Enum ofWord(Words words, const QJsonValue &word) {
    for (size_t i = 0; i < words.size(); ++i)
        if (word.toString() == QLatin1String(words[i])) return static_cast<Enum>(i);
    return Enum{};
}

/// Writes what differs from the default: most calls have next to nothing to say.
class Sparse {
public:
    Sparse &text(const char *key, const QString &value) {
        if (!value.isEmpty()) m_json.insert(QLatin1String(key), value);
        return *this;
    }
    Sparse &flag(const char *key, bool on) {
        if (on) m_json.insert(QLatin1String(key), true);
        return *this;
    }
    Sparse &number(const char *key, int value, int usual = 0) {
        if (value != usual) m_json.insert(QLatin1String(key), value);
        return *this;
    }
    template <class Enum>
    Sparse &word(const char *key, Words words, Enum value) {
        if (value != Enum{}) m_json.insert(QLatin1String(key), wordOf(words, value));
        return *this;
    }
    Sparse &time(const char *key, const std::optional<UtcTime> &value) {
        // As text: a JSON number would lose the last digits of the microseconds.
        if (value) m_json.insert(QLatin1String(key), QString::number(toMicros(*value)));
        return *this;
    }
    Sparse &object(const char *key, const QJsonObject &value) {
        if (!value.isEmpty()) m_json.insert(QLatin1String(key), value);
        return *this;
    }
    const QJsonObject &json() const { return m_json; }

private:
    QJsonObject m_json;
};

QByteArray textOf(const QJsonObject &json) {
    return json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<UtcTime> timeOf(const QJsonValue &value) {
    bool fine = false;
    const qint64 micros = value.toString().toLongLong(&fine);
    return fine ? std::optional(fromMicros(micros)) : std::nullopt;
}

QJsonObject deviceToJson(const Device &device) {
    return Sparse()
        .text("leg", device.leg.text())
        .text("owner", device.owner.text())
        .text("work", device.workId)
        .text("to", device.to)
        .text("from", device.from)
        .number("ring", device.ringSeconds)
        .word("errand", kErrands, device.errand)
        .text("line", device.line.text())
        .json();
}

Device deviceFromJson(const QJsonObject &json) {
    Device device;
    device.leg = LegId(json.value("leg"_L1).toString());
    device.owner = UserId(json.value("owner"_L1).toString());
    device.workId = json.value("work"_L1).toString();
    device.to = json.value("to"_L1).toString();
    device.from = json.value("from"_L1).toString();
    device.ringSeconds = json.value("ring"_L1).toInt(device.ringSeconds);
    device.errand = ofWord<Errand>(kErrands, json.value("errand"_L1));
    device.line = LegId(json.value("line"_L1).toString());
    return device;
}

} // namespace

QString callStageName(CallStage stage) { return wordOf(kStages, stage); }

std::optional<CallStage> callStageFromName(QStringView name) {
    for (size_t i = 0; i < kStages.size(); ++i)
        if (name == QLatin1String(kStages[i])) return static_cast<CallStage>(i);
    return std::nullopt;
}

std::optional<UtcTime> CallPlan::dueAt() const {
    std::optional<UtcTime> first;
    for (const std::optional<UtcTime> &moment : {recordingResumesAt, limitAt, announceAt})
        if (moment && (!first || *moment < *first)) first = moment;
    return first;
}

QByteArray planToText(const CallPlan &plan) {
    return textOf(Sparse()
                      .object("route", plan.route ? routeTargetToJson(*plan.route) : QJsonObject())
                      .number("priority", plan.callPriority)
                      .text("preferred", plan.preferred.text())
                      .flag("waiting", plan.waiting)
                      .flag("admitted", plan.admitted)
                      .text("music", plan.music)
                      .number("announceEvery", plan.announceEverySeconds)
                      .time("announce", plan.announceAt)
                      .flag("announcing", plan.announcing)
                      .flag("callbackOffered", plan.callbackOffered)
                      .flag("callback", plan.callback)
                      .flag("assistant", plan.assistant)
                      .flag("assistantDone", plan.assistantDone)
                      .text("conversation", plan.conversation)
                      .flag("connected", plan.connected)
                      .flag("parked", plan.parked)
                      .flag("transferring", plan.transferring)
                      .text("returnTo", plan.returnTo.text())
                      .object("owner", plan.owner ? deviceToJson(*plan.owner) : QJsonObject())
                      .text("lentTo", plan.lentTo.text())
                      .text("customerLeg", plan.customerLeg.text())
                      .flag("farewell", plan.farewell)
                      .flag("voicemail", plan.voicemail)
                      .word("mix", kMixStates, plan.mix)
                      .text("conference", plan.conference)
                      .number("conferences", plan.conferences)
                      .word("recording", kRecording, plan.recording)
                      .time("recordingResumes", plan.recordingResumesAt)
                      .time("limit", plan.limitAt)
                      .json());
}

CallPlan planFromText(const QByteArray &text) {
    CallPlan plan;
    if (text.isEmpty()) return plan;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (const QJsonObject route = json.value("route"_L1).toObject(); !route.isEmpty())
        if (auto read = routeTargetFromJson(route, u"route"_s)) plan.route = std::move(read).value();
    plan.callPriority = json.value("priority"_L1).toInt();
    plan.preferred = UserId(json.value("preferred"_L1).toString());
    plan.waiting = json.value("waiting"_L1).toBool();
    plan.admitted = json.value("admitted"_L1).toBool();
    plan.music = json.value("music"_L1).toString();
    plan.announceEverySeconds = json.value("announceEvery"_L1).toInt();
    plan.announceAt = timeOf(json.value("announce"_L1));
    plan.announcing = json.value("announcing"_L1).toBool();
    plan.callbackOffered = json.value("callbackOffered"_L1).toBool();
    plan.callback = json.value("callback"_L1).toBool();
    plan.assistant = json.value("assistant"_L1).toBool();
    plan.assistantDone = json.value("assistantDone"_L1).toBool();
    plan.conversation = json.value("conversation"_L1).toString();
    plan.connected = json.value("connected"_L1).toBool();
    plan.parked = json.value("parked"_L1).toBool();
    plan.transferring = json.value("transferring"_L1).toBool();
    plan.returnTo = UserId(json.value("returnTo"_L1).toString());
    if (const QJsonObject owner = json.value("owner"_L1).toObject(); !owner.isEmpty()) plan.owner = deviceFromJson(owner);
    plan.lentTo = CallId(json.value("lentTo"_L1).toString());
    plan.customerLeg = LegId(json.value("customerLeg"_L1).toString());
    plan.farewell = json.value("farewell"_L1).toBool();
    plan.voicemail = json.value("voicemail"_L1).toBool();
    plan.mix = ofWord<MixState>(kMixStates, json.value("mix"_L1));
    plan.conference = json.value("conference"_L1).toString();
    plan.conferences = json.value("conferences"_L1).toInt();
    plan.recording = ofWord<RecordingState>(kRecording, json.value("recording"_L1));
    plan.recordingResumesAt = timeOf(json.value("recordingResumes"_L1));
    plan.limitAt = timeOf(json.value("limit"_L1));
    return plan;
}

QByteArray talkToText(const LegTalk &talk) {
    return textOf(Sparse()
                      .word("errand", kErrands, talk.errand)
                      .text("work", talk.workId)
                      .word("seat", kSeats, talk.seat)
                      .flag("muted", talk.muted)
                      .flag("dismissed", talk.dismissed)
                      .flag("declined", talk.declined)
                      .word("audio", kAudio, talk.audio)
                      .text("with", talk.bridgedWith.text())
                      .flag("audioHeld", talk.audioHeld)
                      .flag("audioMuted", talk.audioMuted)
                      .flag("music", talk.music)
                      .number("failures", talk.failures)
                      .flag("yields", talk.yields)
                      .text("askedRole", talk.askedRole)
                      .text("knownRole", talk.knownRole)
                      .text("line", talk.line.text())
                      .json());
}

LegTalk talkFromText(const QByteArray &text) {
    LegTalk talk;
    if (text.isEmpty()) return talk;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    talk.errand = ofWord<Errand>(kErrands, json.value("errand"_L1));
    talk.workId = json.value("work"_L1).toString();
    talk.seat = ofWord<Seat>(kSeats, json.value("seat"_L1));
    talk.muted = json.value("muted"_L1).toBool();
    talk.dismissed = json.value("dismissed"_L1).toBool();
    talk.declined = json.value("declined"_L1).toBool();
    talk.audio = ofWord<Audio>(kAudio, json.value("audio"_L1));
    talk.bridgedWith = LegId(json.value("with"_L1).toString());
    talk.audioHeld = json.value("audioHeld"_L1).toBool();
    talk.audioMuted = json.value("audioMuted"_L1).toBool();
    talk.music = json.value("music"_L1).toBool();
    talk.failures = json.value("failures"_L1).toInt();
    talk.yields = json.value("yields"_L1).toBool();
    talk.askedRole = json.value("askedRole"_L1).toString();
    talk.knownRole = json.value("knownRole"_L1).toString();
    talk.line = LegId(json.value("line"_L1).toString());
    return talk;
}

} // namespace callfloor
