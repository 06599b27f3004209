// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/settings/redaction.h"
#include "app/settings/settings.h"

#include <QByteArray>
#include <QLoggingCategory>
#include <QProcessEnvironment>

#include <functional>

namespace callfloor {

/// Auto becomes Journal if this file descriptor is the journal's stream (systemd.exec(5), $JOURNAL_STREAM: compared
/// with device and inode, because the variable is inherited), else Text. The other formats stay.
LogFormat resolveLogFormat(LogFormat format, const QProcessEnvironment &environment, int fileDescriptor = 2);

/// Writes why the program ends to standard error, a line for each line; under the journal with the priority of an error.
/// For what is said before there is a log, or besides it.
void tellFailure(const QString &sentences);

/// While it lives, all messages of Qt's logging (qCInfo and so on) are written as one redacted line each. There may be
/// one at a time. Messages below the level are dropped where they arise, before their text is made;
/// QT_LOGGING_RULES in the environment can switch single categories on or off.
class Logging {
public:
    /// Takes a whole line with its line feed; calls never overlap.
    using Sink = std::function<void(const QByteArray &line)>;

    /// `redactor` and `clock` must outlive it. Without a sink lines go to standard error. Auto counts as Text here.
    Logging(LogLevel level, LogFormat format, const Redactor &redactor, const Clock &clock, Sink sink = {});
    ~Logging();
    Logging(const Logging &) = delete;
    Logging &operator=(const Logging &) = delete;

    /// Changes the level of the running program.
    static void setLevel(LogLevel level);

    /// One message as a line, as the handler writes it. The message must have been redacted.
    static QByteArray formatLine(LogFormat format, QtMsgType type, const char *category, const QString &message,
                                 UtcTime now);

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void write(QtMsgType type, const char *category, const QString &message);

    LogFormat m_format;
    const Redactor &m_redactor;
    const Clock &m_clock;
    Sink m_sink;
    QtMessageHandler m_previous = nullptr;
};

} // namespace callfloor
