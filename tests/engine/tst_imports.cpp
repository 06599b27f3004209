// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/import_rows.h"
#include "tests/engine/rig.h"
#include "tests/support/pg_cluster.h"

#include <QDir>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 180'000; // the machine may have much else to do

} // namespace

/// Files of leads on their way into a campaign, on both databases.
class Imports : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;
    QTemporaryDir m_folder;

    void start() {
        RigOptions options;
        if (QTest::currentDataTag() && QByteArray(QTest::currentDataTag()).startsWith("postgres"))
            options.databaseUrl = *m_postgres->createDatabase(u"imports"_s);
        options.engine = [](EngineOptions &engine) { engine.policy.callingProfile = CallingProfile::Auto; };
        m_rig = std::make_unique<Rig>(options);
        const QByteArray problem = problemOf(m_rig->start());
        QVERIFY2(problem.isEmpty(), problem.constData());
    }
    /// A draft: it dials nobody.
    QString campaign() {
        return m_rig->post(u"supervisor"_s, u"/api/campaigns"_s, {{u"name"_s, u"Imports"_s}}).object().value(u"campaign"_s)[u"id"_s].toString();
    }
    QString uploaded(const QByteArray &file, const QString &who = u"supervisor"_s) {
        return m_rig->send(who, "POST", u"/api/uploads"_s, file, "text/csv").object().value(u"uploadId"_s).toString();
    }
    QString begun(const QString &campaign, const QByteArray &file, QJsonObject body = {}) {
        body.insert(u"uploadId"_s, uploaded(file));
        return m_rig->post(u"supervisor"_s, u"/api/campaigns/"_s + campaign + u"/imports"_s, body).object().value(u"id"_s).toString();
    }
    QJsonObject import(const QString &id) { return m_rig->get(u"supervisor"_s, u"/api/imports/"_s + id).object(); }
    bool reaches(const QString &id, const QString &state) {
        return QTest::qWaitFor([&] { return import(id).value(u"state"_s).toString() == state; }, kPatience);
    }
    HttpAnswer act(const QString &id, const QString &what, const QJsonObject &body = {}) {
        return m_rig->post(u"supervisor"_s, u"/api/imports/"_s + id + u'/' + what, body);
    }
    qint64 numbers(const QString &campaign) {
        return m_rig->get(u"supervisor"_s, u"/api/campaigns/"_s + campaign).object().value(u"counts"_s).toObject().value(u"numbers"_s).toInteger();
    }
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    Result<ImportFormat> formatOf(const QByteArray &bytes, std::vector<ImportRow> *rows = nullptr) {
        QFile file(m_folder.filePath(u"file"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return internalError({});
        file.write(bytes);
        file.close();
        ImportReader reader(file.fileName());
        auto format = reader.open();
        while (format && rows) {
            auto row = reader.next();
            if (!row) break;
            rows->push_back(*row);
        }
        return format;
    }

private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_rig.reset(); }

    void formatsAreFoundOut_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("delimiter");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QStringList>("lastRow");
        const QString text = u"Name;Telefon\r\nJörg \"J\" Müller;+49 30 1234567\r\n"_s;
        const QStringList columns{u"Name"_s, u"Telefon"_s}, row{u"Jörg \"J\" Müller"_s, u"+49 30 1234567"_s};
        QTest::newRow("UTF-8") << text.toUtf8() << u"utf-8"_s << u";"_s << columns << row;
        QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8() << u"utf-8"_s << u";"_s << columns << row;
        QTest::newRow("Windows-1252") << text.toLatin1() << u"windows-1252"_s << u";"_s << columns << row;
        QByteArray wide("\xFF\xFE", 2);
        for (const QChar c : text) wide += QByteArray(1, static_cast<char>(c.unicode() & 0xFF)) + QByteArray(1, static_cast<char>(c.unicode() >> 8));
        QTest::newRow("UTF-16") << wide << u"utf-16le"_s << u";"_s << columns << row;
        QTest::newRow("tabs, lone LF") << QByteArray("phone\tnote\n3125550100\ta,b;c\n") << u"utf-8"_s << u"\t"_s << QStringList{u"phone"_s, u"note"_s} << QStringList{u"3125550100"_s, u"a,b;c"_s};
        QTest::newRow("quotes and line breaks") << QByteArray("phone,note\n\"3125550100\",\"two\nlines, \"\"quoted\"\"\"\n") << u"utf-8"_s << u","_s << QStringList{u"phone"_s, u"note"_s} << QStringList{u"3125550100"_s, u"two\nlines, \"quoted\""_s};
        QTest::newRow("no header") << QByteArray("3125550100,Ann\n3125550101,Bob\n") << u"utf-8"_s << u","_s << QStringList{u"column1"_s, u"column2"_s} << QStringList{u"3125550101"_s, u"Bob"_s};
        QTest::newRow("JSON array") << QByteArray("[{\"phone\":\"+1\",\"n\":{\"a\":[\"}\"]}},\n{\"phone\":\"+2\\\"{\"}]") << u"utf-8"_s << u","_s << QStringList{u"n"_s, u"phone"_s} << QStringList{QString(), u"+2\"{"_s};
        QTest::newRow("JSON lines") << QByteArray("{\"phone\":13125550100}\n{\"phone\":13125550101}\n") << u"utf-8"_s << u","_s << QStringList{u"phone"_s} << QStringList{u"13125550101"_s};
    }
    void formatsAreFoundOut() {
        QFETCH(QByteArray, file);
        QFETCH(QString, encoding);
        QFETCH(QString, delimiter);
        QFETCH(QStringList, columns);
        QFETCH(QStringList, lastRow);
        std::vector<ImportRow> rows;
        const auto format = formatOf(file, &rows);
        QVERIFY2(format.ok(), problemOf(format).constData());
        QCOMPARE(format->encoding, encoding);
        if (!format->json) QCOMPARE(QString(format->delimiter), delimiter);
        QCOMPARE(format->columns, columns);
        QVERIFY(!rows.empty());
        QCOMPARE(rows.back().cells, lastRow);
    }

    void whatIsNoListIsRefused() {
        for (const QByteArray &file : {QByteArray("  \n"), QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), QByteArray("[1,2]")})
            QVERIFY(!formatOf(file).ok());
        std::vector<ImportRow> rows;
        QVERIFY(formatOf("phone\n" + QByteArray(200'000, '1') + "\n3125550100\n", &rows).ok());
        QCOMPARE(rows.size(), size_t{2});
        QCOMPARE(rows[0].problem, u"row_too_long"_s);
        QCOMPARE(rows[1].cells, QStringList{u"3125550100"_s});
    }

    void seenNumbersAreExact() {
        SeenNumbers seen;
        for (int i = 0; i < 50'000; ++i) QVERIFY(seen.add(u"+1312%1"_s.arg(i, 7, 10, QChar(u'0'))));
        for (int i = 0; i < 50'000; ++i) QVERIFY(!seen.add(u"+1312%1"_s.arg(i, 7, 10, QChar(u'0'))));
    }

    void formulasAreNotRun() {
        QCOMPARE(csvLine({u"=1+1"_s, u"a,b"_s, u"+1312"_s, u"say \"x\""_s}), u"'=1+1,\"a,b\",+1312,\"say \"\"x\"\"\"\r\n"_s);
    }

    /// Checked first, then added; each verdict, the rejected rows, undone again.
    void fromCheckToUndo_data() { databases(); }
    void fromCheckToUndo() {
        start();
        const QString id = campaign();
        QCOMPARE(m_rig->post(u"agent"_s, u"/api/do-not-call"_s, {{u"number"_s, u"+13125550105"_s}}).status, 200);
        const QByteArray file = "First name,Phone,Mobile,State,Timezone,Likes\n"
                                "Ann,+13125550101,,IL,America/Chicago,tea\n"
                                "Bob,312-555-0102,(312) 555-0103,,,\n"
                                "Cy,+1 312 555 0101,,,,\n"    // as Ann
                                "Di,3125550105,,,,\n"         // do not call
                                "Ed,911,,,,\nFay,,,,,x\nGus,12,,,,\n"
                                "Hal,3125550105,+13125550106,,Mars/Base,\n";
        const QString import = begun(id, file, {{u"name"_s, u"March"_s}});
        QVERIFY(reaches(import, u"checked"_s));
        const QJsonObject checked = this->import(import), counts = checked.value(u"counts"_s).toObject();
        QCOMPARE(counts, (QJsonObject{{u"rows"_s, 8}, {u"ok"_s, 1}, {u"fixed"_s, 2}, {u"duplicate"_s, 1}, {u"suppressed"_s, 1}, {u"invalid"_s, 3}}));
        QCOMPARE(checked.value(u"mapping"_s)[u"First name"_s].toString(), u"firstName"_s);
        QCOMPARE(checked.value(u"sample"_s).toArray().size(), 8);
        QCOMPARE(numbers(id), 0); // nothing was added
        const QByteArray rejected = m_rig->get(u"supervisor"_s, u"/api/imports/"_s + import + u"/rejected.csv"_s).body;
        QCOMPARE(rejected.count('\n'), 6);
        QVERIFY(rejected.contains("3,duplicate,,Cy,") && rejected.contains("5,invalid,emergency_number,Ed,") && rejected.contains("6,invalid,no_number,Fay"));
        QCOMPARE(act(import, u"undo"_s).status, 409);
        QCOMPARE(act(import, u"run"_s).status, 200);
        QVERIFY(reaches(import, u"imported"_s));
        QCOMPARE(this->import(import).value(u"added"_s).toInt(), 3);
        QCOMPARE(numbers(id), 3);
        // The same file again: everything is there.
        const QString again = begun(id, file);
        QVERIFY(reaches(again, u"checked"_s));
        QCOMPARE(this->import(again).value(u"counts"_s)[u"duplicate"_s].toInt(), 4);
        QCOMPARE(act(again, u"cancel"_s).status, 200);
        QCOMPARE(act(again, u"run"_s).status, 409);
        QCOMPARE(act(import, u"undo"_s).status, 200);
        QVERIFY(reaches(import, u"undone"_s));
        QCOMPARE(numbers(id), 0);
        QCOMPARE(m_rig->get(u"supervisor"_s, u"/api/campaigns/"_s + id + u"/imports"_s).object().value(u"imports"_s).toArray().size(), 2);
    }

    /// The server ends in the middle, again and again: each row is in once.
    void aStoppedServerGoesOn_data() { databases(); }
    void aStoppedServerGoesOn() {
        start();
        const QString id = campaign();
        QByteArray file = "phone\n";
        for (int i = 0; i < 3000; ++i) file += "+1312" + QByteArray::number(2'000'000 + i) + "\n";
        const QString import = begun(id, file);
        QVERIFY(reaches(import, u"checked"_s));
        QCOMPARE(this->import(import).value(u"counts"_s)[u"ok"_s].toInt(), 3000);
        QCOMPARE(act(import, u"run"_s).status, 200);
        for (int at : {400, 1200, 2000}) {
            QTRY_VERIFY_WITH_TIMEOUT(numbers(id) >= at, kPatience);
            m_rig->stopNode();
            const QByteArray problem = problemOf(m_rig->startNode());
            QVERIFY2(problem.isEmpty(), problem.constData());
        }
        QVERIFY(reaches(import, u"imported"_s));
        QCOMPARE(numbers(id), 3000);
        QCOMPARE(this->import(import).value(u"added"_s).toInt(), 3000);
    }

    void mappingsAreRememberedByColumns() {
        start();
        const QString id = campaign();
        const QByteArray file = "a,b\nAnn,3125550101\n";
        const QString import = begun(id, file);
        QTRY_VERIFY(!this->import(import).value(u"error"_s).isNull()); // no column says that it holds numbers
        QCOMPARE(act(import, u"mapping"_s, {{u"mapping"_s, QJsonObject{{u"b"_s, u"phone"_s}}}}).status, 400);
        QCOMPARE(act(import, u"mapping"_s, {{u"mapping"_s, QJsonObject{{u"c"_s, u"number"_s}}}}).status, 400);
        QCOMPARE(act(import, u"mapping"_s, {{u"mapping"_s, QJsonObject{{u"a"_s, u"name"_s}, {u"b"_s, u"number"_s}}}}).status, 200);
        QTRY_COMPARE(this->import(import).value(u"counts"_s)[u"fixed"_s].toInt(), 1);
        QVERIFY(reaches(import, u"checked"_s));
        QCOMPARE(act(import, u"run"_s).status, 200);
        QVERIFY(reaches(import, u"imported"_s));
        const QString next = begun(id, "a,b\nBob,3125550102\n");
        QVERIFY(reaches(next, u"checked"_s));
        QCOMPARE(this->import(next).value(u"mapping"_s)[u"b"_s].toString(), u"number"_s);
        QCOMPARE(this->import(next).value(u"counts"_s)[u"fixed"_s].toInt(), 1);
    }

    /// Whoever may not upload is turned away before a byte is stored; what is cut off leaves nothing behind.
    void strangersFillNoDisk() {
        start();
        const QDir folder(m_rig->engine().options().importFolder);
        QCOMPARE(m_rig->send({}, "POST", u"/api/uploads"_s, "phone\n1\n", "text/csv").status, 401);
        QCOMPARE(m_rig->send(u"agent"_s, "POST", u"/api/uploads"_s, "phone\n1\n", "text/csv").status, 403);
        QCOMPARE(folder.entryList(QDir::Files).size(), 0);
        const QString mine = uploaded("phone\n3125550101\n");
        QVERIFY(!mine.isEmpty());
        QCOMPARE(folder.entryList(QDir::Files).size(), 1);
        const QString id = campaign(), path = u"/api/campaigns/"_s + id + u"/imports"_s;
        QCOMPARE(m_rig->post(u"admin"_s, path, {{u"uploadId"_s, mine}}).status, 400); // somebody else's
        QCOMPARE(m_rig->post(u"supervisor"_s, path, {{u"uploadId"_s, u"../../etc/passwd"_s}}).status, 400);
        QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaigns/nobody/imports"_s, {{u"uploadId"_s, mine}}).status, 404);
        QCOMPARE(m_rig->post(u"supervisor"_s, path, {{u"uploadId"_s, mine}}).status, 200);
    }
};

QTEST_GUILESS_MAIN(Imports)
#include "tst_imports.moc"
