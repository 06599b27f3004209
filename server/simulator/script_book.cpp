// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/script_book.h"

#include <array>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

struct SmallTalk {
    std::array<const char *, 4> lines;
};

// What callers say when nobody has written them a part. Offsets are fixed so that a transcript reads like a talk.
constexpr std::array<SmallTalk, 4> kSmallTalks{{
    {{"Hello, I am calling about my order.", "It should have arrived on Monday.", "The number is four four one seven.",
      "Thank you, that helps."}},
    {{"Hi, I would like to change my appointment.", "Friday in the afternoon would be better.",
      "Three o'clock is fine.", "Great, see you then."}},
    {{"Hello? Who is this?", "I see. What does it cost?", "Let me think about it.", "Please call me again next week."}},
    {{"Good morning, my internet is down.", "Since last night, I already restarted the box.",
      "The lamp is blinking red.", "All right, I will wait for the technician."}},
}};

constexpr std::array<int, 4> kLineOffsetsMs{2000, 7000, 13000, 20000};

void giveLines(LegScript &script, Random &random) {
    const quint64 pick = random.next();
    if (!script.lines.empty() || script.outcome != Outcome::Human) return;
    const SmallTalk &talk = kSmallTalks[pick % kSmallTalks.size()];
    for (size_t i = 0; i < talk.lines.size(); ++i)
        script.lines.push_back({Ms{kLineOffsetsMs[i]}, QString::fromUtf8(talk.lines[i])});
}

LegScript deviceScript() {
    LegScript script;
    script.ring = Ms{0};
    script.lines = {{Ms{1000}, u"Thank you for holding, how can I help?"_s},
                    {Ms{10000}, u"Let me look that up for you."_s},
                    {Ms{17000}, u"I have noted it. Is there anything else?"_s}};
    return script;
}

} // namespace

ScriptBook::ScriptBook(quint64 seed, ScriptMix mix, bool magicEndings)
    : m_seed(seed)
    , m_mix(std::move(mix))
    , m_magicEndings(magicEndings) {}

LegScript ScriptBook::forDial(const QString &to) {
    Random random = Random::keyed(m_seed, to, ++m_dialled[to]);
    LegScript script;
    if (!m_next.empty()) {
        script = m_next.front();
        m_next.pop_front();
    } else if (const auto given = bound(to)) {
        script = *given;
    } else if (to.startsWith("sip:"_L1)) {
        script = deviceScript();
    } else if (const auto ending = m_magicEndings ? magic(to) : std::nullopt) {
        script = *ending;
    } else {
        script = draw(random);
    }
    giveLines(script, random);
    return script;
}

LegScript ScriptBook::forCaller(const QString &from, quint64 number) const {
    Random random = Random::keyed(m_seed, QString(u"caller:"_s + from), number);
    LegScript script;
    script.patience = Ms{random.between(m_mix.patienceMs.low, m_mix.patienceMs.high)};
    script.talk = Ms{random.between(m_mix.talkMs.low, m_mix.talkMs.high)};
    giveLines(script, random);
    return script;
}

void ScriptBook::clearBindings() {
    m_next.clear();
    m_numbers.clear();
    m_endings.clear();
}

std::optional<LegScript> ScriptBook::bound(const QString &to) const {
    if (const auto it = m_numbers.find(to); it != m_numbers.end()) return it->second;
    const LegScript *best = nullptr;
    qsizetype length = 0;
    for (const auto &[ending, script] : m_endings) {
        if (ending.size() <= length || !to.endsWith(ending)) continue;
        best = &script;
        length = ending.size();
    }
    if (!best) return std::nullopt;
    return *best;
}

std::optional<LegScript> ScriptBook::magic(const QString &to) {
    static const std::map<QString, LegScript> table = [] {
        std::map<QString, LegScript> t;
        const auto refusal = [](Outcome outcome) { return LegScript{.outcome = outcome, .ring = Ms{1000}}; };
        t[u"0486"_s] = refusal(Outcome::Busy);
        t[u"0603"_s] = refusal(Outcome::Reject);
        t[u"0408"_s] = refusal(Outcome::NoAnswer);
        t[u"0480"_s] = refusal(Outcome::Unreachable);
        t[u"0404"_s] = refusal(Outcome::Invalid);
        t[u"0503"_s] = refusal(Outcome::Failure);
        t[u"0200"_s] = refusal(Outcome::Human);
        t[u"0900"_s] = {.outcome = Outcome::Machine, .ring = Ms{1000}, .talk = Ms{40000}};
        t[u"0901"_s] = {.outcome = Outcome::Machine, .ring = Ms{1000}, .talk = Ms{40000}, .beep = false};
        t[u"0902"_s] = {.outcome = Outcome::Fax, .ring = Ms{1000}, .talk = Ms{20000}};
        t[u"0903"_s] = {.outcome = Outcome::Silence, .ring = Ms{1000}, .talk = Ms{20000}};
        return t;
    }();
    const auto it = table.find(to.right(4));
    if (it == table.end()) return std::nullopt;
    return it->second;
}

LegScript ScriptBook::draw(Random &random) const {
    double total = 0;
    for (const auto &[outcome, weight] : m_mix.weights) total += weight;
    double point = random.unit() * total;
    LegScript script;
    for (const auto &[outcome, weight] : m_mix.weights) {
        script.outcome = outcome;
        point -= weight;
        if (point < 0) break;
    }
    // Every draw is made for every outcome, so that a change of one range does not shift the others.
    const Ms ring{random.between(m_mix.ringMs.low, m_mix.ringMs.high)};
    const Ms refuse{random.between(m_mix.refuseMs.low, m_mix.refuseMs.high)};
    const Ms talk{random.between(m_mix.talkMs.low, m_mix.talkMs.high)};
    script.greeting = Ms{random.between(m_mix.greetingMs.low, m_mix.greetingMs.high)};
    script.beep = random.chance(0.8);
    script.business = random.chance(0.3);
    const bool answers = script.outcome == Outcome::Human || script.outcome == Outcome::Machine ||
                         script.outcome == Outcome::Fax || script.outcome == Outcome::Silence;
    const bool ringsLong = answers || script.outcome == Outcome::Unreachable;
    script.ring = ringsLong ? ring : refuse;
    if (answers) script.talk = script.outcome == Outcome::Machine ? script.greeting + Ms{30000} : talk;
    return script;
}

} // namespace callfloor::simulator
