// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaign_panel.h"

#include "app/contract/ops_dialer.h"
#include "ui/models/field_text.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

FunnelBars::FunnelBars(QWidget *parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void FunnelBars::show(std::vector<Step> steps) {
    m_steps = std::move(steps);
    QStringList words;
    for (const Step &step : m_steps) words << step.name + u": "_s + QLocale().toString(step.count, 'f', 0);
    setAccessibleName(words.join(u", "_s));
    updateGeometry();
    update();
}

QSize FunnelBars::sizeHint() const {
    const int em = fontMetrics().height();
    return {em * 20, static_cast<int>(m_steps.size()) * em * 4 / 3};
}

void FunnelBars::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    const int em = fontMetrics().height(), line = em * 4 / 3;
    double most = 1;
    int names = 0;
    for (const Step &step : m_steps) {
        most = std::max(most, step.count);
        names = std::max(names, fontMetrics().horizontalAdvance(step.name));
    }
    const int numbers = fontMetrics().horizontalAdvance(u"0000000"_s);
    const int left = names + em, room = width() - left - numbers - em;
    const int flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter).toInt());
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const int top = static_cast<int>(i) * line;
        const auto at = [&](const QRect &rect) { return QStyle::visualRect(layoutDirection(), this->rect(), rect); };
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(at({0, top, names, line}), flags, m_steps[i].name);
        const int bar = static_cast<int>(room * m_steps[i].count / most);
        painter.fillRect(at({left, top + line / 5, std::max(2, bar), line * 3 / 5}), accentColor(Accent::OnCall, palette()));
        painter.drawText(at({left + bar + em / 2, top, numbers + em, line}),
                         flags, QLocale().toString(m_steps[i].count, 'f', 0));
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

namespace {

QLabel *panelHeading(QWidget *parent, const QString &text) {
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

CampaignPanel::CampaignPanel(FloorSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_title(panelHeading(this, {})), m_funnel(new FunnelBars(this)), m_rateIcon(new QLabel(this)),
      m_rate(new QLabel(this)), m_why(new QLabel(this)),
      m_checks({{.title = tr("Before it begins"), .text = [](const QJsonObject &item) { return item.value("sentence"_L1).toString(); }, .stretches = true,
                 .icon = [](const QJsonObject &item) {
                     if (item.value("ok"_L1).toBool()) return stateIcon(CallStatus::Completed);
                     return warningIcon(item.value("blocks"_L1).toBool() ? Accent::Alarm : Accent::Warning);
                 }},
                {.title = tr("Verdict"), .text = [](const QJsonObject &item) {
                     if (item.value("ok"_L1).toBool()) return tr("fine");
                     return item.value("blocks"_L1).toBool() ? tr("blocks the start") : tr("worth a look");
                 }, .sample = QString(13, u'n')}},
               u"check"_s),
      m_lists({{.title = tr("List"), .text = [](const QJsonObject &list) { return list.value("name"_L1).toString(); }, .stretches = true},
               {.title = FieldText::label(u"priority"_s), .text = [](const QJsonObject &list) { return QString::number(list.value("priority"_L1).toInt()); }, .right = true},
               {.title = FieldText::label(u"active"_s), .text = [](const QJsonObject &list) { return FieldText::yesNo(list.value("active"_L1).toBool()); }},
               {.title = FieldText::label(u"expiresAt"_s), .text = [](const QJsonObject &list) { return FieldText::shown(u"expiresAt"_s, list.value("expiresAt"_L1)); },
                .sample = u"22.02.2026, 22:22"_s}}),
      m_checkTable(new DataTable(this)), m_listTable(new DataTable(this)) {
    m_why->setObjectName(u"whyText"_s);
    m_rate->setObjectName(u"dropRate"_s);
    for (QLabel *label : {m_title, m_rate, m_why}) label->setTextFormat(Qt::PlainText);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_why->setFocusPolicy(Qt::TabFocus);
    m_checkTable->setObjectName(u"checklistTable"_s);
    m_checkTable->setAccessibleName(tr("Checklist"));
    m_checkTable->setSource(m_checks, false);
    m_listTable->setObjectName(u"leadListTable"_s);
    m_listTable->setAccessibleName(tr("Lists of the campaign"));
    m_listTable->setSource(m_lists);
    m_listTable->setEmptyText(tr("No lists yet. Import one."));
    connect(m_listTable, &DataTable::opened, this, &CampaignPanel::listOpened);
    auto *rate = new QHBoxLayout;
    rate->addWidget(m_rateIcon);
    rate->addWidget(m_rate, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_funnel);
    column->addLayout(rate);
    column->addWidget(panelHeading(this, tr("What it is doing, and why not")));
    column->addWidget(m_why);
    column->addWidget(m_checkTable, 3);
    column->addWidget(m_listTable, 2);
    setCampaign({});
}

void CampaignPanel::setCampaign(const QJsonObject &campaign) {
    const QString id = campaign.value("id"_L1).toString();
    m_title->setText(id.isEmpty() ? tr("Select a campaign.") : campaign.value("name"_L1).toString());
    if (id == m_id && !id.isEmpty()) return;
    m_id = id;
    m_funnel->show({});
    m_rate->clear();
    m_rateIcon->clear();
    m_why->clear();
    m_checks.setRows(QJsonArray());
    m_lists.setRows(QJsonArray());
    m_checkTable->setEmptyText(id.isEmpty() ? QString() : tr("Fetching…"));
    refresh();
}

template <class Op>
void CampaignPanel::ask(const Op &op, void (CampaignPanel::*shower)(const QJsonObject &)) {
    m_session.call(op).then(this, [this, shower, question = m_question](const Result<typename Op::Reply> &reply) {
        if (reply && question == m_question) (this->*shower)(QJsonDocument::fromJson(reply->json).object());
    });
}

void CampaignPanel::refresh() {
    ++m_question;
    if (m_id.isEmpty()) return;
    const CampaignId id(m_id);
    ask(CampaignFigures{id}, &CampaignPanel::showFigures);
    ask(CampaignWhy{id, {}}, &CampaignPanel::showWhy);
    if (!allows(m_session.user().role, Role::Supervisor)) return;
    ask(CampaignChecklist{id}, &CampaignPanel::showChecklist);
    askForLists();
}

void CampaignPanel::askForLists() {
    m_session.call(GetCampaignSettings{CampaignId(m_id)}).then(this, [this, question = m_question](const Result<CampaignSettingsReply> &reply) {
        if (reply && question == m_question) m_lists.setRows(QJsonDocument::fromJson(reply->json).object().value("lists"_L1).toArray());
    });
}

void CampaignPanel::showFigures(const QJsonObject &figures) {
    const auto count = [&](QLatin1StringView name) { return figures.value(name).toDouble(); };
    m_funnel->show({{tr("Loaded"), count("loaded"_L1)},
                    {tr("Ready to be dialled"), count("ready"_L1)},
                    {tr("Waiting for their time"), count("waitingForTime"_L1)},
                    {tr("Callbacks"), count("callbacks"_L1)},
                    {tr("Being dialled"), count("dialling"_L1)},
                    {tr("Connected now"), count("connected"_L1)},
                    {tr("Answered"), count("answered"_L1)},
                    {tr("Not answered"), count("unanswered"_L1)},
                    {tr("Failed"), count("failed"_L1)},
                    {tr("Not allowed"), count("blocked"_L1)}});
    const QJsonValue rate = figures.value("abandonRate"_L1), cap = figures.value("abandonCap"_L1);
    const int em = fontMetrics().height();
    const auto percent = [](double share) { return tr("%1 %", "percent").arg(QLocale().toString(share * 100, 'f', 1)); };
    if (!cap.isDouble()) {
        m_rate->setText({});
        m_rateIcon->clear();
        return;
    }
    const bool over = rate.isDouble() && rate.toDouble() >= cap.toDouble();
    m_rate->setText(!rate.isDouble() ? tr("Abandoned: nobody has answered yet; the cap is %1.").arg(percent(cap.toDouble()))
                    : over           ? tr("Abandoned: %1 of those who answered, at or above the cap of %2.").arg(percent(rate.toDouble()), percent(cap.toDouble()))
                                     : tr("Abandoned: %1 of those who answered; the cap is %2.").arg(percent(rate.toDouble()), percent(cap.toDouble())));
    m_rateIcon->setPixmap((over ? warningIcon(Accent::Alarm) : stateIcon(CallStatus::Completed)).pixmap(QSize(em, em), devicePixelRatioF()));
}

void CampaignPanel::showChecklist(const QJsonObject &reply) { m_checks.setRows(reply.value("items"_L1).toArray()); }

void CampaignPanel::showWhy(const QJsonObject &reply) {
    QStringList lines;
    for (const QJsonValue &sentence : reply.value("sentences"_L1).toArray()) lines << sentence.toString();
    for (const QJsonValue &value : reply.value("refusals"_L1).toArray()) {
        const QJsonObject refusal = value.toObject();
        lines << tr("Held back %n time(s): %1", nullptr, refusal.value("count"_L1).toInt()).arg(refusal.value("sentence"_L1).toString());
    }
    m_why->setText(lines.join(u'\n'));
}

} // namespace callfloor
