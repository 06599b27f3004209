// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

#include <QString>

#include <vector>

namespace callfloor {

/// A file of the web pages that are built into the program.
struct WebFile {
    QString path;         ///< Where it is served.
    QString resource;     ///< Where it lies.
    QByteArray mediaType;
};
const std::vector<WebFile> &webFiles();

/// The file with an ETag, or 304 if the client has it. Pages may load only from this server.
net::Reply webReply(const WebFile &file, const net::Request &request);

} // namespace callfloor
