// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/call_detail.h"

#include "app/contract/ops_records.h"
#include "app/contract/ops_words.h"
#include "ui/error_text.h"
#include "ui/history/moment_text.h"
#include "ui/models/call_text.h"
#include "ui/models/field_text.h"
#include "ui/widgets/data_table.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QJsonObject &row, QLatin1StringView name) { return row.value(name).toString(); }

QString timeOfDay(const QJsonValue &iso) {
    const auto time = fromIso(iso.toString().toLatin1());
    return time ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMicros(*time) / 1000).time(), u"HH:mm:ss"_s) : QString();
}

/// Rows of the timeline and of the transcript have no ids of their own.
QJsonArray numberedRows(const QJsonArray &rows) {
    QJsonArray numbered;
    for (const QJsonValue &value : rows) {
        QJsonObject row = value.toObject();
        row.insert("row"_L1, static_cast<int>(numbered.size()));
        numbered.append(row);
    }
    return numbered;
}

} // namespace

CallDetail::CallDetail(FloorSession &session, QWidget *parent)
    : QWidget(parent), m_session(session),
      m_events({{.title = tr("When"), .text = [](const QJsonObject &row) { return timeOfDay(row.value("at"_L1)); }, .sample = u"00:00:00"_s},
                {.title = tr("What"), .text = [](const QJsonObject &row) { return MomentText::of(row); }, .stretches = true}}, u"row"_s),
      m_lines({{.title = tr("When"), .text = [](const QJsonObject &row) { return timeOfDay(row.value("at"_L1)); }, .sample = u"00:00:00"_s},
               {.title = tr("Who"), .text = [](const QJsonObject &row) { return MomentText::speaker(textOf(row, "who"_L1)); }, .sample = QString(9, u'n')},
               {.title = tr("Said"), .text = [](const QJsonObject &row) { return textOf(row, "text"_L1); }, .stretches = true}}, u"row"_s),
      m_notes({{.title = tr("When"), .text = [](const QJsonObject &row) { return FieldText::shown(u"at"_s, row.value("at"_L1)); }, .sample = u"22.02.2026, 22:22"_s},
               {.title = tr("Who"), .text = [](const QJsonObject &row) { return textOf(row, "author"_L1); }, .sample = QString(11, u'n')},
               {.title = tr("Written"), .text = [](const QJsonObject &row) { return textOf(row, "text"_L1); }, .stretches = true}}) {
    buildLayout();
    setCall({});
}

void CallDetail::buildLayout() {
    m_title = new QLabel(this);
    m_title->setObjectName(u"callTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_facts = new QLabel(this);
    m_facts->setObjectName(u"callFacts"_s);
    m_facts->setWordWrap(true);
    for (QLabel *label : {m_title, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_recording = new QPushButton(tr("&Hear the recording"), this);
    m_recording->setObjectName(u"recordingButton"_s);
    connect(m_recording, &QPushButton::clicked, this, &CallDetail::openRecording);
    const auto table = [this](const char *name, const QString &title, JsonTableModel &model) {
        auto *made = new DataTable(this);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(title);
        made->setSource(model, false);
        return made;
    };
    m_eventTable = table("eventTable", tr("What happened"), m_events);
    m_lineTable = table("transcriptTable", tr("What was said"), m_lines);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"callTabs"_s);
    m_tabs->addTab(m_eventTable, tr("What &happened"));
    m_tabs->addTab(m_lineTable, tr("What was &said"));
    m_noteTable = table("noteTable", tr("Notes"), m_notes);
    m_tabs->addTab(buildNotes(), tr("&Notes"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_recording);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_facts);
    column->addWidget(m_tabs, 1);
}

QWidget *CallDetail::buildNotes() {
    auto *page = new QWidget(m_tabs);
    m_note = new QLineEdit(page);
    m_note->setObjectName(u"noteField"_s);
    m_note->setMaxLength(2000);
    m_note->setPlaceholderText(tr("Write a note"));
    m_note->setAccessibleName(m_note->placeholderText());
    m_addNote = new QPushButton(tr("&Add"), page);
    m_addNote->setObjectName(u"addNoteButton"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    row->addWidget(m_addNote);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_noteTable, 1);
    column->addLayout(row);
    connect(m_note, &QLineEdit::returnPressed, this, &CallDetail::addNote);
    connect(m_addNote, &QPushButton::clicked, this, &CallDetail::addNote);
    return page;
}

void CallDetail::setCall(const QJsonObject &call) {
    const bool same = textOf(call, "id"_L1) == textOf(m_call, "id"_L1);
    m_call = call;
    setEnabled(!call.isEmpty());
    showFacts(call);
    if (same && !call.isEmpty()) return;
    ++m_question;
    for (JsonTableModel *model : {&m_events, &m_lines, &m_notes}) model->setRows(QJsonArray());
    const QString waiting = call.isEmpty() ? QString() : tr("Fetching…");
    for (DataTable *table : {m_eventTable, m_lineTable, m_noteTable}) table->setEmptyText(waiting);
    m_note->clear();
    if (call.isEmpty()) return;
    askForEvents();
    askForTranscript();
    askForNotes();
}

void CallDetail::showFacts(const QJsonObject &call) {
    if (call.isEmpty()) {
        m_title->setText(tr("Select a call."));
        m_facts->clear();
        m_recording->hide();
        return;
    }
    LiveCall live;
    mergeCall(live, call);
    m_title->setText(tr("%1, %2").arg(live.customerNumber, CallText::state(live)));
    QStringList facts{CallText::direction(live.direction), FieldText::shown(u"startedAt"_s, call.value("startedAt"_L1))};
    if (!live.ourNumber.isEmpty()) facts << tr("our number %1").arg(live.ourNumber);
    if (live.answeredAt && live.endedAt) facts << tr("talked for %1").arg(CallText::duration(std::chrono::duration_cast<std::chrono::microseconds>(*live.endedAt - *live.answeredAt)));
    if (const QString cost = call.value("cost"_L1).toVariant().toString(); !cost.isEmpty()) facts << tr("cost %1").arg(cost);
    if (!live.failureText.isEmpty()) facts << live.failureText;
    m_facts->setText(facts.join(u" · "_s));
    m_recording->setVisible(!textOf(call, "recordingUrl"_L1).isEmpty());
}

void CallDetail::askForEvents() {
    m_session.call(CallEvents{CallId(textOf(m_call, "id"_L1))}).then(this, [this, question = m_question](const Result<CallEvents::Reply> &reply) {
        if (question != m_question) return;
        m_eventTable->setEmptyText(reply ? tr("Nothing is known of this call.") : ErrorText::of(reply.error()));
        if (reply) m_events.setRows(numberedRows(QJsonDocument::fromJson(encodeReply(*reply)).object().value("events"_L1).toArray()));
    });
}

void CallDetail::askForTranscript() {
    m_session.call(GetTranscript{CallId(textOf(m_call, "id"_L1))}).then(this, [this, question = m_question](const Result<GetTranscript::Reply> &reply) {
        if (question != m_question) return;
        m_lineTable->setEmptyText(reply ? tr("Nothing was written down.") : ErrorText::of(reply.error()));
        if (reply) m_lines.setRows(numberedRows(QJsonDocument::fromJson(encodeReply(*reply)).object().value("lines"_L1).toArray()));
    });
}

void CallDetail::askForNotes() {
    m_session.call(ListNotes{CallId(textOf(m_call, "id"_L1))}).then(this, [this, question = m_question](const Result<ListNotes::Reply> &reply) {
        if (question != m_question) return;
        m_noteTable->setEmptyText(reply ? tr("No notes yet.") : ErrorText::of(reply.error()));
        if (reply) m_notes.setRows(QJsonDocument::fromJson(encodeReply(*reply)).object().value("notes"_L1).toArray());
    });
}

void CallDetail::addNote() {
    const QString words = m_note->text().trimmed();
    if (words.isEmpty() || m_call.isEmpty() || !m_addNote->isEnabled()) return;
    m_addNote->setEnabled(false);
    m_session.call(AddNote{CallId(textOf(m_call, "id"_L1)), words}).then(this, [this, words](const Result<NoteInfo> &reply) {
        m_addNote->setEnabled(true);
        if (!reply) {
            emit problem(ErrorText::of(reply.error()));
            return;
        }
        if (m_note->text().trimmed() == words) m_note->clear();
        emit notice(tr("The note was saved."));
        askForNotes();
    });
}

void CallDetail::openRecording() {
    const QUrl url(textOf(m_call, "recordingUrl"_L1), QUrl::StrictMode);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!web || !QDesktopServices::openUrl(url)) emit problem(tr("This computer has no program for the recording: %1").arg(url.toDisplayString()));
}

} // namespace callfloor
