// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/telephony_profile.h"

#include "server/store/catalogue_store.h"

#include <QRegularExpression>

namespace callfloor::accounts {

using namespace Qt::StringLiterals;
using store::StationKind;

namespace {

bool isE164(const QString &text) {
    static const QRegularExpression kNumber(u"^\\+[1-9][0-9]{6,14}$"_s);
    return kNumber.match(text).hasMatch();
}

bool isSip(const QString &text) {
    static const QRegularExpression kUri(u"^sips?:[^@\\s]+@[^@\\s]+$"_s, QRegularExpression::CaseInsensitiveOption);
    return kUri.match(text).hasMatch();
}

Result<Ok> checkStation(const store::User &user) {
    if (user.stationKind == StationKind::Sip && !isSip(user.station))
        return badField(u"station"_s, u"A SIP station looks like sip:user@sip.example.com."_s);
    if (user.stationKind == StationKind::Number && !isE164(user.station))
        return badField(u"station"_s, u"A telephone number as station is written like +13125550100."_s);
    if (user.stationKind == StationKind::Credential && user.telnyxCredentialId.isEmpty())
        return badField(u"stationKind"_s, u"No softphone credential is assigned to this user; an administrator can set one."_s);
    return Ok{};
}

Result<Ok> setRights(store::User &user, const UpdateUser &op) {
    if (op.scope) {
        user.scope = dataScopeFromName(*op.scope);
        if (!user.scope && *op.scope != "default"_L1)
            return badField(u"scope"_s, u"A scope is one of own, team, all, default."_s);
    }
    if (!op.permissions) return Ok{};
    if (*op.permissions == std::vector<QString>{u"default"_s}) {
        user.permissions.reset();
        return Ok{};
    }
    Permissions permissions;
    for (const QString &name : *op.permissions) {
        const auto permission = permissionFromName(name);
        if (!permission) return badField(u"permissions"_s, u"There is no permission \"%1\"."_s.arg(name.left(40)));
        permissions |= *permission;
    }
    user.permissions = permissions;
    return Ok{};
}

} // namespace

Result<StationKind> stationKindOf(const QString &station) {
    if (station.isEmpty()) return StationKind::None;
    if (isSip(station)) return StationKind::Sip;
    if (isE164(station)) return StationKind::Number;
    return badField(u"station"_s, u"A station is a SIP address like sip:user@sip.example.com or a number like +13125550100."_s);
}

Result<Ok> setPhone(store::User &user, const std::optional<QString> &station, const std::optional<QString> &kind,
                    const std::optional<QString> &legMode) {
    if (station) user.station = station->trimmed();
    if (kind) {
        const auto known = store::stationKindFromName(*kind);
        if (!known) return badField(u"stationKind"_s, u"A station is one of sip, number, credential."_s);
        user.stationKind = *known;
    } else if (station) {
        const auto read = stationKindOf(user.station);
        if (!read) return read.error();
        user.stationKind = *read;
    }
    if (legMode) {
        const auto known = store::legModeFromName(*legMode);
        if (!known) return badField(u"legMode"_s, u"A leg is made per_call or stays nailed_up."_s);
        user.legMode = *known;
    }
    return station || kind ? checkStation(user) : Ok{};
}

Result<Ok> applyProfile(store::Tx &tx, store::User &user, const UpdateUser &op) {
    if (op.teamId && !op.teamId->isEmpty()) {
        const auto team = store::teams::byId(tx, *op.teamId);
        if (!team || team->removed) return badField(u"teamId"_s, u"There is no such team."_s);
    }
    if (op.teamId) user.teamId = *op.teamId;
    if (auto fine = setRights(user, op); !fine) return fine.error();
    if (auto fine = setPhone(user, op.station, op.stationKind, op.legMode); !fine) return fine.error();
    if (op.callerId && !op.callerId->isEmpty() && !isE164(*op.callerId))
        return badField(u"callerId"_s, u"A caller id is a number like +13125550100."_s);
    if (op.callerId) user.callerId = *op.callerId;
    if (op.capacity) user.capacity = *op.capacity;
    return Ok{};
}

} // namespace callfloor::accounts
