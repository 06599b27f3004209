// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_outcome.h"

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a code of the carrier calls for.
enum class Treatment : quint8 {
    Refused,       ///< The user or the order is at fault; nothing to repeat.
    Defect,        ///< We are at fault: the log must show it.
    Configuration, ///< The account, key or address is at fault.
    Gone,          ///< The leg or conference is not there any more.
    AlreadySo,     ///< What was asked for is the case: a success.
    TooEarly,      ///< Right, but not yet: repeat shortly.
    Capacity,      ///< No free channel.
};

struct CodeRule {
    QLatin1String code;
    Treatment treatment;
    QLatin1String sentence;
};

const CodeRule *ruleFor(const QString &code) {
    using enum Treatment;
    static constexpr std::array kRules{
        CodeRule{"10002"_L1, Refused,
                 "The carrier does not accept the number; write it as +, country code and number."_L1},
        CodeRule{"10016"_L1, Refused,
                 "The carrier does not accept the number; write it as +, country code and number."_L1},
        CodeRule{"10004"_L1, Defect, "The carrier misses a parameter; this is a defect, please report it."_L1},
        CodeRule{"10005"_L1, Gone, "The carrier does not know it (any more)."_L1},
        CodeRule{"10009"_L1, Configuration, "The carrier does not accept the API key; check TELNYX_API_KEY."_L1},
        CodeRule{"10010"_L1, Configuration,
                 "The API key is not allowed to do this; check its rights in the carrier's portal."_L1},
        CodeRule{"10015"_L1, Configuration, "The carrier rejects the request; check TELNYX_CONNECTION_ID."_L1},
        CodeRule{"10032"_L1, Defect, "The carrier does not know one of the values; check language and voice."_L1},
        CodeRule{"10033"_L1, Defect,
                 "One of the values is out of the carrier's range; this is a defect, please report it."_L1},
        CodeRule{"10038"_L1, Configuration,
                 "The carrier's account may not do this yet; raise its verification level in the portal."_L1},
        CodeRule{"10039"_L1, Configuration,
                 "The carrier's account is limited here; raise its verification level in the portal."_L1},
        CodeRule{"20002"_L1, Configuration, "The API key has been revoked; set a new one in TELNYX_API_KEY."_L1},
        CodeRule{"90012"_L1, Refused, "The carrier does not have this voice; choose another one."_L1},
        CodeRule{"90015"_L1, Gone, "The carrier does not know this leg; the call has ended."_L1},
        CodeRule{"90017"_L1, Defect, "The carrier rejects the call's state; this is a defect, please report it."_L1},
        CodeRule{"90018"_L1, Gone, "The call has already ended."_L1},
        CodeRule{"90019"_L1, Gone, "The conference has already ended."_L1},
        CodeRule{"90020"_L1, TooEarly, "The call has no audio yet; it can be recorded once it is answered."_L1},
        CodeRule{"90032"_L1, Refused, "The conference is full; somebody must leave it first."_L1},
        CodeRule{"90033"_L1, Refused, "A conference of this name is running already; join it instead."_L1},
        CodeRule{"90034"_L1, TooEarly, "The call has not been answered yet; try again once it is."_L1},
        CodeRule{"90035"_L1, AlreadySo, "The call is in no queue."_L1},
        CodeRule{"90036"_L1, Refused, "The carrier's queue is full; try again later."_L1},
        CodeRule{"90038"_L1, AlreadySo, "The call is in this queue already."_L1},
        CodeRule{"90040"_L1, Refused, "The carrier could not fetch the audio; check its address."_L1},
        CodeRule{"90041"_L1, Capacity,
                 "All channels of the carrier's account are in use; try again when a call has ended."_L1},
        CodeRule{"90042"_L1, Capacity,
                 "All channels of the outbound voice profile are in use; try again when a call has ended."_L1},
        CodeRule{"90043"_L1, Capacity,
                 "All channels of the connection are in use; try again when a call has ended."_L1},
        CodeRule{"90044"_L1, AlreadySo, "The leg is in the conference already."_L1},
        CodeRule{"90045"_L1, Refused, "The call is being streamed already; stop that first."_L1},
        CodeRule{"90046"_L1, Refused, "The carrier could not open the media stream; check its address."_L1},
        CodeRule{"90048"_L1, AlreadySo, "The call is not being streamed."_L1},
        CodeRule{"90053"_L1, Refused,
                 "Recording with a time-out and transcription exclude each other; stop one first."_L1},
        CodeRule{"90054"_L1, AlreadySo, "The call is being transcribed already."_L1},
        CodeRule{"90055"_L1, Refused, "The transcription cannot be stopped while the recording depends on it."_L1},
        CodeRule{"90058"_L1, Gone, "The conference does not exist."_L1},
        CodeRule{"90061"_L1, AlreadySo, "The AI assistant is on the call already."_L1},
        CodeRule{"90102"_L1, Defect, "Only an incoming call can be answered; this is a defect, please report it."_L1},
        CodeRule{"90103"_L1, Capacity, "Too many calls are being dialled at once; it goes on in a moment."_L1},
        CodeRule{"40300"_L1, Refused, "The receiver has opted out; do not write to this number again."_L1},
        CodeRule{"40305"_L1, Configuration,
                 "The sender's number does not belong to the messaging profile; check it in the portal."_L1},
        CodeRule{"40310"_L1, Refused, "The carrier cannot send a message to this number; check it."_L1},
        CodeRule{"40318"_L1, Capacity, "The carrier's message queue is full; try again later."_L1},
        CodeRule{"40333"_L1, Configuration,
                 "The messaging profile has reached its spending limit; raise it in the portal."_L1},
    };
    const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const CodeRule &r) { return code == r.code; });
    return found == kRules.end() ? nullptr : &*found;
}

TelnyxVerdict lostAnswer(const TelnyxReply &reply, TelnyxPurpose purpose, const QString &code, const QString &text) {
    TelnyxVerdict verdict{CommandOutcome::Ambiguous, code, text};
    verdict.advice.retrySameId = purpose != TelnyxPurpose::Message;
    verdict.advice.after = reply.retryAfter.value_or(0ms);
    return verdict;
}

TelnyxVerdict refusal(const QString &code, const QString &text) {
    return {CommandOutcome::Failed, code, text};
}

TelnyxVerdict misconfigured(const QString &code, const QString &text) {
    TelnyxVerdict verdict = refusal(code, text);
    verdict.advice.configuration = true;
    return verdict;
}

TelnyxVerdict throttled(const TelnyxReply &reply, const QString &code) {
    TelnyxVerdict verdict = refusal(code, u"The carrier asks us to slow down; it goes on in a moment."_s);
    verdict.advice = {true, reply.retryAfter.value_or(0ms), true};
    return verdict;
}

TelnyxVerdict byRule(const CodeRule &rule, TelnyxPurpose purpose) {
    TelnyxVerdict verdict = refusal(rule.code, rule.sentence);
    switch (rule.treatment) {
    case Treatment::Refused:
        break;
    case Treatment::Defect:
        verdict.defect = true;
        break;
    case Treatment::Configuration:
        verdict.advice.configuration = true;
        break;
    case Treatment::Capacity:
        verdict.advice.capacity = true;
        verdict.advice.retrySameId = rule.code == "90103"_L1;
        break;
    case Treatment::TooEarly:
        verdict.advice.retrySameId = true;
        verdict.advice.after = rule.code == "90034"_L1 ? 300ms : 1000ms;
        break;
    case Treatment::AlreadySo:
        verdict.outcome = CommandOutcome::Accepted;
        verdict.text.clear();
        break;
    case Treatment::Gone:
        // What does not exist yet cannot have gone: then something else that the order names has.
        if (purpose == TelnyxPurpose::Dial || purpose == TelnyxPurpose::Message) break;
        verdict.gone = true;
        if (purpose == TelnyxPurpose::End && (rule.code == "90018"_L1 || rule.code == "90019"_L1)) {
            verdict.outcome = CommandOutcome::Accepted;
            verdict.text.clear();
        }
        break;
    }
    return verdict;
}

TelnyxVerdict accepted(const TelnyxReply &reply, TelnyxPurpose purpose) {
    TelnyxVerdict verdict{CommandOutcome::Accepted};
    if (purpose == TelnyxPurpose::Text) return verdict;
    const auto data = telnyxBody(reply.body, purpose == TelnyxPurpose::Resource);
    if (!data)
        return lostAnswer(reply, purpose, {},
                          u"The carrier's answer cannot be read; check TELNYX_API_BASE and the call."_s);
    verdict.data = *data;
    return verdict;
}

/// A 404 of the carrier is about the leg; one of some other server is about the address.
TelnyxVerdict notThere(const QString &code, TelnyxPurpose purpose, bool carrierSpoke) {
    if (!carrierSpoke) return misconfigured(code, u"This address is not the carrier's; check TELNYX_API_BASE."_s);
    if (purpose == TelnyxPurpose::Dial || purpose == TelnyxPurpose::Message)
        return misconfigured(code,
                             u"The carrier does not know the connection or profile; check TELNYX_CONNECTION_ID."_s);
    const CodeRule *rule = ruleFor(code);
    TelnyxVerdict verdict =
        refusal(code, rule ? QString(rule->sentence) : u"The carrier does not know it (any more)."_s);
    verdict.gone = true;
    return verdict;
}

TelnyxVerdict byStatus(const TelnyxReply &reply, const TelnyxError &error, TelnyxPurpose purpose, bool carrierSpoke) {
    switch (reply.status) {
    case 401:
        return misconfigured(error.code, u"The carrier does not accept the API key; check TELNYX_API_KEY."_s);
    case 403:
        return misconfigured(
            error.code, u"The carrier does not allow this; check the account and the key's rights in its portal."_s);
    case 404:
        return notThere(error.code, purpose, carrierSpoke);
    case 407:
        return misconfigured(error.code,
                             u"A proxy on the way to the carrier asks for a password; check the network's settings."_s);
    case 408:
    case 409:
        return lostAnswer(reply, purpose, error.code, u"The carrier is busy with this call; try again in a moment."_s);
    default:
        break;
    }
    if (reply.status >= 300 && reply.status < 400)
        return misconfigured(error.code, u"The carrier's address redirects elsewhere; check TELNYX_API_BASE."_s);
    if (reply.status >= 400 && reply.status < 500) {
        QString words = error.title.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : error.title.left(200).trimmed();
        while (words.endsWith(u'.'))
            words.chop(1);
        return refusal(error.code, u"The carrier refused: %1."_s.arg(words));
    }
    return lostAnswer(reply, purpose, error.code, u"The carrier has a fault of its own; try again in a moment."_s);
}

} // namespace

TelnyxVerdict judge(const TelnyxReply &reply, TelnyxPurpose purpose) {
    if (reply.ending == TelnyxReply::Ending::NotSent) {
        TelnyxVerdict verdict = refusal({}, u"The carrier cannot be reached; check the network and TELNYX_API_BASE."_s);
        verdict.advice.retrySameId = true;
        verdict.advice.notSent = true;
        return verdict;
    }
    if (reply.ending == TelnyxReply::Ending::Lost)
        return lostAnswer(reply, purpose, {},
                          u"The carrier did not answer; check whether it has happened before trying again."_s);
    if (reply.status >= 200 && reply.status < 300) return accepted(reply, purpose);

    const std::vector<TelnyxError> errors = telnyxErrors(reply.body);
    const TelnyxError error = errors.empty() ? TelnyxError{} : errors.front();
    // One code means throttling with this status and not else.
    if (reply.status == 429) return throttled(reply, error.code);
    const bool aboutTheOrder = reply.status >= 400 && reply.status < 500 && reply.status != 404 && reply.status != 408;
    const CodeRule *rule = aboutTheOrder ? ruleFor(error.code) : nullptr;
    if (rule) return byRule(*rule, purpose);
    return byStatus(reply, error, purpose, !errors.empty());
}

TelnyxPurpose purposeOf(const CarrierCommand &command) {
    if (std::holds_alternative<command::Dial>(command)) return TelnyxPurpose::Dial;
    if (std::holds_alternative<command::HangUp>(command) || std::holds_alternative<command::Reject>(command))
        return TelnyxPurpose::End;
    return TelnyxPurpose::Command;
}

Error errorOf(const TelnyxVerdict &verdict) {
    const auto seconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(verdict.advice.after).count());
    const QString detail = u"carrier code %1"_s.arg(verdict.code.isEmpty() ? u"none"_s : verdict.code);
    if (verdict.gone) return Error{ErrorCode::NotFound, verdict.text, detail, {}, u"carrier_not_found"_s, 0};
    if (verdict.advice.retrySameId || verdict.outcome == CommandOutcome::Ambiguous)
        return Error{ErrorCode::Unavailable, verdict.text, detail, {}, u"carrier_unavailable"_s, std::max(1, seconds)};
    return Error{ErrorCode::Upstream,
                 verdict.text,
                 detail,
                 {},
                 verdict.advice.configuration ? u"carrier_configuration"_s : u"carrier_refused"_s,
                 0};
}

} // namespace callfloor
