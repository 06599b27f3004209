// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace callfloor {

/// One figure over time as bars, each with its value; a line for what is aimed at. What is not known has no bar.
class ReportChart : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        QString label;  ///< Below the bar.
        QString value;  ///< In words, above it.
        double height = 0;
        bool known = true;
    };

    explicit ReportChart(QWidget *parent = nullptr);

    void show(const QString &title, std::vector<Bar> bars);
    const std::vector<Bar> &bars() const { return m_bars; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintAxis(QPainter &painter, const QRect &plot, double most) const;

    QString m_title;
    std::vector<Bar> m_bars;
};

} // namespace callfloor
