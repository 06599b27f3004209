// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of single values: texts, numbers, moments, choices.
#include "ui/widgets/simple_editors.h"

#include "app/domain/clock.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongTextFrom = 500; ///< From this length on a text gets several lines.

QHBoxLayout *rowIn(QWidget *widget) {
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    return row;
}

} // namespace

TextEditor::TextEditor(const QJsonObject &schema, bool required, QWidget *parent) : FieldEditor(parent), m_required(required) {
    m_mayBeEmpty = schema.value("minLength"_L1).toInt() == 0;
    const int most = schema.value("maxLength"_L1).toInt(4096);
    if (most >= kLongTextFrom && most != 4096) {
        m_long = new QPlainTextEdit(this);
        m_long->setTabChangesFocus(true);
        m_long->setFixedHeight(m_long->fontMetrics().height() * 4);
        rowIn(this)->addWidget(m_long);
        setFocusProxy(m_long);
        connect(m_long, &QPlainTextEdit::textChanged, this, &FieldEditor::edited);
        return;
    }
    m_line = new QLineEdit(this);
    m_line->setMaxLength(most);
    if (schema.value("format"_L1) == "password"_L1) m_line->setEchoMode(QLineEdit::Password);
    rowIn(this)->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
}

QJsonValue TextEditor::value() const {
    const QString text = m_line ? m_line->text() : m_long->toPlainText();
    if (!text.isEmpty()) return text;
    // An emptied text is told; one that was never there is not.
    return m_required || (m_hadText && m_mayBeEmpty) ? QJsonValue(QString()) : QJsonValue(QJsonValue::Undefined);
}

void TextEditor::setValue(const QJsonValue &value) {
    m_hadText = !value.toString().isEmpty();
    if (m_line) m_line->setText(value.toString());
    else m_long->setPlainText(value.toString());
}

NumberEditor::NumberEditor(const QJsonObject &schema, bool required, QWidget *parent) : FieldEditor(parent), m_required(required) {
    const auto bound = [](const QJsonValue &value, double otherwise) {
        return static_cast<int>(std::clamp(value.toDouble(otherwise), -2'000'000'000.0, 2'000'000'000.0));
    };
    m_least = bound(schema.value("minimum"_L1), 0);
    m_box = new QSpinBox(this);
    m_box->setRange(required ? m_least : m_least - 1, bound(schema.value("maximum"_L1), 2e9));
    m_box->setGroupSeparatorShown(true);
    if (!required) {
        m_box->setSpecialValueText(u"–"_s);
        m_box->setValue(m_least - 1);
    }
    auto *row = rowIn(this);
    row->addWidget(m_box);
    row->addStretch(1);
    m_box->setMinimumWidth(m_box->fontMetrics().averageCharWidth() * 16);
    setFocusProxy(m_box);
    connect(m_box, &QSpinBox::valueChanged, this, &FieldEditor::edited);
}

QJsonValue NumberEditor::value() const {
    if (!m_required && m_box->value() < m_least) return QJsonValue(QJsonValue::Undefined);
    return m_box->value();
}

void NumberEditor::setValue(const QJsonValue &value) {
    m_box->setValue(value.isDouble() ? value.toInt(m_least) : m_required ? m_least : m_least - 1);
}

RealEditor::RealEditor(bool required, QWidget *parent) : FieldEditor(parent), m_line(new QLineEdit(this)), m_required(required) {
    auto *row = rowIn(this);
    row->addWidget(m_line);
    row->addStretch(1);
    m_line->setMaximumWidth(m_line->fontMetrics().averageCharWidth() * 18);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
}

QJsonValue RealEditor::value() const {
    if (m_line->text().trimmed().isEmpty() && !m_required) return QJsonValue(QJsonValue::Undefined);
    bool ok = false;
    const double local = locale().toDouble(m_line->text().trimmed(), &ok);
    // What is no number is sent as it is, so that the floor names the field in its refusal.
    return ok ? QJsonValue(local) : QJsonValue(m_line->text());
}

void RealEditor::setValue(const QJsonValue &value) {
    m_line->setText(value.isDouble() ? locale().toString(value.toDouble(), 'g', 6) : QString());
}

ChoiceEditor::ChoiceEditor(QList<QPair<QString, QString>> choices, bool required, QWidget *parent)
    : FieldEditor(parent), m_box(new QComboBox(this)), m_required(required) {
    auto *row = rowIn(this);
    row->addWidget(m_box, 1);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setFocusProxy(m_box);
    offer(choices);
    connect(m_box, &QComboBox::activated, this, [this] {
        m_wanted = m_box->currentData().toString();
        emit edited();
    });
}

void ChoiceEditor::offer(const QList<QPair<QString, QString>> &choices) {
    m_box->clear();
    if (!m_required) m_box->addItem(u"–"_s, QString());
    for (const auto &[value, word] : choices) m_box->addItem(word, value);
    show(m_wanted);
}

void ChoiceEditor::show(const QString &wanted) {
    m_wanted = wanted;
    int at = m_box->findData(wanted);
    if (at < 0 && !wanted.isEmpty()) { // A value that is not among those: kept rather than lost.
        m_box->addItem(wanted, wanted);
        at = m_box->count() - 1;
    }
    m_box->setCurrentIndex(std::max(0, at));
    if (m_required && wanted.isEmpty()) m_wanted = m_box->currentData().toString();
}

QJsonValue ChoiceEditor::value() const {
    const QString chosen = m_box->currentData().toString();
    if (!chosen.isEmpty()) return chosen;
    // Taking a reference away is an empty text to those operations that allow it.
    return m_hadOne && m_mayBeEmpty ? QJsonValue(QString()) : QJsonValue(QJsonValue::Undefined);
}

void ChoiceEditor::setValue(const QJsonValue &value) {
    m_hadOne = !value.toString().isEmpty();
    show(value.toString());
}

BoolEditor::BoolEditor(bool required, QWidget *parent)
    : FieldEditor(parent), m_choice(new ChoiceEditor({{u"true"_s, FieldText::yesNo(true)}, {u"false"_s, FieldText::yesNo(false)}}, required, this)) {
    rowIn(this)->addWidget(m_choice);
    setFocusProxy(m_choice);
    connect(m_choice, &FieldEditor::edited, this, &FieldEditor::edited);
}

QJsonValue BoolEditor::value() const {
    const QJsonValue chosen = m_choice->value();
    return chosen.isString() ? QJsonValue(chosen.toString() == "true"_L1) : QJsonValue(QJsonValue::Undefined);
}

void BoolEditor::setValue(const QJsonValue &value) {
    m_choice->setValue(value.isBool() ? QJsonValue(value.toBool() ? u"true"_s : u"false"_s) : QJsonValue());
}

MomentEditor::MomentEditor(bool required, QWidget *parent) : FieldEditor(parent), m_when(new QDateTimeEdit(this)) {
    m_when->setCalendarPopup(true);
    m_when->setDateTime(QDateTime::currentDateTime());
    m_when->setMinimumWidth(m_when->fontMetrics().horizontalAdvance(u"00.00.0000 00:00"_s) + m_when->fontMetrics().height() * 3);
    auto *row = rowIn(this);
    if (!required) {
        m_set = new QCheckBox(this);
        m_set->setAccessibleName(tr("Set a time"));
        row->addWidget(m_set);
        m_when->setEnabled(false);
        connect(m_set, &QCheckBox::toggled, m_when, &QWidget::setEnabled);
        connect(m_set, &QCheckBox::toggled, this, &FieldEditor::edited);
    }
    row->addWidget(m_when);
    row->addStretch(1);
    setFocusProxy(m_set ? static_cast<QWidget *>(m_set) : m_when);
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, &FieldEditor::edited);
}

QJsonValue MomentEditor::value() const {
    if (m_set && !m_set->isChecked()) return QJsonValue(QJsonValue::Undefined);
    return QString::fromLatin1(toIsoMillis(fromMicros(m_when->dateTime().toMSecsSinceEpoch() * 1000)));
}

void MomentEditor::setValue(const QJsonValue &value) {
    const auto time = fromIso(value.toString().toLatin1());
    if (m_set) m_set->setChecked(time.has_value());
    if (time) m_when->setDateTime(QDateTime::fromMSecsSinceEpoch(toMicros(*time) / 1000));
}

TextListEditor::TextListEditor(QWidget *parent) : FieldEditor(parent), m_line(new QLineEdit(this)) {
    m_line->setPlaceholderText(tr("separated by commas"));
    rowIn(this)->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
}

QJsonValue TextListEditor::value() const {
    QJsonArray texts;
    for (const QString &text : m_line->text().split(u',')) {
        if (const QString one = text.trimmed(); !one.isEmpty()) texts.append(one);
    }
    if (texts.isEmpty() && !m_had) return QJsonValue(QJsonValue::Undefined);
    return texts;
}

void TextListEditor::setValue(const QJsonValue &value) {
    QStringList texts;
    for (const QJsonValue &one : value.toArray()) texts << one.toString();
    m_had = !texts.isEmpty();
    m_line->setText(texts.join(u", "_s));
}

TicksEditor::TicksEditor(const QList<QPair<QString, QString>> &choices, QWidget *parent) : FieldEditor(parent) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const auto &[value, word] : choices) {
        auto *box = new QCheckBox(word, this);
        box->setProperty("choice", value);
        column->addWidget(box);
        m_boxes << box;
        connect(box, &QCheckBox::toggled, this, [this] {
            m_touched = true;
            emit edited();
        });
    }
    if (!m_boxes.isEmpty()) setFocusProxy(m_boxes.first());
}

QJsonValue TicksEditor::value() const {
    if (!m_touched) return QJsonValue(QJsonValue::Undefined);
    QJsonArray chosen;
    for (const QCheckBox *box : m_boxes)
        if (box->isChecked()) chosen.append(box->property("choice").toString());
    return chosen;
}

void TicksEditor::setValue(const QJsonValue &value) {
    const QJsonArray chosen = value.toArray();
    for (QCheckBox *box : m_boxes) box->setChecked(chosen.contains(box->property("choice").toString()));
    m_touched = value.isArray();
}

} // namespace callfloor
