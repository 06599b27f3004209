// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"

#include <QWidget>

class QFormLayout;
class QLabel;

namespace callfloor {

/// Is everything there that calls need: the server, its database, the link of this window.
class HealthView : public QWidget {
    Q_OBJECT
public:
    explicit HealthView(FloorSession &session, QWidget *parent = nullptr);

    void refresh();

private:
    struct Check {
        QLabel *icon;
        QLabel *words;
    };
    Check addCheck(QFormLayout *form, const char *name, const QString &title);
    void showCheck(const Check &check, bool good, const QString &words);
    void showLink();

    FloorSession &m_session;
    Check m_server, m_database, m_version, m_link;
};

} // namespace callfloor
