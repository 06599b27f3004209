// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/json_table_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace callfloor {

class DataTable;

/// One call of the past or of now: what happened in order, what was said, what people wrote, its recording.
class CallDetail : public QWidget {
    Q_OBJECT
public:
    /// `session` outlives the detail.
    explicit CallDetail(FloorSession &session, QWidget *parent = nullptr);

    /// Shows a call object, asking for the rest; an empty object: none.
    void setCall(const QJsonObject &call);


signals:
    void problem(const QString &text);
    void notice(const QString &text);

private:
    void buildLayout();
    QWidget *buildNotes();
    void askForEvents();
    void askForTranscript();
    void askForNotes();
    void showFacts(const QJsonObject &call);
    void addNote();
    void openRecording();

    FloorSession &m_session;
    QJsonObject m_call;
    JsonTableModel m_events;
    JsonTableModel m_lines;
    JsonTableModel m_notes;
    QLabel *m_title = nullptr;
    QLabel *m_facts = nullptr;
    QPushButton *m_recording = nullptr;
    QTabWidget *m_tabs = nullptr;
    DataTable *m_eventTable = nullptr;
    DataTable *m_lineTable = nullptr;
    DataTable *m_noteTable = nullptr;
    QLineEdit *m_note = nullptr;
    QPushButton *m_addNote = nullptr;
    quint64 m_question = 0;
};

} // namespace callfloor
