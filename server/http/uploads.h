// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "app/domain/result.h"
#include "server/net/body_sink.h"

#include <QFile>
#include <QString>

#include <memory>

namespace callfloor {

/// Where uploaded files go.
struct UploadOptions {
    QString folder;                       ///< Empty: nothing is taken.
    qint64 mostBytes = qint64{1} << 30;
};

/// A file that is being uploaded. It is taken away again unless keep() is called: by a client that leaves in the middle nothing
/// stays behind.
class UploadSink final : public net::BodySink {
public:
    /// Makes the file that uploadFileName() names, readable by the server alone. Errors: Unavailable (the folder cannot be
    /// written).
    static Result<std::shared_ptr<UploadSink>> create(const UploadOptions &options, const UserId &owner);
    ~UploadSink() override;

    bool write(QByteArrayView piece) override;
    /// The upload is complete and stays. Errors: Unavailable (the disk is full).
    Result<Ok> keep();
    const QString &id() const { return m_id; }
    qint64 size() const { return m_size; }

private:
    UploadSink(const QString &path, const QString &id) : m_file(path), m_id(id) {}
    QFile m_file;
    QString m_id;
    qint64 m_size = 0;
    bool m_kept = false;
};

} // namespace callfloor
