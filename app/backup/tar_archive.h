// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

#include <optional>

namespace callfloor {

/// Writes a tar archive (POSIX.1-1988 "ustar", sizes from 8 GiB on as GNU tar writes them), so that what is in a backup can
/// be looked at with the tools of the system. The length of an entry is filled in when it ends, so the file must be seekable.
class TarWriter {
public:
    /// `file` must be open and outlive this.
    TarWriter(QFileDevice &file, UtcTime time);
    /// Begins an entry, a regular file with mode 0600. False if the name is too long for the format, or nothing can be written.
    bool begin(const QString &name);
    bool write(const QByteArray &bytes);
    /// Ends the entry.
    bool end();
    /// Ends the archive.
    bool finish();

private:
    bool writeHeader(qint64 size);

    QFileDevice &m_file;
    const qint64 m_time; ///< Seconds since 1970.
    QByteArray m_name, m_prefix;
    qint64 m_headerAt = 0;
    qint64 m_size = 0;
};

/// Reads an archive of TarWriter from its beginning.
class TarReader {
public:
    /// `file` must be open and outlive this.
    explicit TarReader(QFileDevice &file) : m_file(file) {}
    struct Entry {
        QString name;
        qint64 size = 0;
    };
    /// Moves to the next entry, over what has not been read of the present one. Nothing at the end of the archive. Errors:
    /// BadRequest if the file is damaged, ends too early or has entries that TarWriter does not write.
    Result<std::optional<Entry>> next();
    /// Up to that many bytes of the entry; empty at its end. Less than `size` in all if the file ends too early.
    QByteArray read(qint64 most);

private:
    QFileDevice &m_file;
    qint64 m_left = 0;    ///< Of the present entry.
    qint64 m_padding = 0; ///< Behind it.
};

} // namespace callfloor
