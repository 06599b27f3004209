// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the pages of supervisors and administrators on a floor in memory and writes pictures of them, to be looked at:
//
//     floor_gallery --out FOLDER [--theme light|dark] [--lang de] [--font PERCENT] [--only PAGE]
#include "tests/ui/fake_floor.h"

#include "ui/console.h"
#include "ui/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void fillCalls(FakeSession &floor, ManualScheduler &time) {
    const UtcTime now = time.clock().now();
    const auto put = [&](const QString &id, const QString &number, const QString &agent, CallStage stage, int seconds) {
        Call call = floor.makeCall(id, number, CallDirection::Inbound, agent);
        call.status = stage == CallStage::Queued ? CallStatus::Ringing : CallStatus::Active;
        call.stage = stage;
        call.queueId = QueueId(u"q-sales"_s);
        call.startedAt = now - std::chrono::seconds(seconds);
        if (call.status == CallStatus::Active) call.answeredAt = call.startedAt + 9s;
        floor.put(call);
    };
    put(u"call-1"_s, u"+351210000121"_s, u"user-2"_s, CallStage::Connected, 412);
    put(u"call-2"_s, u"+14155550142"_s, u"user-7"_s, CallStage::Held, 96);
    put(u"call-4"_s, u"+442079460018"_s, {}, CallStage::Queued, 48);
    put(u"call-5"_s, u"+33199001234"_s, {}, CallStage::Queued, 17);
}

class FloorGallery {
public:
    FloorGallery(QString prefix, MainWindow &window, ManualScheduler &time) : m_prefix(std::move(prefix)), m_window(window), m_time(time) {}

    void settle() {
        for (int i = 0; i < 4; ++i) {
            QTest::qWait(30);
            m_time.advance(200ms);
        }
    }
    void picture(const QString &name) {
        settle();
        QWidget *top = QApplication::activeModalWidget();
        (top ? top : static_cast<QWidget *>(&m_window))->grab().save(m_prefix + name + u".png"_s);
    }
    void act(const QString &name) {
        if (auto *action = m_window.findChild<QAction *>(name)) action->trigger();
        else qWarning("no action %s", qPrintable(name));
        settle();
    }
    void dialog(const QString &action, const QString &name) {
        act(action);
        picture(name);
        if (QWidget *top = QApplication::activeModalWidget()) top->close();
        settle();
    }
    template <class W>
    W *find(const QString &name) { return m_window.findChild<W *>(name); }

private:
    QString m_prefix;
    MainWindow &m_window;
    ManualScheduler &m_time;
};

void showAdministration(FloorGallery &gallery) {
    gallery.act(u"page_administration"_s);
    auto *rail = gallery.find<QListWidget>(u"adminRail"_s);
    for (int row = 0; rail && row < rail->count(); ++row) {
        rail->setCurrentRow(row);
        gallery.picture(u"admin-"_s + rail->item(row)->data(Qt::UserRole).toString());
        QWidget *page = gallery.find<QWidget>(rail->item(row)->data(Qt::UserRole).toString() + u"Page"_s);
        auto *table = page->findChild<QTableView *>();
        if (!table || table->model()->rowCount() == 0) continue;
        table->selectRow(0);
        auto *change = page->findChild<QAction *>(u"changeRowAction"_s);
        if (!change) continue;
        change->trigger();
        gallery.picture(u"admin-"_s + rail->item(row)->data(Qt::UserRole).toString() + u"-form"_s);
        if (QWidget *top = QApplication::activeModalWidget()) top->close();
    }
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"out"_s, u"Folder for the pictures."_s, u"folder"_s, u"."_s}, {u"theme"_s, u"light or dark."_s, u"theme"_s, u"light"_s},
                       {u"lang"_s, u"Language."_s, u"code"_s, u"en"_s}, {u"font"_s, u"Size of the text in percent."_s, u"percent"_s, u"100"_s}});
    parser.addHelpOption();
    parser.process(app);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * parser.value(u"font"_s).toInt() / 100);
    QApplication::setFont(font);
    QDir().mkpath(parser.value(u"out"_s));

    ManualScheduler time;
    FakeSession floor(time.clock());
    floor.person.role = Role::Admin;
    fillCalls(floor, time);
    FakeDesk desk(floor, time.clock());
    FakeFloor lists(floor, desk, time.clock());
    QTemporaryDir settings;
    Console console(app, floor, {.language = parser.value(u"lang"_s), .settingsFile = settings.filePath(u"console.ini"_s)}, &time);
    console.setTheme(themeFromName(parser.value(u"theme"_s)));
    MainWindow &window = console.window();
    window.resize(1280, 800);
    console.show();
    if (!QTest::qWaitForWindowExposed(&window)) return 1;
    floor.enter();
    FloorGallery gallery(u"%1/%2-%3-"_s.arg(parser.value(u"out"_s), parser.value(u"lang"_s), parser.value(u"theme"_s)), window, time);
    gallery.settle();

    gallery.act(u"page_floor"_s);
    if (auto *calls = gallery.find<QTableView>(u"floorCallTable"_s)) {
        for (int row = 0; row < calls->model()->rowCount(); ++row) {
            calls->selectRow(row);
            gallery.settle();
            if (const auto *panel = gallery.find<QWidget>(u"waitingPanel"_s); panel && panel->isVisible()) break;
        }
    }
    lists.tell(EventKind::SupervisionUpdate, u"call-1"_s,
               {{u"callId"_s, u"call-1"_s}, {u"legId"_s, u"leg-9"_s}, {u"supervisorId"_s, floor.person.id.text()}, {u"mode"_s, u"whisper"_s},
                {u"state"_s, u"connected"_s}, {u"heardBy"_s, QJsonArray{u"agent"_s}}});
    if (auto *alerts = gallery.find<QTableView>(u"alertTable"_s)) alerts->selectRow(0);
    gallery.picture(u"floor"_s);
    gallery.act(u"agentCardsAction"_s);
    gallery.picture(u"floor-cards"_s);
    gallery.act(u"page_campaigns"_s);
    gallery.picture(u"campaigns"_s);
    gallery.dialog(u"changeCampaignAction"_s, u"campaign-form"_s);
    gallery.act(u"importAction"_s);
    gallery.picture(u"import-file"_s);
    if (QWidget *import = QApplication::activeModalWidget()) {
        import->findChild<QLineEdit *>(u"importFile"_s)->setText(u"/lists/march.csv"_s);
        QTest::keyClick(import->findChild<QLineEdit *>(u"importFile"_s), Qt::Key_Return);
        gallery.picture(u"import-preview"_s);
        import->close();
    }
    gallery.act(u"page_history"_s);
    if (auto *calls = gallery.find<QTableView>(u"historyTable"_s)) calls->selectRow(0);
    gallery.picture(u"history"_s);
    if (gallery.find<QAction>(u"page_reports"_s)) {
        gallery.act(u"page_reports"_s);
        gallery.picture(u"reports"_s);
    }
    showAdministration(gallery);
    return 0;
}
