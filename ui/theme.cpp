// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/console_style.h"

#include <QApplication>
#include <QStyleHints>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

struct PaletteColors {
    QRgb window, text, base, alternate, button, highlight, highlightedText, link, placeholder, disabled, tip, light,
        midlight, mid, dark, shadow;
};

QPalette paletteOf(const PaletteColors &c) {
    QPalette palette(QColor(c.button), QColor(c.window));
    const auto all = [&palette](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor(color)); };
    all(QPalette::Window, c.window);
    all(QPalette::WindowText, c.text);
    all(QPalette::Base, c.base);
    all(QPalette::AlternateBase, c.alternate);
    all(QPalette::Text, c.text);
    all(QPalette::Button, c.button);
    all(QPalette::ButtonText, c.text);
    all(QPalette::BrightText, c.highlightedText);
    all(QPalette::Highlight, c.highlight);
    all(QPalette::HighlightedText, c.highlightedText);
    all(QPalette::Link, c.link);
    all(QPalette::LinkVisited, c.link);
    all(QPalette::PlaceholderText, c.placeholder);
    all(QPalette::ToolTipBase, c.tip);
    all(QPalette::ToolTipText, c.text);
    all(QPalette::Light, c.light);
    all(QPalette::Midlight, c.midlight);
    all(QPalette::Mid, c.mid);
    all(QPalette::Dark, c.dark);
    all(QPalette::Shadow, c.shadow);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor(c.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.midlight));
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(c.window));
    return palette;
}

bool systemIsDark(const QApplication &app) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const auto scheme = app.styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    // Ours replaces it, so what the desktop gave is kept from the first time.
    static const bool kDesktopIsDark = isDark(app.palette());
    return kDesktopIsDark;
}

} // namespace

QString themeName(Theme theme) {
    return theme == Theme::Light ? u"light"_s : theme == Theme::Dark ? u"dark"_s : u"system"_s;
}

Theme themeFromName(const QString &name) {
    return name == "light"_L1 ? Theme::Light : name == "dark"_L1 ? Theme::Dark : Theme::System;
}

QPalette lightPalette() {
    return paletteOf({.window = 0xfff4f5f7, .text = 0xff1b1d21, .base = 0xffffffff, .alternate = 0xfff6f7f9,
                      .button = 0xfffafbfc, .highlight = 0xff1f5fa8, .highlightedText = 0xffffffff, .link = 0xff1f5fa8,
                      .placeholder = 0xff666b73, .disabled = 0xff62676f, .tip = 0xffffffff, .light = 0xffffffff,
                      .midlight = 0xffe8eaed, .mid = 0xffc9cdd3, .dark = 0xff9aa0a8, .shadow = 0xff6a6f76});
}

QPalette darkPalette() {
    return paletteOf({.window = 0xff24272b, .text = 0xffe8eaed, .base = 0xff1e1e1e, .alternate = 0xff232528,
                      .button = 0xff33373c, .highlight = 0xff2f6db5, .highlightedText = 0xffffffff, .link = 0xff7db8f0,
                      .placeholder = 0xff9aa0a8, .disabled = 0xffa0a5ac, .tip = 0xff33373c, .light = 0xff4a4f56,
                      .midlight = 0xff3d4147, .mid = 0xff2c2f33, .dark = 0xff17181a, .shadow = 0xff0d0e0f});
}

bool isDark(const QPalette &palette) {
    const auto light = [&palette](QPalette::ColorRole role) { return qGray(palette.color(role).rgb()); };
    return light(QPalette::Window) < light(QPalette::WindowText);
}

void applyTheme(QApplication &app, Theme theme) {
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark(app));
    if (!qobject_cast<ConsoleStyle *>(app.style())) app.setStyle(new ConsoleStyle);
    app.setPalette(dark ? darkPalette() : lightPalette());
}

QColor outlineColor(const QPalette &palette) { return isDark(palette) ? QColor(0x7d838b) : QColor(0x838991); }

QColor accentColor(Accent accent, const QPalette &palette) {
    const bool dark = isDark(palette);
    switch (accent) {
    case Accent::Ready: return QColor(0x009e73);
    case Accent::Ringing: return dark ? QColor(0x56b4e9) : QColor(0x2a7fb0);
    case Accent::OnCall: return dark ? QColor(0x56b4e9) : QColor(0x0072b2);
    case Accent::Neutral: return dark ? QColor(0x8c9299) : QColor(0x6b6b6b);
    case Accent::Warning: return dark ? QColor(0xe69f00) : QColor(0x9a6a00);
    case Accent::Trouble: return dark ? QColor(0xcc79a7) : QColor(0xa8518a);
    case Accent::Alarm: return dark ? QColor(0xe8702a) : QColor(0xd55e00);
    }
    return {};
}

Accent accentOf(CallStatus status) {
    switch (status) {
    case CallStatus::Initiated: return Accent::Neutral;
    case CallStatus::Ringing: return Accent::Ringing;
    case CallStatus::Active: return Accent::OnCall;
    case CallStatus::Completed: return Accent::Neutral;
    case CallStatus::NoAnswer: return Accent::Warning;
    case CallStatus::Failed: return Accent::Trouble;
    }
    return Accent::Neutral;
}

} // namespace callfloor
