// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace callfloor::simulator {

using Ms = std::chrono::milliseconds;

/// What becomes of a dialled number.
enum class Outcome {
    Human,       ///< A person answers.
    Machine,     ///< An answering machine: greeting, then perhaps a beep.
    Fax,         ///< A fax machine answers.
    Silence,     ///< Somebody answers and says nothing.
    Busy,        ///< SIP 486.
    Reject,      ///< SIP 603.
    NoAnswer,    ///< Rings until the caller's time-out.
    Unreachable, ///< The network gives up after the ring time: SIP 480.
    Invalid,     ///< No such number: SIP 404.
    Failure,     ///< No route: SIP 503.
};

/// `human`, `machine`, `fax`, `silence`, `busy`, `reject`, `no_answer`, `unreachable`, `invalid`, `failure`.
QString outcomeName(Outcome outcome);
/// Also accepts `answer` for `human`. Empty if the word is none of them.
std::optional<Outcome> outcomeFromName(const QString &name);

/// Something said, so long after the answer. It is heard only by transcriptions and assistants.
struct SpokenLine {
    Ms after{0};
    QString text;
    bool operator==(const SpokenLine &) const = default;
};
/// Keys pressed, so long after the answer.
struct KeyPress {
    Ms after{0};
    QString digits;
    bool operator==(const KeyPress &) const = default;
};

/// What the far end of a leg does. Times are those of the people; the simulator's time scale divides them.
struct LegScript {
    Outcome outcome = Outcome::Human;
    Ms ring{3000};                       ///< From the dial to the answer or the refusal.
    std::optional<Ms> talk = {};         ///< From the answer until the far end hangs up; empty = never.
    Ms patience{20000};                  ///< Inbound only: until an unanswered caller gives up.
    Ms greeting{4000};                   ///< Machine: length of the greeting.
    bool beep = true;                    ///< Machine: a beep follows the greeting.
    bool business = false;               ///< Human: answers for a business (premium detection tells).
    std::vector<SpokenLine> lines = {};  ///< Empty = a small talk chosen by the script book.
    std::vector<KeyPress> keys = {};
    QString gatherDigits = {};           ///< Pressed 1.5 s after each prompt that asks for digits.
    bool operator==(const LegScript &) const = default;
};

/// Reads `busy` or `answer,ring=2s,talk=20s,patience=10s,greeting=4s,beep=no,business=yes,digits=12`. Times are seconds with an
/// optional fraction and `s`, or milliseconds with `ms`. An error names the part that is wrong.
Result<LegScript> scriptFromText(const QString &text);
/// Reads `{outcome, ring_ms, talk_ms, patience_ms, greeting_ms, beep, business, lines: [{after_ms, text}],
/// keys: [{after_ms, digits}], gather_digits}`; all but the outcome optional.
Result<LegScript> scriptFromJson(const QJsonObject &json);
/// The same form as scriptFromJson reads.
QJsonObject scriptToJson(const LegScript &script);

/// Milliseconds from … to, both included.
struct MsRange {
    qint64 low = 0;
    qint64 high = 0;
};

/// The distribution from which unbound numbers draw. Weights need not add up to 1.
struct ScriptMix {
    std::vector<std::pair<Outcome, double>> weights = {{Outcome::Human, 0.70},   {Outcome::Busy, 0.12},
                                                       {Outcome::NoAnswer, 0.12}, {Outcome::Machine, 0.04},
                                                       {Outcome::Invalid, 0.02}};
    MsRange ringMs{3000, 9000};
    MsRange refuseMs{800, 2500}; ///< Busy, reject, invalid, failure.
    MsRange talkMs{10000, 40000};
    MsRange greetingMs{3000, 8000};
    MsRange patienceMs{8000, 30000};
};

} // namespace callfloor::simulator
