// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/call_histories.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

/// What is wrong with hearing the reports in this order; empty if nothing.
QString follow(const History &history, const std::vector<size_t> &order, World &world) {
    world = history.start;
    CallStatus before = CallStatus::Initiated;
    for (const size_t i : order) {
        world.hear(history.events[i]);
        if (!world.call) continue;
        if (isTerminal(before) && !world.call->terminal()) return u"a terminal call came back to life"_s;
        if (before == CallStatus::Completed && world.call->status != CallStatus::Completed)
            return u"an answered call became an unanswered one"_s;
        before = world.call->status;
    }
    std::set<QString> keys;
    for (const CommandDraft &command : world.commands)
        if (!command.onceKey.isEmpty() && !keys.insert(command.onceKey).second)
            return u"the command %1 was given twice"_s.arg(command.onceKey);
    return {};
}

QString shownOrder(const History &history, const std::vector<size_t> &order) {
    QStringList names;
    for (const size_t i : order) names << history.events[i].eventId;
    return names.join(u", "_s);
}

/// Hears the reports in an order and compares with what the natural order gives.
class OrderCheck {
public:
    explicit OrderCheck(const History &history) : m_history(history), m_natural(history.events.size()) {
        std::iota(m_natural.begin(), m_natural.end(), size_t{0});
        m_problem = follow(history, m_natural, m_expected);
    }
    const World &expected() const { return m_expected; }
    const QString &problem() const { return m_problem; }

    bool fine(const std::vector<size_t> &order) {
        World world;
        m_problem = follow(m_history, order, world);
        if (m_problem.isEmpty() && world.call.has_value() != m_expected.call.has_value()) m_problem = u"no call"_s;
        if (m_problem.isEmpty() && world.call) m_problem = difference(*world.call, *m_expected.call);
        if (!m_problem.isEmpty()) m_problem += u"\n  order: "_s + shownOrder(m_history, order);
        return m_problem.isEmpty();
    }

    /// Any order with any repetitions: each report at least once, up to three times.
    std::vector<size_t> randomOrder(QRandomGenerator &random) const {
        std::vector<size_t> order = m_natural;
        for (const size_t i : m_natural)
            for (int more = random.bounded(3); more > 0; --more) order.push_back(i);
        std::shuffle(order.begin(), order.end(), random);
        return order;
    }
    std::vector<size_t> natural() const { return m_natural; }

private:
    const History &m_history;
    std::vector<size_t> m_natural;
    World m_expected;
    QString m_problem;
};

constexpr size_t kAllOrdersUpTo = 7; // 5040 orders
constexpr int kRandomOrders = 3000;

} // namespace

class CallOrdersTest : public QObject {
    Q_OBJECT
    std::vector<History> m_histories = recordedHistories();

private slots:
    void naturalOrderEndsAsRecorded_data() {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < m_histories.size(); ++i) QTest::newRow(qPrintable(m_histories[i].name)) << static_cast<int>(i);
    }
    void naturalOrderEndsAsRecorded() {
        QFETCH(int, index);
        const History &history = m_histories[static_cast<size_t>(index)];
        const OrderCheck check(history);
        QVERIFY2(check.problem().isEmpty(), qPrintable(check.problem()));
        const Call &call = *check.expected().call;
        QCOMPARE(callStatusName(call.status), callStatusName(history.status));
        QCOMPARE(call.outcome, history.outcome);
        QVERIFY2(call.answeredAt == history.answeredAt, qPrintable(describe(call)));
        QVERIFY2(call.endedAt == history.endedAt, qPrintable(describe(call)));
    }

    void everyOrderEndsInTheSameCall_data() {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < m_histories.size(); ++i)
            if (m_histories[i].events.size() <= kAllOrdersUpTo)
                QTest::newRow(qPrintable(m_histories[i].name)) << static_cast<int>(i);
    }
    void everyOrderEndsInTheSameCall() {
        QFETCH(int, index);
        OrderCheck check(m_histories[static_cast<size_t>(index)]);
        std::vector<size_t> order = check.natural();
        do {
            QVERIFY2(check.fine(order), qPrintable(check.problem()));
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void everyOrderWithRepetitionsEndsInTheSameCall_data() { naturalOrderEndsAsRecorded_data(); }
    void everyOrderWithRepetitionsEndsInTheSameCall() {
        QFETCH(int, index);
        OrderCheck check(m_histories[static_cast<size_t>(index)]);
        QRandomGenerator random(20260302);
        for (int i = 0; i < kRandomOrders; ++i)
            QVERIFY2(check.fine(check.randomOrder(random)), qPrintable(check.problem()));
    }

    /// Not only what carriers do: the merge itself is commutative, associative and idempotent.
    void contradictingReportsEndInTheSameCallInEveryOrder() {
        QRandomGenerator random(4711);
        for (int round = 0; round < 1000; ++round) {
            const History history = randomHistory(random, 2 + random.bounded(12));
            OrderCheck check(history);
            QVERIFY2(check.problem().isEmpty(), qPrintable(check.problem() + u"\n  round %1"_s.arg(round)));
            for (int i = 0; i < 30; ++i)
                QVERIFY2(check.fine(check.randomOrder(random)), qPrintable(check.problem() + u"\n  round %1"_s.arg(round)));
        }
    }

    /// A call that has all its reports is settled: nothing more is asked, nothing is due.
    void settledCallsHaveNoDeadline() {
        for (const History &history : m_histories) {
            const OrderCheck check(history);
            for (const Leg &leg : check.expected().call->legs)
                QVERIFY2(leg.role == LegRole::Other || !leg.deadline(), qPrintable(history.name));
        }
    }
};

QTEST_GUILESS_MAIN(CallOrdersTest)
#include "tst_call_orders.moc"
