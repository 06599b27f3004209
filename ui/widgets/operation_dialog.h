// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/reference_lists.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace callfloor {

class ObjectEditor;

/// How a form for an operation is made.
struct OperationFormSetup {
    const OperationInfo *operation = nullptr;
    QString title;
    QString okText;
    QJsonObject path = {};     ///< Fields of the address, fixed.
    QJsonObject initial = {};  ///< What stands in the fields at first.
    bool changesOnly = false;  ///< What was not changed is not sent.
    QStringList leaveOut = {}; ///< Fields that are not shown.
    QJsonObject fixed = {};    ///< Fields of the body that are sent as they are.
    QJsonObject schemas = {};  ///< By name: a schema that says more than the declaration's.
};

/// A form made from the declaration of an operation: one editor for each field of its body. It stays open, with what was entered,
/// until the floor has taken it; a refusal is said at the top, and the field that it names has the focus.
class OperationDialog : public QDialog {
    Q_OBJECT
public:
    /// `session` and `lists` outlive the dialog.
    OperationDialog(FloorSession &session, ReferenceLists &lists, OperationFormSetup setup, QWidget *parent);

    /// The JSON Schema of an operation's body.
    static QJsonObject bodySchema(const OperationInfo &operation, const QStringList &leaveOut, const QJsonObject &schemas);

signals:
    /// The floor has done it.
    void done(const QByteArray &reply);

private:
    void send();
    void refused(const Error &error);
    QJsonObject body() const;

    FloorSession &m_session;
    OperationFormSetup m_setup;
    ObjectEditor *m_form = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_ok = nullptr;
    QJsonObject m_shownFirst; ///< What the editors held before anybody wrote.
};

} // namespace callfloor
