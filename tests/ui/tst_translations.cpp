// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_text.h"
#include "ui/translation.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Message {
    QString source;
    QStringList forms; ///< One, or the plural forms.
    QString type;
    bool plural = false;
};

std::vector<Message> readMessages(const QString &path) {
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return messages;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == "message"_L1) {
            messages.push_back({});
            messages.back().plural = xml.attributes().value("numerus"_L1) == "yes"_L1;
        } else if (xml.name() == "source"_L1) {
            messages.back().source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            messages.back().type = xml.attributes().value("type"_L1).toString();
            if (!messages.back().plural) messages.back().forms << xml.readElementText();
        } else if (xml.name() == "numerusform"_L1) {
            messages.back().forms << xml.readElementText();
        }
    }
    return messages;
}

QStringList placeholders(const QString &text) {
    static const QRegularExpression kPlace(u"%(?:n|L?[0-9]+)"_s);
    QStringList places;
    for (auto it = kPlace.globalMatch(text); it.hasNext();) places << it.next().captured();
    places.sort();
    return places;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

    QString m_source;

private slots:
    void initTestCase() {
        m_source = qEnvironmentVariable("CALLFLOOR_SOURCE_DIR");
        QVERIFY2(!m_source.isEmpty(), "CALLFLOOR_SOURCE_DIR is not set");
    }

    void everyTextIsTranslated_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("whole");
        QTest::newRow("German") << u"de"_s << true;
        QTest::newRow("English plurals") << u"en"_s << true;
        QTest::newRow("Spanish") << u"es"_s << false;
        QTest::newRow("French") << u"fr"_s << false;
    }

    /// Runs lupdate on a copy: what it adds, or marks as no longer used, somebody has forgotten. In a language that is not whole a
    /// new text may stay English until somebody who speaks it comes by; how many do is told.
    void everyTextIsTranslated() {
        QFETCH(QString, language);
        QFETCH(bool, whole);
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"callfloor_%1.ts"_s.arg(language));
        QVERIFY(QFile::copy(m_source + u"/translations/callfloor_%1.ts"_s.arg(language), copy));
        QStringList arguments{u"-silent"_s, u"-I"_s, m_source, u"-locations"_s, u"none"_s};
        if (language == "en"_L1) arguments << u"-pluralonly"_s;
        QDirIterator files(m_source + u"/ui"_s, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) arguments << files.next();
        arguments << u"-ts"_s << copy;
        QProcess lupdate;
        lupdate.start(QStringLiteral(CALLFLOOR_LUPDATE), arguments);
        QVERIFY(lupdate.waitForFinished());
        QCOMPARE(lupdate.exitCode(), 0);

        const std::vector<Message> messages = readMessages(copy);
        QVERIFY(!messages.empty());
        int english = 0;
        for (const Message &message : messages) {
            if (!whole && message.type == "unfinished"_L1) {
                ++english;
                continue;
            }
            QVERIFY2(message.type.isEmpty(), qPrintable(message.type + u": "_s + message.source));
            QVERIFY2(message.forms.size() == (message.plural ? 2 : 1), qPrintable(message.source));
            for (const QString &form : message.forms) {
                QVERIFY2(!form.isEmpty(), qPrintable(message.source));
                QCOMPARE(placeholders(form), placeholders(message.source));
                QCOMPARE(form.contains(u'&'), message.source.contains(u'&'));
                QVERIFY2(!form.contains("(s)"_L1), qPrintable(form));
            }
        }
        if (english > 0) qInfo("%d of %zu texts are not translated", english, messages.size());
    }

    void theLanguageOnTheCommandLineIsLoaded_data() {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("loaded");
        QTest::addColumn<QString>("ringing");
        QTest::addColumn<QString>("oneMinute");
        QTest::addColumn<QString>("twoMinutes");
        QTest::newRow("German") << u"de"_s << u"de"_s << u"Klingelt"_s << u"1 Minute 0 Sekunden"_s
                                << u"2 Minuten 1 Sekunde"_s;
        QTest::newRow("Austrian") << u"de_AT"_s << u"de"_s << u"Klingelt"_s << u"1 Minute 0 Sekunden"_s
                                  << u"2 Minuten 1 Sekunde"_s;
        QTest::newRow("Spanish") << u"es_MX"_s << u"es"_s << u"Sonando"_s << u"1 minuto 0 segundos"_s << u"2 minutos 1 segundo"_s;
        QTest::newRow("French") << u"fr"_s << u"fr"_s << u"Sonne"_s << u"1 minute 0 seconde"_s << u"2 minutes 1 seconde"_s; // 0 is singular.
        QTest::newRow("English") << u"en"_s << u"en"_s << u"Ringing"_s << u"1 minute 0 seconds"_s
                                 << u"2 minutes 1 second"_s;
        QTest::newRow("one we don't speak")
            << u"fi"_s << u"en"_s << u"Ringing"_s << u"1 minute 0 seconds"_s << u"2 minutes 1 second"_s;
    }

    void theLanguageOnTheCommandLineIsLoaded() {
        QFETCH(QString, asked);
        QFETCH(QString, ringing);
        QFETCH(QString, oneMinute);
        QFETCH(QString, twoMinutes);
        QTEST(installTranslations(*QCoreApplication::instance(), asked), "loaded");
        LiveCall call;
        call.status = CallStatus::Ringing;
        QCOMPARE(CallText::state(call), ringing);
        QCOMPARE(CallText::spokenDuration(60s), oneMinute);
        QCOMPARE(CallText::spokenDuration(121s), twoMinutes);
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
