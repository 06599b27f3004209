// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/demo_ribbon.h"

namespace callfloor {

DemoRibbon::DemoRibbon(QWidget *parent) : QLabel(parent) {
    setObjectName(QStringLiteral("demoRibbon"));
    setText(tr("DEMO – simulated calls only, nothing here reaches the telephone network"));
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setMargin(3);
    setAutoFillBackground(true);
    // The same in both themes: it shall be seen, and it shall be the same ribbon everywhere. 9:1 contrast.
    QPalette ribbon = palette();
    ribbon.setColor(QPalette::Window, QColor(0xe69f00));
    ribbon.setColor(QPalette::WindowText, QColor(Qt::black));
    setPalette(ribbon);
}

} // namespace callfloor
