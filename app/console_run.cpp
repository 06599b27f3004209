// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console_run.h"

#include "app/demo_director.h"
#include "app/node.h"
#include "app/stop_signals.h"
#include "server/local/local_session.h"
#include "ui/console.h"
#include "ui/remote/remote_session.h"

#include <QApplication>
#include <QSemaphore>
#include <QTextStream>
#include <QThread>
#include <QTimer>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// The server inside: a node on the engine's thread.
class EmbeddedNode {
public:
    explicit EmbeddedNode(const Options &options) : m_options(options) {
        m_thread.setObjectName(u"engine"_s);
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }

    ~EmbeddedNode() {
        if (m_node) {
            QSemaphore stopped;
            post([&] { m_node->stop([&] { stopped.release(); }); });
            stopped.acquire();
            QMetaObject::invokeMethod(&m_context, [this] { m_director.reset(); m_node.reset(); }, Qt::BlockingQueuedConnection);
        }
        m_thread.quit();
        m_thread.wait();
    }

    /// Waits until the node runs, at most as long as a database needs to open.
    Result<Ok> start() {
        Result<Ok> result;
        QSemaphore ready;
        post([&] {
            m_node = std::make_unique<Node>(m_options);
            m_node->start([&](const Result<Ok> &started) {
                result = started;
                if (started && m_options.demo) {
                    m_director = std::make_unique<DemoDirector>(*m_node);
                    m_director->start();
                }
                ready.release();
            });
        });
        ready.acquire();
        return result;
    }

    Node &node() { return *m_node; }

private:
    void post(std::function<void()> work) {
        QMetaObject::invokeMethod(&m_context, std::move(work), Qt::QueuedConnection);
    }

    Options m_options;
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Node> m_node;
    std::unique_ptr<DemoDirector> m_director;
};

int show(QApplication &app, FloorSession &session, const Options &options) {
    ConsoleOptions console;
    console.demo = options.demo;
    console.language = options.language;
    if (options.demo) {
        console.signInEmail = demoUsers()[1].email; // sees the whole floor, and may dial
        console.signInPassword = demoUsers()[1].password;
    }
    Console window(app, session, console);
    StopSignals signals_;
    QObject::connect(&signals_, &StopSignals::stopRequested, &app, [] { QCoreApplication::quit(); });
    if (options.seconds) QTimer::singleShot(std::chrono::seconds(*options.seconds), &app, [] { QCoreApplication::quit(); });
    window.show();
    return QApplication::exec();
}

} // namespace

int runConsoleProgram(int &argc, char **argv, const Options &options) {
    QApplication app(argc, argv);
    if (!options.connectUrl.isEmpty()) {
        RemoteSession session(options.connectUrl);
        return show(app, session, options);
    }
    EmbeddedNode inside(options);
    if (auto started = inside.start(); !started) {
        QTextStream(stderr) << started.error().message << Qt::endl;
        return 1;
    }
    if (const QString link = inside.node().setUpUrl(); !link.isEmpty())
        QTextStream(stdout) << u"No administrator yet. Make the first one here, once: %1"_s.arg(link) << Qt::endl;
    LocalSession session(inside.node().engine());
    return show(app, session, options);
}

} // namespace callfloor
