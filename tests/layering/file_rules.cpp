// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of layering_rules.h that look at single files rather than at who includes whom.
#include "tests/layering/layering_rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

QByteArray contentOf(const QString &root, const QString &path) {
    QFile file(root + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isSource(const QString &path) {
    static const QStringList endings{u"h"_s,   u"cpp"_s, u"cmake"_s, u"js"_s, u"mjs"_s,
                                     u"css"_s, u"sql"_s, u"sh"_s,    u"py"_s, u"html"_s};
    return endings.contains(QFileInfo(path).suffix());
}

/// What git lists, split at its zero bytes; empty when git is missing or this is no checkout.
QStringList filesKnownToGit(const QString &root) {
    QProcess git;
    git.setWorkingDirectory(root);
    // A checkout that belongs to another user (a bind mount in a container) is fine for listing.
    git.start(u"git"_s, {u"-c"_s, u"safe.directory=*"_s, u"ls-files"_s, u"-z"_s, u"--cached"_s, u"--others"_s,
                         u"--exclude-standard"_s});
    if (!git.waitForFinished() || git.exitStatus() != QProcess::NormalExit || git.exitCode() != 0) {
        return {};
    }
    return QString::fromUtf8(git.readAllStandardOutput()).split(u'\0', Qt::SkipEmptyParts);
}

} // namespace

QStringList projectFiles(const QString &root) {
    QStringList files;
    const QStringList listed = filesKnownToGit(root);
    for (const QString &path : listed) {
        if (QFileInfo(root + u'/' + path).isFile()) {
            files += path;
        }
    }
    if (listed.isEmpty()) {
        static const QRegularExpression notOurs(uR"(^build|^\.git/|(^|/)(node_modules|\.cache)/)"_s);
        QDirIterator it(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = QDir(root).relativeFilePath(it.next());
            if (!notOurs.match(path).hasMatch()) {
                files += path;
            }
        }
    }
    files.removeDuplicates();
    files.sort();
    return files;
}

QStringList licenceViolations(const QString &root, const QStringList &files) {
    QStringList faults;
    for (const QString &path : files) {
        const QByteArray head = contentOf(root, path).left(600);
        const bool concerned = isSource(path) || path.endsWith(u"CMakeLists.txt"_s) || head.startsWith("#!");
        if (concerned && !head.contains("SPDX-License-Identifier: GPL-3.0-or-later")) {
            faults += path + u": the SPDX line of the licence is missing"_s;
        }
    }
    return faults;
}

QStringList machinePathViolations(const QString &root, const QStringList &files) {
    // Written in pieces, or this file would be its own first offender.
    static const QRegularExpression folder(u"(^|[^A-Za-z0-9_.])/((wo"
                                           "rk|fa"
                                           "rm|ro"
                                           "ot)/|(ho"
                                           "me|Us"
                                           "ers)/[A-Za-z])"_s);
    static const QRegularExpression beside(u"\\.\\./sha"
                                           "red"_s);
    QStringList faults;
    for (const QString &path : files) {
        const QByteArray content = contentOf(root, path);
        if (content.left(8000).contains('\0')) {
            continue; // a picture or the like
        }
        int number = 0;
        const QStringList lines = QString::fromUtf8(content).split(u'\n');
        for (const QString &line : lines) {
            ++number;
            if (folder.match(line).hasMatch()) {
                faults += u"%1:%2: names a folder of somebody's machine"_s.arg(path).arg(number);
            }
            if (path != u".ci/run"_s && beside.match(line).hasMatch()) {
                faults += u"%1:%2: names a folder beside the checkout"_s.arg(path).arg(number);
            }
        }
    }
    return faults;
}

QStringList unityViolations(const QString &root, const QStringList &files, const LayeringRules &rules) {
    static const QRegularExpression constant(uR"(^(?:static |inline )*const(?:expr)? [^=({;]*?\b(k[A-Z]\w*)(?:\[[^\]]*\])? ?[={])"_s,
                                             QRegularExpression::MultilineOption);
    QStringList faults;
    QMap<std::pair<QString, QString>, QString> firstFiles; // by room and name
    for (const QString &path : files) {
        const Room *room = rules.roomOf(path);
        if (!room || !path.endsWith(u".cpp"_s)) {
            continue;
        }
        const QString content = QString::fromUtf8(contentOf(root, path));
        for (auto match = constant.globalMatch(content); match.hasNext();) {
            const QString name = match.next().captured(1);
            const std::pair key(room->name, name);
            if (!firstFiles.contains(key)) {
                firstFiles.insert(key, path);
            }
            const QString first = firstFiles.value(key);
            if (first != path) {
                faults += u"%1: %2 is also a constant of %3, in the same room"_s.arg(path, name, first);
            }
        }
    }
    return faults;
}

QStringList sizeViolations(const QString &root, const QStringList &files, int limit) {
    QStringList faults;
    for (const QString &path : files) {
        if (!isSource(path) || path.startsWith(u"tests/"_s)) {
            continue;
        }
        const qsizetype lines = contentOf(root, path).count('\n');
        if (lines > limit) {
            faults += u"%1: %2 lines, more than %3"_s.arg(path).arg(lines).arg(limit);
        }
    }
    return faults;
}

} // namespace callfloor::test
