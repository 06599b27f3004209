// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace callfloor {

enum class Theme { System, Light, Dark };

/// `system`, `light`, `dark`: how the choice is kept in the settings.
QString themeName(Theme theme);
/// Anything unknown is System.
Theme themeFromName(const QString &name);

/// The palettes of the console. Text on its ground has a contrast of at least 4.5:1 (WCAG 2.1 §1.4.3), also greyed.
QPalette lightPalette();
QPalette darkPalette();

/// Fusion (see ConsoleStyle) with one of our palettes. System follows the desktop's colour scheme where Qt tells it
/// (from 6.5), else the brightness of the palette that the desktop gave the application.
void applyTheme(QApplication &app, Theme theme);

/// True if a palette is light text on dark ground.
bool isDark(const QPalette &palette);

/// The line around a field: 3:1 against the field and the window (WCAG 2.1 §1.4.11).
QColor outlineColor(const QPalette &palette);

/// What colours mean in the console. For bars and icons (3:1 against the ground, WCAG 2.1 §1.4.11), never for text:
/// hues of Okabe and Ito, that people with colour-blindness can tell apart, darkened where they are too pale on white.
enum class Accent { Ready, Ringing, OnCall, Neutral, Warning, Trouble, Alarm };
QColor accentColor(Accent accent, const QPalette &palette);
Accent accentOf(CallStatus status);

} // namespace callfloor
