// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_session.h"

#include "ui/models/call_feed.h"
#include "ui/models/call_table_model.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCallFeed : public QObject {
    Q_OBJECT

    std::unique_ptr<ManualScheduler> m_time;
    std::unique_ptr<FakeSession> m_floor;
    std::unique_ptr<CallTableModel> m_model;
    std::unique_ptr<CallFeed> m_feed;

    QString cell(const QString &id, int column) const {
        return m_model->index(m_model->rowOf(id), column).data().toString();
    }
    int snapshots() const { return static_cast<int>(m_floor->asked.count(u"floorSnapshot"_s)); }

private slots:
    void init() {
        m_time = std::make_unique<ManualScheduler>();
        m_floor = std::make_unique<FakeSession>(m_time->clock());
        m_model = std::make_unique<CallTableModel>(*m_time);
        m_feed = std::make_unique<CallFeed>(*m_floor, *m_model, *m_time);
        m_floor->put(m_floor->makeCall(u"a"_s, u"+491"_s));
    }
    void cleanup() {
        m_feed.reset();
        m_model.reset();
        m_floor.reset();
        m_time.reset();
    }

    void theSnapshotComesWithTheLink() {
        QVERIFY(!m_feed->loaded());
        m_floor->enter();
        QTRY_VERIFY(m_feed->loaded());
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(snapshots(), 1);
    }

    void aLinkThatIsBackAndAsksForAResyncFetchesOnce() {
        m_floor->enter();
        QTRY_VERIFY(m_feed->loaded());
        m_floor->setLinkTo(LinkState::Interrupted);
        m_floor->move(u"a"_s, CallStatus::Completed);      // Both happen while nobody listens.
        m_floor->put(m_floor->makeCall(u"b"_s, u"+492"_s));
        m_floor->setLinkTo(LinkState::Live);
        m_floor->askForResync();
        QTRY_VERIFY(m_model->rowOf(u"b"_s) >= 0);
        QCOMPARE(m_model->rowOf(u"a"_s), -1);
        QCOMPARE(snapshots(), 2);
    }

    void eventsThatOvertakeTheSnapshotAreNotLost() {
        m_floor->enter();
        QTRY_COMPARE(snapshots(), 1);
        QTRY_VERIFY(m_feed->loaded());
        // The answer is made now but arrives after the next events.
        const QByteArray old = m_floor->snapshot();
        m_floor->hold = true;
        m_floor->askForResync();
        QTRY_COMPARE(snapshots(), 2);
        m_floor->tell(u"a"_s, CallStatus::Active);
        m_time->advance(50ms);
        QCOMPARE(cell(u"a"_s, CallTableModel::State), u"On call"_s);
        m_model->applySnapshot(*readSnapshot(old));
        QCOMPARE(cell(u"a"_s, CallTableModel::State), u"On call"_s);
        m_floor->release();
        QTRY_VERIFY(m_feed->loaded());
        QCOMPARE(cell(u"a"_s, CallTableModel::State), u"On call"_s);
    }

    void aSecondResyncDuringTheFirstFetchesAgain() {
        m_floor->hold = true;
        m_floor->enter();
        QTRY_COMPARE(snapshots(), 1);
        m_floor->askForResync();
        m_floor->release();
        QTRY_COMPARE(snapshots(), 2);
    }

    void aFailedSnapshotIsFetchedAgain() {
        int failures = 2;
        m_floor->refusal = [&](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "floorSnapshot"_L1 || failures-- <= 0) return std::nullopt;
            return unavailable(u"The database is away."_s);
        };
        m_floor->enter();
        for (int attempt = 1; attempt <= 2; ++attempt) {
            QTRY_COMPARE(snapshots(), attempt);
            QTRY_VERIFY(m_time->waiting() > 0);
            m_time->advance(CallFeed::kRetry);
        }
        QTRY_VERIFY(m_feed->loaded());
        QCOMPARE(snapshots(), 3);
    }

    void signingOutEmptiesTheTable() {
        m_floor->enter();
        QTRY_COMPARE(m_model->rowCount(), 1);
        m_floor->signOut();
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(!m_feed->loaded());
    }

    void aSnapshotOfTheLastLoginIsNotShownInTheNext() {
        m_floor->hold = true;
        m_floor->enter();
        QTRY_COMPARE(snapshots(), 1);
        m_floor->signOut();
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_floor->release();
        // A later one goes the same way, so the first has arrived when it has.
        m_floor->put(m_floor->makeCall(u"b"_s, u"+492"_s));
        m_floor->enter();
        QTRY_COMPARE(m_model->rowCount(), 2);
        QCOMPARE(inserted.count(), 1);
    }

    void namesOfAgentsAreLookedUp() {
        m_floor->put(m_floor->makeCall(u"mine"_s, u"+493"_s, CallDirection::Outbound, m_floor->person.id.text()));
        m_floor->put(m_floor->makeCall(u"his"_s, u"+494"_s, CallDirection::Outbound, u"user-2"_s));
        m_floor->put(m_floor->makeCall(u"hisToo"_s, u"+495"_s, CallDirection::Outbound, u"user-2"_s));
        m_floor->enter();
        QTRY_COMPARE(m_model->rowCount(), 4);
        QCOMPARE(cell(u"a"_s, CallTableModel::Agent), u"–"_s);
        QCOMPARE(cell(u"mine"_s, CallTableModel::Agent), u"Maria Silva"_s);
        QTRY_COMPARE(cell(u"his"_s, CallTableModel::Agent), u"Jonas Park"_s);
        QCOMPARE(cell(u"hisToo"_s, CallTableModel::Agent), u"Jonas Park"_s);
        QCOMPARE(m_floor->asked.count(u"getCall"_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestCallFeed)
#include "tst_call_feed.moc"
