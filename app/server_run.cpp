// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server_run.h"

#include "app/demo_director.h"
#include "app/demo_screen.h"
#include "app/logging.h"
#include "app/node.h"
#include "app/reload.h"
#include "app/service_manager.h"
#include "app/stop_signals.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTakeDownPatience{700}; // behind the four seconds of Node::stop()

bool isTerminal(FILE *stream) {
#ifdef Q_OS_UNIX
    return ::isatty(::fileno(stream)) != 0;
#else
    Q_UNUSED(stream)
    return false;
#endif
}

/// A password hash that has been begun cannot be ended, and taking things down would wait for it: the promise is to be gone
/// within five seconds of the signal. Whatever is stored survives that, as it would a power cut.
void leaveAnyway(int status) {
    std::thread([status] {
        std::this_thread::sleep_for(kTakeDownPatience);
        std::fputs("callfloor: something is still at work; leaving without it\n", stderr);
        std::_Exit(status);
    }).detach();
}

/// The life of a headless process.
class ServerRun : public QObject {
public:
    explicit ServerRun(const Options &options) : m_options(options), m_node(options), m_out(stdout) {
        connect(&m_signals, &StopSignals::stopRequested, this, &ServerRun::stop);
        connect(&m_signals, &StopSignals::reloadRequested, this, &ServerRun::reload);
        if (!options.demo) m_signals.watchHangUp();
    }

    void start() {
        const auto listener = m_manager.listener();
        if (!listener) return failToStart(listener.error());
        if (*listener) m_node.setListener(**listener);
        m_node.start([this](const Result<Ok> &started) {
            if (!started) return failToStart(started.error());
            m_manager.ready(u"listens on "_s + m_node.url());
            if (m_options.demo) return startDemo();
            m_out << u"callfloor %1 listens on %2"_s.arg(QStringLiteral(CALLFLOOR_VERSION), m_node.url()) << Qt::endl;
            if (const QString link = m_node.setUpUrl(); !link.isEmpty())
                m_out << u"No administrator yet. Make the first one here, once: %1"_s.arg(link) << Qt::endl;
        });
    }

private:
    /// Whoever starts it again learns from the status whether that could help.
    void failToStart(const Error &error) {
        tellFailure(error.message);
        m_status = error.code == ErrorCode::BadRequest ? 2 : 1;
        QCoreApplication::exit(m_status);
    }

    void startDemo() {
        m_screen = std::make_unique<DemoScreen>(m_node, m_out, isTerminal(stdout));
        m_director = std::make_unique<DemoDirector>(m_node);
        m_screen->showIntroduction();
        m_director->start();
        if (m_options.seconds)
            QTimer::singleShot(std::chrono::seconds(*m_options.seconds), this, [this] { finishDemo(); });
    }

    void finishDemo() {
        if (std::exchange(m_finishing, true)) return;
        m_director->finish([this](const DemoSummary &summary) {
            m_screen->showSummary(summary);
            m_status = summary.good() ? 0 : 1;
            leave();
        });
    }

    void stop() {
        if (m_director && m_options.seconds && !m_finishing) return finishDemo();
        leave();
    }

    void reload() {
        // Shells pass the end of a terminal on as SIGHUP: who was started there does not outlive it.
        if (m_hadTerminal && !isTerminal(stdin)) return leave();
        m_manager.reloading();
        if (const auto settings = readSettingsAgain(m_options)) {
            Logging::setLevel(settings->logLevel);
            m_node.reload(*settings);
        }
        m_manager.ready(u"listens on "_s + m_node.url());
    }

    void leave() {
        if (std::exchange(m_leaving, true)) return;
        m_manager.stopping(u"finishes what it has accepted"_s);
        m_node.stop([this] {
            leaveAnyway(m_status);
            QCoreApplication::exit(m_status);
        });
    }

    Options m_options;
    ServiceManager m_manager;
    Node m_node;
    QTextStream m_out;
    StopSignals m_signals;
    std::unique_ptr<DemoScreen> m_screen;
    std::unique_ptr<DemoDirector> m_director;
    const bool m_hadTerminal = isTerminal(stdin);
    int m_status = 0;
    bool m_finishing = false;
    bool m_leaving = false;
};

} // namespace

int runServer(const Options &options) {
    ServerRun run(options);
    QTimer::singleShot(0, &run, [&run] { run.start(); });
    return QCoreApplication::exec();
}

} // namespace callfloor
