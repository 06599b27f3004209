// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString packaging(const QString &path) { return qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + u"/packaging/"_s + path; }

struct Ran {
    int status = -1;
    QByteArray output;
};

Ran run(const QString &program, const QStringList &arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished()) return {};
    return {process.exitCode(), process.readAll()};
}

bool isThere(const QString &program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

QString textOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const QStringList kUnits{u"callfloor.service"_s, u"callfloor.socket"_s, u"callfloor-backup.service"_s, u"callfloor-backup.timer"_s};

} // namespace

class TestPackageFiles : public QObject {
    Q_OBJECT
private slots:
    void systemdUnderstandsTheUnits() {
        if (!isThere(u"systemd-analyze"_s)) QSKIP("there is no systemd-analyze");
        // It looks for the programs that the units start, so they are given ones that are there.
        QTemporaryDir folder;
        QStringList paths;
        for (const QString &unit : kUnits) {
            paths << folder.filePath(unit);
            QFile copy(paths.last());
            QVERIFY(copy.open(QIODevice::WriteOnly));
            copy.write(textOf(packaging(u"systemd/"_s + unit)).replace(u"/usr/bin/callfloor"_s, qEnvironmentVariable("CALLFLOOR_BINARY")).toUtf8());
        }
        const Ran verified = run(u"systemd-analyze"_s, QStringList{u"verify"_s, u"--man=no"_s, u"--recursive-errors=no"_s} + paths);
        QVERIFY2(verified.status == 0 && !verified.output.contains("callfloor"), verified.output.constData());
    }

    void theServicesAreConfined_data() {
        QTest::addColumn<QString>("unit");
        for (const QString &unit : kUnits)
            if (unit.endsWith(u".service"_s)) QTest::newRow(qPrintable(unit)) << unit;
    }
    void theServicesAreConfined() {
        QFETCH(QString, unit);
        if (!isThere(u"systemd-analyze"_s)) QSKIP("there is no systemd-analyze");
        const Ran judged = run(u"systemd-analyze"_s, {u"security"_s, u"--offline=true"_s, u"--threshold=20"_s, u"--no-pager"_s,
                                                      packaging(u"systemd/"_s + unit)}); // in tenths: 2.0
        QVERIFY2(judged.status == 0, judged.output.constData());
    }

    void theServiceAsksForWhatTheProductDoes() {
        const QString unit = textOf(packaging(u"systemd/callfloor.service"_s));
        for (const QString &line : {u"Type=notify"_s, u"WatchdogSec=30s"_s, u"ExecStart=/usr/bin/callfloor --server"_s,
                                    u"ExecReload=/bin/sh -c 'kill -HUP $MAINPID'"_s, u"RestartPreventExitStatus=2"_s})
            QVERIFY2(unit.contains(line), qPrintable(line));
    }

    void theShippedConfigurationIsReadAndSaysWhatIsMissing() {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"server.conf"_s);
        QVERIFY(QFile::copy(packaging(u"server.conf"_s), file));
        const QString program = qEnvironmentVariable("CALLFLOOR_BINARY");
        const Ran as = run(program, {u"config"_s, u"--check"_s, u"--config"_s, file});
        QCOMPARE(as.status, 1);
        QVERIFY2(as.output.contains("TELNYX_PUBLIC_KEY"), as.output.constData());
        // Every line that is commented out is a setting that there is, and needs no more than its value.
        QString filled;
        for (const QString &line : textOf(file).split(u'\n')) {
            const QString setting = line.startsWith(u"# "_s) && line.contains(u" ="_s) ? line.mid(2).trimmed() : QString();
            if (setting.isEmpty() || setting.contains(u"_file"_s)) filled += line + u'\n';
            else if (setting.startsWith(u"telnyx_public_key"_s)) filled += setting + u" WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY=\n"_s;
            else if (setting.startsWith(u"telnyx_from_number"_s)) filled += u"telnyx_from_number = +13125550100\n"_s;
            else filled += setting + (setting.endsWith(u'=') ? u" x\n"_s : u"\n"_s);
        }
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(filled.toUtf8());
        out.close();
        const Ran good = run(program, {u"config"_s, u"--check"_s, u"--config"_s, file});
        QVERIFY2(good.status == 0, good.output.constData());
    }

    void scriptsOfThePackagesAreSound_data() {
        QTest::addColumn<QString>("script");
        for (const QString &name : QDir(packaging(u"debian"_s)).entryList({u"*.postinst"_s, u"*.prerm"_s, u"*.postrm"_s}))
            QTest::newRow(qPrintable(name)) << packaging(u"debian/"_s + name);
        QTest::newRow("make-package-files.sh") << packaging(u"make-package-files.sh"_s);
    }
    void scriptsOfThePackagesAreSound() {
        QFETCH(QString, script);
        const Ran read = run(u"sh"_s, {u"-n"_s, script});
        QVERIFY2(read.status == 0, read.output.constData());
        QVERIFY(QFileInfo(script).isExecutable());
    }

    void theDesktopUnderstandsItsEntry() {
        if (!isThere(u"desktop-file-validate"_s)) QSKIP("there is no desktop-file-validate");
        const Ran read = run(u"desktop-file-validate"_s, {packaging(u"desktop/org.callfloor.Console.desktop"_s)});
        QVERIFY2(read.status == 0 && read.output.isEmpty(), read.output.constData());
    }

    void softwareCentresUnderstandTheDescription() {
        if (!isThere(u"appstreamcli"_s)) QSKIP("there is no appstreamcli");
        const Ran read = run(u"appstreamcli"_s, {u"validate"_s, u"--no-net"_s, u"--no-color"_s, packaging(u"desktop/org.callfloor.Console.metainfo.xml"_s)});
        QVERIFY2(read.status == 0, read.output.constData());
    }
};

QTEST_GUILESS_MAIN(TestPackageFiles)
#include "tst_package_files.moc"
