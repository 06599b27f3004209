// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console_run.h"

#include "app/demo_director.h"
#include "app/keychain_vault.h"
#include "app/node.h"
#include "app/single_instance.h"
#include "app/stop_signals.h"
#include "server/local/local_session.h"
#include "ui/console.h"
#include "ui/dialogs/sign_in_view.h"
#include "ui/dialogs/start_dialog.h"
#include "ui/main_window.h"
#include "ui/remote/remote_session.h"
#include "ui/start/remembered_login.h"
#include "ui/translation.h"

#include <QApplication>
#include <QProcess>
#include <QSemaphore>
#include <QSettings>
#include <QStandardPaths>
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

/// Starts this program once more, on its own.
void startAnother(const QStringList &arguments) { QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments); }

/// Who wants it stays signed in to a server elsewhere.
class StayingSignedIn {
public:
    StayingSignedIn(RemoteSession &session, const QUrl &server)
        : m_settings(u"callfloor"_s, u"console"_s),
          m_login(u"refresh token for "_s + server.toString(), m_vault, m_settings,
                  [&session](const QString &token) { return session.resume(token); }) {
        QObject::connect(&session, &RemoteSession::refreshTokenChanged, &m_login, &RememberedLogin::tokenChanged);
    }

    void attach(SignInView &page) {
        page.offerStaying(m_login.wanted());
        QObject::connect(&page, &SignInView::stayingChosen, &m_login, &RememberedLogin::setWanted);
        QObject::connect(&m_login, &RememberedLogin::told, &page, &SignInView::setMessage);
        m_login.start();
    }

private:
    QSettings m_settings;
    KeychainVault m_vault;
    RememberedLogin m_login;
};

int show(QApplication &app, FloorSession &session, const Options &options, SingleInstance *instance, StayingSignedIn *staying = nullptr) {
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
    QObject::connect(&window.window(), &MainWindow::otherServerWanted, &app, [](const QUrl &server) {
        if (!server.isEmpty()) return startAnother({u"--connect"_s, server.toString()});
        QSettings settings(u"callfloor"_s, u"console"_s);
        StartDialog::forget(settings);
        startAnother({});
        QCoreApplication::quit();
    });
    if (instance) QObject::connect(instance, &SingleInstance::started, &window.window(), &MainWindow::openLink);
    window.show();
    if (staying) staying->attach(window.window().signInPage());
    if (!options.link.isEmpty()) window.window().openLink(options.link);
    return QApplication::exec();
}

/// Asks what the console shall be; false if it shall not be at all.
bool askForMode(QApplication &app, Options &options, QSettings &settings) {
    installTranslations(app, options.language);
    applyTheme(app, themeFromName(settings.value("theme"_L1).toString()));
    StartDialog dialog(&RemoteSession::readServer);
    QObject::connect(&dialog, &QDialog::finished, &app, &QCoreApplication::quit);
    dialog.open();
    QApplication::exec();
    if (dialog.result() != QDialog::Accepted) return false;
    if (dialog.remembered()) StartDialog::remember(settings, dialog.choice());
    options.connectUrl = dialog.choice().server;
    if (dialog.choice().mode != StartChoice::Mode::Demo) return true;
    // The demo has settings of its own, which are made before anything else.
    startAnother({u"--demo"_s});
    return false;
}

/// Nothing needs to be asked: the command line says what the console shall be, or somebody has set up a server here.
bool isTold(const Options &options) {
    const auto set = [&](QStringView key) { return !options.loaded.origin(key).isDefault(); };
    return options.demo || !options.connectUrl.isEmpty() || !options.configFile.isEmpty() || set(u"state_dir") || set(u"database_url");
}

/// What a console without --connect and --demo shall be: what was answered once, else what is answered now.
bool chooseMode(QApplication &app, Options &options) {
    QSettings settings(u"callfloor"_s, u"console"_s);
    const auto remembered = StartDialog::remembered(settings);
    if (!remembered) return askForMode(app, options, settings);
    options.connectUrl = remembered->server;
    return true;
}

/// Where the lock of a console lies: a folder of the user's that the system empties.
QString lockFolder() {
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : runtime;
}

} // namespace

int runConsoleProgram(int &argc, char **argv, const Options &given) {
    QApplication app(argc, argv);
    Options options = given;
    if (!isTold(options) && !chooseMode(app, options)) return 0;
    // Demos are thrown away; as many as one likes may run.
    std::unique_ptr<SingleInstance> instance;
    if (!options.demo) {
        const QString purpose = options.connectUrl.isEmpty() ? options.settings().stateDir : options.connectUrl.toString();
        instance = std::make_unique<SingleInstance>(lockFolder(), purpose);
        if (!instance->first()) {
            if (instance->handOver(options.link)) return 0;
            QTextStream(stderr) << u"A console is running already, and does not answer. End it, then start again."_s << Qt::endl;
            return 1;
        }
    }
    if (!options.connectUrl.isEmpty()) {
        RemoteSession session(options.connectUrl);
        StayingSignedIn staying(session, options.connectUrl);
        return show(app, session, options, instance.get(), &staying);
    }
    EmbeddedNode inside(options);
    if (auto started = inside.start(); !started) {
        QTextStream(stderr) << started.error().message << Qt::endl;
        return 1;
    }
    if (const QString link = inside.node().setUpUrl(); !link.isEmpty())
        QTextStream(stdout) << u"No administrator yet. Make the first one here, once: %1"_s.arg(link) << Qt::endl;
    LocalSession session(inside.node().engine());
    return show(app, session, options, instance.get());
}

} // namespace callfloor
