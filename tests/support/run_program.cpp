// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

/// State letter and parent of a process, from proc(5) "/proc/pid/stat"; pid 0 when there is no such process.
struct ProcessEntry {
    char state = 'X';
    qint64 parent = 0;
};

ProcessEntry processEntry(qint64 pid) {
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    // The name in parentheses may hold spaces and parentheses itself, so count from the last one.
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() < 2 || fields[0].isEmpty() ? ProcessEntry{}
                                                    : ProcessEntry{fields[0][0], fields[1].toLongLong()};
}

} // namespace

bool UnprivilegedUser::takeOver(const QString &path) const {
    return !differs || ::chown(QFile::encodeName(path).constData(), uid, gid) == 0;
}

UnprivilegedUser unprivilegedUser() {
    if (::geteuid() != 0) {
        return {false, ::geteuid(), ::getegid()};
    }
    for (const char *name : {"postgres", "nobody"}) {
        if (const passwd *entry = ::getpwnam(name)) {
            return {true, entry->pw_uid, entry->pw_gid};
        }
    }
    return {};
}

Result<QString> runUnprivileged(const QString &program, const QStringList &arguments, const QString &folder) {
    QProcess process;
    const UnprivilegedUser user = unprivilegedUser();
    if (user.differs) {
        process.setChildProcessModifier([user] {
            if (::setgroups(0, nullptr) != 0 || ::setgid(user.gid) != 0 || ::setuid(user.uid) != 0) {
                ::_exit(126);
            }
        });
    }
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(program, arguments, QIODevice::ReadOnly);
    const QString name = QFileInfo(program).fileName();
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return Error{ErrorCode::Unavailable, name + u" did not run: "_s + process.errorString()};
    }
    QString output = QString::fromUtf8(process.readAllStandardOutput());
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        const QString said = output + QString::fromUtf8(process.readAllStandardError());
        return Error{ErrorCode::Unavailable, name + u" failed: "_s + said.trimmed(), said};
    }
    if (output.endsWith(u'\n')) {
        output.chop(1);
    }
    return output;
}

bool isAlive(qint64 pid) {
    const char state = processEntry(pid).state;
    return state != 'X' && state != 'Z';
}

QList<qint64> childrenOf(qint64 pid) {
    QList<qint64> children;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool numeric = false;
        const qint64 candidate = entry.toLongLong(&numeric);
        if (numeric && processEntry(candidate).parent == pid) {
            children += candidate;
        }
    }
    return children;
}

} // namespace callfloor::test
