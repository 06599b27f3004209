// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/start_dialog.h"

#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// A line of small words below a choice, as far in as its text.
QLabel *startHint(const QString &text, QWidget *parent) {
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setIndent(label->fontMetrics().height() * 3 / 2);
    return label;
}

} // namespace

StartDialog::StartDialog(ReadServer readServer, QWidget *parent)
    : QDialog(parent), m_readServer(std::move(readServer)), m_connect(new QRadioButton(tr("&Connect to a server"), this)),
      m_here(new QRadioButton(tr("&Everything on this computer"), this)), m_demo(new QRadioButton(tr("&Try the demo"), this)),
      m_server(new QLineEdit(this)), m_remember(new QCheckBox(tr("Do &not ask again"), this)),
      m_problem(new Banner(Accent::Warning, Banner::Closing::ByProgram, this)) {
    setWindowTitle(tr("callfloor"));
    m_connect->setObjectName(u"startConnect"_s);
    m_here->setObjectName(u"startHere"_s);
    m_demo->setObjectName(u"startDemo"_s);
    m_server->setObjectName(u"startServer"_s);
    m_server->setAccessibleName(tr("Address of the server"));
    m_server->setPlaceholderText(u"https://callfloor.example.org"_s);
    m_remember->setObjectName(u"startRemember"_s);
    m_problem->setObjectName(u"startProblem"_s);
    auto *title = new QLabel(tr("How do you want to work?"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    title->setFont(large);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *start = buttons->addButton(tr("&Start"), QDialogButtonBox::AcceptRole);
    start->setObjectName(u"startButton"_s);
    buttons->addButton(tr("&Quit"), QDialogButtonBox::RejectRole);

    auto *column = new QVBoxLayout(this);
    column->addWidget(title);
    column->addWidget(m_connect);
    column->addWidget(startHint(tr("Your company has a callfloor server and told you its address."), this));
    column->addWidget(m_server);
    column->addWidget(m_here);
    column->addWidget(startHint(tr("Server and console in one program, with a database in your folder. Real calls need an account "
                                   "with the carrier."), this));
    column->addWidget(m_demo);
    column->addWidget(startHint(tr("A made-up call centre with simulated callers. Nothing reaches the telephone network."), this));
    column->addWidget(m_problem);
    column->addWidget(m_remember);
    column->addWidget(buttons);
    connect(m_connect, &QRadioButton::toggled, m_server, &QWidget::setEnabled);
    // Who types an address means it.
    connect(m_server, &QLineEdit::textEdited, m_connect, [this] { m_connect->setChecked(true); });
    // A demo that is remembered would be a trap.
    connect(m_demo, &QRadioButton::toggled, m_remember, [this](bool demo) { m_remember->setEnabled(!demo); });
    connect(buttons, &QDialogButtonBox::accepted, this, &StartDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_connect->setChecked(true);
    m_remember->setChecked(true);
    m_server->setFocus();
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
}

bool StartDialog::remembered() const { return m_remember->isChecked() && m_choice.mode != StartChoice::Mode::Demo; }

void StartDialog::submit() {
    m_problem->dismiss();
    m_choice = {m_demo->isChecked() ? StartChoice::Mode::Demo : StartChoice::Mode::Here, {}};
    if (m_connect->isChecked()) {
        const auto server = m_readServer(m_server->text());
        if (!server) {
            m_problem->announce(server.error().message);
            m_server->setFocus();
            m_server->selectAll();
            return;
        }
        m_choice = {StartChoice::Mode::Connect, *server};
    }
    accept();
}

std::optional<StartChoice> StartDialog::remembered(const QSettings &settings) {
    const QString mode = settings.value("start/mode"_L1).toString();
    const QUrl server = settings.value("start/server"_L1).toUrl();
    if (mode == "here"_L1) return StartChoice{StartChoice::Mode::Here, {}};
    if (mode == "connect"_L1 && server.isValid()) return StartChoice{StartChoice::Mode::Connect, server};
    return std::nullopt;
}

void StartDialog::remember(QSettings &settings, const StartChoice &choice) {
    if (choice.mode == StartChoice::Mode::Demo) return forget(settings);
    settings.setValue("start/mode"_L1, choice.mode == StartChoice::Mode::Connect ? u"connect"_s : u"here"_s);
    settings.setValue("start/server"_L1, choice.server);
}

void StartDialog::forget(QSettings &settings) { settings.remove("start"_L1); }

} // namespace callfloor
