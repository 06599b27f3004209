// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_editor.h"

#include "ui/widgets/simple_editors.h"

#include <QFormLayout>
#include <QGroupBox>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// `["string", "null"]` is a string here.
QString typeOf(const QJsonObject &schema) {
    const QJsonValue type = schema.value("type"_L1);
    return type.isArray() ? type.toArray().first().toString() : type.toString();
}

QList<QPair<QString, QString>> choicesOf(const QString &field, const QJsonObject &schema) {
    QList<QPair<QString, QString>> choices = FieldText::choices(field);
    if (!choices.isEmpty()) return choices;
    for (const QJsonValue &word : schema.value("enum"_L1).toArray())
        if (word.isString()) choices.append({word.toString(), word.toString()});
    return choices;
}

/// A group that is there or not, by its box.
class GroupEditor final : public FieldEditor {
public:
    GroupEditor(const QString &field, const QJsonObject &schema, bool required, ReferenceLists &lists, QWidget *parent)
        : FieldEditor(parent), m_group(new QGroupBox(FieldText::label(field), this)), m_inner(new ObjectEditor(schema, lists, m_group, field)) {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(m_group);
        auto *inside = new QVBoxLayout(m_group);
        inside->addWidget(m_inner);
        if (!required) {
            m_group->setCheckable(true);
            m_group->setChecked(false);
            connect(m_group, &QGroupBox::toggled, m_inner, &QWidget::setVisible);
            m_inner->setVisible(false);
            setFocusProxy(m_group);
        } else {
            setFocusProxy(m_inner);
        }
        connect(m_group, &QGroupBox::toggled, this, &FieldEditor::edited);
        connect(m_inner, &FieldEditor::edited, this, &FieldEditor::edited);
    }
    QJsonValue value() const override {
        if (m_group->isCheckable() && !m_group->isChecked()) return QJsonValue(QJsonValue::Undefined);
        return m_inner->value();
    }
    void setValue(const QJsonValue &value) override {
        if (m_group->isCheckable()) m_group->setChecked(value.isObject());
        m_inner->setValue(value);
    }
    FieldEditor *inner(const QString &path) override { return m_inner->inner(path); }

private:
    QGroupBox *m_group;
    ObjectEditor *m_inner;
};

/// Several objects one below the other, with buttons to add one and to take one away.
class ObjectListEditor final : public FieldEditor {
public:
    ObjectListEditor(QString title, QJsonObject schema, ReferenceLists &lists, QWidget *parent)
        : FieldEditor(parent), m_title(std::move(title)), m_schema(std::move(schema)), m_lists(lists), m_column(new QVBoxLayout(this)) {
        m_column->setContentsMargins(0, 0, 0, 0);
        m_add = new QPushButton(QCoreApplication::translate("callfloor::FieldEditor", "Add: %1").arg(m_title), this);
        m_add->setAutoDefault(false);
        m_column->addWidget(m_add, 0, Qt::AlignLeft);
        setFocusProxy(m_add);
        connect(m_add, &QPushButton::clicked, this, [this] {
            addItem({})->setFocus();
            m_said = true;
            emit edited();
        });
    }
    QJsonValue value() const override {
        if (!m_said && m_items.isEmpty()) return QJsonValue(QJsonValue::Undefined);
        QJsonArray all;
        for (const ObjectEditor *item : m_items) all.append(item->value());
        return all;
    }
    void setValue(const QJsonValue &value) override {
        while (!m_items.isEmpty()) removeItem(m_items.last());
        m_said = value.isArray();
        for (const QJsonValue &one : value.toArray()) addItem(one);
    }
    FieldEditor *inner(const QString &path) override {
        const int index = path.section(u']', 0, 0).section(u'[', 1).toInt();
        if (index < 0 || index >= m_items.size()) return nullptr;
        return m_items[index]->inner(path.section(u"]."_s, 1));
    }

private:
    ObjectEditor *addItem(const QJsonValue &value) {
        auto *frame = new QGroupBox(m_title, this);
        auto *column = new QVBoxLayout(frame);
        auto *item = new ObjectEditor(m_schema, m_lists, frame);
        item->setValue(value);
        auto *away = new QPushButton(QCoreApplication::translate("callfloor::FieldEditor", "Remove"), frame);
        away->setAutoDefault(false);
        column->addWidget(item);
        column->addWidget(away, 0, Qt::AlignRight);
        m_column->insertWidget(m_column->count() - 1, frame);
        m_items << item;
        connect(item, &FieldEditor::edited, this, &FieldEditor::edited);
        connect(away, &QPushButton::clicked, this, [this, item] {
            removeItem(item);
            m_add->setFocus();
            emit edited();
        });
        return item;
    }
    void removeItem(ObjectEditor *item) {
        m_items.removeOne(item);
        item->parentWidget()->hide();
        item->parentWidget()->deleteLater();
    }

    QString m_title;
    QJsonObject m_schema;
    ReferenceLists &m_lists;
    QVBoxLayout *m_column;
    QPushButton *m_add;
    QList<ObjectEditor *> m_items;
    bool m_said = false;
};

FieldEditor *makeReference(FieldText::Reference reference, const QJsonObject &schema, bool required, ReferenceLists &lists, QWidget *parent) {
    auto *editor = new ChoiceEditor(lists.list(reference), required, parent);
    editor->setMayBeEmpty(schema.value("minLength"_L1).toInt() == 0);
    QObject::connect(&lists, &ReferenceLists::changed, editor, [editor, &lists, reference](FieldText::Reference which) {
        if (which == reference) editor->offer(lists.list(reference));
    });
    lists.fetch(reference);
    return editor;
}

FieldEditor *makeList(const QString &field, const QJsonObject &schema, ReferenceLists &lists, QWidget *parent) {
    const QJsonObject items = schema.value("items"_L1).toObject();
    if (typeOf(items) == "object"_L1) return new ObjectListEditor(FieldText::label(field), items, lists, parent);
    const auto choices = choicesOf(field, items);
    if (!choices.isEmpty()) return new TicksEditor(choices, parent);
    return new TextListEditor(parent);
}

} // namespace

FieldEditor *FieldEditor::inner(const QString &) { return nullptr; }

FieldEditor *makeFieldEditor(const QString &field, const QJsonObject &schema, bool required, ReferenceLists &lists, QWidget *parent) {
    const QString type = typeOf(schema);
    if (type == "boolean"_L1) return new BoolEditor(required, parent);
    if (type == "integer"_L1) return new NumberEditor(schema, required, parent);
    if (type == "number"_L1) return new RealEditor(required, parent);
    if (type == "array"_L1) return makeList(field, schema, lists, parent);
    if (type == "object"_L1) return new GroupEditor(field, schema, required, lists, parent);
    if (schema.value("format"_L1) == "date-time"_L1) return new MomentEditor(required, parent);
    if (const auto reference = FieldText::reference(field); reference != FieldText::Reference::None)
        return makeReference(reference, schema, required, lists, parent);
    if (const auto choices = choicesOf(field, schema); !choices.isEmpty()) return new ChoiceEditor(choices, required, parent);
    return new TextEditor(schema, required, parent);
}

ObjectEditor::ObjectEditor(const QJsonObject &schema, ReferenceLists &lists, QWidget *parent, const QString &within)
    : FieldEditor(parent) {
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    const QJsonArray required = schema.value("required"_L1).toArray();
    QStringList names = properties.keys();
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return FieldText::position(a) < FieldText::position(b); });
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    QWidget *first = nullptr;
    for (const QString &name : names) {
        const QJsonObject property = properties.value(name).toObject();
        const QString inside = within + u'.' + name;
        const QString field = FieldText::choices(inside).isEmpty() ? name : inside;
        FieldEditor *editor = makeFieldEditor(field, property, required.contains(name), lists, this);
        editor->setObjectName(name + u"Field"_s);
        const QString title = FieldText::label(name), hint = FieldText::hint(name);
        QWidget *entry = editor->focusProxy() ? editor->focusProxy() : editor;
        while (entry->focusProxy()) entry = entry->focusProxy();
        entry->setAccessibleName(title);
        entry->setAccessibleDescription(hint);
        entry->setToolTip(hint);
        if (typeOf(property) == "object"_L1) {
            form->addRow(editor);
        } else {
            auto *label = new QLabel(title, this);
            label->setTextFormat(Qt::PlainText);
            label->setBuddy(entry);
            form->addRow(label, editor);
        }
        if (!hint.isEmpty()) {
            auto *words = new QLabel(hint, this);
            words->setTextFormat(Qt::PlainText);
            words->setWordWrap(true);
            words->setForegroundRole(QPalette::PlaceholderText);
            form->addRow(QString(), words);
        }
        m_editors.insert(name, editor);
        connect(editor, &FieldEditor::edited, this, &FieldEditor::edited);
        if (!first) first = editor;
    }
    setFocusProxy(first);
}

QJsonValue ObjectEditor::value() const {
    QJsonObject object;
    for (auto it = m_editors.begin(); it != m_editors.end(); ++it)
        if (const QJsonValue value = it.value()->value(); !value.isUndefined()) object.insert(it.key(), value);
    return object;
}

void ObjectEditor::setValue(const QJsonValue &value) {
    const QJsonObject object = value.toObject();
    for (auto it = m_editors.begin(); it != m_editors.end(); ++it) it.value()->setValue(object.value(it.key()));
}

FieldEditor *ObjectEditor::inner(const QString &path) {
    const QString head = path.section(u'.', 0, 0);
    FieldEditor *editor = m_editors.value(head.section(u'[', 0, 0));
    if (!editor || head == path) return editor;
    FieldEditor *deeper = head.contains(u'[') ? editor->inner(path.mid(head.indexOf(u'['))) : editor->inner(path.section(u'.', 1));
    return deeper ? deeper : editor;
}

} // namespace callfloor
