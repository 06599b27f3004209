// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace callfloor {

class Banner;

/// The page where one signs in. Enter submits from both fields; a refusal is a sentence below them.
class SignInView : public QWidget {
    Q_OBJECT
public:
    /// `session` outlives the view. The prefills may be empty.
    SignInView(FloorSession &session, const QString &email, const QString &password, QWidget *parent = nullptr);

    /// Offers to stay signed in; without this there is no such box.
    void offerStaying(bool wanted);

    /// Shows a sentence, such as why one is here again.
    void setMessage(const QString &text);
    /// Makes ready for the next person: no message, no password; setFocus() then leads to what is empty.
    void reset();

signals:
    /// The box of offerStaying() was ticked or cleared.
    void stayingChosen(bool wanted);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildForm();
    void layOut();
    /// Where setFocus() on the page leads: the first field that is empty, else the button.
    void chooseFocus();
    void submit();
    void setBusy(bool busy);

    FloorSession &m_session;
    QLabel *m_title;
    QLabel *m_server;
    QLineEdit *m_email;
    QLineEdit *m_password;
    Banner *m_message;
    QPushButton *m_signIn;
    QCheckBox *m_stay;
    QWidget *m_form;
    QString m_prefilledPassword;
    bool m_busy = false;
};

} // namespace callfloor
