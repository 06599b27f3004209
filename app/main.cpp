// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "app/logging.h"
#include "app/options.h"
#include "app/server_run.h"
#include "app/settings/redaction.h"
#include "app/verbs/verb_table.h"
#ifdef Q_OS_LINUX
#include "server/net/epoll_dispatcher.h"
#endif
#ifdef CALLFLOOR_WITH_UI
#include "app/console_run.h"
#else
#include "app/console_program.h"
#endif

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// The program is installed as two executables made from this file: `callfloor`, which does everything but the window and
/// links no GUI library (a server starts faster and is smaller), and `callfloor-console`, which it becomes for the window.
int runProgram(int &argc, char **argv, const Options &options) {
    const bool window = !options.server && options.verb.isEmpty();
#ifdef CALLFLOOR_WITH_UI
    if (window) return runConsoleProgram(argc, argv, options);
#else
    if (window) return becomeConsole(argv);
#endif
    // In GLib's event loop a write costs time for every socket that is open; Qt's own does without.
    qputenv("QT_NO_GLIB", "1");
#ifdef Q_OS_LINUX
    if (options.verb.isEmpty()) net::EpollDispatcher::install(); // else poll() would do, with more work for each client
#endif
    QCoreApplication app(argc, argv);
    return options.verb.isEmpty() ? runServer(options) : runVerb(options);
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication::setApplicationName(u"callfloor"_s);
    QCoreApplication::setApplicationVersion(programVersion());
    const std::vector<Verb> &verbs = allVerbs();
    QStringList arguments;
    for (int i = 1; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = parseOptions(arguments, Surroundings::ofProcess(), verbs);
    if (!options) {
        tellFailure(options.error().message);
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
