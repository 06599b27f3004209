// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/sign_in_view.h"

#include "ui/error_text.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

SignInView::SignInView(FloorSession &session, const QString &email, const QString &password, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(tr("Sign in to callfloor"), this))
    , m_server(new QLabel(tr("Server: %1").arg(session.peerName()), this))
    , m_email(new QLineEdit(email, this))
    , m_password(new QLineEdit(password, this))
    , m_message(new Banner(Accent::Warning, Banner::Closing::ByProgram, this))
    , m_signIn(new QPushButton(tr("Sign in"), this))
    , m_stay(new QCheckBox(tr("Stay signed in on this computer"), this))
    , m_form(buildForm())
    , m_prefilledPassword(password) {
    // Stretches on all sides and no alignment: that would not let the message grow in height.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_form);
    row->addStretch(1);
    auto *page = new QVBoxLayout(this);
    page->addStretch(2);
    page->addLayout(row);
    page->addStretch(3);
    layOut();
    connect(m_signIn, &QPushButton::clicked, this, &SignInView::submit);
    connect(m_email, &QLineEdit::returnPressed, this, &SignInView::submit);
    connect(m_password, &QLineEdit::returnPressed, this, &SignInView::submit);
    chooseFocus();
}

QWidget *SignInView::buildForm() {
    m_server->setObjectName(u"serverName"_s);
    m_server->setTextFormat(Qt::PlainText);
    m_server->setWordWrap(true);
    m_email->setObjectName(u"emailField"_s);
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_email->setMaxLength(254);
    m_password->setObjectName(u"passwordField"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(1024);
    m_message->setObjectName(u"signInMessage"_s);
    m_signIn->setObjectName(u"signInButton"_s);
    m_stay->setObjectName(u"staySignedIn"_s);
    m_stay->hide();
    connect(m_stay, &QCheckBox::toggled, this, &SignInView::stayingChosen);
    m_signIn->setDefault(true);
    m_signIn->setAutoDefault(true);

    auto *form = new QWidget(this);
    auto *emailLabel = new QLabel(tr("&E-mail"), form);
    emailLabel->setBuddy(m_email);
    auto *passwordLabel = new QLabel(tr("&Password"), form);
    passwordLabel->setBuddy(m_password);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_server),
                            static_cast<QWidget *>(emailLabel), static_cast<QWidget *>(m_email),
                            static_cast<QWidget *>(passwordLabel), static_cast<QWidget *>(m_password),
                            static_cast<QWidget *>(m_stay), static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_signIn)})
        column->addWidget(widget);
    column->insertSpacing(2, 8);
    column->insertSpacing(column->count() - 1, 8);
    m_email->setAccessibleName(tr("E-mail"));
    m_password->setAccessibleName(tr("Password"));
    return form;
}

void SignInView::layOut() {
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    m_title->setFont(large);
    m_form->setFixedWidth(fontMetrics().averageCharWidth() * 46);
}

void SignInView::offerStaying(bool wanted) {
    m_stay->setChecked(wanted);
    m_stay->show();
}

void SignInView::setMessage(const QString &text) {
    if (text.isEmpty()) m_message->dismiss();
    else m_message->announce(text);
}

void SignInView::reset() {
    setBusy(false);
    setMessage({});
    m_password->setText(m_prefilledPassword);
    chooseFocus();
}

void SignInView::chooseFocus() {
    QWidget *first = m_email->text().isEmpty() ? m_email : m_password->text().isEmpty() ? m_password : nullptr;
    setFocusProxy(first ? first : static_cast<QWidget *>(m_signIn));
}

void SignInView::submit() {
    if (m_busy) return;
    const QString email = m_email->text().trimmed();
    if (email.isEmpty() || m_password->text().isEmpty()) {
        setMessage(email.isEmpty() ? tr("Please enter your e-mail address.") : tr("Please enter your password."));
        chooseFocus();
        setFocus();
        return;
    }
    setMessage({});
    setBusy(true);
    m_session.signIn(email, m_password->text()).then(this, [this](const Result<UserInfo> &user) {
        setBusy(false);
        if (user) {
            reset();
            return;
        }
        setMessage(ErrorText::ofSignIn(user.error()));
        m_password->setFocus();
        m_password->selectAll();
    });
}

void SignInView::setBusy(bool busy) {
    m_busy = busy;
    m_email->setReadOnly(busy);
    m_password->setReadOnly(busy);
    m_signIn->setEnabled(!busy);
    m_signIn->setText(busy ? tr("Signing in…") : tr("Sign in"));
}

void SignInView::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) layOut();
}

} // namespace callfloor
