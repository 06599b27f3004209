// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/floor/day_plan.h"

#include <set>

namespace callfloor::test {

struct DayPeopleOptions {
    int calls = 400;
    std::chrono::seconds length{1800}; ///< In which the callers come.
    /// Agents pick up and talk, callers stay as long as they have made up their minds to, nothing breaks: then what the
    /// day adds up to does not depend on who is served first.
    bool roomy = false;
};

/// Everybody who lives through the day: callers, agents with their phones and consoles, a supervisor, and the bad luck.
/// Each acts on what he sees: a caller on his line, an agent on the events that his console gets.
class DayPeople : public QObject {
public:
    DayPeople(DayFloor &floor, const DayPlan &plan, const DayPeopleOptions &options);

    /// Everybody begins; what happens from now on happens as time goes by.
    void begin();
    /// The last caller has come; agents do not come back to work any more.
    void close();
    /// No caller is on the line any more.
    bool callersGone() const { return m_callers.empty(); }
    int placed() const { return m_placed; }
    /// How many legs were broken on purpose.
    int broken() const { return m_broken; }
    /// Callers by the number that they called, and the seconds that they meant to stay (roomy days).
    const std::map<QString, int> &callersByNumber() const { return m_byNumber; }
    std::chrono::microseconds meantToStay() const { return m_meantToStay; }

private:
    struct Person {
        UserId id;
        QString station;
        simulator::Random random{0};
        QString state;
        CallId call;
        quint64 turn = 0; ///< Rises with each change: plans made before it are void.
        bool consoleDead = false;
    };
    struct Caller {
        bool assistant = false;
        bool talks = false;
        std::chrono::milliseconds talk{0};
    };

    void placeNext();
    void place();
    void carrierSays(const QJsonObject &data);
    void callerAnswered(const QString &leg, const QString &number);
    void hangUpAtCarrier(const QString &leg);
    void assistantEnds(const QString &leg);

    void told(const Event &event);
    void changed(Person &person, const QString &state, const QString &reason);
    void preparePhone(Person &person);
    void talking(Person &person);
    void talkPlan(Person &person);
    void consult(Person &person);
    void rest(Person &person, const QString &reason);
    void heartbeat(size_t index);
    void badLuck();
    void supervise();
    /// Later, if the person is still in the same state.
    void soon(Person &person, int fromSeconds, int toSeconds, std::function<void(Person &)> work);
    std::chrono::milliseconds drawn(simulator::Random &random, int fromSeconds, int toSeconds);
    Person &somebody(simulator::Random &random) { return m_people[random.next() % m_people.size()]; }

    DayFloor &m_floor;
    DayPlan m_plan;
    DayPeopleOptions m_options;
    simulator::Random m_random, m_luck;
    std::vector<Person> m_people;
    std::map<UserId, size_t> m_indexOf;
    std::map<QString, Caller> m_callers; ///< By leg.
    std::set<CallId> m_parked;
    std::map<QString, int> m_byNumber;
    std::chrono::microseconds m_meantToStay{0};
    int m_placed = 0, m_broken = 0;
    bool m_closed = false;
};

} // namespace callfloor::test
