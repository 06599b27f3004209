// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/process_cost.h"

#include "tests/support/run_program.h"

#include <QFile>
#include <QThread>

#include <cstdlib>
#include <unistd.h>

namespace callfloor::bench {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Fields of /proc/pid/stat behind the name, which may hold anything: the first is field 3.
QByteArrayList statFields(qint64 pid) {
    const QByteArray line = contentsOf(u"/proc/%1/stat"_s.arg(pid));
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

double ticksToMs(double ticks) { return ticks * 1000.0 / static_cast<double>(::sysconf(_SC_CLK_TCK)); }

/// The value of `key` in a file of lines `key: value`.
QByteArray valueOf(const QByteArray &text, const QByteArray &key) {
    for (const QByteArray &line : text.split('\n'))
        if (line.startsWith(key)) return line.mid(line.indexOf(':') + 1).trimmed();
    return {};
}

} // namespace

double cpuMs(qint64 pid) {
    const QByteArrayList fields = statFields(pid);
    return fields.size() > 14 ? ticksToMs(fields[11].toDouble() + fields[12].toDouble()) : 0;
}

double cpuMsWithChildren(qint64 pid) {
    const QByteArrayList fields = statFields(pid);
    double sum = cpuMs(pid);
    if (fields.size() > 14) sum += ticksToMs(fields[13].toDouble() + fields[14].toDouble());
    for (const qint64 child : test::childrenOf(pid)) sum += cpuMs(child);
    return sum;
}

double residentMb(qint64 pid) {
    const QByteArray kilobytes = valueOf(contentsOf(u"/proc/%1/status"_s.arg(pid)), "VmRSS").split(' ').first();
    return kilobytes.toDouble() * 1024 / 1e6;
}

double machineLoad() {
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : 0;
}

QString machineName() {
    return u"%1, %2 processors"_s.arg(QString::fromLatin1(valueOf(contentsOf(u"/proc/cpuinfo"_s), "model name")))
        .arg(QThread::idealThreadCount());
}

} // namespace callfloor::bench
