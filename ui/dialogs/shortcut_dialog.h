// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace callfloor {

class ShortcutMap;

/// All keys of the window, to look them up and to choose others. Keys that somebody has already are refused with his name.
class ShortcutDialog : public QDialog {
    Q_OBJECT
public:
    /// `map` outlives the dialog.
    explicit ShortcutDialog(ShortcutMap &map, QWidget *parent = nullptr);

private:
    void buildLayout();
    void fill();
    void selected();
    void apply(const QKeySequence &keys);
    QAction *current() const;

    ShortcutMap &m_map;
    QStandardItemModel m_model;
    QSortFilterProxyModel m_filter;
    QLineEdit *m_search;
    QTableView *m_table;
    QKeySequenceEdit *m_keys;
    QPushButton *m_set;
    QPushButton *m_standard;
    QLabel *m_problem;
};

} // namespace callfloor
