// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/drafts.h"

#include <QFile>
#include <QSettings>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

Drafts::Drafts(FloorSession &session, QSettings &settings, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_settings(settings), m_scheduler(scheduler) {
    connect(&session, &FloorSession::userChanged, this, &Drafts::load);
    load();
}

Drafts::~Drafts() {
    if (m_armed) save();
}

QString Drafts::folder() const {
    const QString user = m_session.user().id.text();
    // A slash would be a level of its own.
    return user.isEmpty() ? QString() : u"drafts/%1/%2"_s.arg(QString(m_session.peerName()).replace(u'/', u'_'), user);
}

void Drafts::load() {
    if (m_armed) save();
    m_folder = folder();
    m_drafts.clear();
    if (m_folder.isEmpty()) return;
    m_settings.beginGroup(m_folder);
    const qint64 oldest = toMicros(m_scheduler.clock().now() - kLife);
    for (const QString &id : m_settings.childGroups()) {
        if (m_settings.value(id + "/savedUs"_L1).toLongLong() < oldest) {
            m_settings.remove(id);
            continue;
        }
        Draft draft{id, m_settings.value(id + "/note"_L1).toString(), m_settings.value(id + "/code"_L1).toString(), {}};
        if (const QVariant at = m_settings.value(id + "/callbackUs"_L1); at.isValid()) draft.callbackAt = fromMicros(at.toLongLong());
        m_drafts.push_back(draft);
    }
    m_settings.endGroup();
}

Draft Drafts::of(const QString &callId) const {
    const auto it = std::find_if(m_drafts.begin(), m_drafts.end(), [&](const Draft &draft) { return draft.callId == callId; });
    return it == m_drafts.end() ? Draft{callId, {}, {}, {}} : *it;
}

std::vector<Draft> Drafts::waiting() const {
    std::vector<Draft> found;
    std::copy_if(m_drafts.begin(), m_drafts.end(), std::back_inserter(found), [](const Draft &draft) { return !draft.code.isEmpty(); });
    return found;
}

void Drafts::put(const Draft &draft) {
    std::erase_if(m_drafts, [&](const Draft &old) { return old.callId == draft.callId; });
    m_drafts.push_back(draft);
}

void Drafts::setNote(const QString &callId, const QString &note) {
    if (callId.isEmpty() || of(callId).note == note) return;
    Draft draft = of(callId);
    draft.note = note;
    put(draft);
    saveSoon();
}

void Drafts::keepOutcome(const Draft &draft) {
    put(draft);
    save();
}

void Drafts::dropOutcome(const QString &callId) {
    Draft draft = of(callId);
    draft.code.clear();
    draft.callbackAt.reset();
    put(draft);
    save();
}

void Drafts::forget(const QString &callId) {
    std::erase_if(m_drafts, [&](const Draft &draft) { return draft.callId == callId; });
    save();
}

void Drafts::saveSoon() {
    if (m_armed) return;
    m_armed = true;
    m_scheduler.after(kDelay, this, [this] { if (m_armed) save(); });
}

void Drafts::save() {
    m_armed = false;
    if (m_folder.isEmpty()) return;
    m_settings.remove(m_folder);
    m_settings.beginGroup(m_folder);
    for (const Draft &draft : m_drafts) {
        if (draft.note.isEmpty() && draft.code.isEmpty()) continue;
        m_settings.beginGroup(draft.callId);
        m_settings.setValue("note"_L1, draft.note);
        m_settings.setValue("code"_L1, draft.code);
        if (draft.callbackAt) m_settings.setValue("callbackUs"_L1, toMicros(*draft.callbackAt));
        m_settings.setValue("savedUs"_L1, toMicros(m_scheduler.clock().now()));
        m_settings.endGroup();
    }
    m_settings.endGroup();
    m_settings.sync();
    // What people write about customers is not for the other users of the computer.
    QFile::setPermissions(m_settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace callfloor
