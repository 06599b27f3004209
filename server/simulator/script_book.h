// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/leg_script.h"
#include "server/simulator/random.h"

#include <QHash>
#include <QString>

#include <deque>
#include <map>

namespace callfloor::simulator {

/// Decides what the far end of each leg does. In this order: a script queued for the next dial; one bound to the
/// number; one bound to its last digits (the longest wins); SIP devices answer at once and stay; magic endings;
/// else a draw from the mix, which depends only on the seed, the number and how often it has been dialled.
///
/// Magic endings, so that outcomes can be asked for without setting anything up (last four digits):
/// 0486 busy · 0603 rejects · 0408 never answers · 0480 unreachable · 0404 invalid · 0503 no route ·
/// 0900 machine with beep · 0901 machine without · 0902 fax · 0903 silence · 0200 answers after 1 s and stays.
class ScriptBook {
public:
    ScriptBook(quint64 seed, ScriptMix mix, bool magicEndings = true);

    /// For the next dial of `to` (E.164 or SIP URI). Counts the dial.
    LegScript forDial(const QString &to);
    /// For the `number`-th inbound caller: a person with patience and talk time from the mix.
    LegScript forCaller(const QString &from, quint64 number) const;

    /// Replaces an earlier binding.
    void bindNumber(const QString &number, const LegScript &script) { m_numbers.insert_or_assign(number, script); }
    void bindEnding(const QString &digits, const LegScript &script) { m_endings.insert_or_assign(digits, script); }
    /// For the next dial, whatever its number; several wait in line.
    void queueNext(const LegScript &script) { m_next.push_back(script); }
    /// Forgets bindings and the line; the mix stays.
    void clearBindings();
    void setMix(const ScriptMix &mix) { m_mix = mix; }

private:
    std::optional<LegScript> bound(const QString &to) const;
    static std::optional<LegScript> magic(const QString &to);
    LegScript draw(Random &random) const;

    quint64 m_seed;
    ScriptMix m_mix;
    bool m_magicEndings;
    std::deque<LegScript> m_next;
    std::map<QString, LegScript> m_numbers;
    std::map<QString, LegScript> m_endings;
    QHash<QString, quint64> m_dialled;
};

} // namespace callfloor::simulator
