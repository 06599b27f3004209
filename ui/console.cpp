// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console.h"

#include "ui/main_window.h"
#include "ui/translation.h"

#include <QApplication>
#include <QScreen>
#include <QSettings>
#include <QStyleHints>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTextStep = 10, kTextLeast = 80, kTextMost = 200; ///< Percent.

} // namespace

QString consoleVersion() { return QStringLiteral(CALLFLOOR_VERSION); }

Console::Console(QApplication &app, FloorSession &session, const ConsoleOptions &options, Scheduler *scheduler)
    : m_app(app),
      m_settings(options.settingsFile.isEmpty()
                     ? std::make_unique<QSettings>(u"callfloor"_s, u"console"_s)
                     : std::make_unique<QSettings>(options.settingsFile, QSettings::IniFormat)),
      m_theme(themeFromName(m_settings->value("theme"_L1).toString())), m_systemFont(QApplication::font()),
      m_textPercent(std::clamp(m_settings->value("textPercent"_L1, 100).toInt(), kTextLeast, kTextMost)) {
    installTranslations(app, options.language);
    applyTheme(app, m_theme);
    applyText();
    m_window = std::make_unique<MainWindow>(session, scheduler ? *scheduler : m_systemScheduler, *m_settings, options);
    m_window->setTheme(m_theme);
    connect(m_window.get(), &MainWindow::themeChosen, this, &Console::setTheme);
    connect(m_window.get(), &MainWindow::textSizeChosen, this, &Console::changeText);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(app.styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { applyTheme(m_app, m_theme); });
#endif
    restoreWindow();
}

Console::~Console() {
    m_settings->setValue("window"_L1, m_window->saveGeometry());
    QApplication::setFont(m_systemFont);
}

void Console::changeText(int step) {
    m_textPercent = step == 0 ? 100 : std::clamp(m_textPercent + step * kTextStep, kTextLeast, kTextMost);
    m_settings->setValue("textPercent"_L1, m_textPercent);
    applyText();
}

void Console::applyText() {
    QFont font = m_systemFont;
    font.setPointSizeF(m_systemFont.pointSizeF() * m_textPercent / 100);
    if (font != QApplication::font()) QApplication::setFont(font);
}

void Console::restoreWindow() {
    if (m_window->restoreGeometry(m_settings->value("window"_L1).toByteArray())) return;
    const QSize available = m_window->screen()->availableSize();
    m_window->resize(QSize(1280, 800).boundedTo(available));
}

void Console::show() { m_window->show(); }

void Console::setTheme(Theme theme) {
    m_theme = theme;
    m_settings->setValue("theme"_L1, themeName(theme));
    applyTheme(m_app, theme);
    m_window->setTheme(theme);
}

} // namespace callfloor
