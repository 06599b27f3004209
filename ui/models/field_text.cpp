// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/field_text.h"

#include "app/domain/clock.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

struct FieldWord {
    const char *field;
    const char *word;
};

/// In the order in which forms show them.
constexpr auto kFieldLabels = std::to_array<FieldWord>({
    {"name", QT_TRANSLATE_NOOP("callfloor::FieldText", "Name")},
    {"label", QT_TRANSLATE_NOOP("callfloor::FieldText", "Name shown")},
    {"key", QT_TRANSLATE_NOOP("callfloor::FieldText", "Key")},
    {"email", QT_TRANSLATE_NOOP("callfloor::FieldText", "E-mail address")},
    {"password", QT_TRANSLATE_NOOP("callfloor::FieldText", "Password")},
    {"role", QT_TRANSLATE_NOOP("callfloor::FieldText", "Role")},
    {"teamId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Team")},
    {"station", QT_TRANSLATE_NOOP("callfloor::FieldText", "Phone")},
    {"stationKind", QT_TRANSLATE_NOOP("callfloor::FieldText", "Kind of phone")},
    {"telnyxCredentialId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Carrier credential for the browser phone")},
    {"legMode", QT_TRANSLATE_NOOP("callfloor::FieldText", "How the phone is reached")},
    {"callerId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Number that customers see")},
    {"capacity", QT_TRANSLATE_NOOP("callfloor::FieldText", "Calls offered at once")},
    {"scope", QT_TRANSLATE_NOOP("callfloor::FieldText", "Sees data of")},
    {"permissions", QT_TRANSLATE_NOOP("callfloor::FieldText", "Permissions")},
    {"disabled", QT_TRANSLATE_NOOP("callfloor::FieldText", "Locked out")},
    {"lastLoginAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Last sign-in")},
    {"createdAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Made on")},
    {"number", QT_TRANSLATE_NOOP("callfloor::FieldText", "Number")},
    {"hotkey", QT_TRANSLATE_NOOP("callfloor::FieldText", "Key for agents")},
    {"queueId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Queue")},
    {"campaignId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Campaign")},
    {"action", QT_TRANSLATE_NOOP("callfloor::FieldText", "What follows")},
    {"position", QT_TRANSLATE_NOOP("callfloor::FieldText", "Position")},
    {"flags", QT_TRANSLATE_NOOP("callfloor::FieldText", "What it says")},
    {"humanAnswered", QT_TRANSLATE_NOOP("callfloor::FieldText", "A person answered")},
    {"rightParty", QT_TRANSLATE_NOOP("callfloor::FieldText", "The right person")},
    {"sale", QT_TRANSLATE_NOOP("callfloor::FieldText", "Sale")},
    {"notInterested", QT_TRANSLATE_NOOP("callfloor::FieldText", "Not interested")},
    {"doNotCall", QT_TRANSLATE_NOOP("callfloor::FieldText", "Do not call")},
    {"callback", QT_TRANSLATE_NOOP("callfloor::FieldText", "Call back")},
    {"unworkable", QT_TRANSLATE_NOOP("callfloor::FieldText", "Number is useless")},
    {"completed", QT_TRANSLATE_NOOP("callfloor::FieldText", "Done")},
    {"countsAsDrop", QT_TRANSLATE_NOOP("callfloor::FieldText", "Counts as dropped")},
    {"removed", QT_TRANSLATE_NOOP("callfloor::FieldText", "No longer offered")},
    {"system", QT_TRANSLATE_NOOP("callfloor::FieldText", "Of the product")},
    {"strategy", QT_TRANSLATE_NOOP("callfloor::FieldText", "Who gets the call")},
    {"priority", QT_TRANSLATE_NOOP("callfloor::FieldText", "Priority")},
    {"serviceLevelSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Service level within (s)")},
    {"serviceLevelTarget", QT_TRANSLATE_NOOP("callfloor::FieldText", "Service level aimed at (%)")},
    {"shortAbandonSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Short abandon below (s)")},
    {"ringSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Ringing (s)")},
    {"missLimit", QT_TRANSLATE_NOOP("callfloor::FieldText", "Missed calls until not ready")},
    {"maxWaitSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Longest wait (s)")},
    {"maxSize", QT_TRANSLATE_NOOP("callfloor::FieldText", "Most callers waiting")},
    {"overflow", QT_TRANSLATE_NOOP("callfloor::FieldText", "Where callers go then")},
    {"to", QT_TRANSLATE_NOOP("callfloor::FieldText", "Goes to")},
    {"text", QT_TRANSLATE_NOOP("callfloor::FieldText", "Words spoken")},
    {"wrapUpMinSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Shortest after-call work (s)")},
    {"wrapUpMaxSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Longest after-call work (s)")},
    {"wrapUpExtensions", QT_TRANSLATE_NOOP("callfloor::FieldText", "Extensions of after-call work")},
    {"wrapUpNeedsDisposition", QT_TRANSLATE_NOOP("callfloor::FieldText", "After-call work needs an outcome")},
    {"wrapUpAutoDisposition", QT_TRANSLATE_NOOP("callfloor::FieldText", "Outcome by itself when it is over")},
    {"skills", QT_TRANSLATE_NOOP("callfloor::FieldText", "Skills asked for")},
    {"skillId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Skill")},
    {"minLevel", QT_TRANSLATE_NOOP("callfloor::FieldText", "Least level")},
    {"level", QT_TRANSLATE_NOOP("callfloor::FieldText", "Level")},
    {"weight", QT_TRANSLATE_NOOP("callfloor::FieldText", "Weight")},
    {"relaxAfterSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Ask for less skill after (s)")},
    {"relaxEverySeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Again every (s)")},
    {"tierStepSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Next tier joins after (s)")},
    {"skipEmptyTiers", QT_TRANSLATE_NOOP("callfloor::FieldText", "Skip empty tiers")},
    {"stickyLastAgent", QT_TRANSLATE_NOOP("callfloor::FieldText", "Prefer the last agent")},
    {"stickyWaitSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Wait for him (s)")},
    {"announcePosition", QT_TRANSLATE_NOOP("callfloor::FieldText", "Announce the position")},
    {"announceEstimate", QT_TRANSLATE_NOOP("callfloor::FieldText", "Announce the expected wait")},
    {"announceEverySeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Announce every (s)")},
    {"offerCallback", QT_TRANSLATE_NOOP("callfloor::FieldText", "Offer a callback")},
    {"musicUrl", QT_TRANSLATE_NOOP("callfloor::FieldText", "Music (web address)")},
    {"userId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Person")},
    {"agentId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Agent")},
    {"tier", QT_TRANSLATE_NOOP("callfloor::FieldText", "Tier")},
    {"scheduleId", QT_TRANSLATE_NOOP("callfloor::FieldText", "Opening hours")},
    {"open", QT_TRANSLATE_NOOP("callfloor::FieldText", "While open")},
    {"closed", QT_TRANSLATE_NOOP("callfloor::FieldText", "While closed")},
    {"now", QT_TRANSLATE_NOOP("callfloor::FieldText", "Now")},
    {"language", QT_TRANSLATE_NOOP("callfloor::FieldText", "Language")},
    {"voice", QT_TRANSLATE_NOOP("callfloor::FieldText", "Voice")},
    {"callPriority", QT_TRANSLATE_NOOP("callfloor::FieldText", "Priority of the call")},
    {"hours", QT_TRANSLATE_NOOP("callfloor::FieldText", "Hours")},
    {"zone", QT_TRANSLATE_NOOP("callfloor::FieldText", "Time zone")},
    {"week", QT_TRANSLATE_NOOP("callfloor::FieldText", "Week")},
    {"mon", QT_TRANSLATE_NOOP("callfloor::FieldText", "Monday")},
    {"tue", QT_TRANSLATE_NOOP("callfloor::FieldText", "Tuesday")},
    {"wed", QT_TRANSLATE_NOOP("callfloor::FieldText", "Wednesday")},
    {"thu", QT_TRANSLATE_NOOP("callfloor::FieldText", "Thursday")},
    {"fri", QT_TRANSLATE_NOOP("callfloor::FieldText", "Friday")},
    {"sat", QT_TRANSLATE_NOOP("callfloor::FieldText", "Saturday")},
    {"sun", QT_TRANSLATE_NOOP("callfloor::FieldText", "Sunday")},
    {"holidays", QT_TRANSLATE_NOOP("callfloor::FieldText", "Holidays")},
    {"date", QT_TRANSLATE_NOOP("callfloor::FieldText", "Date")},
    {"nextChangeAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Changes at")},
    {"reason", QT_TRANSLATE_NOOP("callfloor::FieldText", "Reason")},
    {"shownText", QT_TRANSLATE_NOOP("callfloor::FieldText", "What was agreed to")},
    {"channel", QT_TRANSLATE_NOOP("callfloor::FieldText", "By what means")},
    {"proof", QT_TRANSLATE_NOOP("callfloor::FieldText", "Proof")},
    {"givenAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Given at")},
    {"revokedAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Taken back at")},
    {"how", QT_TRANSLATE_NOOP("callfloor::FieldText", "How it was taken back")},
    {"kind", QT_TRANSLATE_NOOP("callfloor::FieldText", "Kind")},
    {"subjectId", QT_TRANSLATE_NOOP("callfloor::FieldText", "For")},
    {"subject", QT_TRANSLATE_NOOP("callfloor::FieldText", "For")},
    {"enabled", QT_TRANSLATE_NOOP("callfloor::FieldText", "Told")},
    {"limit", QT_TRANSLATE_NOOP("callfloor::FieldText", "Limit")},
    {"ownLimit", QT_TRANSLATE_NOOP("callfloor::FieldText", "What the queue or campaign aims at")},
    {"margin", QT_TRANSLATE_NOOP("callfloor::FieldText", "Margin")},
    {"holdSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Has to last (s)")},
    {"leastCount", QT_TRANSLATE_NOOP("callfloor::FieldText", "From how many contacts")},
    {"phrases", QT_TRANSLATE_NOOP("callfloor::FieldText", "Words and phrases")},
    {"days", QT_TRANSLATE_NOOP("callfloor::FieldText", "Good for (days)")},
    {"expiresAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Good until")},
    {"createdBy", QT_TRANSLATE_NOOP("callfloor::FieldText", "Made by")},
    {"mode", QT_TRANSLATE_NOOP("callfloor::FieldText", "Mode")},
    {"fromNumber", QT_TRANSLATE_NOOP("callfloor::FieldText", "Number to call from")},
    {"concurrency", QT_TRANSLATE_NOOP("callfloor::FieldText", "Lines at once")},
    {"record", QT_TRANSLATE_NOOP("callfloor::FieldText", "Record the calls")},
    {"useAI", QT_TRANSLATE_NOOP("callfloor::FieldText", "The assistant talks")},
    {"message", QT_TRANSLATE_NOOP("callfloor::FieldText", "Message spoken")},
    {"startsAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Begins by itself at")},
    {"stopsAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Stops by itself at")},
    {"rules", QT_TRANSLATE_NOOP("callfloor::FieldText", "Rules")},
    {"active", QT_TRANSLATE_NOOP("callfloor::FieldText", "Switched on")},
    {"ratio", QT_TRANSLATE_NOOP("callfloor::FieldText", "Lines for each idle agent")},
    {"abandonCap", QT_TRANSLATE_NOOP("callfloor::FieldText", "Abandoned at most")},
    {"maxLines", QT_TRANSLATE_NOOP("callfloor::FieldText", "Most lines")},
    {"patienceMs", QT_TRANSLATE_NOOP("callfloor::FieldText", "Patience of who answers (ms)")},
    {"previewSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "A lead stays on the screen (s)")},
    {"lockoutHours", QT_TRANSLATE_NOOP("callfloor::FieldText", "No call after an abandoned one (h)")},
    {"safeHarbourText", QT_TRANSLATE_NOOP("callfloor::FieldText", "Words for whom nobody takes")},
    {"machines", QT_TRANSLATE_NOOP("callfloor::FieldText", "Answering machines")},
    {"machineText", QT_TRANSLATE_NOOP("callfloor::FieldText", "Words for machines")},
    {"callerIds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Numbers to call from")},
    {"callerIdPerDay", QT_TRANSLATE_NOOP("callfloor::FieldText", "Dials of each number a day")},
    {"profile", QT_TRANSLATE_NOOP("callfloor::FieldText", "Calling hours of")},
    {"fromMinute", QT_TRANSLATE_NOOP("callfloor::FieldText", "Not before (minutes after midnight)")},
    {"toMinute", QT_TRANSLATE_NOOP("callfloor::FieldText", "Not after (minutes after midnight)")},
    {"sundays", QT_TRANSLATE_NOOP("callfloor::FieldText", "Also on Sundays")},
    {"needsConsent", QT_TRANSLATE_NOOP("callfloor::FieldText", "Only with consent")},
    {"caps", QT_TRANSLATE_NOOP("callfloor::FieldText", "Most attempts")},
    {"perDay", QT_TRANSLATE_NOOP("callfloor::FieldText", "To a number, a day")},
    {"per24Hours", QT_TRANSLATE_NOOP("callfloor::FieldText", "To a number, in 24 h")},
    {"per7Days", QT_TRANSLATE_NOOP("callfloor::FieldText", "To a number, in 7 days")},
    {"perNumber", QT_TRANSLATE_NOOP("callfloor::FieldText", "To a number, here")},
    {"perLead", QT_TRANSLATE_NOOP("callfloor::FieldText", "To a person, here")},
    {"gapSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Pause between two (s)")},
    {"outcomes", QT_TRANSLATE_NOOP("callfloor::FieldText", "Outcomes")},
    {"retries", QT_TRANSLATE_NOOP("callfloor::FieldText", "After each outcome")},
    {"afterSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "Again after (s)")},
    {"againSeconds", QT_TRANSLATE_NOOP("callfloor::FieldText", "From then on after (s)")},
    {"mostPerDay", QT_TRANSLATE_NOOP("callfloor::FieldText", "At most a day")},
    {"mostTotal", QT_TRANSLATE_NOOP("callfloor::FieldText", "At most in all")},
    {"nextNumber", QT_TRANSLATE_NOOP("callfloor::FieldText", "Next number of the person first")},
    {"status", QT_TRANSLATE_NOOP("callfloor::FieldText", "State")},
    {"direction", QT_TRANSLATE_NOOP("callfloor::FieldText", "Direction")},
    {"verdict", QT_TRANSLATE_NOOP("callfloor::FieldText", "Verdict")},
    {"at", QT_TRANSLATE_NOOP("callfloor::FieldText", "When")},
    {"actor", QT_TRANSLATE_NOOP("callfloor::FieldText", "Who")},
    {"details", QT_TRANSLATE_NOOP("callfloor::FieldText", "Details")},
    {"peer", QT_TRANSLATE_NOOP("callfloor::FieldText", "From")},
    {"mechanism", QT_TRANSLATE_NOOP("callfloor::FieldText", "The way onto a call")},
    {"findings", QT_TRANSLATE_NOOP("callfloor::FieldText", "What the trial showed")},
    {"decidedBy", QT_TRANSLATE_NOOP("callfloor::FieldText", "Decided by")},
    {"triedAt", QT_TRANSLATE_NOOP("callfloor::FieldText", "Tried on")},
    {"from", QT_TRANSLATE_NOOP("callfloor::FieldText", "From")},
    {"interval", QT_TRANSLATE_NOOP("callfloor::FieldText", "Interval")},
    {"definition", QT_TRANSLATE_NOOP("callfloor::FieldText", "Service level defined as")},
    {"by", QT_TRANSLATE_NOOP("callfloor::FieldText", "By")},
});

constexpr auto kFieldHints = std::to_array<FieldWord>({
    {"station", QT_TRANSLATE_NOOP("callfloor::FieldText", "A SIP address (sip:name@host) or a number with its country code. It rings for calls and for listening.")},
    {"callerId", QT_TRANSLATE_NOOP("callfloor::FieldText", "With its country code; empty: the installation's.")},
    {"capacity", QT_TRANSLATE_NOOP("callfloor::FieldText", "0: none.")},
    {"scope", QT_TRANSLATE_NOOP("callfloor::FieldText", "A team's data without a team are one's own.")},
    {"password", QT_TRANSLATE_NOOP("callfloor::FieldText", "At most 72 bytes. A sentence of a few words is good.")},
    {"key", QT_TRANSLATE_NOOP("callfloor::FieldText", "Stands in reports and files and is never changed: small letters, digits, underscores.")},
    {"hotkey", QT_TRANSLATE_NOOP("callfloor::FieldText", "Pressed together with Alt.")},
    {"phrases", QT_TRANSLATE_NOOP("callfloor::FieldText", "Separated by commas; whole words, by whomever they are said.")},
    {"ownLimit", QT_TRANSLATE_NOOP("callfloor::FieldText", "Instead of a limit of its own.")},
    {"margin", QT_TRANSLATE_NOOP("callfloor::FieldText", "How far the value must be back within the limit before the alert ends.")},
    {"leastCount", QT_TRANSLATE_NOOP("callfloor::FieldText", "Fewer say nothing about a rate.")},
    {"limit", QT_TRANSLATE_NOOP("callfloor::FieldText", "Seconds, or per mille for rates (30 is 3 %).")},
    {"mon", QT_TRANSLATE_NOOP("callfloor::FieldText", "Like 08:00-12:00, 13:00-17:30; empty: closed.")},
    {"date", QT_TRANSLATE_NOOP("callfloor::FieldText", "Like 2026-12-25, or 12-25 for every year.")},
    {"zone", QT_TRANSLATE_NOOP("callfloor::FieldText", "Like Europe/Berlin.")},
    {"abandonCap", QT_TRANSLATE_NOOP("callfloor::FieldText", "Of live answers in 30 days; 0.03 is 3 %.")},
    {"safeHarbourText", QT_TRANSLATE_NOOP("callfloor::FieldText", "Name, number and purpose of the call.")},
    {"callerIds", QT_TRANSLATE_NOOP("callfloor::FieldText", "With country codes, separated by commas; empty: the campaign's one number.")},
    {"maxLines", QT_TRANSLATE_NOOP("callfloor::FieldText", "0: as many as the campaign has at once.")},
    {"days", QT_TRANSLATE_NOOP("callfloor::FieldText", "Nothing: until it is revoked.")},
    {"permissions", QT_TRANSLATE_NOOP("callfloor::FieldText", "What the role allows beyond doubt needs no tick.")},
    {"fromMinute", QT_TRANSLATE_NOOP("callfloor::FieldText", "480 is 8 o'clock, where the called person is.")},
    {"toMinute", QT_TRANSLATE_NOOP("callfloor::FieldText", "1200 is 8 o'clock in the evening.")},
});

struct FieldReference {
    const char *field;
    FieldText::Reference reference;
};

constexpr auto kFieldReferences = std::to_array<FieldReference>({
    {"queueId", FieldText::Reference::Queue},
    {"teamId", FieldText::Reference::Team},
    {"userId", FieldText::Reference::Person},
    {"agentId", FieldText::Reference::Agent},
    {"scheduleId", FieldText::Reference::Schedule},
    {"skillId", FieldText::Reference::Skill},
    {"campaignId", FieldText::Reference::Campaign},
    {"subjectId", FieldText::Reference::QueueOrCampaign},
});

const QHash<QString, int> &labelIndex() {
    static const QHash<QString, int> kIndex = [] {
        QHash<QString, int> index;
        for (size_t i = 0; i < kFieldLabels.size(); ++i) index.insert(QString::fromLatin1(kFieldLabels[i].field), static_cast<int>(i));
        return index;
    }();
    return kIndex;
}

} // namespace

QString FieldText::label(const QString &field) {
    const int at = labelIndex().value(field, -1);
    if (at >= 0) return tr(kFieldLabels[static_cast<size_t>(at)].word);
    return value(u"outcomes"_s, field); // The rules for each outcome are fields of its name.
}

bool FieldText::isKnown(const QString &field) {
    if (labelIndex().contains(field)) return true;
    const auto outcomes = choices(u"outcomes"_s);
    return std::any_of(outcomes.begin(), outcomes.end(), [&](const auto &choice) { return choice.first == field; });
}

int FieldText::position(const QString &field) { return labelIndex().value(field, static_cast<int>(kFieldLabels.size())); }

QString FieldText::hint(const QString &field) {
    for (const FieldWord &hint : kFieldHints)
        if (field == QLatin1String(hint.field)) return tr(hint.word);
    return {};
}

QString FieldText::value(const QString &field, const QString &value) {
    for (const auto &[known, word] : choices(field))
        if (known == value) return word;
    return value;
}

FieldText::Reference FieldText::reference(const QString &field) {
    for (const FieldReference &one : kFieldReferences)
        if (field == QLatin1String(one.field)) return one.reference;
    return Reference::None;
}

QString FieldText::yesNo(bool yes) { return yes ? tr("yes") : tr("no"); }

QString FieldText::shown(const QString &field, const QJsonValue &value) {
    if (value.isNull() || value.isUndefined()) return {};
    if (value.isBool()) return yesNo(value.toBool());
    if (value.isDouble()) return QLocale().toString(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    if (value.isArray()) {
        QStringList words;
        for (const QJsonValue &one : value.toArray()) words << shown(field, one);
        return words.join(u", "_s);
    }
    if (field.endsWith("At"_L1) || field == "at"_L1)
        if (const auto time = fromIso(value.toString().toLatin1()))
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMicros(*time) / 1000), QLocale::ShortFormat);
    return FieldText::value(field, value.toString());
}

} // namespace callfloor
