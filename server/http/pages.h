// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

#include <QString>

#include <vector>

namespace callfloor {

/// A file of the web pages that are built into the program.
struct WebFile {
    QString path;         ///< Where it is served.
    QByteArray mediaType;
    QByteArray body;
    QByteArray packed;    ///< gzip; empty where it would not be smaller.
    bool immutable = false; ///< Its address changes with its content.
};

/// All of them. What lies in the folder `app` of the resources is served below `/assets/` and a name made from the
/// content of that whole folder, so that browsers may keep it for ever and a page never mixes two versions; the pages
/// themselves are asked for anew each time. In pages `@assets@` stands for that address, `<!--modules-->` for hints to
/// load its scripts at once.
const std::vector<WebFile> &webFiles();

/// A page that is not a file.
WebFile madePage(const QByteArray &mediaType, const QByteArray &body);

/// The file as a reply: it may load only from this server, no text of it may become code, and it has an ETag or becomes 304.
net::Reply webReply(const WebFile &file, const net::Request &request);

} // namespace callfloor
