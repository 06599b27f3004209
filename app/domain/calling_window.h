// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QByteArrayList>
#include <QString>

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

/// Whether a number may be called now, and when it next may.
struct CallingWindow {
    bool open = false;
    UtcTime opensAt{};     ///< Now if it is open, else the beginning of the next window, to a quarter of an hour.
    QByteArrayList zones;  ///< That were looked at; every one of them must be open.
};

/// Hours by profile, at the called person's: US federal rules 8 to 21 (16 CFR 310.4(c)); United Kingdom 8 to 21; Canada,
/// under Auto, 9 to 21:30, at weekends 10 to 18 (CRTC Unsolicited Telecommunications Rules); all others, under Auto, 8 to
/// 21, which is our own choice. A number whose zone is unknown is never open but under None.
CallingWindow callingWindow(CallingProfile profile, const QString &e164, const QString &region, UtcTime now);

} // namespace callfloor
