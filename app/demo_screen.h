// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo_director.h"

#include <QHash>
#include <QObject>
#include <QTextStream>
#include <QTimer>

namespace callfloor {

/// The demo in a terminal: a table of calls as they ring, answer and end, repainted in place; on anything that is no
/// terminal a line for each change.
class DemoScreen : public QObject {
    Q_OBJECT
public:
    /// `out` must outlive it; `terminal`: whether escape sequences move the cursor there.
    DemoScreen(Node &node, QTextStream &out, bool terminal, QObject *parent = nullptr);

    /// Address, people and three requests to try.
    void showIntroduction();
    void showSummary(const DemoSummary &summary);

private:
    struct Row {
        QString id, number, direction, status, outcome, stage, agent;
        UtcTime changedAt{};
    };
    void take(const std::vector<Event> &events);
    void repaint();
    QString line(const Row &row) const;

    Node &m_node;
    QTextStream &m_out;
    bool m_terminal;
    QTimer m_paint;
    std::vector<Row> m_rows;
    int m_painted = 0;
    QMap<QString, int> m_ended;
    QHash<QString, QString> m_names; ///< Of agents, by id.
};

} // namespace callfloor
