// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <vector>

class QMenuBar;
class QSettings;

namespace callfloor {

/// The keys of the window's actions: those the product has, and those its user has chosen instead, which are remembered.
/// Knows the actions of the menus by their object names.
class ShortcutMap : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QAction *action = nullptr;
        QString menu;         ///< The title of the menu it is in.
        bool fixed = false;   ///< Moves from action to action by itself; cannot be chosen.
    };

    /// Takes the actions as they are in the menus now, and gives them the remembered keys. `settings` outlives this.
    ShortcutMap(const QMenuBar &menus, QSettings &settings, QObject *parent = nullptr);

    const std::vector<Entry> &entries() const { return m_entries; }
    QKeySequence standard(const QAction *action) const { return m_standard.value(action); }
    /// Who has these keys, other than `action`; null: nobody.
    const QAction *owner(const QKeySequence &keys, const QAction *action) const;
    /// Gives an action other keys, or none, and remembers it. False if somebody else has them, or they would write a character
    /// where one types.
    bool set(QAction *action, const QKeySequence &keys);
    /// True if the keys would take a character away from fields.
    static bool writes(const QKeySequence &keys);

private:
    void collect(const QList<QAction *> &actions, const QString &menu);

    QSettings &m_settings;
    std::vector<Entry> m_entries;
    QHash<const QAction *, QKeySequence> m_standard;
};

} // namespace callfloor
