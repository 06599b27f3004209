// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace callfloor {

/// The table of live calls: whole rows, one at a time, sized by the font; says in the middle why it is empty.
class CallTableView : public QTableView {
    Q_OBJECT
public:
    explicit CallTableView(QWidget *parent = nullptr);

    /// Widths by the font and the longest usual texts. Call after the model is set.
    void fitColumns();
    /// The sentence that is shown while there are no rows.
    void setEmptyText(const QString &text);
    const QString &emptyText() const { return m_emptyText; }

    /// Repaints what has changed and can be seen; what only ticks is not told to screen readers.
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QString m_emptyText;
};

} // namespace callfloor
