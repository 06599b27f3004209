// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/reference_lists.h"

#include <QJsonValue>
#include <QWidget>

namespace callfloor {

/// Where one value of a request is entered. Which kind it is follows from the value's JSON Schema and its name.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What is entered; undefined: nothing, the field is left out of the request.
    virtual QJsonValue value() const = 0;
    /// Undefined or null: nothing is entered.
    virtual void setValue(const QJsonValue &value) = 0;
    /// The editor of an inner field (`overflow.queueId`); null if there is none.
    virtual FieldEditor *inner(const QString &path);

signals:
    void edited();
};

/// Makes the editor for a value of that schema. `lists` outlives it. `required`: there is no "nothing" to choose.
FieldEditor *makeFieldEditor(const QString &field, const QJsonObject &schema, bool required, ReferenceLists &lists, QWidget *parent);

/// The inner fields of an object, each with its label, in one column.
class ObjectEditor : public FieldEditor {
    Q_OBJECT
public:
    /// `properties` and `required` as in JSON Schema. `within` is the field that the object is the value of: a name in it may
    /// have choices of its own (`overflow.to`).
    ObjectEditor(const QJsonObject &schema, ReferenceLists &lists, QWidget *parent = nullptr, const QString &within = {});

    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    FieldEditor *inner(const QString &path) override;

    QJsonObject object() const { return value().toObject(); }
    const QHash<QString, FieldEditor *> &editors() const { return m_editors; }

private:
    QHash<QString, FieldEditor *> m_editors;
};

} // namespace callfloor
