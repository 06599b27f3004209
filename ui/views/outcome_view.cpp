// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/outcome_view.h"

#include "ui/models/call_text.h"
#include "ui/widgets/action_button.h"

#include <QDateTimeEdit>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kOutcomeColumns = 4;

bool sameOutcomes(const std::vector<DispositionInfo> &a, const std::vector<DispositionInfo> &b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const DispositionInfo &x, const DispositionInfo &y) {
        return x.key == y.key && x.label == y.label && x.hotkey == y.hotkey && x.callback == y.callback;
    });
}

} // namespace

OutcomeView::OutcomeView(AgentDesk &desk, Drafts &drafts, OutcomeSender &sender, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_drafts(drafts), m_sender(sender), m_extend(new QAction(this)), m_focus(new QAction(this)), m_heading(new QLabel(this)),
      m_note(new QLineEdit(this)), m_waits(new QLabel(this)), m_grid(new QGridLayout), m_callback(new QWidget(this)),
      m_callbackAt(new QDateTimeEdit(m_callback)) {
    setFrameShape(StyledPanel);
    m_extend->setObjectName(u"extendWrapUpAction"_s);
    m_extend->setText(tr("&More time"));
    m_extend->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W));
    connect(m_extend, &QAction::triggered, &desk, &AgentDesk::extendWrapUp);
    m_focus->setObjectName(u"focusOutcomeAction"_s);
    m_focus->setText(tr("&Outcome of the call"));
    m_focus->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    connect(m_focus, &QAction::triggered, this, &OutcomeView::takeFocus);
    buildLayout();
    connect(&desk, &AgentDesk::changed, this, &OutcomeView::refresh);
    connect(&desk, &AgentDesk::ticked, this, &OutcomeView::refreshClock);
    connect(&desk, &AgentDesk::outcomeSaved, this, &OutcomeView::saved);
    connect(&sender, &OutcomeSender::changed, this, &OutcomeView::refresh);
    connect(m_note, &QLineEdit::textEdited, this, [this](const QString &text) { m_drafts.setNote(m_callId, text); });
    refresh();
}

void OutcomeView::buildLayout() {
    m_heading->setObjectName(u"wrapUpText"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_note->setObjectName(u"outcomeNote"_s);
    m_note->setPlaceholderText(tr("Note, saved with the outcome"));
    m_note->setAccessibleName(tr("Note on the call"));
    m_note->setMaxLength(4000);
    m_more = new ActionButton(m_extend, this);
    m_more->setObjectName(u"extendWrapUpButton"_s);

    auto *label = new QLabel(tr("Call back:"), m_callback);
    label->setBuddy(m_callbackAt);
    m_callbackAt->setObjectName(u"callbackAt"_s);
    m_callbackAt->setAccessibleName(tr("When to call back"));
    m_callbackAt->setCalendarPopup(true);
    auto *save = new QPushButton(tr("Save"), m_callback);
    save->setObjectName(u"saveCallback"_s);
    connect(save, &QPushButton::clicked, this, &OutcomeView::saveCallback);
    auto *callbackRow = new QHBoxLayout(m_callback);
    callbackRow->setContentsMargins(0, 0, 0, 0);
    callbackRow->addWidget(label);
    callbackRow->addWidget(m_callbackAt);
    callbackRow->addWidget(save);
    callbackRow->addStretch(1);
    m_callback->hide();

    m_waits->setObjectName(u"outcomeWaits"_s);
    m_waits->setWordWrap(true);
    m_waits->setText(tr("The outcome is kept on this computer. It goes to the server as soon as the connection is back."));

    auto *top = new QHBoxLayout;
    top->addWidget(m_heading);
    top->addSpacing(fontMetrics().height());
    top->addWidget(m_note, 1);
    top->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addLayout(m_grid);
    column->addWidget(m_callback);
    column->addWidget(m_waits);
}

QString OutcomeView::callId() const {
    if (m_correcting) return m_lastId;
    return m_desk.agent().callId ? m_desk.agent().callId->text() : QString();
}

bool OutcomeView::working() const {
    // A call on the way to somebody has no outcome yet.
    const AgentInfo &agent = m_desk.agent();
    return agent.activity == "TALKING"_L1 || agent.activity == "HOLD"_L1 || agent.wrapUp;
}

void OutcomeView::takeFocus() {
    if (isHidden() && !m_lastId.isEmpty()) {
        m_correcting = true;
        refresh();
    }
    if (!m_buttons.empty()) m_buttons.front()->setFocus(Qt::ShortcutFocusReason);
}

void OutcomeView::endCorrection() {
    if (m_lastId.isEmpty()) return;
    m_lastId.clear();
    m_correcting = false;
    emit correctable({});
}

void OutcomeView::refresh() {
    const AgentInfo &agent = m_desk.agent();
    // The next call is more important than the last one.
    if (!m_desk.signedOn() || (agent.callId && agent.callId->text() != m_lastId)) endCorrection();
    const bool shown = m_desk.signedOn() && (working() || m_correcting) && !callId().isEmpty();
    if (callId() != m_callId) {
        // What was written after the outcome had been said goes with it, before the field is the next call's.
        if (!m_savedCode.isEmpty() && m_note->text().trimmed() != m_sentNote)
            m_sender.send({m_callId, m_note->text().trimmed(), m_savedCode, m_sentCallback});
        m_callId = callId();
        m_savedCode.clear();
        m_note->setText(m_correcting ? m_sentNote : m_drafts.of(m_callId).note);
        showCallback(false);
    }
    if (!sameOutcomes(m_shown, m_desk.outcomes())) rebuildButtons();
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setEnabled(shown);
        m_buttons[i]->setChecked(m_shown[i].key == m_savedCode);
    }
    m_focus->setEnabled(shown || !m_lastId.isEmpty());
    m_more->setVisible(agent.wrapUp.has_value());
    const int left = agent.wrapUp ? agent.wrapUp->extensionsLeft : 0;
    m_extend->setText(left > 0 ? tr("&More time (%1)").arg(left) : tr("&More time"));
    setObstacle(m_extend, extendObstacle());
    m_waits->setVisible(m_sender.waits(m_callId));
    setVisible(shown);
    refreshClock();
}

void OutcomeView::refreshClock() {
    if (!m_correcting && !m_lastId.isEmpty() && m_desk.now() >= m_lastUntil) {
        endCorrection();
        m_focus->setEnabled(!isHidden());
    }
    const QString words = heading();
    if (m_heading->text() != words) m_heading->setText(words);
}

QString OutcomeView::heading() const {
    const auto &wrapUp = m_desk.agent().wrapUp;
    if (m_correcting) return tr("What came of the last call?");
    if (!wrapUp) return tr("What comes of this call?");
    if (!wrapUp->endsAt) return tr("After-call work: what came of the call?");
    const auto left = std::max(std::chrono::microseconds::zero(), std::chrono::microseconds(*wrapUp->endsAt - m_desk.now()));
    return tr("After-call work: %1 left").arg(CallText::duration(left));
}

QString OutcomeView::extendObstacle() const {
    const auto &wrapUp = m_desk.agent().wrapUp;
    if (!wrapUp) return tr("There is no after-call work.");
    if (!wrapUp->endsAt) return tr("This after-call work ends only with an outcome.");
    if (m_desk.busy()) return tr("The server is being asked.");
    return wrapUp->extensionsLeft > 0 ? QString() : tr("No more time can be added; choose an outcome.");
}

void OutcomeView::rebuildButtons() {
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_shown = m_desk.outcomes();
    QWidget *before = m_more;
    for (const DispositionInfo &outcome : m_shown) {
        const QString hotkey = outcome.hotkey.value_or(QString());
        const QString label = QString(outcome.label).replace(u'&', u"&&"_s);
        auto *button = new QPushButton(hotkey.isEmpty() ? label : hotkey + u"  "_s + label, this);
        button->setObjectName(u"outcome_"_s + outcome.key);
        button->setAccessibleName(tr("Outcome: %1").arg(outcome.label));
        button->setCheckable(true);
        button->setAutoDefault(false);
        if (hotkey.size() == 1) button->setShortcut(QKeySequence(u"Alt+"_s + hotkey));
        button->setToolTip(button->shortcut().toString(QKeySequence::NativeText));
        connect(button, &QPushButton::clicked, this, [this, outcome, button] {
            button->setChecked(outcome.key == m_savedCode); // Chosen is what the server has kept.
            choose(outcome);
        });
        const int index = static_cast<int>(m_buttons.size());
        m_grid->addWidget(button, index / kOutcomeColumns, index % kOutcomeColumns);
        setTabOrder(before, button);
        before = button;
        m_buttons.push_back(button);
    }
}

QList<QAction *> OutcomeView::outcomeActions(QObject *parent) const {
    QList<QAction *> actions;
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        auto *action = new QAction(m_buttons[i]->text(), parent);
        action->setObjectName(u"compact_"_s + m_buttons[i]->objectName());
        connect(action, &QAction::triggered, m_buttons[i], [this, button = m_buttons[i], asks = m_shown[i].callback] {
            if (asks) emit windowWanted();
            button->click();
        });
        actions << action;
    }
    return actions;
}

void OutcomeView::keyPressEvent(QKeyEvent *event) {
    // Fields take their digits themselves; what arrives here was pressed on an outcome.
    const bool onOutcome = std::any_of(m_buttons.begin(), m_buttons.end(), [](const QPushButton *b) { return b->hasFocus(); });
    for (const DispositionInfo &outcome : m_shown)
        if (onOutcome && !event->text().isEmpty() && outcome.hotkey == event->text()) return choose(outcome);
    if (event->key() == Qt::Key_Escape && m_callback->isVisible()) return showCallback(false);
    if (event->key() == Qt::Key_Escape && m_correcting) {
        endCorrection();
        return refresh();
    }
    QFrame::keyPressEvent(event);
}

void OutcomeView::choose(const DispositionInfo &outcome) {
    if (!outcome.callback) return send(outcome.key, std::nullopt);
    m_callbackCode = outcome.key;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMicros(m_desk.now()) / 1000);
    m_callbackAt->setMinimumDateTime(now);
    m_callbackAt->setDateTime(now.addDays(1));
    showCallback(true);
    m_callbackAt->setFocus();
}

void OutcomeView::saveCallback() {
    send(m_callbackCode, fromMicros(m_callbackAt->dateTime().toMSecsSinceEpoch() * 1000));
}

void OutcomeView::send(const QString &code, std::optional<UtcTime> callbackAt) {
    m_sentNote = m_note->text().trimmed();
    m_sentCallback = callbackAt;
    m_sender.send({m_callId, m_sentNote, code, callbackAt});
}

void OutcomeView::saved(const QString &id, const QString &code) {
    if (id != m_callId) return;
    m_savedCode = code;
    showCallback(false);
    m_correcting = false;
    m_lastId = id;
    m_lastUntil = m_desk.now() + kCorrection;
    const auto said = std::find_if(m_shown.begin(), m_shown.end(), [&](const DispositionInfo &outcome) { return outcome.key == code; });
    emit correctable(said == m_shown.end() ? code : said->label);
}

void OutcomeView::showCallback(bool shown) {
    if (!shown && m_callback->isAncestorOf(focusWidget()) && !m_buttons.empty()) m_buttons.front()->setFocus();
    m_callback->setVisible(shown);
}

} // namespace callfloor
