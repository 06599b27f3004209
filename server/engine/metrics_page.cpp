// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/metrics_page.h"

namespace callfloor {

namespace {

/// The text of a label: a name that somebody has given to a queue may hold anything.
QByteArray labelText(const QString &text) {
    QByteArray out = text.toUtf8();
    out.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return out;
}

} // namespace

void MetricsPage::family(const char *name, const char *type, const char *help) {
    m_family = QByteArray("callfloor_") + name;
    m_text.append("# HELP ").append(m_family).append(' ').append(help);
    m_text.append("\n# TYPE ").append(m_family).append(' ').append(type).append('\n');
}

void MetricsPage::sample(qint64 value, const Labels &labels, const char *suffix) { line(QByteArray::number(value), labels, suffix); }

void MetricsPage::seconds(double value, const Labels &labels, const char *suffix) { line(QByteArray::number(value, 'g', 12), labels, suffix); }

void MetricsPage::one(const char *name, const char *type, const char *help, qint64 value) {
    family(name, type, help);
    sample(value);
}

void MetricsPage::line(const QByteArray &value, const Labels &labels, const char *suffix) {
    m_text.append(m_family).append(suffix);
    char before = '{';
    for (const auto &[name, text] : labels) {
        m_text.append(before).append(name).append("=\"").append(labelText(text)).append('"');
        before = ',';
    }
    if (!labels.isEmpty()) m_text.append('}');
    m_text.append(' ').append(value).append('\n');
}

} // namespace callfloor
