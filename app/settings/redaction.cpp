// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/redaction.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

constexpr qsizetype kShortestSecret = 4;
constexpr qsizetype kFewestDigits = 7;
constexpr qsizetype kFewestNationalDigits = 9;

/// Something secret that is known by its looks.
struct SecretPattern {
    QString hint; ///< The pattern is tried only on texts that have this in them, in any case.
    QRegularExpression pattern;
    QString replacement;
};

const std::array<SecretPattern, 6> &secretPatterns() {
    const auto anyCase = QRegularExpression::CaseInsensitiveOption;
    static const std::array<SecretPattern, 6> kPatterns{{
        // RFC 7515 §3.1: a compact JWS; its header begins with `{"`, hence `eyJ`.
        {u"eyJ"_s, QRegularExpression(u"eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?"_s), u"****"_s},
        {u"bearer"_s, QRegularExpression(u"\\b(Bearer\\s+)[A-Za-z0-9._~+/=*-]+"_s, anyCase), u"\\1****"_s},
        {u"basic"_s, QRegularExpression(u"(Authorization\\W+Basic\\s+)[A-Za-z0-9+/=]+"_s, anyCase), u"\\1****"_s},
        // The carrier's API keys.
        {u"KEY0"_s, QRegularExpression(u"\\bKEY0[0-9A-Za-z]{8,}(?:_[0-9A-Za-z]+)?"_s), u"****"_s},
        {u"://"_s, QRegularExpression(u"(://[^\\s:/@\"']*:)[^\\s@/?#\"']+@"_s), u"\\1****@"_s},
        {u"="_s,
         QRegularExpression(u"([?&](?:token|access_?token|refresh_?token|password|secret|api_?key)=)[^&\\s\"'#]+"_s,
                            anyCase),
         u"\\1****"_s},
    }};
    return kPatterns;
}

/// A member of a JSON object whose name says that its value is secret.
QString maskJsonSecrets(QString text) {
    static const QString kName = u"(?:[A-Za-z_]*password|[A-Za-z_]*token|[A-Za-z_]*secret|api_?key)"_s;
    static const QRegularExpression kMember(u"(\""_s + kName + uR"("\s*:\s*")(?:[^"\\]|\\.)+)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    // The same within a string of another JSON text.
    static const QRegularExpression kQuotedMember(uR"((\\")"_s + kName + uR"(\\"\s*:\s*\\")(?:[^"\\]|\\[^"])+)"_s,
                                                  QRegularExpression::CaseInsensitiveOption);
    if (!text.contains(u'"')) return text;
    return text.replace(kMember, u"\\1****"_s).replace(kQuotedMember, u"\\1****"_s);
}

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

qsizetype digitCount(QStringView text) {
    return std::count_if(text.begin(), text.end(), isDigit);
}

/// Stars instead of all digits but the last two.
QString maskDigits(QStringView number) {
    const qsizetype prefix = number.startsWith(u'%') ? 3 : 0; // A plus in a URL is `%2B`.
    QString masked = number.toString();
    qsizetype kept = 0;
    for (qsizetype i = masked.size() - 1; i >= prefix; --i)
        if (isDigit(masked[i]) && ++kept > 2) masked[i] = u'*';
    return masked;
}

} // namespace

void Redactor::addSecret(const QString &secret) {
    if (secret.size() < kShortestSecret) return;
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(secret));
    const QString decoded = QUrl::fromPercentEncoding(secret.toUtf8());
    const QWriteLocker locker(&m_lock);
    for (const QString &form : {secret, encoded, decoded})
        if (form.size() >= kShortestSecret && !m_secrets.contains(form)) m_secrets.append(form);
    std::stable_sort(m_secrets.begin(), m_secrets.end(),
                     [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

void Redactor::addSecrets(const QStringList &secrets) {
    for (const QString &secret : secrets)
        addSecret(secret);
}

QString Redactor::redact(const QString &text) const {
    QString out = text;
    {
        const QReadLocker locker(&m_lock);
        for (const QString &secret : m_secrets)
            out.replace(secret, "****"_L1);
    }
    for (const SecretPattern &secret : secretPatterns())
        if (out.contains(secret.hint, Qt::CaseInsensitive)) out.replace(secret.pattern, secret.replacement);
    return maskNumbers(maskJsonSecrets(out));
}

QString Redactor::maskNumbers(const QString &text) {
    if (digitCount(text) < kFewestDigits) return text;
    static const QRegularExpression kNumber(u"(?<uuid>\\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\b)"
                                            "|(?:\\+|%2[Bb])\\(?\\d(?:[ .()/-]{0,2}\\d){6,14}"      // +1 (555) 123-4567
                                            "|(?<!\\d)\\d{3}\\)?[ .-]{1,2}\\d{3}[ .-]\\d{4}(?!\\d)" // 555-123-4567
                                            "|(?<national>(?<!\\d)0\\d{1,4}\\)?[ /-]{1,2}\\d{3,8}(?:[ -]\\d{2,5}){0,3})"
                                            "|\\d{7,}"_s);
    QString out;
    qsizetype done = 0;
    for (auto it = kNumber.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QStringView number = match.capturedView();
        const bool tooShort = match.hasCaptured(u"national"_s) && digitCount(number) < kFewestNationalDigits;
        const bool stays = match.hasCaptured(u"uuid"_s) || tooShort;
        out += QStringView(text).sliced(done, match.capturedStart() - done);
        out += stays ? number.toString() : maskDigits(number);
        done = match.capturedEnd();
    }
    out += QStringView(text).sliced(done);
    return out;
}

} // namespace callfloor
