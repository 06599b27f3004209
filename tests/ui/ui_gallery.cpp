// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the console on a floor in memory and writes pictures of it, to be looked at:
//
//     ui_gallery --out FOLDER [--theme light|dark] [--lang de] [--font PERCENT] [--size 1280x800] [--screen]
//
// With --screen also what the X server shows, by ImageMagick's `import` (needs a display, e.g. xvfb-run).
#include "tests/ui/fake_desk.h"

#include "ui/console.h"
#include "ui/dialogs/start_dialog.h"
#include "ui/main_window.h"
#include "ui/models/call_table_model.h"
#include "ui/page_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/call_table_view.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void fillFloor(FakeSession &floor, ManualScheduler &time) {
    struct Row {
        const char *number;
        CallDirection direction;
        const char *agent;
        CallStatus status;
        int waitedSeconds;
        int talkedSeconds;
    };
    const Row rows[] = {{"+351210000121", CallDirection::Inbound, "user-2", CallStatus::Active, 21, 4127},
                        {"+14155550142", CallDirection::Outbound, "user-3", CallStatus::Active, 9, 312},
                        {"+493023125018", CallDirection::Outbound, "user-1", CallStatus::Active, 14, 95},
                        {"+442079460018", CallDirection::Inbound, "", CallStatus::Ringing, 48, 0},
                        {"+33199001234", CallDirection::Inbound, "", CallStatus::Initiated, 2, 0},
                        {"+390668201234", CallDirection::Outbound, "user-2", CallStatus::Ringing, 6, 0},
                        {"+12125550177", CallDirection::Outbound, "user-3", CallStatus::Initiated, 1, 0}};
    int number = 0;
    const UtcTime now = time.clock().now();
    for (const Row &row : rows) {
        Call call = floor.makeCall(u"call-%1"_s.arg(++number), QString::fromLatin1(row.number), row.direction,
                                   QString::fromLatin1(row.agent));
        call.status = row.status;
        call.startedAt = now - std::chrono::seconds(row.waitedSeconds + row.talkedSeconds);
        if (row.status == CallStatus::Active) call.answeredAt = now - std::chrono::seconds(row.talkedSeconds);
        floor.put(call);
    }
}

/// Where the calls of the floor stand.
void setStages(FakeSession &floor) {
    const std::pair<const char *, CallStage> stages[] = {
        {"call-1", CallStage::Held}, {"call-2", CallStage::Connected}, {"call-3", CallStage::Connected}, {"call-4", CallStage::Queued}};
    for (const auto &[id, stage] : stages) {
        floor.call(QString::fromLatin1(id)).stage = stage;
        if (stage != CallStage::Connected) floor.call(QString::fromLatin1(id)).queueId = QueueId(u"q-sales"_s);
    }
}

class Gallery {
public:
    Gallery(QString folder, QString label, bool screen)
        : m_folder(std::move(folder)), m_label(std::move(label)), m_screen(screen) {}

    void picture(QWidget &window, const QString &name) {
        const QString file = u"%1/%2-%3"_s.arg(m_folder, m_label, name);
        if (!window.grab().save(file + u".png"_s)) qFatal("cannot write %s", qPrintable(file));
        if (m_screen && QProcess::execute(u"import"_s, {u"-window"_s, u"root"_s, file + u"-screen.png"_s}) != 0)
            qFatal("import failed");
    }

private:
    QString m_folder;
    QString m_label;
    bool m_screen;
};

QByteArray earlierCalls() {
    return R"([{"id":"e1","status":"COMPLETED","direction":"inbound","customerNumber":"+442079460018","startedAt":"2026-03-01T10:00:00.000Z",
                "answeredAt":"2026-03-01T10:00:21.000Z","endedAt":"2026-03-01T10:07:05.000Z"},
               {"id":"e2","status":"NO_ANSWER","direction":"outbound","outcome":"busy","customerNumber":"+442079460018",
                "startedAt":"2026-02-27T15:30:00.000Z","endedAt":"2026-02-27T15:30:30.000Z"},
               {"id":"e3","status":"COMPLETED","direction":"outbound","customerNumber":"+442079460018","startedAt":"2026-02-27T15:41:00.000Z",
                "answeredAt":"2026-02-27T15:41:09.000Z","endedAt":"2026-02-27T15:43:00.000Z"}])";
}

QWidget *windowNamed(const QString &name) {
    for (QWidget *window : QApplication::topLevelWidgets())
        if (window->objectName() == name) return window;
    qFatal("there is no window %s", qPrintable(name));
}

/// What stands beside the desk: a preview campaign, the strip, the list of keys, the first question, and every other page.
template <class Settle, class Show>
void showOthers(MainWindow &window, FakeDesk &desk, const Settle &settle, Gallery &gallery, const Show &show) {
    desk.campaigns = R"({"campaigns":[{"id":"c-1","name":"Spring offer","mode":"preview","status":"running"}],"next":null})";
    desk.nextLead = R"({"leadId":"l-1","numbers":[{"number":"+4930111222","next":true},{"number":"+49170555111","next":false}],
        "person":{"name":"Ana Costa","city":"Berlin","plan":"Gold since 2019"},"tries":1,"lastOutcome":"no_answer","until":"2026-03-02T15:20:00.000Z"})";
    desk.tell(u"OFFLINE"_s);
    settle();
    desk.tell(u"AVAILABLE"_s);
    settle();
    window.findChild<QAction *>(u"nextLeadAction"_s)->trigger();
    show(u"11-preview"_s);
    window.findChild<QAction *>(u"compactAction"_s)->trigger();
    settle();
    gallery.picture(*windowNamed(u"compactBar"_s), u"12-compact"_s);
    window.findChild<QAction *>(u"compactAction"_s)->trigger();
    window.findChild<QAction *>(u"shortcutsAction"_s)->trigger();
    settle();
    auto *keys = window.findChild<QDialog *>(u"shortcutDialog"_s);
    gallery.picture(*keys, u"13-shortcuts"_s);
    keys->close();
    StartDialog start([](const QString &) -> Result<QUrl> { return QUrl(); });
    start.show();
    settle();
    gallery.picture(start, u"14-start"_s);
    start.close();
    int number = 20;
    for (const PageSpec &spec : pageSpecs()) {
        window.findChild<QAction *>(u"page_"_s + QLatin1StringView(spec.id))->trigger();
        show(u"%1-page-%2"_s.arg(number++).arg(QLatin1StringView(spec.id)));
    }
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"out"_s, u"Folder for the pictures."_s, u"folder"_s, u"."_s},
                       {u"theme"_s, u"light or dark."_s, u"theme"_s, u"light"_s},
                       {u"lang"_s, u"Language."_s, u"code"_s, u"en"_s},
                       {u"font"_s, u"Size of the text in percent."_s, u"percent"_s, u"100"_s},
                       {u"size"_s, u"Of the window."_s, u"WxH"_s, u"1280x800"_s},
                       {u"screen"_s, u"Also what the display shows."_s}});
    parser.addHelpOption();
    parser.process(app);
    const int percent = parser.value(u"font"_s).toInt();
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    QDir().mkpath(parser.value(u"out"_s));

    ManualScheduler time;
    FakeSession floor(time.clock());
    fillFloor(floor, time);
    setStages(floor);
    FakeDesk desk(floor, time.clock());
    desk.move(u"NOT_READY"_s);
    desk.agent.reason = u"lunch"_s;
    QTemporaryDir settings;
    Console console(app, floor,
                    {.demo = true, .signInEmail = u"maria@example.org"_s, .signInPassword = u"right"_s,
                     .language = parser.value(u"lang"_s), .settingsFile = settings.filePath(u"console.ini"_s)},
                    &time);
    console.setTheme(themeFromName(parser.value(u"theme"_s)));
    MainWindow &window = console.window();
    window.move(0, 0);
    const QStringList size = parser.value(u"size"_s).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    console.show();
    if (!QTest::qWaitForWindowExposed(&window)) return 1;
    Gallery gallery(parser.value(u"out"_s),
                    u"%1-%2-%3-%4"_s.arg(parser.value(u"lang"_s), parser.value(u"theme"_s), parser.value(u"size"_s)).arg(percent),
                    parser.isSet(u"screen"_s));
    const auto settle = [] { QTest::qWait(50); };

    settle();
    gallery.picture(window, u"1-sign-in"_s);
    window.findChild<QLineEdit *>(u"passwordField"_s)->setText(u"wrong"_s);
    QTest::keyClick(window.findChild<QLineEdit *>(u"passwordField"_s), Qt::Key_Return);
    settle();
    gallery.picture(window, u"2-sign-in-refused"_s);

    floor.enter();
    settle();
    settle();
    time.advance(100ms);
    floor.put(floor.makeCall(u"busy"_s, u"+12125550188"_s, CallDirection::Outbound, u"user-2"_s));
    floor.put(floor.makeCall(u"bad"_s, u"+999000"_s, CallDirection::Outbound, u"user-1"_s));
    floor.publish({u"busy"_s, u"bad"_s});
    time.advance(3s);
    floor.tell(u"busy"_s, CallStatus::NoAnswer, u"busy"_s);
    floor.tell(u"bad"_s, CallStatus::Failed, u"failed"_s);
    floor.tell(u"call-3"_s, CallStatus::Completed);
    time.advance(2s);
    auto *table = window.findChild<CallTableView *>(u"callTable"_s);
    table->selectRow(4);
    settle();
    gallery.picture(window, u"3-calls"_s);

    floor.refusal = [](const QString &, const RequestParts &) -> std::optional<Error> {
        return badField(u"to"_s, u"\"12 34\" cannot be read as a telephone number."_s);
    };
    floor.setLinkTo(LinkState::Interrupted);
    auto *field = window.findChild<QLineEdit *>(u"dialField"_s);
    field->setText(u"12 34"_s);
    QTest::keyClick(field, Qt::Key_Return);
    time.advance(67s);
    settle();
    gallery.picture(window, u"4-trouble"_s);

    floor.refusal = {};
    QMenu *menu = window.menuBar()->actions().at(1)->menu();
    menu->popup(window.mapToGlobal(window.menuBar()->actionGeometry(window.menuBar()->actions().at(1)).bottomLeft()));
    settle();
    gallery.picture(*menu, u"5-menu"_s);
    menu->close();
    floor.setLinkTo(LinkState::Live);
    window.findChild<Banner *>(u"problemBanner"_s)->dismiss();

    const auto show = [&](const QString &name) {
        time.advance(14s);
        settle();
        gallery.picture(window, name);
    };
    desk.earlier = earlierCalls();
    desk.notes = {{u"n"_s, UserId(u"user-2"_s), u"Jonas Park"_s, time.clock().now() - 26h, u"Wants the refund for the second parcel."_s}};
    Call offered = floor.makeCall(u"mine"_s, u"+442079460018"_s, CallDirection::Inbound);
    offered.stage = CallStage::Offered;
    offered.queueId = QueueId(u"q-sales"_s);
    floor.put(offered);
    floor.publish({u"mine"_s});
    time.advance(100ms);
    desk.tell(u"RINGING"_s, u"mine"_s);
    show(u"6-ringing"_s);

    Call &mine = floor.call(u"mine"_s);
    mine.agentId = floor.person.id;
    mine.stage = CallStage::Connected;
    floor.tell(u"mine"_s, CallStatus::Active);
    desk.agent.pendingReason = u"lunch"_s;
    desk.tell(u"TALKING"_s, u"mine"_s);
    settle();
    desk.say(u"mine"_s, u"assistant"_s, u"Thank you for calling. What is it about?"_s);
    desk.say(u"mine"_s, u"caller"_s, u"My second parcel has not come, and I would like my money back, please."_s);
    desk.say(u"mine"_s, u"agent"_s, u"I am sorry about that. Let me look it up."_s);
    time.advance(1s);
    desk.write(u"mine"_s, u"Offer the refund, please."_s);
    show(u"7-talking"_s);
    window.findChild<QTabWidget *>(u"callTabs"_s)->setCurrentIndex(1);
    window.findChild<QAction *>(u"transferAction"_s)->trigger();
    show(u"8-transfer"_s);
    mine.stage = CallStage::Consulting;
    floor.publish({u"mine"_s});
    window.findChild<QAction *>(u"keysAction"_s)->trigger();
    show(u"9-consulting"_s);

    floor.tell(u"mine"_s, CallStatus::Completed);
    desk.move(u"WRAPUP"_s, u"mine"_s);
    WrapUpInfo wrapUp;
    wrapUp.callId = CallId(u"mine"_s);
    wrapUp.startedAt = wrapUp.minimumUntil = time.clock().now();
    wrapUp.endsAt = wrapUp.startedAt + 60s;
    wrapUp.extensionsLeft = 2;
    desk.agent.wrapUp = wrapUp;
    desk.publish();
    time.advance(100ms);
    window.findChild<QAction *>(u"focusOutcomeAction"_s)->trigger();
    show(u"10-wrap-up"_s);
    showOthers(window, desk, settle, gallery, show);
    return 0;
}
