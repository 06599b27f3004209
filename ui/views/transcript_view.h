// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace callfloor {

class CallBackground;

/// What is said on the call in hand, as it is written down. New lines are added below; who has scrolled up to read stays
/// there.
class TranscriptView : public QPlainTextEdit {
    Q_OBJECT
public:
    /// `background` outlives the view.
    explicit TranscriptView(const CallBackground &background, QWidget *parent = nullptr);

private:
    void refresh();
    static QString speaker(const QString &who);

    const CallBackground &m_background;
    QStringList m_shown;
};

} // namespace callfloor
