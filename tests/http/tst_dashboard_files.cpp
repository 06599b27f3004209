// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gzip.h"
#include "server/http/pages.h"
#include "tests/engine/rig.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

QString dashboardFolder() { return qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + u"/resources/dashboard"_s; }

QString contentAt(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The sources with one of these endings: path below the folder → text.
QMap<QString, QString> sources(const QStringList &patterns) {
    QMap<QString, QString> found;
    for (QDirIterator it(dashboardFolder(), patterns, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        found.insert(path.sliced(dashboardFolder().size() + 1), contentAt(path));
    }
    return found;
}

QStringList allMatches(const QString &text, const QRegularExpression &expression) {
    QStringList found;
    for (auto match = expression.globalMatch(text); match.hasNext();) found << match.next().captured(1);
    return found;
}

QJsonObject wordsOf(const QString &language) {
    return QJsonDocument::fromJson(contentAt(dashboardFolder() + u"/app/lang/%1.json"_s.arg(language)).toUtf8()).object();
}

/// What a text wants filled in: `{name}`.
QSet<QString> placesIn(const QJsonValue &entry) {
    static const QRegularExpression kPlace(u"\\{(\\w+)\\}"_s);
    QStringList texts{entry.toString()};
    if (entry.isObject()) texts = {entry[u"one"_s].toString(), entry[u"other"_s].toString()};
    const QStringList places = allMatches(texts.join(u' '), kPlace);
    return {places.begin(), places.end()};
}

} // namespace

/// The files of the dashboard: how they are served, and what must not be in them.
class DashboardFilesTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Rig> m_rig;

    HttpAnswer ask(const QString &path, const QList<std::pair<QByteArray, QByteArray>> &headers = {}) { return m_rig->send({}, "GET", path, {}, {}, headers); }

private slots:
    void initTestCase() {
        RigOptions options;
        options.carrier = false;
        m_rig = std::make_unique<Rig>(std::move(options));
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
    }

    void everySourceIsBuiltIn() {
        const auto files = sources({u"*.js"_s, u"*.css"_s, u"*.json"_s, u"*.svg"_s});
        QVERIFY(files.size() > 30);
        for (auto it = files.begin(); it != files.end(); ++it) {
            if (!it.key().startsWith(u"app/"_s)) continue;
            const bool served = std::any_of(webFiles().begin(), webFiles().end(), [&](const WebFile &file) {
                return file.path.endsWith(it.key().sliced(3)) && QString::fromUtf8(file.body) == it.value();
            });
            QVERIFY2(served, qPrintable(it.key()));
        }
    }

    void everyFileIsServedAsWhatItIs() {
        for (const WebFile &file : webFiles()) {
            const HttpAnswer answer = ask(file.path); // the client unpacks what it is sent packed
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, file.body);
            QCOMPARE(answer.headers.value("content-type"), file.mediaType);
            QVERIFY(answer.headers.value("x-content-type-options") == "nosniff");
            QCOMPARE(answer.headers.value("cache-control"), file.immutable ? QByteArray("public, max-age=31536000, immutable") : QByteArray("no-cache"));
            const QByteArray policy = answer.headers.value("content-security-policy");
            for (const char *rule : {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"})
                QVERIFY2(policy.contains(rule), policy.constData());
            QVERIFY(!policy.contains("unsafe"));
            QCOMPARE(ask(file.path, {{"If-None-Match", answer.headers.value("etag")}}).status, 304);
        }
    }

    /// Packed only for those who take it, under a tag of its own.
    void packsForWhoTakesIt() {
        const HttpAnswer plain = ask(u"/"_s, {{"Accept-Encoding", "identity"}}), packed = ask(u"/"_s, {{"Accept-Encoding", "br, gzip;q=0.5"}});
        QVERIFY(!plain.headers.contains("content-encoding"));
        QCOMPARE(packed.headers.value("content-encoding"), QByteArray("gzip"));
        QVERIFY(packed.body.size() < plain.body.size());
        QVERIFY(packed.headers.value("etag") != plain.headers.value("etag"));
        QVERIFY(plain.headers.value("vary").toLower().contains("accept-encoding"));
    }
    void readsWhatTheClientTakes_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("takes");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("gzip") << QByteArray("gzip") << true;
        QTest::newRow("a list") << QByteArray("deflate, GZIP , br") << true;
        QTest::newRow("refused") << QByteArray("gzip;q=0, br") << false;
        QTest::newRow("refused, long") << QByteArray("gzip; q=0.000") << false;
        QTest::newRow("another one") << QByteArray("gzipped") << false;
    }
    void readsWhatTheClientTakes() {
        QFETCH(QByteArray, value);
        net::Request request;
        if (!value.isEmpty()) request.headers.push_back({"accept-encoding", value});
        QTEST(takesGzip(request), "takes");
    }
    void packsWhatIsEmptyToo() { QCOMPARE(gzipped({}).right(8), QByteArray(8, '\0')); }

    void pagesNameOnlyWhatIsThere() {
        static const QRegularExpression kAddress(u"(?:src|href)=\"(/[^\"]+)\""_s);
        int checked = 0;
        for (const char *page : {"/", "/wall", "/setup"}) {
            const HttpAnswer answer = ask(QLatin1String(page));
            QVERIFY(!answer.body.contains("@assets@"));
            for (const QString &address : allMatches(QString::fromUtf8(answer.body), kAddress)) {
                QVERIFY2(ask(address).status == 200, qPrintable(address));
                ++checked;
            }
        }
        QVERIFY(checked > 20);
    }

    void modulesImportOnlyWhatIsThere() {
        static const QRegularExpression kImport(u"(?:from|import\\()\\s*\"(\\.[^\"]+)\""_s);
        const auto files = sources({u"*.js"_s});
        for (auto it = files.begin(); it != files.end(); ++it)
            for (const QString &name : allMatches(it.value(), kImport)) {
                const QString path = QDir::cleanPath(it.key().section(u'/', 0, -2) + u'/' + name);
                QVERIFY2(files.contains(path), qPrintable(it.key() + u" imports "_s + name));
            }
    }

    /// Text that comes from outside is never read as markup or code, and nothing needs a hole in the policy.
    void noTextBecomesMarkup() {
        static const QRegularExpression kForbidden(
            u"(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|DOMParser|srcdoc|\\beval\\(|new Function|\"style\"|javascript:)"_s);
        const auto files = sources({u"*.js"_s});
        for (auto it = files.begin(); it != files.end(); ++it) {
            const QStringList found = allMatches(it.value(), kForbidden);
            QVERIFY2(found.isEmpty(), qPrintable(it.key() + u": "_s + found.join(u' ')));
        }
        static const QRegularExpression kInline(u"(<style|\\sstyle=|\\son\\w+=|<script(?![^>]*\\ssrc=)|https?://)"_s);
        const auto pages = sources({u"*.html"_s});
        for (auto it = pages.begin(); it != pages.end(); ++it) QVERIFY2(allMatches(it.value(), kInline).isEmpty(), qPrintable(it.key()));
    }

    void bothLanguagesSayTheSame() {
        const QJsonObject english = wordsOf(u"en"_s), german = wordsOf(u"de"_s);
        QVERIFY(english.size() > 300);
        QCOMPARE(german.keys(), english.keys());
        for (const QString &key : english.keys()) {
            QCOMPARE(german.value(key).type(), english.value(key).type());
            QVERIFY2(placesIn(german.value(key)) == placesIn(english.value(key)), qPrintable(key));
            const QJsonArray texts = german.value(key).isObject() ? QJsonArray{german.value(key)[u"one"_s], german.value(key)[u"other"_s]} : QJsonArray{german.value(key)};
            for (const QJsonValue &text : texts) QVERIFY2(!text.toString().isEmpty(), qPrintable(key));
        }
    }

    void everyKeyIsThereAndUsed() {
        static const QRegularExpression kLiteral(u"\"([a-z_]+\\.[\\w.-]+)\""_s),
            kGroup(u"\\b(?:word|stateMark|stateCell)\\(\"([a-z.]+)\""_s), kPlain(u"\\bt\\(\"([^\"]+)\""_s);
        const QString all = sources({u"*.js"_s}).values().join(u'\n');
        const QStringList keys = wordsOf(u"en"_s).keys(), groups = allMatches(all, kGroup), literals = allMatches(all, kLiteral);
        for (const QString &key : allMatches(all, kPlain)) QVERIFY2(keys.contains(key), qPrintable(key));
        for (const QString &group : groups)
            QVERIFY2(std::any_of(keys.begin(), keys.end(), [&](const QString &key) { return key.startsWith(group + u'.'); }), qPrintable(group));
        const QSet<QString> used(literals.begin(), literals.end()), plain = [&] {
            const QStringList found = allMatches(all, kPlain);
            return QSet<QString>(found.begin(), found.end());
        }();
        for (const QString &key : keys) {
            const bool named = used.contains(key) || plain.contains(key);
            QVERIFY2(named || groups.contains(key.section(u'.', 0, -2)), qPrintable(u"unused: "_s + key));
        }
    }
};

QTEST_GUILESS_MAIN(DashboardFilesTest)
#include "tst_dashboard_files.moc"
