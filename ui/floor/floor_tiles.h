// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace callfloor {

class FloorState;

/// A figure in large type with its name and what it is compared with. Over its limit it has a triangle, a word and a bar.
class FigureTile : public QFrame {
    Q_OBJECT
public:
    explicit FigureTile(const QString &name, const QString &meaning, QWidget *parent = nullptr);

    void show(const QString &value, const QString &below = {}, bool over = false);
    QString value() const;
    bool over() const { return m_over; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    QString m_name;
    QLabel *m_title;
    QLabel *m_value;
    QLabel *m_mark;
    QLabel *m_below;
    bool m_over = false;
};

/// The six figures of the floor: who waits, how long, service level, who is ready, who gave up, who was connected.
class FloorTiles : public QWidget {
    Q_OBJECT
public:
    /// `state` outlives this.
    explicit FloorTiles(const FloorState &state, QWidget *parent = nullptr);

    /// Shows the state as it is now; also once a second for the longest wait.
    void refresh();

private:
    void showWaiting();
    void showRates();

    const FloorState &m_state;
    FigureTile *m_waiting, *m_longest, *m_level, *m_ready, *m_abandoned, *m_connected;
};

} // namespace callfloor
