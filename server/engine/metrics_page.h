// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace callfloor {

/// Collects lines of the Prometheus text format 0.0.4. All names begin with `callfloor_`.
class MetricsPage {
public:
    using Labels = QList<std::pair<const char *, QString>>;

    /// Begins a family; its samples follow. `type` is counter, gauge, summary or histogram.
    void family(const char *name, const char *type, const char *help);
    /// A sample of the last family; `suffix` such as `_sum`.
    void sample(qint64 value, const Labels &labels = {}, const char *suffix = "");
    void seconds(double value, const Labels &labels = {}, const char *suffix = "");

    /// A family of one sample.
    void counter(const char *name, const char *help, qint64 value) { one(name, "counter", help, value); }
    void gauge(const char *name, const char *help, qint64 value) { one(name, "gauge", help, value); }
    QByteArray text() const { return m_text; }

private:
    void one(const char *name, const char *type, const char *help, qint64 value);
    void line(const QByteArray &value, const Labels &labels, const char *suffix);

    QByteArray m_family;
    QByteArray m_text;
};

} // namespace callfloor
