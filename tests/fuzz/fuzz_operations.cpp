// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation on the same request. Input: the value of the path's field and the query, as `value?query`, a line of
// three dashes, the body.
#include "app/contract/all_ops.h"
#include "server/net/url.h"
#include "tests/fuzz/fuzz_target.h"

#include <QStringBuilder>

#include <type_traits>

namespace callfloor::fuzz {

using namespace Qt::StringLiterals;

namespace {

void checkRefusal(const Error &error) {
    FUZZ_CHECK_SHOWING(error.message.size() > 5 && error.message.endsWith(u'.'), error.message.toUtf8());
    FUZZ_CHECK(error.code == ErrorCode::BadRequest && !error.reason.isEmpty());
    FUZZ_CHECK(!error.field.isEmpty() || error.reason == "unknown_field"_L1);
}

const QJsonObject &placeOf(const RequestParts &parts, FieldInfo::In in) {
    return in == FieldInfo::In::Path ? parts.path : in == FieldInfo::In::Query ? parts.query : parts.body;
}

bool same(const RequestParts &a, const RequestParts &b) {
    return a.path == b.path && a.query == b.query && a.body == b.body;
}

/// What was given and declared is there again, texts as they were.
template <class Op, class S, class T>
void checkKept(const Field<S, T> &field, const RequestParts &given, const RequestParts &kept) {
    const QJsonValue before = placeOf(given, field.in).value(QLatin1String(field.name));
    const QJsonValue after = placeOf(kept, field.in).value(QLatin1String(field.name));
    FUZZ_CHECK_SHOWING((before.isUndefined() || before.isNull()) == after.isUndefined(), field.name);
    constexpr bool isText =
        std::is_same_v<T, QString> || std::is_same_v<T, std::optional<QString>> || codec::IsId<T>::value;
    if (isText && before.isString()) FUZZ_CHECK_SHOWING(before.toString() == after.toString(), field.name);
}

template <class Op> void checkOperation(const RequestParts &parts) {
    const auto op = decodeOperation<Op>(parts);
    if (!op) return checkRefusal(op.error());
    const RequestParts written = encodeOperation(*op);
    std::apply([&](const auto &...field) { (checkKept<Op>(field, parts, written), ...); }, Op::fields);
    const auto again = decodeOperation<Op>(written);
    FUZZ_CHECK_SHOWING(again, Op::name);
    FUZZ_CHECK_SHOWING(same(encodeOperation(*again), written), Op::name);
}

template <class Reply> void checkReply(const QByteArray &text) {
    const auto reply = decodeReply<Reply>(text);
    if (!reply) return;
    if constexpr (HasFields<Reply>) {
        const QByteArray written = encodeReply(*reply);
        const auto again = decodeReply<Reply>(written);
        FUZZ_CHECK_SHOWING(again && encodeReply(*again) == written, written);
    }
}

template <class... Ops>
void checkAll(const RequestParts &parts, const QByteArray &body, std::type_identity<std::tuple<Ops...>>) {
    (checkOperation<Ops>(parts), ...);
    (checkReply<typename Ops::Reply>(body), ...);
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const std::vector<QByteArray> sections = splitParts(input);
    const QByteArray &head = sections.front();
    const QByteArray body = sections.size() > 1 ? sections[1] : QByteArray();
    const qsizetype mark = head.indexOf('?');
    const auto value = net::percentDecoded(mark < 0 ? head : head.first(mark));
    const auto query = net::QueryParams::parse(mark < 0 ? QByteArray() : head.sliced(mark + 1));
    RequestParts parts;
    if (value)
        for (const auto &name : {"id"_L1, "number"_L1})
            parts.path.insert(name, *value);
    if (query)
        for (const auto &[name, text] : query->all())
            if (!parts.query.contains(name)) parts.query.insert(name, text);
    if (const auto document = parseJson(body)) parts.body = document->object();
    checkAll(parts, body, std::type_identity<AllOperations>{});
}

} // namespace callfloor::fuzz
