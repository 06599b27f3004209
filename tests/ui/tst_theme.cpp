// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QProxyStyle>
#include <QTest>

#include <cmath>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor &color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF())) +
           0.0722 * linear(double(color.blueF()));
}
double contrast(const QColor &a, const QColor &b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void textIsReadable_data() {
        QTest::addColumn<QPalette>("palette");
        QTest::addColumn<QPalette::ColorGroup>("group");
        QTest::addColumn<QPalette::ColorRole>("text");
        QTest::addColumn<QPalette::ColorRole>("ground");
        const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
            {QPalette::WindowText, QPalette::Window},  {QPalette::Text, QPalette::Base},
            {QPalette::Text, QPalette::AlternateBase}, {QPalette::ButtonText, QPalette::Button},
            {QPalette::Link, QPalette::Window},        {QPalette::Link, QPalette::Base},
            {QPalette::ToolTipText, QPalette::ToolTipBase}};
        for (const auto &[name, palette] : {std::pair("light", lightPalette()), std::pair("dark", darkPalette())}) {
            for (const auto &[text, ground] : pairs)
                for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
                    QTest::addRow("%s %d/%d group %d", name, int(text), int(ground), int(group))
                        << palette << group << text << ground;
            QTest::addRow("%s selected", name)
                << palette << QPalette::Active << QPalette::HighlightedText << QPalette::Highlight;
            QTest::addRow("%s placeholder", name)
                << palette << QPalette::Active << QPalette::PlaceholderText << QPalette::Base;
        }
    }

    void textIsReadable() {
        QFETCH(QPalette, palette);
        QFETCH(QPalette::ColorGroup, group);
        QFETCH(QPalette::ColorRole, text);
        QFETCH(QPalette::ColorRole, ground);
        const double ratio = contrast(palette.color(group, text), palette.color(group, ground));
        QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
    }

    void coloursOfStatesCanBeSeen_data() {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
    }

    void coloursOfStatesCanBeSeen() {
        QFETCH(QPalette, palette);
        for (const Accent accent : {Accent::Ready, Accent::Ringing, Accent::OnCall, Accent::Neutral, Accent::Warning,
                                    Accent::Trouble, Accent::Alarm})
            for (const auto ground : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
                const double ratio = contrast(accentColor(accent, palette), palette.color(ground));
                QVERIFY2(ratio >= 3.0,
                         qPrintable(u"accent %1 on role %2: %3"_s.arg(int(accent)).arg(int(ground)).arg(ratio)));
            }
    }

    void fieldsHaveAnOutline_data() { coloursOfStatesCanBeSeen_data(); }

    void fieldsHaveAnOutline() {
        QFETCH(QPalette, palette);
        for (const auto ground : {QPalette::Base, QPalette::Window})
            QVERIFY(contrast(outlineColor(palette), palette.color(ground)) >= 3.0);
    }

    void theChoiceIsApplied() {
        applyTheme(*qApp, Theme::Dark);
        const auto *style = qobject_cast<QProxyStyle *>(qApp->style());
        QVERIFY(style);
        QCOMPARE(style->baseStyle()->name(), u"fusion"_s);
        QVERIFY(isDark(QApplication::palette()));
        applyTheme(*qApp, Theme::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void theChoiceSurvivesItsName() {
        for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
            QCOMPARE(themeFromName(themeName(theme)), theme);
        QCOMPARE(themeFromName(u"purple"_s), Theme::System);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
