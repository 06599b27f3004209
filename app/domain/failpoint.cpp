// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/failpoint.h"

#include <QByteArray>

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace callfloor {

namespace {

struct WantedDeath {
    QByteArray name;
    std::atomic<int> left{0};

    WantedDeath() {
        const QByteArrayList parts = qgetenv("CALLFLOOR_FAILPOINT").split(':');
        name = parts.value(0);
        left = qMax(1, parts.value(1, "1").toInt());
    }
};

[[noreturn]] void dieHard() {
#ifdef SIGKILL
    std::raise(SIGKILL);
#endif
    std::_Exit(137);
}

} // namespace

void failpoint(const char *name) {
    static WantedDeath wanted; // reached by several threads
    if (wanted.name.isEmpty() || wanted.name != name) return;
    if (wanted.left.fetch_sub(1) == 1) dieHard();
}

} // namespace callfloor
