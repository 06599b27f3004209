// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QDialog>
#include <QUrl>

#include <functional>

class QCheckBox;
class QLineEdit;
class QRadioButton;
class QSettings;

namespace callfloor {

class Banner;

/// What a console without any instruction shall be.
struct StartChoice {
    enum class Mode { Connect, Here, Demo };
    Mode mode = Mode::Here;
    QUrl server = {}; ///< For Connect.
    bool operator==(const StartChoice &) const = default;
};

/// The first question of a console that was started without instruction: a server elsewhere, everything on this computer,
/// or a demo. The answer can be remembered.
class StartDialog : public QDialog {
    Q_OBJECT
public:
    /// Reads what somebody types as a server, or says in a sentence why it is none.
    using ReadServer = std::function<Result<QUrl>(const QString &)>;

    explicit StartDialog(ReadServer readServer, QWidget *parent = nullptr);

    /// What was chosen, once accepted.
    const StartChoice &choice() const { return m_choice; }
    /// The answer is for the next times as well.
    bool remembered() const;

    /// The answer of an earlier time; nothing if there is none.
    static std::optional<StartChoice> remembered(const QSettings &settings);
    static void remember(QSettings &settings, const StartChoice &choice);
    static void forget(QSettings &settings);

private:
    void submit();

    ReadServer m_readServer;
    StartChoice m_choice;
    QRadioButton *m_connect;
    QRadioButton *m_here;
    QRadioButton *m_demo;
    QLineEdit *m_server;
    QCheckBox *m_remember;
    Banner *m_problem;
};

} // namespace callfloor
