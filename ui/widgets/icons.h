// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"

#include <QIcon>

namespace callfloor {

enum class LinkState;
enum class Accent;

/// Pictures of the console, drawn as outlines in any size and in the colours of the current theme. An icon never
/// stands alone: a word is beside it.
QIcon directionIcon(CallDirection direction);
QIcon stateIcon(CallStatus status);
QIcon linkIcon(LinkState state);
/// An agent's state, by the word of the API.
QIcon agentIcon(const QString &state);
/// A handset, for dialling.
QIcon dialIcon();
/// A handset put down.
QIcon hangUpIcon();
/// A triangle, for what needs attention.
QIcon warningIcon(Accent accent);
QIcon bellIcon();
QIcon pauseIcon();
QIcon messageIcon();

/// The pages of the rail.
QIcon deskIcon();
QIcon floorIcon();
QIcon campaignIcon();
QIcon historyIcon();
QIcon reportIcon();
QIcon administrationIcon();

} // namespace callfloor
