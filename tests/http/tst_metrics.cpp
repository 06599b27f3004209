// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"
#include "tests/engine/rig.h"
#include "tests/store/random_calls.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString fileText(const QString &path) {
    QFile file(qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The families of a page with their types.
QHash<QString, QString> families(const QString &page) {
    static const QRegularExpression type(u"^# TYPE (\\w+) (\\w+)$"_s, QRegularExpression::MultilineOption);
    QHash<QString, QString> out;
    for (auto match = type.globalMatch(page); match.hasNext();) {
        const auto found = match.next();
        out.insert(found.captured(1), found.captured(2));
    }
    return out;
}

/// The family that a sample belongs to; empty if there is none.
QString familyOf(const QString &sample, const QHash<QString, QString> &known) {
    if (known.contains(sample)) return sample;
    for (const QString &ending : {u"_bucket"_s, u"_sum"_s, u"_count"_s}) {
        if (!sample.endsWith(ending)) continue;
        const QString family = sample.chopped(ending.size());
        const QString type = known.value(family);
        if (type == "histogram"_L1 || (type == "summary"_L1 && ending != "_bucket"_L1)) return family;
    }
    return {};
}

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT
    ManualScheduler m_clock{SystemClock().now()}; // tokens of the rig are of now
    std::unique_ptr<Rig> m_rig;

    QString page() { return QString::fromUtf8(m_rig->get({}, u"/metrics"_s).body); }
    /// The value of a sample, its labels as they stand; NaN if it is not there.
    double value(const QString &sample) {
        for (const QString &line : page().split(u'\n'))
            if (line.startsWith(sample + u' ')) return line.mid(sample.size() + 1).toDouble();
        return qQNaN();
    }

private slots:
    void init() {
        RigOptions options;
        options.clock = &m_clock;
        m_rig = std::make_unique<Rig>(options);
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
    }
    void cleanup() { m_rig.reset(); }

    void whatDashboardAndRulesNameIsExported_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("dashboard") << u"packaging/grafana/callfloor.json"_s;
        QTest::newRow("rules") << u"packaging/prometheus/callfloor.rules.yml"_s;
        QTest::newRow("page for administrators") << u"docs/administration.md"_s;
    }
    void whatDashboardAndRulesNameIsExported() {
        QFETCH(QString, file);
        const auto known = families(page());
        static const QRegularExpression name(u"\\bcallfloor_[a-z_]+"_s);
        int names = 0;
        for (auto match = name.globalMatch(fileText(file)); match.hasNext(); ++names) {
            const QString found = match.next().captured();
            QVERIFY2(!familyOf(found, known).isEmpty(), qPrintable(found));
        }
        QVERIFY2(names > 3, qPrintable(file));
    }

    void thePageIsWellFormed() {
        const QString text = page();
        const auto known = families(text);
        static const QRegularExpression sample(u"^([a-z_]+)(\\{[a-z]+=\"[^\"\\\\]*\"(,[a-z]+=\"[^\"\\\\]*\")*\\})? ([-+.0-9e]+)$"_s);
        QStringList helped;
        QString family;
        for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
            if (line.startsWith(u"# HELP "_s)) {
                family = line.section(u' ', 2, 2);
                QVERIFY2(!helped.contains(family), qPrintable(family));
                helped << family;
            } else if (!line.startsWith(u"# TYPE "_s)) {
                const auto match = sample.match(line);
                QVERIFY2(match.hasMatch(), qPrintable(line));
                QCOMPARE(familyOf(match.captured(1), known), family);
            }
        }
        QCOMPARE(helped.size(), known.size());
    }

    void bucketsAddUp() {
        QTRY_VERIFY(value(u"callfloor_event_loop_lag_seconds_count"_s) > 1);
        const QString text = page();
        double before = 0, last = 0;
        for (const QString &line : text.split(u'\n')) {
            if (!line.startsWith(u"callfloor_event_loop_lag_seconds_bucket"_s)) continue;
            last = line.section(u' ', 1).toDouble();
            QVERIFY(last >= before);
            before = last;
        }
        QVERIFY(text.contains(u"callfloor_event_loop_lag_seconds_bucket{le=\"+Inf\"} %1\n"_s.arg(last)));
        QVERIFY(text.contains(u"callfloor_event_loop_lag_seconds_count %1\n"_s.arg(last)));
    }

    void whatHappensIsCountedOnce() {
        const HttpAnswer made = m_rig->post(u"admin"_s, u"/api/queues"_s, {{u"name"_s, u"Sales \"A\"\\B"_s}});
        QVERIFY2(made.status == 200 || made.status == 201, qPrintable(made.summary()));
        const QueueId id(made.object().value(u"id"_s).toString());
        const QString label = u"queue=\"Sales \\\"A\\\"\\\\B\""_s;
        m_clock.advance(10s);
        page(); // from here on
        const UtcTime entered = m_clock.clock().now();
        QRandomGenerator random(5);
        std::vector<Call> calls;
        for (int i = 0; i < 3; ++i) {
            Call call = randomCall(random, {});
            call.startedAt = entered;
            calls.push_back(call);
        }
        const auto write = [this](std::function<void(store::Tx &)> work) {
            auto future = m_rig->engine().storage().write<Ok>([work](store::Tx &tx) -> Result<Ok> {
                work(tx);
                return Ok{};
            });
            future.waitForFinished();
            return future.result().ok();
        };
        std::vector<QueueEntryId> waits;
        QVERIFY(write([&](store::Tx &tx) {
            store::calls::save(tx, calls, 1.0);
            for (const Call &call : calls) {
                store::QueueEntry entry;
                entry.id = QueueEntryId::make(entered);
                entry.callId = call.id;
                entry.queue = id;
                entry.enteredAt = entered;
                store::entries::enter(tx, entry);
                waits.push_back(entry.id);
            }
        }));
        m_clock.advance(40s);
        QCOMPARE(value(u"callfloor_queue_waiting{%1}"_s.arg(label)), 3.0);
        QVERIFY(value(u"callfloor_queue_longest_wait_seconds{%1}"_s.arg(label)) >= 40.0);
        const UtcTime later = m_clock.clock().now();
        QVERIFY(write([&](store::Tx &tx) {
            store::entries::abandon(tx, waits[0], later);
            store::entries::flowOut(tx, waits[1], u"max_wait"_s, u"voicemail"_s, later);
            Offer offer;
            offer.entryId = waits[2];
            offer.agents = {m_rig->userId(u"agent"_s)};
            store::entries::offer(tx, offer, later);
            store::entries::connect(tx, waits[2], m_rig->userId(u"agent"_s), later);
        }));
        m_clock.advance(10s);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(value(u"callfloor_queue_entries_total{%1,end=\"answered\"}"_s.arg(label)), 1.0);
            QCOMPARE(value(u"callfloor_queue_entries_total{%1,end=\"abandoned\"}"_s.arg(label)), 1.0);
            QCOMPARE(value(u"callfloor_queue_entries_total{%1,end=\"flowed_out\"}"_s.arg(label)), 1.0);
            QCOMPARE(value(u"callfloor_queue_wait_seconds_bucket{%1,le=\"30\"}"_s.arg(label)), 0.0);
            QCOMPARE(value(u"callfloor_queue_wait_seconds_bucket{%1,le=\"60\"}"_s.arg(label)), 1.0);
            QCOMPARE(value(u"callfloor_queue_wait_seconds_sum{%1}"_s.arg(label)), 40.0);
            m_clock.advance(10s);
        }
        QCOMPARE(value(u"callfloor_queue_waiting{%1}"_s.arg(label)), 0.0);
    }

    void anEmptyFloorIsToldAsZero() {
        const QString text = page();
        QVERIFY(text.contains(u"callfloor_database_available 1\n"_s) && text.contains(u"# TYPE callfloor_calls_live gauge\n"_s));
        QVERIFY(text.contains(u"\ncallfloor_outbox_oldest_seconds 0\n"_s));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
