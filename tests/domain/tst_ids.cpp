// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/ids.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUuid>

#include <type_traits>

using namespace callfloor;
using namespace Qt::StringLiterals;

static_assert(!std::is_convertible_v<CallId, LegId> && !std::is_constructible_v<CallId, LegId>);
static_assert(!std::is_convertible_v<QString, CallId>);

class IdsTest : public QObject {
    Q_OBJECT

private slots:
    void uuid7HasTheTimeTheVersionAndTheVariant() {
        const UtcTime now = fromMicros(1'772'463'845'123'999);
        static const QRegularExpression kForm(
            u"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        for (int i = 0; i < 1000; ++i) {
            const QString id = makeUuid7(now);
            QVERIFY2(kForm.match(id).hasMatch(), qPrintable(id));
            const qint64 ms = QString(id.left(8) + id.mid(9, 4)).toLongLong(nullptr, 16);
            QCOMPARE(ms, qint64{1'772'463'845'123});
        }
    }

    void idsMadeLaterSortLater() {
        QString last;
        for (int i = 0; i < 2000; ++i) {
            const QString id = makeUuid7(fromMicros(1'772'463'845'000'000 + i * qint64{1000} * (1 + i)));
            QVERIFY(last < id);
            last = id;
        }
    }

    void idsAreUniqueAlsoWithinOneMoment() {
        QSet<QString> seen;
        const UtcTime now = fromMicros(1'772'463'845'000'000);
        for (int i = 0; i < 100'000; ++i) seen << makeUuid7(now);
        QCOMPARE(seen.size(), qsizetype{100'000});
    }

    void uuid4HasItsVersion() {
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QString id = makeUuid4();
            const QUuid parsed(id);
            QCOMPARE(parsed.version(), QUuid::Random);
            QCOMPARE(parsed.toString(QUuid::WithoutBraces), id);
            seen << id;
        }
        QCOMPARE(seen.size(), qsizetype{1000});
    }

    void idsAreOpaqueTexts() {
        const CallId imported(u"ckx 17/old"_s);
        QCOMPARE(imported.text(), u"ckx 17/old"_s);
        QVERIFY(imported == CallId(u"ckx 17/old"_s));
        QVERIFY(CallId().isEmpty() && !imported.isEmpty());
        QVERIFY(CallId(u"a"_s) < CallId(u"b"_s));
        QCOMPARE(qHash(imported), qHash(CallId(u"ckx 17/old"_s)));
        QVERIFY(!CallId::make(SystemClock().now()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(IdsTest)
#include "tst_ids.moc"
