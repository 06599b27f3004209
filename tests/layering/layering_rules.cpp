// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/layering_rules.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

QSet<QString> wordsOf(const QString &text) {
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return {words.cbegin(), words.cend()};
}

QStringList linesOf(const QString &root, const QString &path) {
    QFile file(root + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : QStringList();
}

bool isCpp(const QString &path) {
    return path.endsWith(u".h"_s) || path.endsWith(u".cpp"_s);
}

bool isProduct(const QString &path) {
    return path.startsWith(u"app/"_s) || path.startsWith(u"server/"_s) || path.startsWith(u"ui/"_s);
}

bool mayInclude(const Room &from, const QString &to) {
    return from.everything || from.name == to || from.allowed.contains(to);
}

bool mayUse(const QSet<QString> &rooms, const Room &room) {
    return rooms.contains(room.name);
}

/// Header name to Qt module, for the modules of the table. A module that is not installed gives none.
QHash<QString, QString> moduleOfHeaders(const LayeringRules &rules, const QString &qtHeaders) {
    QHash<QString, QString> modules;
    for (auto it = rules.roomsOfModule.cbegin(); it != rules.roomsOfModule.cend(); ++it) {
        const QStringList headers = QDir(qtHeaders + u'/' + it.key()).entryList(QDir::Files);
        for (const QString &header : headers) {
            modules.insert(header, it.key());
        }
    }
    return modules;
}

QString quotedIncludeFault(const Room &room, const QString &target, const LayeringRules &rules) {
    if (!target.contains(u'/')) {
        const bool generated = target.endsWith(u".moc"_s) || target.startsWith(u"moc_"_s);
        return generated ? QString() : QString(u"includes \"%1\", which is not rooted at the repository"_s.arg(target));
    }
    const Room *to = rules.roomOf(target);
    if (to == nullptr) {
        return u"includes \"%1\", which belongs to no room"_s.arg(target);
    }
    return mayInclude(room, to->name) ? QString()
                                      : u"%1 may not include %2 (\"%3\")"_s.arg(room.name, to->name, target);
}

QString systemIncludeFault(const Room &room, const QString &target, const LayeringRules &rules,
                           const QHash<QString, QString> &modules) {
    const QString header = target.section(u'/', -1);
    const QString prefix = target.contains(u'/') ? target.section(u'/', 0, 0) : QString();
    const QString module = rules.roomsOfModule.contains(prefix) ? prefix : modules.value(header);
    const bool moduleFault = !module.isEmpty() && !mayUse(rules.roomsOfModule[module], room);
    if (moduleFault) {
        return u"%1 may not use %2 (<%3>)"_s.arg(room.name, module, target);
    }
    const bool headerFault = rules.roomsOfHeader.contains(header) && !mayUse(rules.roomsOfHeader[header], room);
    return headerFault ? u"%1 may not include <%2>"_s.arg(room.name, target) : QString();
}

/// Those of the link targets that the room may not have: libraries of other rooms, and Qt modules. A library whose name
/// begins with the room's is part of the room.
QStringList forbiddenLinks(const Room &room, const QString &targets, const LayeringRules &rules) {
    static const QRegularExpression target(u"(callfloor_|Qt6::)(\\w+)"_s);
    QStringList forbidden;
    for (auto links = target.globalMatch(targets); links.hasNext();) {
        const QRegularExpressionMatch link = links.next();
        const QString name = link.captured(2);
        const QString module = u"Qt"_s + name;
        const bool isQt = link.captured(1) == u"Qt6::"_s;
        const bool allowed = isQt ? !rules.roomsOfModule.contains(module) || mayUse(rules.roomsOfModule[module], room)
                                  : mayInclude(room, name) || name.startsWith(QString(room.name + u'_'));
        if (!allowed) {
            forbidden += link.captured(0);
        }
    }
    return forbidden;
}

} // namespace

Result<LayeringRules> LayeringRules::parse(const QString &text) {
    static const QRegularExpression form(u"^(room|qt|header) ([^:]+):([^:]*)$"_s);
    LayeringRules rules;
    QSet<QString> mentioned;
    const QStringList lines = text.split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.section(u'#', 0, 0).simplified();
        if (line.isEmpty()) {
            continue;
        }
        const QRegularExpressionMatch match = form.match(line);
        const QStringList subjects = match.captured(2).split(u' ', Qt::SkipEmptyParts);
        const QSet<QString> allowed = wordsOf(match.captured(3));
        const bool isRoom = match.captured(1) == u"room"_s;
        if (!match.hasMatch() || (isRoom && subjects.size() != 2)) {
            return badField(u"rules"_s, u"This line is not understood: "_s + raw);
        }
        mentioned += allowed;
        if (isRoom) {
            rules.rooms += Room{subjects[0], subjects[1], allowed, allowed.contains(u"*"_s)};
            continue;
        }
        auto &table = match.captured(1) == u"qt"_s ? rules.roomsOfModule : rules.roomsOfHeader;
        for (const QString &subject : subjects) {
            table.insert(subject, allowed);
        }
    }
    mentioned.remove(u"*"_s);
    for (const QString &name : std::as_const(mentioned)) {
        if (rules.roomNamed(name) == nullptr) {
            return badField(u"rules"_s, u"There is no room called "_s + name);
        }
    }
    return rules;
}

const Room *LayeringRules::roomOf(const QString &path) const {
    const Room *best = nullptr;
    for (const Room &room : rooms) {
        const bool inside = path.startsWith(room.folder + u'/');
        if (inside && (best == nullptr || room.folder.size() > best->folder.size())) {
            best = &room;
        }
    }
    return best;
}

const Room *LayeringRules::roomNamed(const QString &name) const {
    for (const Room &room : rooms) {
        if (room.name == name) {
            return &room;
        }
    }
    return nullptr;
}

QStringList includeViolations(const QString &root, const QStringList &files, const LayeringRules &rules,
                              const QString &qtHeaders) {
    static const QRegularExpression include(uR"re(^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>))re"_s);
    const QHash<QString, QString> modules = moduleOfHeaders(rules, qtHeaders);
    QStringList faults;
    for (const QString &path : files) {
        if (!isProduct(path) || !isCpp(path)) {
            continue;
        }
        const Room *room = rules.roomOf(path);
        if (room == nullptr) {
            faults += path + u": belongs to no room of the table"_s;
            continue;
        }
        int number = 0;
        const QStringList lines = linesOf(root, path);
        for (const QString &line : lines) {
            ++number;
            const QRegularExpressionMatch match = include.match(line);
            if (!match.hasMatch()) {
                continue;
            }
            const QString fault = match.hasCaptured(1) ? quotedIncludeFault(*room, match.captured(1), rules)
                                                       : systemIncludeFault(*room, match.captured(2), rules, modules);
            if (!fault.isEmpty()) {
                faults += u"%1:%2: %3"_s.arg(path).arg(number).arg(fault);
            }
        }
    }
    return faults;
}

QStringList linkViolations(const QString &root, const QStringList &files, const LayeringRules &rules) {
    static const QRegularExpression library(uR"(callfloor_library\(\s*callfloor_(\w+)\s+LINKS\s+([^)]*?)\sSOURCES)"_s);
    QStringList faults;
    for (const QString &path : files) {
        if (!isProduct(path) || !path.endsWith(u"/CMakeLists.txt"_s)) {
            continue;
        }
        const QString text = linesOf(root, path).join(u'\n');
        for (auto call = library.globalMatch(text); call.hasNext();) {
            const QRegularExpressionMatch declared = call.next();
            const Room *named = rules.roomNamed(declared.captured(1));
            const Room *room = named != nullptr ? named : rules.roomOf(path);
            if (room == nullptr) {
                faults += u"%1: the library callfloor_%2 belongs to no room"_s.arg(path, declared.captured(1));
                continue;
            }
            for (const QString &target : forbiddenLinks(*room, declared.captured(2), rules)) {
                faults += u"%1: %2 may not link %3"_s.arg(path, room->name, target);
            }
        }
    }
    return faults;
}

QStringList documentationViolations(const QString &markdown, const LayeringRules &rules) {
    QHash<QString, QString> documented;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        const QStringList cells = line.split(u'|');
        if (!line.startsWith(u'|') || cells.size() < 4 || !cells[2].contains(u'`')) {
            continue;
        }
        const QStringList names = cells[1].split(u',');
        const QStringList folders = cells[2].split(u',');
        for (qsizetype i = 0; i < names.size() && i < folders.size(); ++i) {
            documented.insert(names[i].trimmed(), folders[i].trimmed().remove(u'`'));
        }
    }
    QStringList faults;
    for (const Room &room : rules.rooms) {
        const QString folder = documented.take(room.name);
        if (folder != room.folder && !room.everything) {
            faults += u"docs/architecture.md: the room table lacks the room %1 (`%2`)"_s.arg(room.name, room.folder);
        }
    }
    for (auto it = documented.cbegin(); it != documented.cend(); ++it) {
        faults += u"docs/architecture.md: the room %1 is not in tests/layering/allowed.txt"_s.arg(it.key());
    }
    return faults;
}

} // namespace callfloor::test
