// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_tiles.h"

#include "ui/floor/floor_state.h"
#include "ui/floor/floor_text.h"
#include "ui/theme.h"
#include "ui/widgets/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

FigureTile::FigureTile(const QString &name, const QString &meaning, QWidget *parent)
    : QFrame(parent), m_name(name), m_title(new QLabel(name, this)), m_value(new QLabel(u"–"_s, this)), m_mark(new QLabel(this)),
      m_below(new QLabel(this)) {
    setToolTip(meaning);
    for (QLabel *label : {m_title, m_value, m_below}) label->setTextFormat(Qt::PlainText);
    m_below->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->addWidget(m_value);
    row->addWidget(m_mark);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_below);
    setFocusPolicy(Qt::TabFocus); // So that a screen reader comes by.
    layOut();
    show(u"–"_s);
}

void FigureTile::layOut() {
    const int em = fontMetrics().height();
    layout()->setContentsMargins(em * 2 / 3, em / 3, em / 2, em / 3);
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.8);
    m_value->setFont(large);
    m_mark->setPixmap(warningIcon(Accent::Alarm).pixmap(QSize(em, em), devicePixelRatioF()));
}

void FigureTile::show(const QString &value, const QString &below, bool over) {
    m_value->setText(value);
    m_below->setText(below);
    m_mark->setVisible(over);
    if (over != m_over) update();
    m_over = over;
    const QString spoken = over ? tr("%1: %2, beyond the limit. %3") : tr("%1: %2. %3");
    const QString name = spoken.arg(m_name, value, below);
    if (name != accessibleName()) setAccessibleName(name);
}

QString FigureTile::value() const { return m_value->text(); }

void FigureTile::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const QColor accent = m_over ? accentColor(Accent::Alarm, palette()) : outlineColor(palette());
    const QRect bar = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, m_over ? 4 : 1, height()));
    painter.fillRect(bar, accent);
    if (!hasFocus()) return;
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void FigureTile::changeEvent(QEvent *event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) layOut();
}

FloorTiles::FloorTiles(const FloorState &state, QWidget *parent)
    : QWidget(parent), m_state(state),
      m_waiting(new FigureTile(tr("Waiting now"), tr("Callers in the queues"), this)),
      m_longest(new FigureTile(tr("Longest wait"), tr("Of those who wait now"), this)),
      m_level(new FigureTile(tr("Service level"), tr("Today, of all queues, as SL5 defines it"), this)),
      m_ready(new FigureTile(tr("Agents ready"), tr("Ready for a call at this moment"), this)),
      m_abandoned(new FigureTile(tr("Abandoned"), tr("Today, of those who came in; short ones left out"), this)),
      m_connected(new FigureTile(tr("Connected today"), tr("Callers who were connected to an agent"), this)) {
    m_waiting->setObjectName(u"waitingTile"_s);
    m_longest->setObjectName(u"longestTile"_s);
    m_level->setObjectName(u"levelTile"_s);
    m_ready->setObjectName(u"readyTile"_s);
    m_abandoned->setObjectName(u"abandonedTile"_s);
    m_connected->setObjectName(u"connectedTile"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    for (QWidget *tile : {m_waiting, m_longest, m_level, m_ready, m_abandoned, m_connected}) row->addWidget(tile, 1);
}

void FloorTiles::refresh() {
    showWaiting();
    showRates();
}

void FloorTiles::showWaiting() {
    int waiting = 0, offered = 0, limit = 0;
    double longest = 0;
    bool beyond = false;
    for (const QJsonValue &value : m_state.board().value("queues"_L1).toArray()) {
        const QJsonObject queue = value.toObject(), live = queue.value("live"_L1).toObject();
        waiting += live.value("waiting"_L1).toInt();
        offered += live.value("offered"_L1).toInt();
        const int within = queue.value("serviceLevelSeconds"_L1).toInt();
        if (within > 0) limit = limit == 0 ? within : std::min(limit, within);
        const auto entered = fromIso(live.value("oldestEnteredAt"_L1).toString().toLatin1());
        if (!entered) continue;
        const double waits = std::chrono::duration<double>(m_state.now() - *entered).count();
        longest = std::max(longest, waits);
        beyond = beyond || (within > 0 && waits > within);
    }
    const bool known = !m_state.board().isEmpty();
    const int ready = m_state.agentsIn({u"AVAILABLE"_s}), off = m_state.agentsIn({u"OFFLINE"_s});
    const int all = static_cast<int>(m_state.agents().size());
    m_waiting->show(known ? QLocale().toString(waiting) : u"–"_s, tr("%n being offered", nullptr, offered), waiting > 0 && ready == 0);
    m_longest->show(known ? FloorText::seconds(longest) : u"–"_s,
                    limit > 0 ? tr("limit %1").arg(FloorText::seconds(limit)) : QString(), beyond);
    m_ready->show(QLocale().toString(ready), tr("of %n signed on", nullptr, all - off), waiting > 0 && ready == 0);
}

void FloorTiles::showRates() {
    const QJsonArray total = m_state.board().value("total"_L1).toArray(), queues = m_state.board().value("queues"_L1).toArray();
    double targets = 0;
    for (const QJsonValue &queue : queues) targets += queue.toObject().value("serviceLevelTarget"_L1).toDouble();
    const QJsonValue level = FloorText::figure(total, "serviceLevel"_L1).value("value"_L1);
    const double target = queues.isEmpty() ? 0 : targets / static_cast<double>(queues.size());
    m_level->show(FloorText::percent(level), queues.isEmpty() ? QString() : tr("target %1").arg(FloorText::percent(target)),
                  level.isDouble() && level.toDouble() < target);
    const QJsonObject offered = FloorText::figure(total, "offered"_L1), answered = FloorText::figure(total, "answered"_L1);
    m_abandoned->show(FloorText::percent(FloorText::figure(total, "abandonRate"_L1).value("value"_L1)),
                      tr("%n came in", nullptr, offered.value("numerator"_L1).toInt()));
    const QJsonObject wait = FloorText::figure(total, "averageSpeedOfAnswer"_L1);
    m_connected->show(answered.isEmpty() ? u"–"_s : QLocale().toString(answered.value("numerator"_L1).toInt()),
                      wait.value("value"_L1).isDouble() ? tr("after %1 on average").arg(FloorText::seconds(wait.value("value"_L1).toDouble()))
                                                        : QString());
}

} // namespace callfloor
