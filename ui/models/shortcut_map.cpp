// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/shortcut_map.h"

#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Their keys follow what there is to do: pages by role, hanging up by whose call it is.
bool movesByItself(const QString &name) {
    return name.startsWith("page_"_L1) || name == "hangUpAction"_L1 || name == "hangUpMineAction"_L1;
}

} // namespace

ShortcutMap::ShortcutMap(const QMenuBar &menus, QSettings &settings, QObject *parent) : QObject(parent), m_settings(settings) {
    collect(menus.actions(), {});
    for (const Entry &entry : m_entries) {
        m_standard.insert(entry.action, entry.action->shortcut());
        const QVariant chosen = m_settings.value(u"shortcuts/"_s + entry.action->objectName());
        if (chosen.isValid() && !entry.fixed) entry.action->setShortcut(QKeySequence::fromString(chosen.toString(), QKeySequence::PortableText));
    }
}

void ShortcutMap::collect(const QList<QAction *> &actions, const QString &menu) {
    for (QAction *action : actions) {
        if (action->isSeparator()) continue;
        if (action->menu()) collect(action->menu()->actions(), action->text().remove(u'&'));
        else if (!action->objectName().isEmpty()) m_entries.push_back({action, menu, movesByItself(action->objectName())});
    }
}

const QAction *ShortcutMap::owner(const QKeySequence &keys, const QAction *action) const {
    for (const Entry &entry : m_entries)
        if (entry.action != action && !keys.isEmpty() && entry.action->shortcut() == keys) return entry.action;
    return nullptr;
}

bool ShortcutMap::writes(const QKeySequence &keys) {
    if (keys.isEmpty()) return false;
    const bool held = keys[0].keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool function = keys[0].key() >= Qt::Key_F1 && keys[0].key() <= Qt::Key_F35;
    return !held && !function;
}

bool ShortcutMap::set(QAction *action, const QKeySequence &keys) {
    if (owner(keys, action) || writes(keys)) return false;
    action->setShortcut(keys);
    const QString key = u"shortcuts/"_s + action->objectName();
    if (keys == m_standard.value(action)) m_settings.remove(key);
    else m_settings.setValue(key, keys.toString(QKeySequence::PortableText));
    return true;
}

} // namespace callfloor
