// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/field_editor.h"

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace callfloor {

/// A text in one line, or several where it may be long; dots for passwords.
class TextEditor : public FieldEditor {
    Q_OBJECT
public:
    TextEditor(const QJsonObject &schema, bool required, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_long = nullptr;
    bool m_required;
    bool m_mayBeEmpty = false;
    bool m_hadText = false;
};

/// A whole number within its limits; a dash where there is none.
class NumberEditor : public FieldEditor {
    Q_OBJECT
public:
    NumberEditor(const QJsonObject &schema, bool required, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    QSpinBox *m_box = nullptr;
    bool m_required;
    int m_least = 0;
};

/// A number with digits behind the point, written as the user's country does.
class RealEditor : public FieldEditor {
    Q_OBJECT
public:
    RealEditor(bool required, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    QLineEdit *m_line;
    bool m_required;
};

/// One of a few values, by their words.
class ChoiceEditor : public FieldEditor {
    Q_OBJECT
public:
    ChoiceEditor(QList<QPair<QString, QString>> choices, bool required, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    /// Other choices; what was chosen stays.
    void offer(const QList<QPair<QString, QString>> &choices);
    /// Taking away what was there is told as an empty text.
    void setMayBeEmpty(bool may) { m_mayBeEmpty = may; }

private:
    void show(const QString &wanted);

    QComboBox *m_box;
    QString m_wanted;
    bool m_required;
    bool m_mayBeEmpty = false;
    bool m_hadOne = false;
};

/// Yes, no, or a dash where nothing was said.
class BoolEditor : public FieldEditor {
    Q_OBJECT
public:
    BoolEditor(bool required, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    ChoiceEditor *m_choice;
};

/// A date and a time of day, here; sent in UTC.
class MomentEditor : public FieldEditor {
    Q_OBJECT
public:
    MomentEditor(bool required, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    QCheckBox *m_set = nullptr;
    QDateTimeEdit *m_when;
};

/// Several short texts in one line.
class TextListEditor : public FieldEditor {
    Q_OBJECT
public:
    explicit TextListEditor(QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    QLineEdit *m_line;
    bool m_had = false;
};

/// Any of a few values, with a box to tick for each.
class TicksEditor : public FieldEditor {
    Q_OBJECT
public:
    TicksEditor(const QList<QPair<QString, QString>> &choices, QWidget *parent);
    QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    QList<QCheckBox *> m_boxes;
    bool m_touched = false;
};

} // namespace callfloor
