// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/call_toast.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QCursor>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kToastMargin = 16; ///< From the edges of the screen, in pixels.

} // namespace

CallToast::CallToast(QAction *decline, QWidget *parent)
    : QFrame(parent, Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint | Qt::WindowDoesNotAcceptFocus),
      m_number(new QLabel(this)), m_details(new QLabel(this)), m_decline(new ActionButton(decline, this)) {
    setObjectName(u"callToast"_s);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFrameShape(Box);
    setWindowTitle(tr("A call for you"));
    m_number->setObjectName(u"toastNumber"_s);
    m_number->setTextFormat(Qt::PlainText);
    QFont large = m_number->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_number->setFont(large);
    m_details->setObjectName(u"toastDetails"_s);
    m_details->setTextFormat(Qt::PlainText);
    m_decline->setFocusPolicy(Qt::NoFocus);

    auto *bell = new QLabel(this);
    const int side = m_number->fontMetrics().height();
    bell->setPixmap(bellIcon().pixmap(QSize(side, side), devicePixelRatioF()));
    auto *head = new QHBoxLayout;
    head->addWidget(bell);
    head->addWidget(m_number, 1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_details);
    column->addWidget(new QLabel(tr("Pick up your phone to answer."), this));
    column->addWidget(m_decline, 0, Qt::AlignRight);
}

void CallToast::tell(const QString &number, const QString &details) {
    m_number->setText(number);
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
    setAccessibleName(tr("A call for you from %1. Pick up your phone to answer.").arg(number));
    if (isVisible()) return;
    adjustSize();
    place();
    show();
}

void CallToast::place() {
    // Where somebody looks.
    const QScreen *looked = QGuiApplication::screenAt(QCursor::pos());
    const QRect free = (looked ? looked : screen())->availableGeometry();
    const int x = layoutDirection() == Qt::RightToLeft ? free.left() + kToastMargin : free.right() - width() - kToastMargin;
    move(x, free.bottom() - height() - kToastMargin);
}

} // namespace callfloor
