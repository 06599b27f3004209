// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/health_view.h"

#include "app/contract/ops_system.h"
#include "ui/console.h"
#include "ui/error_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/link_badge.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

HealthView::HealthView(FloorSession &session, QWidget *parent) : QWidget(parent), m_session(session) {
    auto *form = new QFormLayout;
    m_server = addCheck(form, "serverCheck", tr("Server"));
    m_database = addCheck(form, "databaseCheck", tr("Database"));
    m_version = addCheck(form, "versionCheck", tr("Version"));
    m_link = addCheck(form, "linkCheck", tr("Live events"));
    auto *again = new QPushButton(tr("Ask again"), this);
    again->setObjectName(u"healthAgain"_s);
    auto *hint = new QLabel(tr("For everything else, run “callfloor doctor” on the server: each finding says what to do."), this);
    hint->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(again, 0, Qt::AlignLeft);
    column->addWidget(hint);
    column->addStretch(1);
    setFocusProxy(again);
    connect(again, &QPushButton::clicked, this, &HealthView::refresh);
    connect(&session, &FloorSession::linkChanged, this, &HealthView::showLink);
    showLink();
}

HealthView::Check HealthView::addCheck(QFormLayout *form, const char *name, const QString &title) {
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    const Check check{new QLabel(line), new QLabel(line)};
    check.words->setObjectName(QLatin1String(name));
    check.words->setTextFormat(Qt::PlainText);
    check.words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    row->addWidget(check.icon);
    row->addWidget(check.words, 1);
    form->addRow(title, line);
    return check;
}

void HealthView::showCheck(const Check &check, bool good, const QString &words) {
    const int em = fontMetrics().height();
    check.icon->setPixmap((good ? stateIcon(CallStatus::Completed) : warningIcon(Accent::Alarm)).pixmap(QSize(em, em), devicePixelRatioF()));
    check.words->setText(words);
}

void HealthView::showLink() { showCheck(m_link, m_session.link() == LinkState::Live, LinkBadge::word(m_session.link())); }

void HealthView::refresh() {
    showLink();
    m_session.call(Health{}).then(this, [this](const Result<Health::Reply> &reply) {
        if (!reply) {
            showCheck(m_server, false, ErrorText::of(reply.error()));
            showCheck(m_database, false, tr("not known"));
            return;
        }
        const bool good = reply->status == "ok"_L1;
        showCheck(m_server, true, tr("answers: %1").arg(m_session.peerName()));
        showCheck(m_database, good, good ? tr("answers") : tr("is away; calls go on, and what they do is written when it is back"));
        const bool same = reply->version == consoleVersion();
        showCheck(m_version, same,
                  same ? reply->version : tr("server %1, this console %2").arg(reply->version, consoleVersion()));
    });
}

} // namespace callfloor
