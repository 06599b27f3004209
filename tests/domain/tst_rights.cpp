// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/actor.h"

#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

/// Roles, permissions and whose data somebody sees.
class RightsTest : public QObject {
    Q_OBJECT

private slots:
    void defaultsOfRoles() {
        QCOMPARE(defaultRights(Role::Agent, u"t"_s).scope, DataScope::Own);
        QVERIFY(!defaultRights(Role::Agent, {}).permissions);
        QCOMPARE(defaultRights(Role::Supervisor, {}).scope, DataScope::All);
        QCOMPARE(defaultRights(Role::Supervisor, u"t"_s).scope, DataScope::Team);
        QVERIFY(defaultRights(Role::Supervisor, {}).permissions.testFlag(Permission::TakeOver));
        QVERIFY(!defaultRights(Role::Supervisor, {}).permissions.testFlag(Permission::ManageQueues));
        QCOMPARE(permissionNames(defaultRights(Role::Admin, u"t"_s).permissions).size(), 9);
        QCOMPARE(defaultRights(Role::Admin, u"t"_s).scope, DataScope::All);
        QVERIFY(!defaultRights(Role::Public, u"t"_s).permissions);
    }

    void whatWasSaidCountsButForAdministrators() {
        const Rights rights = rightsOf(Role::Supervisor, u"t"_s, DataScope::Own, Permissions(Permission::Listen));
        QCOMPARE(rights.scope, DataScope::Own);
        QCOMPARE(permissionNames(rights.permissions), QStringList{u"listen"_s});
        QVERIFY(rightsOf(Role::Admin, {}, DataScope::Own, Permissions()) == defaultRights(Role::Admin, {}));
    }

    void namesAreReadBack() {
        for (const QString &name : permissionNames(defaultRights(Role::Admin, {}).permissions))
            QCOMPARE(permissionNames(Permissions(*permissionFromName(name))), QStringList{name});
        for (const DataScope scope : {DataScope::Own, DataScope::Team, DataScope::All})
            QCOMPARE(dataScopeFromName(dataScopeName(scope)), scope);
        QVERIFY(!permissionFromName(u"everything") && !dataScopeFromName(u""));
    }

    void scopes_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("team");
        QTest::addColumn<QString>("covered"); // of: own o, colleague c, other team x, teamless n, nobody -
        QTest::newRow("own") << static_cast<int>(DataScope::Own) << u"t"_s << u"o"_s;
        QTest::newRow("team") << static_cast<int>(DataScope::Team) << u"t"_s << u"oc"_s;
        QTest::newRow("team without a team") << static_cast<int>(DataScope::Team) << QString() << u"o"_s;
        QTest::newRow("all") << static_cast<int>(DataScope::All) << u"t"_s << u"ocxn-"_s;
    }
    void scopes() {
        QFETCH(int, kind);
        QFETCH(QString, team);
        const Actor actor{UserId(u"me"_s), Role::Supervisor, Rights{static_cast<DataScope>(kind), team, {}}};
        const Scope scope = scopeOf(actor);
        QString covered;
        if (scope.covers(UserId(u"me"_s), team)) covered += u'o';
        if (scope.covers(UserId(u"colleague"_s), u"t"_s)) covered += u'c';
        if (scope.covers(UserId(u"other"_s), u"x"_s)) covered += u'x';
        if (scope.covers(UserId(u"loner"_s), {})) covered += u'n';
        if (scope.covers({}, {})) covered += u'-';
        QTEST(covered, "covered");
    }
};

QTEST_GUILESS_MAIN(RightsTest)
#include "tst_rights.moc"
