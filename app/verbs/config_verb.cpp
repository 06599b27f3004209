// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/config_verb.h"

#include "app/settings/nearest.h"
#include "app/settings/setting_report.h"
#include "app/settings/setting_rules.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace callfloor {

Verb configVerb() {
    return {u"config"_s, u"Print every setting with its value and where it comes from; secrets are masked."_s,
            u"  --check     only say whether a server could start with them; exit status 1 if not\n"
            "  --json      the same for programs\n"
            "  --markdown  the reference of all settings, docs/configuration.md\n"_s};
}

namespace {

/// What a server looks at before it opens anything.
int checkConfiguration(const Options &options, QTextStream &out, QTextStream &err) {
    QStringList problems;
    for (const Result<Ok> &rule : {checkTimeScale(options.loaded, false), checkTls(options.loaded), checkWebhookKey(options.loaded)})
        if (!rule) problems << rule.error().message;
    if (problems.isEmpty())
        out << u"A server can start with this configuration.\n"_s;
    else
        err << problems.join(u'\n') + u'\n';
    out.flush();
    err.flush();
    return problems.isEmpty() ? 0 : 1;
}

} // namespace

int runConfigVerb(const Options &options, QTextStream &out, QTextStream &err) {
    static const QStringList kKnown{u"--check"_s, u"--json"_s, u"--markdown"_s};
    for (const QString &argument : options.verbArguments) {
        if (kKnown.contains(argument)) continue;
        err << u"callfloor config: there is no argument \"%1\".%2\n"_s.arg(argument, didYouMean(argument, kKnown));
        return 2;
    }
    if (options.verbArguments.contains(u"--check"_s)) return checkConfiguration(options, out, err);
    if (options.verbArguments.contains(u"--markdown"_s))
        out << settingsMarkdown();
    else if (options.verbArguments.contains(u"--json"_s))
        out << QString::fromUtf8(QJsonDocument(settingsJson(options.loaded)).toJson());
    else
        out << settingsText(options.loaded);
    out.flush();
    return 0;
}

} // namespace callfloor
