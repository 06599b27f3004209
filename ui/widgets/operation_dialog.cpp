// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/operation_dialog.h"

#include "ui/error_text.h"
#include "ui/widgets/field_editor.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

OperationDialog::OperationDialog(FloorSession &session, ReferenceLists &lists, OperationFormSetup setup, QWidget *parent)
    : QDialog(parent), m_session(session), m_setup(std::move(setup)) {
    setObjectName(u"operationDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_setup.title);
    m_form = new ObjectEditor(bodySchema(*m_setup.operation, m_setup.leaveOut, m_setup.schemas), lists);
    m_form->setValue(m_setup.initial);
    m_shownFirst = m_form->object();

    m_problem = new QLabel(this);
    m_problem->setObjectName(u"formProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_problem->hide();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *margin = new QWidget(scroll);
    auto *inside = new QVBoxLayout(margin);
    inside->setContentsMargins(2, 2, 8, 2);
    inside->addWidget(m_form);
    inside->addStretch(1);
    scroll->setWidget(margin);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_ok = buttons->addButton(m_setup.okText, QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(u"formOk"_s);
    m_ok->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &OperationDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_problem);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    const int em = fontMetrics().height();
    const QSize room = screen()->availableSize();
    resize(std::min(em * 40, room.width() * 9 / 10), std::clamp(m_form->sizeHint().height() + em * 8, em * 16, room.height() * 8 / 10));
    m_form->setFocus();
}

QJsonObject OperationDialog::bodySchema(const OperationInfo &operation, const QStringList &leaveOut, const QJsonObject &schemas) {
    QJsonObject properties;
    QJsonArray required;
    for (const FieldInfo &field : operation.fields) {
        if (field.in != FieldInfo::In::Body || leaveOut.contains(field.name)) continue;
        properties.insert(field.name, schemas.contains(field.name) ? schemas.value(field.name) : QJsonValue(field.schema));
        if (field.required) required.append(field.name);
    }
    return {{u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}};
}

QJsonObject OperationDialog::body() const {
    QJsonObject body = m_form->object();
    if (m_setup.changesOnly)
        for (const QString &name : body.keys())
            if (body.value(name) == m_shownFirst.value(name)) body.remove(name);
    for (auto it = m_setup.fixed.begin(); it != m_setup.fixed.end(); ++it) body.insert(it.key(), it.value());
    return body;
}

void OperationDialog::send() {
    RequestParts parts;
    parts.path = m_setup.path;
    parts.body = body();
    if (m_setup.changesOnly && parts.body.isEmpty()) return accept();
    m_ok->setEnabled(false);
    m_problem->hide();
    m_session.run(*m_setup.operation, parts).then(this, [this](const Result<QByteArray> &reply) {
        m_ok->setEnabled(true);
        if (!reply) return refused(reply.error());
        emit done(*reply);
        accept();
    });
}

void OperationDialog::refused(const Error &error) {
    FieldEditor *editor = error.field.isEmpty() ? nullptr : m_form->inner(error.field);
    const QString sentence = ErrorText::of(error);
    m_problem->setText(editor ? tr("%1: %2").arg(FieldText::label(error.field.section(u'.', -1)), sentence) : sentence);
    m_problem->show();
    QAccessibleEvent event(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    if (editor) editor->setFocus();
}

} // namespace callfloor
