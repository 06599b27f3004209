// SPDX-License-Identifier: GPL-3.0-or-later
// Administration, campaigns and history: lists and forms that are made from declarations, by the keyboard.
#include "tests/ui/fake_floor.h"
#include "tests/ui/window_harness.h"

#include "app/contract/all_ops.h"
#include "ui/admin/admin_sections.h"
#include "ui/campaigns/campaign_rules_schema.h"
#include "ui/reports/report_chart.h"
#include "ui/reports/reports_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/field_editor.h"
#include "ui/widgets/operation_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Fields of a schema, also inner ones, for which there are no words.
QStringList namelessFields(const QJsonObject &schema) {
    QStringList nameless;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (!FieldText::isKnown(it.key())) nameless << it.key();
        nameless << namelessFields(it.value().toObject()) << namelessFields(it.value().toObject().value("items"_L1).toObject());
    }
    return nameless;
}

} // namespace

class TestLists : public QObject, private WindowHarness {
    Q_OBJECT

    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<FakeFloor> m_lists;

    void openPage(const char *id) {
        startSignedIn();
        find<QAction>(QByteArray("page_").append(id).constData())->trigger();
        QCoreApplication::processEvents();
    }
    /// A list of the administration with its rows.
    DataTable *openList(const char *id) {
        openPage("administration");
        auto *rail = find<QListWidget>("adminRail");
        rail->setFocus();
        for (int row = 0; row < rail->count() && rail->currentItem()->data(Qt::UserRole).toString() != QLatin1String(id); ++row) press(Qt::Key_Down);
        auto *table = find<DataTable>(QByteArray(id).append("Table").constData());
        [&] { QTRY_VERIFY(table && table->isVisible() && table->model()->rowCount() > 0); }();
        return table;
    }
    QAction *actionOf(const DataTable *table, const char *name) const { return table->parentWidget()->findChild<QAction *>(QLatin1String(name)); }
    OperationDialog *dialog() const { return find<OperationDialog>("operationDialog"); }
    /// The form is in front and has the keys.
    void waitForDialog() const {
        QTRY_VERIFY(dialog());
        dialog()->activateWindow(); // as a window manager does
        QTRY_COMPARE(QApplication::activeWindow(), dialog());
    }
    template <class W>
    W *field(const char *name) const { return dialog()->findChild<QWidget *>(QLatin1String(name) + "Field"_L1)->template findChild<W *>(); }

private slots:
    void init() {
        renew();
        m_floor->person.role = Role::Admin;
        m_desk = std::make_unique<FakeDesk>(*m_floor, m_time->clock());
        m_lists = std::make_unique<FakeFloor>(*m_floor, *m_desk, m_time->clock());
    }
    void cleanup() {
        drop();
        m_lists.reset();
        m_desk.reset();
    }

    void everyFieldOfEveryFormHasWords() {
        QStringList nameless = namelessFields(campaignRulesSchema());
        for (const AdminSection &section : adminSections()) {
            QVERIFY2(operationNamed(section.list), section.id);
            for (const QLatin1StringView name : {section.create, section.update, section.remove, section.extraGet, section.extraSet}) {
                if (name.isEmpty()) continue;
                const OperationInfo *operation = operationNamed(name);
                QVERIFY2(operation, name.data());
                nameless << namelessFields(OperationDialog::bodySchema(*operation, section.leaveOut, {}));
            }
            for (const QString &column : section.columns)
                if (!FieldText::isKnown(column.section(u'.', -1))) nameless << column;
        }
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
    }

    /// What administrators may change can be changed here: an operation that is in no list needs a reason.
    void everyAdministrativeOperationHasAPlace() {
        QStringList placed;
        for (const AdminSection &section : adminSections())
            for (const QLatin1StringView name : {section.create, section.update, section.remove, section.extraSet}) placed << name;
        QStringList missing;
        for (const OperationInfo &operation : allOperations()) {
            const bool changes = operation.route.method != Method::Get && operation.route.role == Role::Admin;
            if (changes && !placed.contains(QLatin1String(operation.name))) missing << QLatin1String(operation.name);
        }
        QCOMPARE(missing, QStringList());
    }

    void onlyWhatWasChangedIsSent() {
        DataTable *queues = openList("queues");
        QVERIFY(queues->selectId(u"q-help"_s));
        queues->setFocus();
        press(Qt::Key_Return);
        waitForDialog();
        QCOMPARE(field<QLineEdit>("name")->text(), u"Help desk"_s);
        auto *target = field<QSpinBox>("serviceLevelTarget");
        QCOMPARE(target->value(), 80);
        target->setFocus();
        target->selectAll();
        type(u"90"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(m_lists->changes, QStringList(u"updateQueue {\"/id\":\"q-help\",\"serviceLevelTarget\":90}"_s));
    }

    void aRefusalNamesItsFieldAndNothingThatWasTypedIsLost() {
        DataTable *queues = openList("queues");
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "createQueue"_L1) return std::nullopt;
            return badField(u"overflow.queueId"_s, u"Overflow to a queue needs \"overflow.queueId\"."_s);
        };
        actionOf(queues, "addRowAction")->trigger();
        waitForDialog();
        field<QLineEdit>("name")->setFocus();
        type(u"Claims"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY(dialog()->findChild<QLabel *>(u"formProblem"_s)->isVisible());
        QVERIFY(dialog()->findChild<QLabel *>(u"formProblem"_s)->text().startsWith("Queue: "_L1));
        QCOMPARE(field<QLineEdit>("name")->text(), u"Claims"_s);
        m_floor->refusal = {};
        dialog()->findChild<QPushButton *>(u"formOk"_s)->click();
        QTRY_COMPARE(m_lists->changes, QStringList(u"createQueue {\"name\":\"Claims\"}"_s));
    }

    void aMemberIsAddedToTheChosenQueue() {
        DataTable *members = openList("members");
        QCOMPARE(members->model()->rowCount(), 2);
        actionOf(members, "addRowAction")->trigger();
        waitForDialog();
        auto *person = field<QComboBox>("userId");
        QTRY_VERIFY(person->findData(u"user-9"_s) >= 0);
        person->setFocus();
        type(u"I"_s); // Ines
        dialog()->findChild<QPushButton *>(u"formOk"_s)->click();
        QTRY_COMPARE(m_lists->changes.size(), 1);
        const QString queue = find<QComboBox>("scopeBox")->currentData().toString();
        QVERIFY2(m_lists->changes.first().contains(u"\"/id\":\"%1\""_s.arg(queue)), qPrintable(m_lists->changes.first()));
        QVERIFY2(m_lists->changes.first().contains("\"userId\":\"user-9\""_L1), qPrintable(m_lists->changes.first()));
    }

    void removingAsksFirst() {
        DataTable *teams = openList("teams");
        QVERIFY(teams->selectId(u"t2"_s));
        actionOf(teams, "removeRowAction")->trigger();
        auto *box = find<QMessageBox>("removeBox");
        QVERIFY(box && box->text().contains("South"_L1));
        box->button(QMessageBox::Cancel)->click();
        QVERIFY(m_lists->changes.isEmpty());
        actionOf(teams, "removeRowAction")->trigger();
        QTRY_VERIFY(find<QMessageBox>("removeBox"));
        for (QAbstractButton *button : find<QMessageBox>("removeBox")->buttons())
            if (find<QMessageBox>("removeBox")->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
        QTRY_COMPARE(m_lists->changes, QStringList(u"updateTeam {\"/id\":\"t2\",\"removed\":true}"_s));
    }

    void theSkillsOfAPersonAreAListOfTheirOwn() {
        DataTable *people = openList("users");
        QVERIFY(people->selectId(u"user-2"_s));
        actionOf(people, "extraRowAction")->trigger();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        auto *level = dialog()->findChild<QWidget *>(u"levelField"_s)->findChild<QSpinBox *>();
        QCOMPARE(level->value(), 8);
        level->setValue(9);
        dialog()->findChild<QPushButton *>(u"formOk"_s)->click();
        QTRY_COMPARE(m_lists->changes, QStringList(u"setUserSkills {\"/id\":\"user-2\",\"skills\":[{\"level\":9,\"skillId\":\"s1\"}]}"_s));
    }

    void pagesAreFetchedWhenTheEndIsSeen() {
        int pages = 0;
        const auto before = m_floor->answers;
        m_floor->answers = [&](const QString &operation, const RequestParts &parts) -> std::optional<Result<QByteArray>> {
            if (operation != "listCalls"_L1) return before(operation, parts);
            QByteArray calls;
            for (int i = 0; i < 100; ++i)
                calls += (i > 0 ? "," : "") + QStringLiteral("{\"id\":\"p%1-%2\",\"customerNumber\":\"+1%2\",\"status\":\"COMPLETED\",\"direction\":\"inbound\"}").arg(pages).arg(i).toUtf8();
            ++pages;
            return QByteArray("{\"calls\":[" + calls + "],\"next\":" + (pages < 3 ? "\"c" + QByteArray::number(pages) + "\"" : QByteArray("null")) + "}");
        };
        openPage("history");
        auto *table = find<DataTable>("historyTable");
        QTRY_COMPARE(table->model()->rowCount(), 100);
        QCOMPARE(pages, 1);
        table->setFocus();
        press(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(table->model()->rowCount() > 100);
        press(Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE(table->model()->rowCount(), 300);
        press(Qt::Key_End, Qt::ControlModifier);
        QCoreApplication::processEvents();
        QCOMPARE(pages, 3);
    }

    void callsAreSearchedOnTheFloor() {
        openPage("history");
        auto *number = find<QLineEdit>("historyNumber");
        number->setFocus();
        type(u"+351210000121"_s);
        RequestParts asked;
        m_floor->refusal = [&](const QString &operation, const RequestParts &parts) -> std::optional<Error> {
            if (operation == "listCalls"_L1) asked = parts;
            return std::nullopt;
        };
        press(Qt::Key_Return);
        QTRY_COMPARE(asked.query.value("number"_L1).toString(), u"+351210000121"_s);
        QTRY_COMPARE(find<QLabel>("historyCount")->text(), u"3 calls found"_s);
        auto *table = find<DataTable>("historyTable");
        table->setFocus();
        QVERIFY(table->selectId(u"p1"_s));
        auto *events = find<DataTable>("eventTable");
        QTRY_COMPARE(events->model()->rowCount(), 8);
        QCOMPARE(events->model()->index(3, 1).data().toString(), u"The offer to Tom Okafor is over: missed"_s);
        QVERIFY(find<>("recordingButton")->isVisible());
    }

    void aListIsImportedAfterALookAtItsRows() {
        openPage("campaigns");
        auto *table = find<DataTable>("campaignTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->setFocus();
        press(Qt::Key_I, Qt::ControlModifier);
        auto *file = find<QLineEdit>("importFile");
        QTRY_VERIFY(file && file->hasFocus());
        type(u"/lists/march.csv"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(m_floor->uploaded, QStringList(u"/lists/march.csv"_s));
        auto *rows = find<DataTable>("importRows");
        QTRY_COMPARE(rows->model()->rowCount(), 4);
        QCOMPARE(rows->model()->index(3, 2).data().toString(), u"no telephone number"_s);
        QVERIFY(find<QLabel>("importCounts")->text().contains("5 rows: 2 fine, 1 completed, 1 double, 0 do not call, 1 unusable"_L1));
        auto *mapping = find<QComboBox>("mapping_Notiz");
        mapping->setCurrentIndex(mapping->findData(u"ignore"_s));
        find<QPushButton>("importAgain")->click();
        QTRY_VERIFY(m_floor->asked.contains("setImportMapping"_L1));
        QVERIFY(!m_floor->asked.contains("runImport"_L1));
        QTRY_VERIFY(find<QPushButton>("importNext")->isEnabled());
        QCOMPARE(find<QPushButton>("importNext")->text(), u"Take in 3 rows"_s);
        find<QPushButton>("importNext")->click();
        QTRY_VERIFY(find<QPushButton>("importUndo")->isVisible());
        QVERIFY(m_floor->asked.contains("runImport"_L1));
    }

    void everyFigureOpensItsFormulaAndTheRowsBehindIt() {
        openPage("reports");
        auto *table = find<DataTable>("reportTable");
        QTRY_COMPARE(table->model()->rowCount(), 3); // two queues, and all together
        table->setFocus();
        QVERIFY(table->selectId(u"total"_s));
        QStringList shown;
        for (int column = 0; column < table->model()->columnCount(); ++column) shown << table->currentIndex().siblingAtColumn(column).data().toString();
        QCOMPARE(shown.first(4), (QStringList{u"All together"_s, u"131"_s, u"119"_s, u"82.6 %"_s}));
        press(Qt::Key_Return);
        QTRY_VERIFY(find<QDialog>("explainDialog"));
        QCOMPARE(m_floor->lastParts.query.value("explain"_L1).toString(), u"1"_s);
        auto *figures = find<DataTable>("explainFigures");
        QCOMPARE(figures->model()->index(0, 2).data().toString(), u"A(T) / (A + B - S)"_s);
        QCOMPARE(find<DataTable>("explainEntries")->model()->index(0, 3).data().toString(), u"connected"_s);
        find<QDialog>("explainDialog")->close();
        QCOMPARE(find<ReportChart>("reportChart")->bars().size(), size_t(9));
        QVERIFY(find<>("reportChart")->accessibleDescription().contains("94.0 %"_L1));
    }

    void aReportIsSavedAsATable() {
        openPage("reports");
        QTRY_COMPARE(find<DataTable>("reportTable")->model()->rowCount(), 3);
        const QList<QByteArray> lines = find<ReportsView>("reportsPage")->csv().split('\n');
        QCOMPARE(lines.size(), 5); // heading, three lines, and the end
        QVERIFY(lines.first().startsWith("From,To,About,Came in,Connected,Service level,"));
        QVERIFY2(lines[3].contains(",All together,131,119,82.60,14.50,"), lines[3].constData());
        for (const QByteArray &line : lines) QCOMPARE(line.isEmpty() ? lines.first().count(',') : line.count(','), lines.first().count(','));
    }

    void aCampaignSaysWhatBlocksItAndWhatItsRateIs() {
        openPage("campaigns");
        QTRY_VERIFY(find<QLabel>("dropRate")->text().contains("3.1 % of those who answered, at or above the cap of 3.0 %"_L1));
        auto *checks = find<DataTable>("checklistTable");
        QTRY_COMPARE(checks->model()->rowCount(), 3);
        QCOMPARE(checks->model()->index(1, 1).data().toString(), u"blocks the start"_s);
        QVERIFY(find<QLabel>("whyText")->text().contains("Held back 212 times"_L1));
        QVERIFY(!find<QAction>("startCampaignAction")->isEnabled());
        QCOMPARE(find<QAction>("startCampaignAction")->toolTip(), u"This campaign is running."_s);
        find<QAction>("pauseCampaignAction")->trigger();
        QTRY_VERIFY(m_floor->asked.contains("pauseCampaign"_L1));
    }

    void rulesOfACampaignAreChangedInAForm() {
        openPage("campaigns");
        auto *table = find<DataTable>("campaignTable");
        QTRY_VERIFY(!table->selectedId().isEmpty());
        find<QAction>("changeCampaignAction")->trigger();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        auto *ring = dialog()->findChild<QWidget *>(u"ringSecondsField"_s)->findChild<QSpinBox *>();
        QCOMPARE(ring->value(), 25);
        ring->setValue(30);
        dialog()->findChild<QPushButton *>(u"formOk"_s)->click();
        QTRY_COMPARE(m_lists->changes.size(), 1);
        QVERIFY2(m_lists->changes.first().contains("\"ringSeconds\":30"_L1), qPrintable(m_lists->changes.first()));
        QVERIFY(!m_lists->changes.first().contains("concurrency"_L1));
    }

    void rowsKeepTheirPlaceWhenAListIsFetchedAgain() {
        JsonTableModel model({{.title = u"Name"_s, .text = [](const QJsonObject &row) { return row.value("name"_L1).toString(); }}});
        const auto row = [](const QString &id, const QString &name) { return QJsonObject{{u"id"_s, id}, {u"name"_s, name}}; };
        model.setRows(QJsonArray{row(u"a"_s, u"A"_s), row(u"b"_s, u"B"_s), row(u"c"_s, u"C"_s)});
        const QPersistentModelIndex b(model.index(1, 0));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset), changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows(QJsonArray{row(u"c"_s, u"C"_s), row(u"d"_s, u"D"_s), row(u"b"_s, u"B2"_s)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.idAt(0), u"c"_s);
        QCOMPARE(model.idAt(1), u"d"_s);
        QCOMPARE(b.row(), 2);
        QCOMPARE(b.data().toString(), u"B2"_s);
        QCOMPARE(changes.size(), 1);
        QVERIFY(resets.isEmpty());
        QCOMPARE(model.rowOf(u"a"_s), -1);
    }
};

QTEST_MAIN(TestLists)
#include "tst_lists.moc"
