// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace callfloor {

/// The strip that says that all calls are simulated. Always there in demo mode, never else.
class DemoRibbon : public QLabel {
    Q_OBJECT
public:
    explicit DemoRibbon(QWidget *parent = nullptr);
};

} // namespace callfloor
