// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QByteArrayList>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace callfloor {

/// Which rules about the hours of unasked calls are in force.
enum class CallingProfile : quint8 {
    Auto, ///< Those of the number's country.
    None, ///< None: for tests, and for people who have asked to be called.
    Us,
    Uk,
};
/// `auto`, `none`, `us`, `uk`.
std::optional<CallingProfile> callingProfileFromName(QStringView name);

/// The time zones that a number may be in: by area code in North America, by country elsewhere; several where that leaves
/// open which. `region` is the number's ISO 3166-1 alpha-2 code. Empty if nothing is known of the country.
/// Source of the area codes: North American Numbering Plan, as assigned in 2025; codes that are not in the table count as
/// anywhere in their country.
QByteArrayList zonesOf(const QString &e164, const QString &region);

/// Where a called person may be, by all that is known.
struct CalleePlace {
    QString e164;
    QString country;      ///< ISO 3166-1 alpha-2; empty if unknown.
    QString zone = {};    ///< IANA zone of the person's address; empty if unknown.
    QString region = {};  ///< State or province of the address, e.g. `FL`; empty if unknown.
};

/// Hours that a caller keeps beyond the law's, at the called person's. Minutes after midnight; `from` is open, `to` is not.
struct OwnHours {
    int fromMinute = 0;
    int toMinute = 24 * 60;
    bool sundays = true;
    bool holidays = true; ///< Public holidays of the country; known for the US and the UK.
    bool operator==(const OwnHours &) const = default;
};

/// Whether a number may be called now, and when it next may.
struct CallingWindow {
    bool open = false;
    UtcTime opensAt{};     ///< Now if it is open, else the beginning of the next window, to a quarter of an hour.
    QByteArrayList zones;  ///< That were looked at; every one of them must be open.
    QStringList states;    ///< US states with stricter rules that were applied.
};

/// Hours by profile, at the called person's: US federal rules 8 to 21 (16 CFR 310.4(c)); United Kingdom 8 to 21; Canada,
/// under Auto, 9 to 21:30, at weekends 10 to 18 (CRTC Unsolicited Telecommunications Rules); all others, under Auto, 8 to
/// 21, which is our own choice. In the US the stricter states (calling_states.h) narrow that, by the address and by the
/// area code. A number whose zone is unknown is never open but under None; own hours hold under None where it is known.
CallingWindow callingWindow(CallingProfile profile, const CalleePlace &place, const OwnHours &own, UtcTime now);
/// The same of a number alone.
CallingWindow callingWindow(CallingProfile profile, const QString &e164, const QString &region, UtcTime now);

/// Remembers windows for people in the same place: a list of many has few of them. For one moment.
class WindowMemo {
public:
    WindowMemo(CallingProfile profile, const OwnHours &own, UtcTime now) : m_profile(profile), m_own(own), m_now(now) {}
    /// The reference holds until the memo dies.
    const CallingWindow &of(const CalleePlace &place);
    CallingProfile profile() const { return m_profile; }

private:
    CallingProfile m_profile;
    OwnHours m_own;
    UtcTime m_now;
    std::map<QString, CallingWindow> m_known; ///< Whose references stay when it grows.
};

/// The earliest of the moments at which the current day began in the zones; 24 h ago if none is known.
UtcTime dayBegan(const QByteArrayList &zones, UtcTime now);

} // namespace callfloor
