// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QtGlobal>

#include <utility>

namespace callfloor {

/// A future that is finished already. Qt 6.6 gave the function a new name and deprecated the one that Qt 6.4 has.
template <class T>
QFuture<T> readyFuture(T value) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    return QtFuture::makeReadyValueFuture(std::move(value));
#else
    return QtFuture::makeReadyFuture(std::move(value));
#endif
}

} // namespace callfloor
