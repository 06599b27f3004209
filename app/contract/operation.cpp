// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/operation.h"

namespace callfloor {

const char *methodName(Method method) {
    switch (method) {
    case Method::Get: return "GET";
    case Method::Post: return "POST";
    case Method::Patch: return "PATCH";
    case Method::Put: return "PUT";
    case Method::Delete: return "DELETE";
    }
    return "";
}

} // namespace callfloor
