// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// A value that satisfies the limits of its field.
template <class T>
T randomValue(QRandomGenerator &random, const Limits &limits) {
    if constexpr (codec::IsOptional<T>::value) {
        if (random.bounded(3) == 0) return std::nullopt;
        return randomValue<typename codec::IsOptional<T>::Inner>(random, limits);
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        QJsonObject object;
        for (int n = random.bounded(4); n > 0; --n) object.insert(u"key%1"_s.arg(n), randomValue<QString>(random, text())); // keys are our own words
        return object;
    } else if constexpr (codec::IsVector<T>::value) {
        T items;
        for (int n = random.bounded(4); n > 0; --n) items.push_back(randomValue<typename codec::IsVector<T>::Inner>(random, limits));
        return items;
    } else if constexpr (std::is_same_v<T, QString>) {
        static const QString kPieces = u"aZ0 \"\\/'{}[]?&=%+é日\n\t"_s;
        const qint64 least = limits.mayBeEmpty ? 0 : std::max<qint64>(1, limits.least);
        QString text;
        for (qint64 n = least + random.bounded(static_cast<int>(std::min<qint64>(limits.most - least, 40)) + 1); n > 0; --n)
            text += random.bounded(8) == 0 ? u"😀"_s : QString(kPieces[random.bounded(kPieces.size())]);
        return text.isEmpty() ? u""_s : text;
    } else if constexpr (codec::IsId<T>::value) {
        return T(randomValue<QString>(random, limits));
    } else if constexpr (std::is_same_v<T, bool>) {
        return random.bounded(2) == 0;
    } else if constexpr (std::is_same_v<T, qint64> || std::is_same_v<T, int>) {
        return static_cast<T>(limits.least + random.bounded(static_cast<int>(limits.most - limits.least) + 1));
    } else if constexpr (std::is_same_v<T, UtcTime>) {
        return fromMicros((1'772'463'845'000 + random.bounded(1'000'000'000)) * qint64{1000}); // the API has milliseconds
    } else if constexpr (std::is_same_v<T, Role>) {
        return static_cast<Role>(1 + random.bounded(3));
    } else if constexpr (std::is_same_v<T, CallStatus>) {
        return static_cast<CallStatus>(random.bounded(6));
    } else if constexpr (std::is_same_v<T, CallDirection>) {
        return static_cast<CallDirection>(random.bounded(2));
    } else {
        T value;
        std::apply([&](const auto &...field) { ((value.*(field.member) = randomValue<std::remove_reference_t<decltype(value.*(field.member))>>(random, field.limits)), ...); }, T::fields);
        return value;
    }
}

bool sameParts(const RequestParts &a, const RequestParts &b) { return a.path == b.path && a.query == b.query && a.body == b.body; }

template <class Op>
QString roundTrip(QRandomGenerator &random) {
    for (int i = 0; i < 200; ++i) {
        const RequestParts parts = encodeOperation(randomValue<Op>(random, Limits()));
        const auto read = decodeOperation<Op>(parts);
        if (!read.ok()) return QLatin1String(Op::name) + u": "_s + read.error().message;
        if (!sameParts(encodeOperation(*read), parts)) return QLatin1String(Op::name) + u": the second encoding differs"_s;
        // What travels in the path and the query is text.
        for (const QJsonObject &object : {parts.path, parts.query})
            for (const QJsonValue value : object)
                if (!value.isString()) return QLatin1String(Op::name) + u": a value of the address is no text"_s;
    }
    return {};
}

template <class Reply>
QString replyRoundTrip(QRandomGenerator &random, const char *name) {
    if constexpr (!HasRawJson<Reply>) {
        for (int i = 0; i < 200; ++i) {
            const QByteArray text = encodeReply(randomValue<Reply>(random, Limits()));
            const auto read = decodeReply<Reply>(text);
            if (!read.ok()) return QLatin1String(name) + u": "_s + read.error().message + QString::fromUtf8(text);
            if (encodeReply(*read) != text) return QLatin1String(name) + u": the second encoding differs"_s;
        }
    } else {
        const auto read = decodeReply<Reply>("{\"raw\":1}");
        if (!read.ok() || encodeReply(*read) != "{\"raw\":1}") return QLatin1String(name) + u": raw text is changed"_s;
    }
    return {};
}

template <class Op>
QString unknownFields() {
    RequestParts parts;
    QRandomGenerator random(6);
    parts = encodeOperation(randomValue<Op>(random, Limits()));
    parts.body.insert(u"no such field"_s, 1);
    const auto read = decodeOperation<Op>(parts);
    if (read.ok() != Op::route.legacy) return QLatin1String(Op::name) + u": an unknown field is treated wrongly"_s;
    if (!read.ok() && read.error().field != u"no such field"_s) return QLatin1String(Op::name) + u": the wrong field is named"_s;
    return {};
}

template <class... Ops>
QStringList forEach(std::tuple<Ops...> *, auto check) {
    return QStringList{check.template operator()<Ops>()...}.filter(QRegularExpression(u"."_s));
}
constexpr AllOperations *kAll = nullptr;

} // namespace

/// What holds for every declared operation.
class OperationsTest : public QObject {
    Q_OBJECT

private slots:
    void everyOperationSurvivesTheWayOverTheNetwork() {
        QRandomGenerator random(300);
        const QStringList problems = forEach(kAll, [&]<class Op> { return roundTrip<Op>(random); });
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void everyReplySurvivesTheWayBack() {
        QRandomGenerator random(301);
        const QStringList problems = forEach(kAll, [&]<class Op> { return replyRoundTrip<typename Op::Reply>(random, Op::name); });
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void unknownFieldsAreRefusedExceptOnOldRoutes() {
        const QStringList problems = forEach(kAll, [&]<class Op> { return unknownFields<Op>(); });
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void namesAndRoutesAreUnique() {
        QSet<QString> names, routes;
        for (const OperationInfo &info : allOperations()) {
            QVERIFY2(!names.contains(QLatin1String(info.name)), info.name);
            names << QLatin1String(info.name);
            const QString route = QString(QLatin1String(methodName(info.route.method)) + u' ' + QLatin1String(info.route.path));
            QVERIFY2(!routes.contains(route), qPrintable(route));
            routes << route;
        }
        QCOMPARE(static_cast<size_t>(names.size()), std::tuple_size_v<AllOperations>);
    }

    void declarationsAreWellFormed() {
        static const QRegularExpression kPath(u"^/api(/[a-z-]+|/\\{[a-zA-Z]+\\})+(\\.csv)?$"_s), kBraces(u"\\{(\\w+)\\}"_s);
        for (const OperationInfo &info : allOperations()) {
            const QString path = QLatin1String(info.route.path);
            QVERIFY2(kPath.match(path).hasMatch(), info.route.path);
            QVERIFY2(QString::fromUtf8(info.route.summary).endsWith(u'.'), info.name);
            QSet<QString> inPath, declared, all;
            for (auto match = kBraces.globalMatch(path); match.hasNext();) inPath << match.next().captured(1);
            for (const FieldInfo &field : info.fields) {
                QVERIFY2(!all.contains(field.name), qPrintable(field.name));
                all << field.name;
                if (field.in == FieldInfo::In::Path) declared << field.name;
                if (field.in == FieldInfo::In::Path) QVERIFY2(field.required, info.name);
                if (field.in == FieldInfo::In::Body) QVERIFY2(info.route.method != Method::Get, info.name);
            }
            QCOMPARE(inPath, declared);
        }
    }

    /// The rows of the contract with the old dashboards: path, method, least role.
    void oldDashboardsFindTheirRoutes_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("role");
        const auto row = [](const char *method, const char *path, Role role) {
            QTest::addRow("%s %s", method, path) << QString::fromLatin1(method) << QString::fromLatin1(path) << static_cast<int>(role);
        };
        row("POST", "/api/auth/register", Role::Public);
        row("POST", "/api/auth/login", Role::Public);
        row("GET", "/api/auth/telnyx-token", Role::Agent);
        row("POST", "/api/calls", Role::Agent);
        row("GET", "/api/calls/active", Role::Agent);
        row("GET", "/api/calls/history", Role::Agent);
        row("GET", "/api/calls/history/{number}", Role::Agent);
        row("GET", "/api/calls/{id}", Role::Agent);
        for (const char *verb : {"hangup", "bridge", "stream", "ai"}) row("POST", qPrintable(u"/api/calls/{id}/%1"_s.arg(QLatin1String(verb))), Role::Agent);
    }
    void oldDashboardsFindTheirRoutes() {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(int, role);
        for (const OperationInfo &info : allOperations()) {
            if (QLatin1String(info.route.path) != path || QLatin1String(methodName(info.route.method)) != method) continue;
            QVERIFY(info.route.legacy);
            QCOMPARE(static_cast<int>(info.route.role), role);
            return;
        }
        QFAIL("no such route");
    }

    void oldBodiesAreUnderstood() {
        RequestParts parts;
        parts.body = {{u"to"_s, u"+13125550142"_s}, {u"record"_s, true}, {u"useAI"_s, QJsonValue::Null}, {u"aiProvider"_s, QString(u""_s)}, {u"theme"_s, u"dark"_s}};
        const auto call = decodeOperation<StartCall>(parts);
        QVERIFY(call.ok() && call->to == u"+13125550142"_s && call->record == true && !call->useAi && call->aiProvider == u""_s);
        parts.body = {{u"name"_s, u"Ann"_s}, {u"email"_s, u"ann@example.com"_s}, {u"password"_s, u"x"_s}};
        QVERIFY(decodeOperation<Register>(parts).ok());
        for (const char *field : {"name", "email", "password"}) {
            RequestParts without = parts;
            without.body.remove(QLatin1String(field));
            QCOMPARE(decodeOperation<Register>(without).error().field, QLatin1String(field));
        }
        QCOMPARE(decodeOperation<StartCall>({}).error().field, u"to"_s);
        QVERIFY(decodeOperation<HangUp>({{{u"id"_s, u"c"_s}}, {}, {{u"anything"_s, 1}}}).ok());
    }

    void secretsAreNotPrintedBack() {
        const QString secret = u"correct horse"_s + QString(2000, u'x');
        RequestParts parts;
        parts.body = {{u"email"_s, u"ann@example.com"_s}, {u"password"_s, secret}};
        const auto read = decodeOperation<Login>(parts);
        QVERIFY(!read.ok());
        QVERIFY(!read.error().message.contains(u"horse"_s) && !read.error().detail.contains(u"horse"_s));
    }
};

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
