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

/// Makes a reply one of a web page: it may load only from this server, and has an ETag or becomes 304.
void asPage(const net::Request &request, net::Reply &reply);

/// The file as a page.
net::Reply webReply(const WebFile &file, const net::Request &request);

} // namespace callfloor
