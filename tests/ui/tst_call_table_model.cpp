// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_json.h"
#include "ui/models/call_sort_proxy.h"
#include "ui/models/call_table_model.h"
#include "ui/models/call_text.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Event eventOf(qint64 seq, const QString &id, const QByteArray &payload) {
    Event event;
    event.seq = seq;
    event.subject = id;
    event.payload = payload;
    return event;
}

QByteArray objectOf(const QString &id, const QString &status, const QJsonObject &more = {}) {
    QJsonObject object{{u"id"_s, id}, {u"status"_s, status}, {u"direction"_s, u"outbound"_s},
                       {u"customerNumber"_s, u"+15550000001"_s}, {u"startedAt"_s, u"2026-03-02T15:04:05.000Z"_s}};
    for (auto it = more.begin(); it != more.end(); ++it) object.insert(it.key(), it.value());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// All that a person sees, without the order of the rows.
QStringList seen(const CallTableModel &model) {
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells{model.index(row, 0).data(CallTableModel::IdRole).toString()};
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        rows << cells.join(u'|');
    }
    rows.sort();
    return rows;
}

} // namespace

class TestCallTableModel : public QObject {
    Q_OBJECT

    ManualScheduler m_time;

    /// Hands events over and waits for the end of their batch.
    void feed(CallTableModel &model, const std::vector<Event> &events) {
        model.enqueue(events);
        m_time.advance(CallTableModel::kBatchDelay);
    }

private slots:
    void mergesByIdAndLeavesWhatIsNotGiven_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::newRow("state") << QByteArray(R"({"id":"a","status":"RINGING"})") << int(CallTableModel::State)
                               << u"Ringing"_s;
        QTest::newRow("state keeps the number")
            << QByteArray(R"({"id":"a","status":"RINGING"})") << int(CallTableModel::Customer) << u"+15550000001"_s;
        QTest::newRow("direction") << QByteArray(R"({"id":"a","direction":"inbound"})")
                                   << int(CallTableModel::Direction) << u"Inbound"_s;
        QTest::newRow("number") << QByteArray(R"({"id":"a","customerNumber":"+4930"})") << int(CallTableModel::Customer)
                                << u"+4930"_s;
        QTest::newRow("our number") << QByteArray(R"({"id":"a","ourNumber":"+1"})") << int(CallTableModel::OurNumber)
                                    << u"+1"_s;
        QTest::newRow("agent to nobody") << QByteArray(R"({"id":"a","agentId":null})") << int(CallTableModel::Agent)
                                         << u"–"_s;
        QTest::newRow("busy") << QByteArray(R"({"id":"a","status":"NO_ANSWER","outcome":"busy"})")
                              << int(CallTableModel::State) << u"Busy"_s;
        QTest::newRow("no answer") << QByteArray(R"({"id":"a","status":"NO_ANSWER","outcome":"no_answer"})")
                                   << int(CallTableModel::State) << u"No answer"_s;
        QTest::newRow("unknown outcome") << QByteArray(R"({"id":"a","status":"FAILED","outcome":"eclipse"})")
                                         << int(CallTableModel::State) << u"Failed"_s;
        QTest::newRow("talk time of an ended call")
            << QByteArray(
                   R"({"id":"a","status":"COMPLETED","answeredAt":"2026-03-02T15:04:10Z","endedAt":"2026-03-02T16:05:15Z"})")
            << int(CallTableModel::Talk) << u"1:01:05"_s;
        QTest::newRow("waiting time ends with the answer")
            << QByteArray(R"({"id":"a","status":"ACTIVE","answeredAt":"2026-03-02T15:04:17Z"})")
            << int(CallTableModel::Waited) << u"0:12"_s;
        QTest::newRow("unknown status is left out")
            << QByteArray(R"({"id":"a","status":"running"})") << int(CallTableModel::State) << u"Dialling"_s;
        QTest::newRow("no JSON") << QByteArray("{") << int(CallTableModel::State) << u"Dialling"_s;
    }

    void mergesByIdAndLeavesWhatIsNotGiven() {
        QFETCH(QByteArray, payload);
        QFETCH(int, column);
        QFETCH(QString, text);
        CallTableModel model(m_time);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        feed(model, {eventOf(1, u"a"_s, objectOf(u"a"_s, u"INITIATED"_s))});
        feed(model, {eventOf(2, u"a"_s, payload)});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, column).data().toString(), text);
    }

    void whatIsNoCallGetsNoRow_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("campaign") << QByteArray(R"({"id":"c","name":"Spring","status":"running"})");
        QTest::newRow("part of an unknown call") << QByteArray(R"({"id":"c","recordingUrl":"x"})");
        QTest::newRow("no id") << QByteArray(R"({"status":"RINGING"})");
        QTest::newRow("long ended") << objectOf(u"c"_s, u"COMPLETED"_s, {{u"endedAt"_s, u"2020-01-01T00:00:00Z"_s}});
        QTest::newRow("array") << QByteArray("[1]");
        QTest::newRow("nothing") << QByteArray();
    }

    void whatIsNoCallGetsNoRow() {
        QFETCH(QByteArray, payload);
        CallTableModel model(m_time);
        feed(model, {eventOf(1, u"c"_s, payload)});
        QCOMPARE(model.rowCount(), 0);
    }

    void otherKindsOfEventsAreLeftAlone() {
        CallTableModel model(m_time);
        Event event = eventOf(1, u"a"_s, objectOf(u"a"_s, u"RINGING"_s));
        event.kind = EventKind::AiUpdate;
        feed(model, {event});
        QCOMPARE(model.rowCount(), 0);
    }

    void eventsOf50MillisecondsBecomeOneChange() {
        CallTableModel model(m_time);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.enqueue({eventOf(1, u"a"_s, objectOf(u"a"_s, u"INITIATED"_s))});
        model.enqueue({eventOf(2, u"b"_s, objectOf(u"b"_s, u"INITIATED"_s))});
        m_time.advance(20ms);
        model.enqueue({eventOf(3, u"a"_s, objectOf(u"a"_s, u"RINGING"_s))});
        m_time.advance(29ms);
        QCOMPARE(model.rowCount(), 0);
        m_time.advance(1ms);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(model.index(0, CallTableModel::State).data().toString(), u"Ringing"_s);

        model.enqueue({eventOf(4, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s))});
        model.enqueue({eventOf(5, u"b"_s, objectOf(u"b"_s, u"ACTIVE"_s))});
        m_time.advance(50ms);
        // Two neighbouring rows with the same columns: the state, and the two durations.
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed.at(0).at(0).toModelIndex(), model.index(0, CallTableModel::State));
        QCOMPARE(changed.at(0).at(1).toModelIndex(), model.index(1, CallTableModel::State));
        QCOMPARE(changed.at(1).at(0).toModelIndex(), model.index(0, CallTableModel::Waited));
        QCOMPARE(changed.at(1).at(1).toModelIndex(), model.index(1, CallTableModel::Talk));
    }

    void anOlderOrRepeatedEventChangesNothing() {
        CallTableModel model(m_time);
        feed(model, {eventOf(5, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s))});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        feed(model,
             {eventOf(4, u"a"_s, objectOf(u"a"_s, u"RINGING"_s)), eventOf(5, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s))});
        QCOMPARE(model.index(0, CallTableModel::State).data().toString(), u"On call"_s);
        QCOMPARE(changed.count(), 0);
    }

    void endedCallsStayGreyedForTenSeconds() {
        CallTableModel model(m_time);
        feed(model,
             {eventOf(1, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s)), eventOf(2, u"b"_s, objectOf(u"b"_s, u"ACTIVE"_s))});
        QCOMPARE(model.index(0, 0).data(CallTableModel::LiveRole).toBool(), true);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        feed(model, {eventOf(3, u"a"_s, objectOf(u"a"_s, u"COMPLETED"_s))});
        QCOMPARE(model.index(0, 0).data(CallTableModel::LiveRole).toBool(), false);
        QCOMPARE(changed.count(), 1); // every column is painted anew
        QCOMPARE(changed.at(0).at(0).toModelIndex(), model.index(0, 0));
        QCOMPARE(changed.at(0).at(1).toModelIndex(), model.index(0, CallTableModel::ColumnCount - 1));
        m_time.advance(8s);
        QCOMPARE(model.rowCount(), 2);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        m_time.advance(3s);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowOf(u"a"_s), -1);
        QCOMPARE(model.rowOf(u"b"_s), 0);
        // The bill comes later and must not bring the call back.
        feed(model, {eventOf(4, u"a"_s, objectOf(u"a"_s, u"COMPLETED"_s, {{u"cost"_s, u"0.01"_s}}))});
        QCOMPARE(model.rowCount(), 1);
    }

    void aCallThatFailsAtOnceIsStillSeen() {
        CallTableModel model(m_time);
        const QString now = QString::fromLatin1(toIsoMillis(m_time.clock().now()));
        feed(model,
             {eventOf(1, u"a"_s,
                      objectOf(u"a"_s, u"FAILED"_s, {{u"endedAt"_s, now}, {u"failureText"_s, u"No route."_s}}))});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, CallTableModel::State).data(Qt::ToolTipRole).toString(), u"No route."_s);
    }

    void theClockTouchesOnlyTheDurations() {
        CallTableModel model(m_time);
        const QString now = QString::fromLatin1(toIsoMillis(m_time.clock().now()));
        feed(model, {eventOf(1, u"a"_s, objectOf(u"a"_s, u"RINGING"_s, {{u"startedAt"_s, now}}))});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        m_time.advance(5s);
        QCOMPARE(changed.count(), 5);
        for (const auto &signal : changed) {
            QCOMPARE(signal.at(0).toModelIndex().column(), int(CallTableModel::Waited));
            QCOMPARE(signal.at(1).toModelIndex().column(), int(CallTableModel::Talk));
        }
        QCOMPARE(model.index(0, CallTableModel::Waited).data().toString(), u"0:05"_s);
    }

    void anEmptyTableHasNoClock() {
        CallTableModel model(m_time);
        feed(model, {eventOf(1, u"a"_s,
                             objectOf(u"a"_s, u"FAILED"_s,
                                      {{u"endedAt"_s, QString::fromLatin1(toIsoMillis(m_time.clock().now()))}}))});
        m_time.advance(12s);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(m_time.waiting(), 0);
    }

    void aSnapshotIsAppliedAsDifference() {
        CallTableModel model(m_time);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        feed(model,
             {eventOf(1, u"a"_s, objectOf(u"a"_s, u"RINGING"_s)), eventOf(2, u"b"_s, objectOf(u"b"_s, u"RINGING"_s)),
              eventOf(3, u"gone"_s, objectOf(u"gone"_s, u"RINGING"_s)),
              eventOf(9, u"new"_s, objectOf(u"new"_s, u"RINGING"_s))});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto snapshot = readSnapshot("{\"seq\":5,\"calls\":[" + objectOf(u"a"_s, u"RINGING"_s) + ',' +
                                           objectOf(u"b"_s, u"ACTIVE"_s) + ',' + objectOf(u"c"_s, u"RINGING"_s) + "]}");
        QVERIFY(snapshot.ok());
        model.applySnapshot(*snapshot);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 2); // b's state and durations; a is as it was.
        QCOMPARE(model.rowOf(u"gone"_s), -1);
        QVERIFY(model.rowOf(u"new"_s) >= 0); // Event 9 came after the snapshot was taken.
        QVERIFY(model.rowOf(u"c"_s) >= 0);
        QCOMPARE(model.index(model.rowOf(u"b"_s), CallTableModel::State).data().toString(), u"On call"_s);
    }

    void aBrokenSnapshotIsAnError_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("no seq") << QByteArray(R"({"calls":[]})");
        QTest::newRow("no calls") << QByteArray(R"({"seq":3})");
        QTest::newRow("array") << QByteArray("[]");
    }

    void aBrokenSnapshotIsAnError() {
        QFETCH(QByteArray, json);
        QVERIFY(!readSnapshot(json).ok());
    }

    /// Whatever the order in which a snapshot and the events around it arrive, and however often an event is told,
    /// the table ends the same.
    void snapshotAndEventsInAnyOrderEndEqual() {
        const QStringList life{u"INITIATED"_s, u"RINGING"_s, u"ACTIVE"_s, u"COMPLETED"_s};
        std::mt19937 random(20260302);
        for (int round = 0; round < 300; ++round) {
            // A history of some calls, each at its own pace.
            std::vector<Event> history;
            QHash<QString, int> stage;
            for (qint64 seq = 1; seq <= 24; ++seq) {
                const QString id = u"call-%1"_s.arg(random() % 6);
                int &at = stage[id];
                if (at >= life.size()) continue;
                history.push_back(eventOf(seq, id, objectOf(id, life[at], {{u"ourNumber"_s, QString::number(seq)}})));
                ++at;
            }
            const qint64 cut = static_cast<qint64>(random() % 25);
            QHash<QString, QByteArray> floor;
            for (const Event &event : history)
                if (event.seq <= cut) floor[event.subject] = event.payload;
            QByteArray json = "{\"seq\":" + QByteArray::number(cut) + ",\"calls\":[";
            for (const QByteArray &call : std::as_const(floor))
                if (!call.contains("COMPLETED")) json += (json.endsWith('[') ? "" : ",") + call;
            const auto snapshot = readSnapshot(json + "]}");
            QVERIFY(snapshot.ok());

            // The plain way: all in order, snapshot first.
            CallTableModel plain(m_time);
            plain.applySnapshot(*snapshot);
            feed(plain, history);

            // Shuffled, with repetitions, the snapshot anywhere, in batches of any size.
            std::vector<Event> mixed = history;
            for (int i = 0; i < 8; ++i) mixed.push_back(history[random() % history.size()]);
            std::shuffle(mixed.begin(), mixed.end(), random);
            const size_t place = random() % (mixed.size() + 1);
            CallTableModel model(m_time);
            QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
            if (random() % 2) model.expectSnapshot();
            for (size_t i = 0; i <= mixed.size(); ++i) {
                if (i == place) model.applySnapshot(*snapshot);
                if (i < mixed.size()) model.enqueue({mixed[i]});
                if (random() % 3 == 0) m_time.advance(50ms);
            }
            m_time.advance(50ms);
            QCOMPARE(reset.count(), 0);

            // Ended calls may or may not have been seen before; after their ten seconds both are equal.
            m_time.advance(12s);
            QCOMPARE(seen(model), seen(plain));
        }
    }

    void fiveThousandRowsWithBurstsNeverReset() {
        CallTableModel model(m_time);
        CallSortProxy order(model, m_time);
        order.sort(CallTableModel::Started, Qt::DescendingOrder);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&order, &QAbstractItemModel::layoutChanged);
        std::vector<Event> all;
        for (int i = 0; i < 5000; ++i) {
            const QString id = QString::number(i);
            all.push_back(eventOf(i + 1, id, objectOf(id, u"RINGING"_s)));
        }
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        feed(model, all);
        QCOMPARE(model.rowCount(), 5000);
        QCOMPARE(inserted.count(), 1);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

        // One second: 500 updates spread over 20 batches, all over the table.
        qint64 seq = 5000;
        for (int batch = 0; batch < 20; ++batch) {
            std::vector<Event> events;
            for (int i = 0; i < 25; ++i) {
                const QString id = QString::number((batch * 25 + i) * 7 % 5000);
                events.push_back(
                    eventOf(++seq, id, objectOf(id, u"ACTIVE"_s, {{u"answeredAt"_s, u"2026-03-02T15:04:05Z"_s}})));
            }
            feed(model, events);
        }
        QCOMPARE(model.counts().talking, 500);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(inserted.count(), 1);
        // The order by start is not touched by states, so nothing was sorted again.
        QCOMPARE(layout.count(), 0);
        QVERIFY2(changed.count() <= 20 * 25 * 2 + 2, qPrintable(QString::number(changed.count())));
    }

    void theCountsFollow() {
        CallTableModel model(m_time);
        QSignalSpy spy(&model, &CallTableModel::countsChanged);
        feed(model,
             {eventOf(1, u"a"_s, objectOf(u"a"_s, u"RINGING"_s)), eventOf(2, u"b"_s, objectOf(u"b"_s, u"ACTIVE"_s)),
              eventOf(3, u"c"_s, objectOf(u"c"_s, u"INITIATED"_s))});
        QCOMPARE(model.counts(), (CallCounts{2, 1}));
        feed(model, {eventOf(4, u"b"_s, objectOf(u"b"_s, u"COMPLETED"_s))});
        QCOMPARE(model.counts(), (CallCounts{2, 0}));
        QCOMPARE(spy.count(), 2);
        model.clear();
        QCOMPARE(model.counts(), (CallCounts{0, 0}));
    }

    void aNameIsAskedForOnceAndShownEverywhere() {
        CallTableModel model(m_time);
        QSignalSpy missing(&model, &CallTableModel::agentNameMissing);
        const QJsonObject owner{{u"agentId"_s, u"u7"_s}};
        feed(model, {eventOf(1, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s, owner)),
                     eventOf(2, u"b"_s, objectOf(u"b"_s, u"ACTIVE"_s, owner))});
        feed(model, {eventOf(3, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s, owner))});
        QCOMPARE(missing.count(), 1);
        QCOMPARE(model.index(0, CallTableModel::Agent).data().toString(), u"…"_s);
        model.setAgentName(u"u7"_s, u"Jonas Park"_s);
        QCOMPARE(model.index(0, CallTableModel::Agent).data().toString(), u"Jonas Park"_s);
        QCOMPARE(model.index(1, CallTableModel::Agent).data().toString(), u"Jonas Park"_s);
    }

    void theFirstCellTellsTheWholeRow() {
        CallTableModel model(m_time);
        feed(model,
             {eventOf(1, u"a"_s,
                      objectOf(u"a"_s, u"RINGING"_s,
                               {{u"startedAt"_s, QString::fromLatin1(toIsoMillis(m_time.clock().now() - 65s))}}))});
        const QString row = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(row.startsWith("Outbound, Ringing, customer +15550000001, waited 1 minute"_L1), qPrintable(row));
        for (int column = 1; column < model.columnCount(); ++column)
            QVERIFY(model.index(0, column).data(Qt::AccessibleTextRole).toString().contains(
                model.headerData(column, Qt::Horizontal).toString()));
    }

    void sortingByATickingColumnIsNotDynamic_data() {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("dynamic");
        QTest::newRow("direction") << int(CallTableModel::Direction) << true;
        QTest::newRow("customer") << int(CallTableModel::Customer) << true;
        QTest::newRow("started") << int(CallTableModel::Started) << true;
        QTest::newRow("state") << int(CallTableModel::State) << false;
        QTest::newRow("agent") << int(CallTableModel::Agent) << false;
        QTest::newRow("waited") << int(CallTableModel::Waited) << false;
        QTest::newRow("talk") << int(CallTableModel::Talk) << false;
    }

    void sortingByATickingColumnIsNotDynamic() {
        QFETCH(int, column);
        QFETCH(bool, dynamic);
        CallTableModel model(m_time);
        CallSortProxy order(model, m_time);
        QAbstractItemModelTester tester(&order, QAbstractItemModelTester::FailureReportingMode::QtTest);
        feed(model,
             {eventOf(1, u"a"_s, objectOf(u"a"_s, u"RINGING"_s)), eventOf(2, u"b"_s, objectOf(u"b"_s, u"ACTIVE"_s))});
        order.sort(column, Qt::DescendingOrder);
        m_time.advance(3s);
        QSignalSpy layout(&order, &QAbstractItemModel::layoutChanged);
        m_time.advance(30s);
        QCOMPARE(order.dynamicSortFilter(), dynamic);
        QCOMPARE(layout.count(), 0); // Time alone sorts nothing.
    }

    void theOrderByStateIsRestoredSoon() {
        CallTableModel model(m_time);
        CallSortProxy order(model, m_time);
        order.sort(CallTableModel::State, Qt::AscendingOrder);
        feed(model, {eventOf(1, u"a"_s, objectOf(u"a"_s, u"INITIATED"_s)),
                     eventOf(2, u"b"_s, objectOf(u"b"_s, u"RINGING"_s))});
        m_time.advance(CallSortProxy::kResort);
        QCOMPARE(order.index(0, 0).data(CallTableModel::IdRole).toString(), u"a"_s);
        feed(model, {eventOf(3, u"a"_s, objectOf(u"a"_s, u"ACTIVE"_s))});
        m_time.advance(CallSortProxy::kResort);
        QCOMPARE(order.index(0, 0).data(CallTableModel::IdRole).toString(), u"b"_s);
    }

    void waitedSortsByTimeNotByText() {
        CallTableModel model(m_time);
        CallSortProxy order(model, m_time);
        const auto started = [&](std::chrono::seconds ago) {
            return QJsonObject{{u"startedAt"_s, QString::fromLatin1(toIsoMillis(m_time.clock().now() - ago))}};
        };
        feed(model, {eventOf(1, u"short"_s, objectOf(u"short"_s, u"RINGING"_s, started(9s))),
                     eventOf(2, u"hour"_s, objectOf(u"hour"_s, u"RINGING"_s, started(3700s))),
                     eventOf(3, u"long"_s, objectOf(u"long"_s, u"RINGING"_s, started(600s)))});
        order.sort(CallTableModel::Waited, Qt::DescendingOrder);
        QStringList ids;
        for (int row = 0; row < 3; ++row) ids << order.index(row, 0).data(CallTableModel::IdRole).toString();
        QCOMPARE(ids, (QStringList{u"hour"_s, u"long"_s, u"short"_s}));
    }

    void durationsAreNeverNegative() {
        LiveCall call;
        call.startedAt = m_time.clock().now() + 90s; // A server whose clock is ahead of ours.
        call.answeredAt = call.startedAt;
        QCOMPARE(CallText::duration(call.waited(m_time.clock().now())), u"0:00"_s);
        QCOMPARE(CallText::duration(*call.talked(m_time.clock().now())), u"0:00"_s);
    }
};

QTEST_MAIN(TestCallTableModel)
#include "tst_call_table_model.moc"
