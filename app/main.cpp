// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "app/logging.h"
#include "app/options.h"
#include "app/server_run.h"
#include "app/settings/redaction.h"
#include "app/verbs/config_verb.h"
#include "app/verbs/simulate_carrier.h"
#include "app/verbs/user_verb.h"
#ifdef CALLFLOOR_WITH_UI
#include "app/console_run.h"
#endif

#include <QCoreApplication>
#include <QTextStream>

#include <array>
#include <cstdio>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

int runVerb(const Options &options) {
    QTextStream in(stdin), out(stdout), err(stderr);
    if (options.verb == "config"_L1) return runConfigVerb(options, out, err);
    if (options.verb == "user"_L1) return runUserVerb(options, in, out, err);
    return runSimulateCarrier(options.verbArguments);
}

int runProgram(int &argc, char **argv, const Options &options) {
#ifdef CALLFLOOR_WITH_UI
    if (!options.server && options.verb.isEmpty()) return runConsoleProgram(argc, argv, options);
#endif
    QCoreApplication app(argc, argv);
    if (!options.verb.isEmpty()) return runVerb(options);
#ifndef CALLFLOOR_WITH_UI
    if (!options.server) {
        QTextStream(stderr) << u"This is the server without a window; start it with --server."_s << Qt::endl;
        return 2;
    }
#endif
    return runServer(options);
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication::setApplicationName(u"callfloor"_s);
    QCoreApplication::setApplicationVersion(programVersion());
    const std::array verbs = {configVerb(), userVerb(), simulateCarrierVerb()};
    QStringList arguments;
    for (int i = 1; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = parseOptions(arguments, Surroundings::ofProcess(), verbs);
    if (!options) {
        QTextStream(stderr) << options.error().message << Qt::endl;
        return 2;
    }
    if (options->action == Options::Action::Help) {
        QTextStream(stdout) << helpText(verbs, options->verb);
        return 0;
    }
    if (options->action == Options::Action::Version) {
        QTextStream(stdout) << u"callfloor "_s << programVersion() << Qt::endl;
        return 0;
    }
    SystemClock clock;
    Redactor redactor;
    redactor.addSecrets(options->loaded.secrets());
    const Logging logging(options->settings().logLevel,
                          resolveLogFormat(options->settings().logFormat, QProcessEnvironment::systemEnvironment()),
                          redactor, clock);
    for (const QString &notice : options->loaded.notices) qWarning("%s", qPrintable(notice));
    return runProgram(argc, argv, *options);
}
