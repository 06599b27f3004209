// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/layering_rules.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using callfloor::test::LayeringRules;

namespace {

const QByteArray kLicence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

QString readText(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool writeFile(const QString &root, const QString &path, const QByteArray &content) {
    QFile file(root + u'/' + path);
    return QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(content) == content.size();
}

QString qtHeaders() {
    return QLibraryInfo::path(QLibraryInfo::HeadersPath);
}

/// All rules over one tree.
QStringList allViolations(const QString &root, const LayeringRules &rules) {
    const QStringList files = callfloor::test::projectFiles(root);
    return callfloor::test::includeViolations(root, files, rules, qtHeaders()) +
           callfloor::test::linkViolations(root, files, rules) +
           callfloor::test::documentationViolations(readText(root + u"/docs/architecture.md"_s), rules) +
           callfloor::test::licenceViolations(root, files) + callfloor::test::machinePathViolations(root, files) +
           callfloor::test::unityViolations(root, files, rules) + callfloor::test::sizeViolations(root, files, 500);
}

} // namespace

/// Greps the tree, because Debian's shared Qt include folder and our own include root let violations compile.
class LayeringTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_root = qEnvironmentVariable("CALLFLOOR_SOURCE_DIR");
        QVERIFY2(QFileInfo::exists(m_root + u"/app/domain/result.h"_s), "CALLFLOOR_SOURCE_DIR is not the source tree");
        const auto rules = LayeringRules::parse(readText(m_root + u"/tests/layering/allowed.txt"_s));
        QVERIFY2(rules.ok(), rules.ok() ? "" : qPrintable(rules.error().message));
        m_rules = *rules;
        m_files = callfloor::test::projectFiles(m_root);
        QVERIFY(m_files.contains(u"app/domain/result.h"_s));
        QCOMPARE(m_files.filter(QRegularExpression(u"^build/"_s)).size(), 0);
    }

    void qtModulesOfTheTableAreInstalled() {
        const QStringList modules = m_rules.roomsOfModule.keys();
        for (const QString &module : modules) {
            QVERIFY2(QFileInfo::exists(qtHeaders() + u'/' + module + u'/' + module), qPrintable(module));
        }
    }

    void includesFollowTheTable() {
        expectNone(callfloor::test::includeViolations(m_root, m_files, m_rules, qtHeaders()));
    }
    void librariesLinkWhatTheyMayInclude() { expectNone(callfloor::test::linkViolations(m_root, m_files, m_rules)); }
    void everyRoomIsDocumented() {
        expectNone(callfloor::test::documentationViolations(readText(m_root + u"/docs/architecture.md"_s), m_rules));
    }
    void everyFileNamesItsLicence() { expectNone(callfloor::test::licenceViolations(m_root, m_files)); }
    void noFileNamesADevelopersMachine() { expectNone(callfloor::test::machinePathViolations(m_root, m_files)); }
    void constantsOfARoomHaveNamesOfTheirOwn() { expectNone(callfloor::test::unityViolations(m_root, m_files, m_rules)); }
    void sourceFilesStaySmall() { expectNone(callfloor::test::sizeViolations(m_root, m_files, 500)); }

    void violationIsFound_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &path, const QByteArray &content, const QString &expected) {
            QTest::newRow(name) << path << content << expected;
        };
        row("upwards", u"app/domain/bad.h"_s, kLicence + "#include \"app/contract/fields.h\"\n",
            u"app/domain/bad.h:2: domain may not include contract (\"app/contract/fields.h\")"_s);
        row("sideways", u"server/store/bad.cpp"_s, kLicence + "\n  #  include \"server/telnyx/client.h\" // why\n",
            u"server/store/bad.cpp:3: store may not include telnyx (\"server/telnyx/client.h\")"_s);
        row("window to server", u"ui/views/bad.cpp"_s, kLicence + "#include \"server/engine/dispatcher.h\"\n",
            u"ui/views/bad.cpp:2: ui may not include engine (\"server/engine/dispatcher.h\")"_s);
        row("session to window", u"ui/remote/bad.cpp"_s, kLicence + "#include \"ui/models/model.h\"\n",
            u"ui/remote/bad.cpp:2: remote may not include ui (\"ui/models/model.h\")"_s);
        row("product to tests", u"server/net/bad.cpp"_s, kLicence + "#include \"tests/support/process.h\"\n",
            u"server/net/bad.cpp:2: includes \"tests/support/process.h\", which belongs to no room"_s);
        row("not rooted", u"server/net/bad.cpp"_s, kLicence + "#include \"url.h\"\n",
            u"server/net/bad.cpp:2: includes \"url.h\", which is not rooted at the repository"_s);
        row("no room", u"server/cellar/bad.cpp"_s, kLicence,
            u"server/cellar/bad.cpp: belongs to no room of the table"_s);
        row("SQL", u"server/engine/bad.cpp"_s, kLicence + "#include <QSqlQuery>\n",
            u"server/engine/bad.cpp:2: engine may not use QtSql (<QSqlQuery>)"_s);
        row("SQL with its module", u"server/engine/bad.cpp"_s, kLicence + "#include <QtSql/QSqlQuery>\n",
            u"server/engine/bad.cpp:2: engine may not use QtSql (<QtSql/QSqlQuery>)"_s);
        row("SQL as a whole", u"ui/bad.cpp"_s, kLicence + "#include <QtSql>\n",
            u"ui/bad.cpp:2: ui may not use QtSql (<QtSql>)"_s);
        row("widgets in the session", u"ui/remote/bad.h"_s, kLicence + "#include <QTableView>\n",
            u"ui/remote/bad.h:2: remote may not use QtWidgets (<QTableView>)"_s);
        row("colours in the server", u"server/http/bad.h"_s, kLicence + "#include <QColor>\n",
            u"server/http/bad.h:2: http may not use QtGui (<QColor>)"_s);
        row("HTTP client", u"server/engine/bad.cpp"_s, kLicence + "#include <QNetworkAccessManager>\n",
            u"server/engine/bad.cpp:2: engine may not include <QNetworkAccessManager>"_s);
        row("link to a room", u"server/store/CMakeLists.txt"_s,
            "# SPDX-License-Identifier: GPL-3.0-or-later\n"
            "callfloor_library(callfloor_store LINKS callfloor_domain\n callfloor_telnyx Qt6::Sql SOURCES a.cpp)\n",
            u"server/store/CMakeLists.txt: store may not link callfloor_telnyx"_s);
        row("link to a Qt module", u"server/telnyx/CMakeLists.txt"_s,
            "# SPDX-License-Identifier: GPL-3.0-or-later\n"
            "callfloor_library(callfloor_telnyx LINKS callfloor_domain Qt6::Sql SOURCES a.cpp)\n",
            u"server/telnyx/CMakeLists.txt: telnyx may not link Qt6::Sql"_s);
        row("link of a library that is part of a room", u"server/net/CMakeLists.txt"_s,
            "# SPDX-License-Identifier: GPL-3.0-or-later\n"
            "callfloor_library(callfloor_more LINKS callfloor_store SOURCES a.cpp)\n",
            u"server/net/CMakeLists.txt: net may not link callfloor_store"_s);
        row("library outside every room", u"server/cellar/CMakeLists.txt"_s,
            "# SPDX-License-Identifier: GPL-3.0-or-later\n"
            "callfloor_library(callfloor_cellar LINKS callfloor_domain SOURCES a.cpp)\n",
            u"server/cellar/CMakeLists.txt: the library callfloor_cellar belongs to no room"_s);
        row("room undocumented", u"docs/architecture.md"_s, "| room | folder | what |\n| domain | `app/domain` | x |\n",
            u"docs/architecture.md: the room table lacks the room store (`server/store`)"_s);
        row("room with another folder", u"docs/architecture.md"_s,
            "| room | folder | what |\n| store | `app/x` | x |\n",
            u"docs/architecture.md: the room table lacks the room store (`server/store`)"_s);
        row("room unknown", u"docs/architecture.md"_s, "| room | folder | what |\n| cellar | `server/cellar` | x |\n",
            u"docs/architecture.md: the room cellar is not in tests/layering/allowed.txt"_s);
        row("no licence", u"server/net/bad.cpp"_s, "#include \"server/net/url.h\"\n",
            u"server/net/bad.cpp: the SPDX line of the licence is missing"_s);
        row("script without licence", u"packaging/bad"_s, "#!/bin/sh\ntrue\n",
            u"packaging/bad: the SPDX line of the licence is missing"_s);
        row("a developer's folder", u"docs/bad.md"_s,
            "see\n`/ho"
            "me/ann/callfloor`\n",
            u"docs/bad.md:2: names a folder of somebody's machine"_s);
        row("a build machine's folder", u"docs/bad.md"_s,
            "/wo"
            "rk/main/x\n",
            u"docs/bad.md:1: names a folder of somebody's machine"_s);
        row("a folder beside the checkout", u"tests/bad.md"_s,
            "../sha"
            "red/x\n",
            u"tests/bad.md:1: names a folder beside the checkout"_s);
        row("a constant of another file", u"server/net/bad.cpp"_s,
            kLicence + "namespace {\nconstexpr std::array<int, 2> kMost = {1, 2};\n}\n",
            u"server/net/bad.cpp: kMost is also a constant of server/net/almost.cpp, in the same room"_s);
        row("too long", u"server/net/bad.cpp"_s, kLicence + QByteArray(500, '\n'),
            u"server/net/bad.cpp: 501 lines, more than 500"_s);
    }

    /// Every rule is able to fail: a tree that is clean but for one file.
    void violationIsFound() {
        QFETCH(const QString, path);
        QFETCH(const QByteArray, content);
        QFETCH(const QString, expected);
        QTemporaryDir tree;
        writeCleanTree(tree.path());
        QVERIFY(writeFile(tree.path(), path, content));
        const QStringList found = allViolations(tree.path(), m_rules);
        QVERIFY2(found.contains(expected), qPrintable(found.join(u'\n')));
    }

    void cleanTreeHasNoViolations() {
        QTemporaryDir tree;
        writeCleanTree(tree.path());
        expectNone(allViolations(tree.path(), m_rules));
    }

    void gitDecidesWhichFilesCount() {
        QTemporaryDir tree;
        writeCleanTree(tree.path());
        QProcess git;
        git.setWorkingDirectory(tree.path());
        git.start(u"git"_s, {u"init"_s, u"--quiet"_s});
        QVERIFY2(git.waitForFinished() && git.exitCode() == 0, "git is needed for this test");
        QVERIFY(writeFile(tree.path(), u".gitignore"_s, "/ignored/\n"));
        QVERIFY(writeFile(tree.path(), u"ignored/bad.cpp"_s, "no licence\n"));
        expectNone(allViolations(tree.path(), m_rules));
        QVERIFY(writeFile(tree.path(), u"untracked.cpp"_s, "no licence\n"));
        QCOMPARE(allViolations(tree.path(), m_rules).size(), 1);
    }

    void brokenTableIsRefused() {
        QVERIFY(!LayeringRules::parse(u"room one\n"_s));
        QVERIFY(!LayeringRules::parse(u"cupboard a b : c\n"_s));
        QVERIFY(!LayeringRules::parse(u"room a x : nobody\n"_s));
        QVERIFY(LayeringRules::parse(u"room a x : b # why\nroom b y :\nqt QtSql : b\n"_s));
    }

private:
    void expectNone(const QStringList &violations) {
        for (const QString &violation : violations) {
            qWarning("%s", qPrintable(violation));
        }
        QCOMPARE(violations.size(), 0);
    }

    void writeCleanTree(const QString &root) {
        QString table = u"| room | folder | what |\n|---|---|---|\n"_s;
        for (const callfloor::test::Room &room : std::as_const(m_rules.rooms)) {
            table += u"| %1 | `%2` | something |\n"_s.arg(room.name, room.folder);
        }
        QVERIFY(writeFile(root, u"docs/architecture.md"_s,
                          table.replace(u"| app | `app` | something |\n"_s, QString()).toUtf8()));
        QVERIFY(writeFile(root, u".ci/run"_s,
                          "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\nls ../sha"
                          "red\n"));
        QVERIFY(writeFile(root, u"app/main.cpp"_s,
                          kLicence + "#include \"server/http/gateway.h\"\n#include <QApplication>\n"));
        QVERIFY(writeFile(root, u"server/store/database.cpp"_s,
                          kLicence + "#include \"server/store/database.h\"\n\n#include \"app/domain/result.h\"\n\n"
                                     "#include <QSqlDatabase>\n#include <vector>\n#include \"database.moc\"\n"));
        QVERIFY(writeFile(root, u"server/telnyx/client.cpp"_s, kLicence + "#include <QNetworkAccessManager>\n"));
        QVERIFY(writeFile(root, u"server/net/almost.cpp"_s, kLicence + "const int kMost{3};\n" + QByteArray(498, '\n')));
        QVERIFY(writeFile(root, u"server/store/CMakeLists.txt"_s,
                          "# SPDX-License-Identifier: GPL-3.0-or-later\n"
                          "callfloor_library(callfloor_store LINKS callfloor_domain Qt6::Sql SOURCES database.cpp)\n"));
        QVERIFY(writeFile(root, u"tests/long.cpp"_s, kLicence + QByteArray(900, '\n')));
        QVERIFY(writeFile(root, u"resources/icon.png"_s,
                          QByteArray("PNG\0/ho"
                                     "me/ann",
                                     14)));
    }

    QString m_root;
    QStringList m_files;
    LayeringRules m_rules;
};

QTEST_GUILESS_MAIN(LayeringTest)
#include "tst_layering.moc"
