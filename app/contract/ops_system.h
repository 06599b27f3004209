// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

/// Is the server there, and which one is it.
struct Health {
    struct Reply {
        QString status; ///< `ok`, or `degraded` while the database is away.
        QString version;
        static constexpr auto fields = std::tuple{body("status", &Reply::status), body("version", &Reply::version)};
    };
    static constexpr const char *name = "health";
    static constexpr auto route = get("/api/health", Role::Public, "Is the server there.");
    static constexpr auto fields = std::tuple{};
};

} // namespace callfloor
