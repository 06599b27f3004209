// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_report.h"
#include "app/verbs/manual_verb.h"
#include "app/verbs/verb_table.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// Every flag that a text names.
QStringList flagsIn(const QString &text) {
    static const QRegularExpression flag(u"(?<![\\w-])--[a-z][a-z0-9-]+"_s);
    QStringList flags;
    for (auto match = flag.globalMatch(text); match.hasNext();) flags << match.next().captured();
    flags.removeDuplicates();
    return flags;
}

/// As man(1) shows it, roughly.
QString shown(QString page) { return page.replace(u"\\-"_s, u"-"_s).replace(u"\\e"_s, u"\\"_s); }

QString helpOfEverything() {
    QString text = helpText(allVerbs());
    for (const Verb &verb : allVerbs()) text += helpText(allVerbs(), verb.name);
    return text;
}

} // namespace

/// Help, manual page and completions say the same, because they come from the same tables.
class TestManual : public QObject {
    Q_OBJECT
private slots:
    void everyFlagAndVerbOfTheHelpIsInThePage() {
        const QString page = shown(manualPage(allVerbs(), u"1.2.3"_s));
        const QStringList flags = flagsIn(helpOfEverything());
        QVERIFY(flags.size() > 80);
        for (const QString &flag : flags) QVERIFY2(flagsIn(page).contains(flag), qPrintable(flag));
        for (const Verb &verb : allVerbs()) QVERIFY2(page.contains(u".SS callfloor "_s + verb.name), qPrintable(verb.name));
        for (const SettingSpec &spec : settingTable()) QVERIFY2(page.contains(settingUsage(spec)), qPrintable(spec.key));
    }

    void thePageNamesNothingThatThereIsNot() {
        QStringList known = flagsIn(helpOfEverything());
        for (const QString &flag : flagsIn(shown(manualPage(allVerbs(), {})))) QVERIFY2(known.contains(flag), qPrintable(flag));
    }

    void everyShellKnowsEveryVerb() {
        for (const QString &shell : {u"bash"_s, u"zsh"_s, u"fish"_s}) {
            const QString text = shellCompletion(allVerbs(), shell);
            for (const Verb &verb : allVerbs()) QVERIFY2(text.contains(verb.name), qPrintable(shell + u' ' + verb.name));
            QVERIFY(text.contains(u"server"_s) && text.contains(u"log-level"_s));
        }
        QCOMPARE(shellCompletion(allVerbs(), u"csh"_s), QString());
    }

    void bashCompletesVerbsAndFlags_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("expected");
        QTest::newRow("verb") << u"callfloor ba"_s << u"backup"_s;
        QTest::newRow("flag of a verb") << u"callfloor backup --over"_s << u"--overwrite"_s;
        QTest::newRow("setting") << u"callfloor --log-l"_s << u"--log-level"_s;
    }
    void bashCompletesVerbsAndFlags() {
        QFETCH(QString, words);
        QFETCH(QString, expected);
        QProcess bash;
        const QString script = shellCompletion(allVerbs(), u"bash"_s) +
                               u"COMP_WORDS=(%1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _callfloor; printf '%s\\n' \"${COMPREPLY[@]}\"\n"_s.arg(words);
        bash.start(u"bash"_s, {u"--norc"_s, u"-c"_s, script});
        QVERIFY(bash.waitForFinished());
        QCOMPARE(QString::fromUtf8(bash.readAllStandardOutput()).trimmed(), expected);
        QCOMPARE(bash.readAllStandardError(), QByteArray());
    }

    void thePageHasNoFaultsInTheEyesOfMan() {
        QProcess groff;
        groff.start(u"groff"_s, {u"-man"_s, u"-ww"_s, u"-Kutf8"_s, u"-Tutf8"_s, u"-z"_s});
        if (!groff.waitForStarted()) QSKIP("there is no groff");
        groff.write(manualPage(allVerbs(), u"1"_s).toUtf8());
        groff.closeWriteChannel();
        QVERIFY(groff.waitForFinished());
        const QByteArray complaints = groff.readAllStandardError();
        QVERIFY2(complaints.isEmpty(), complaints.constData());
    }
};

QTEST_GUILESS_MAIN(TestManual)
#include "tst_manual.moc"
