// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/transcript_view.h"

#include "ui/models/call_background.h"

#include <QDateTime>
#include <QLocale>
#include <QScrollBar>

namespace callfloor {

using namespace Qt::StringLiterals;

TranscriptView::TranscriptView(const CallBackground &background, QWidget *parent)
    : QPlainTextEdit(parent), m_background(background) {
    setObjectName(u"transcriptView"_s);
    setAccessibleName(tr("What is said on the call"));
    setPlaceholderText(tr("What is said appears here where the call is written down."));
    setReadOnly(true);
    // Readable by keyboard, and Tab goes on.
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    connect(&background, &CallBackground::linesChanged, this, &TranscriptView::refresh);
    refresh();
}

QString TranscriptView::speaker(const QString &who) {
    if (who == "caller"_L1) return tr("Customer");
    return who == "agent"_L1 ? tr("Agent") : tr("Assistant");
}

void TranscriptView::refresh() {
    QStringList lines;
    for (const SpokenLine &line : m_background.lines()) {
        const QTime at = QDateTime::fromMSecsSinceEpoch(toMicros(line.at) / 1000).time();
        lines << tr("%1  %2: %3").arg(QLocale().toString(at, QLocale::ShortFormat), speaker(line.who), line.words);
    }
    if (lines == m_shown) return;
    const bool continues = !m_shown.isEmpty() && lines.size() >= m_shown.size() && std::equal(m_shown.begin(), m_shown.end(), lines.begin());
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    const int place = verticalScrollBar()->value();
    if (continues)
        for (qsizetype i = m_shown.size(); i < lines.size(); ++i) appendPlainText(lines.at(i));
    else
        setPlainText(lines.join(u'\n'));
    m_shown = lines;
    verticalScrollBar()->setValue(atEnd || !continues ? verticalScrollBar()->maximum() : place);
}

} // namespace callfloor
