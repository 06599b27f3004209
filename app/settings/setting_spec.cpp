// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_spec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

struct Span {
    qsizetype begin = 0;
    qsizetype length = 0;
};

/// The password within `scheme://user:password@host`; length 0 if there is none.
Span userPasswordSpan(QStringView url) {
    const qsizetype scheme = url.indexOf("://"_L1);
    if (scheme < 0) return {};
    const qsizetype begin = scheme + 3;
    // Passwords with a raw "/", "@" or "?" are wrong but common: the last "@" counts, first before the query.
    const qsizetype query = url.indexOf(u'?', begin);
    qsizetype at = (query < 0 ? url : url.first(query)).lastIndexOf(u'@');
    if (at < begin) at = url.lastIndexOf(u'@');
    const qsizetype colon = url.indexOf(u':', begin);
    if (at < begin || colon < 0 || colon >= at) return {};
    return {colon + 1, at - colon - 1};
}

/// The password within `?password=…`, which libpq takes too; length 0 if there is none.
Span queryPasswordSpan(QStringView url) {
    const qsizetype name = url.indexOf("password="_L1);
    if (name < 1 || (url[name - 1] != u'?' && url[name - 1] != u'&')) return {};
    const qsizetype begin = name + 9;
    const qsizetype end = url.indexOf(u'&', begin);
    return {begin, (end < 0 ? url.size() : end) - begin};
}

Span passwordSpan(QStringView url) {
    const Span span = userPasswordSpan(url);
    return span.length > 0 ? span : queryPasswordSpan(url);
}

} // namespace

QString SettingSpec::flag() const {
    return u"--"_s + QString(key).replace(u'_', u'-');
}

QString SettingSpec::variable() const {
    return u"CALLFLOOR_"_s + key.toUpper();
}

QString SettingSpec::shown(const QString &value) const {
    if (isSecret()) return value.isEmpty() ? QString() : u"••••"_s;
    return holdsPassword || type == SettingType::Url ? maskUrlPassword(value) : value;
}

const SettingSpec *findSetting(QStringView key) {
    const std::vector<SettingSpec> &table = settingTable();
    const auto found = std::find_if(table.begin(), table.end(), [key](const SettingSpec &s) { return s.key == key; });
    return found == table.end() ? nullptr : &*found;
}

QString maskUrlPassword(const QString &url, QStringView mask) {
    const auto [begin, length] = passwordSpan(url);
    if (length == 0) return url;
    return url.first(begin) + mask + url.sliced(begin + length);
}

QString passwordInUrl(QStringView url) {
    const auto [begin, length] = passwordSpan(url);
    return url.sliced(begin, length).toString();
}

} // namespace callfloor
