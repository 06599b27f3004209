// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// Qt's handler is a plain function, so the one Logging there is has to be found from there.
Logging *g_logging = nullptr; // Guarded by loggingMutex().

QMutex &loggingMutex() {
    static QMutex mutex;
    return mutex;
}

const char *levelName(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        break;
    }
    return "fatal";
}

/// syslog(3) levels, as sd-daemon(3) wants them.
int journalPriority(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return 7;
    case QtInfoMsg:
        return 6;
    case QtWarningMsg:
        return 4;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        break;
    }
    return 2;
}

/// One line without control characters, so that no text from outside can forge a line or steer a terminal.
QString oneLine(const QString &message) {
    QString out;
    out.reserve(message.size());
    for (const QChar c : message) {
        const bool separator = c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (c == u'\n')
            out += "\\n"_L1;
        else if (c == u'\t')
            out += c;
        else if (c.category() == QChar::Other_Control || separator)
            out += u"\\u%1"_s.arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

QByteArray jsonLine(QtMsgType type, const char *category, const QString &message, UtcTime now) {
    const QJsonObject object{{u"time"_s, QString::fromLatin1(toIsoMillis(now))},
                             {u"level"_s, QString::fromLatin1(levelName(type))},
                             {u"category"_s, QString::fromUtf8(category)},
                             {u"message"_s, message}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

void writeToStandardError(const QByteArray &line) {
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

LogFormat resolveLogFormat(LogFormat format, const QProcessEnvironment &environment, int fileDescriptor) {
    if (format != LogFormat::Auto) return format;
#ifdef Q_OS_UNIX
    struct stat status = {};
    if (::fstat(fileDescriptor, &status) == 0) {
        const QString stream = QString::number(status.st_dev) + u':' + QString::number(status.st_ino);
        if (environment.value(u"JOURNAL_STREAM"_s) == stream) return LogFormat::Journal;
    }
#else
    Q_UNUSED(environment)
    Q_UNUSED(fileDescriptor)
#endif
    return LogFormat::Text;
}

void tellFailure(const QString &sentences) {
    const bool journal = resolveLogFormat(LogFormat::Auto, QProcessEnvironment::systemEnvironment()) == LogFormat::Journal;
    for (const QString &line : sentences.split(u'\n', Qt::SkipEmptyParts))
        writeToStandardError((journal ? QByteArray("<3>") : QByteArray()) + line.toUtf8() + '\n');
}

Logging::Logging(LogLevel level, LogFormat format, const Redactor &redactor, const Clock &clock, Sink sink)
    : m_format(format)
    , m_redactor(redactor)
    , m_clock(clock)
    , m_sink(sink ? std::move(sink) : writeToStandardError) {
    setLevel(level);
    {
        const QMutexLocker locker(&loggingMutex());
        Q_ASSERT(!g_logging);
        g_logging = this;
    }
    m_previous = qInstallMessageHandler(&Logging::handle);
}

Logging::~Logging() {
    qInstallMessageHandler(m_previous);
    QLoggingCategory::setFilterRules(QString());
    const QMutexLocker locker(&loggingMutex());
    g_logging = nullptr;
}

void Logging::setLevel(LogLevel level) {
    // Rules switch categories off, so a message below the level costs one test of a flag. Qt's own categories keep
    // their quiet defaults even at Debug.
    QString rules = u"callfloor.debug=true\ncallfloor.*.debug=true\n"_s;
    if (level >= LogLevel::Info) rules = u"*.debug=false\n"_s;
    if (level >= LogLevel::Warning) rules += u"*.info=false\n"_s;
    if (level >= LogLevel::Error) rules += u"*.warning=false\n"_s;
    QLoggingCategory::setFilterRules(rules);
}

QByteArray Logging::formatLine(LogFormat format, QtMsgType type, const char *category, const QString &message,
                               UtcTime now) {
    const QByteArray name = category ? QByteArray(category) : QByteArrayLiteral("default");
    if (format == LogFormat::Json) return jsonLine(type, name.constData(), message, now);
    const QByteArray text = name + ": " + oneLine(message).toUtf8() + '\n';
    if (format == LogFormat::Journal) return '<' + QByteArray::number(journalPriority(type)) + '>' + text;
    return toIsoMillis(now) + ' ' + QByteArray(levelName(type)).leftJustified(7) + ' ' + text;
}

void Logging::handle(QtMsgType type, const QMessageLogContext &context, const QString &message) {
    // Qt never calls a handler within itself (it writes such a message to standard error), so this cannot lock up.
    const QMutexLocker locker(&loggingMutex());
    if (g_logging) g_logging->write(type, context.category, message);
}

void Logging::write(QtMsgType type, const char *category, const QString &message) {
    m_sink(formatLine(m_format, type, category, m_redactor.redact(message), m_clock.now()));
}

} // namespace callfloor
