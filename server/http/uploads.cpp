// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/uploads.h"

#include "server/engine/import_files.h"

#include <QDir>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
Error noRoom(const QString &detail) {
    return unavailable(u"The file cannot be stored; look at the disk of the server's state folder and try again."_s, detail, 0);
}
} // namespace

Result<std::shared_ptr<UploadSink>> UploadSink::create(const UploadOptions &options, const UserId &owner) {
    if (options.folder.isEmpty()) return unavailable(u"This server takes no uploads."_s, {}, 0);
    if (!QDir().mkpath(options.folder)) return noRoom(options.folder);
    const QString id = makeUuid4();
    std::shared_ptr<UploadSink> sink(new UploadSink(options.folder + u'/' + uploadFileName(owner, id), id));
    if (!sink->m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return noRoom(sink->m_file.errorString());
    return sink;
}

UploadSink::~UploadSink() {
    if (!m_kept && m_file.exists()) m_file.remove();
}

bool UploadSink::write(QByteArrayView piece) {
    m_size += piece.size();
    return m_file.write(piece.data(), piece.size()) == piece.size();
}

Result<Ok> UploadSink::keep() {
    if (!m_file.flush()) return noRoom(m_file.errorString());
    m_kept = true;
    m_file.close();
    return Ok{};
}

} // namespace callfloor
