// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backup/tar_archive.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

const QString kLongName = u"database/"_s + QString(120, u'x') + u"/"_s + QString(90, u'y');

QByteArray bytesOf(qsizetype size) {
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7);
    return bytes;
}

bool writeEntry(TarWriter &tar, const QString &name, const QByteArray &bytes) { return tar.begin(name) && tar.write(bytes) && tar.end(); }

} // namespace

class TestTarArchive : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"a.tar"_s);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        TarWriter tar(file, fromMicros(1'700'000'000'000'000));
        for (const qsizetype size : kSizes) QVERIFY(writeEntry(tar, u"size/%1"_s.arg(size), bytesOf(size)));
        QVERIFY(writeEntry(tar, kLongName, "long"));
        QVERIFY(writeEntry(tar, u"umlaut-ä"_s, "u"));
        QVERIFY(tar.finish());
    }

    void whatIsWrittenIsRead() {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        TarReader tar(file);
        for (const qsizetype size : kSizes) {
            const auto entry = tar.next();
            QVERIFY(entry.ok() && *entry);
            QCOMPARE((*entry)->name, u"size/%1"_s.arg(size));
            QCOMPARE((*entry)->size, size);
            QCOMPARE(tar.read(1 << 20), bytesOf(size));
            QCOMPARE(tar.read(1), QByteArray());
        }
        const auto longOne = tar.next(); // not read: the next one is found all the same
        QVERIFY(longOne.ok() && *longOne);
        QCOMPARE((*longOne)->name, kLongName);
        const auto last = tar.next();
        QVERIFY(last.ok() && *last);
        QCOMPARE((*last)->name, u"umlaut-ä"_s);
        QCOMPARE(tar.read(100), QByteArray("u"));
        const auto end = tar.next();
        QVERIFY(end.ok() && !*end);
    }

    void theSystemsTarReadsItToo() {
        QProcess tar;
        tar.start(u"tar"_s, {u"-tvf"_s, m_path});
        if (!tar.waitForFinished()) QSKIP("there is no tar");
        const QByteArray listed = tar.readAllStandardOutput();
        QCOMPARE(tar.exitCode(), 0);
        QVERIFY2(listed.contains("-rw------- ") && listed.contains(kLongName.toUtf8()) && listed.contains(" 1537 "), listed.constData());
    }

    void damageIsNoticed() {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(1600)); // in the middle of an entry
        TarReader cut(file);
        Result<std::optional<TarReader::Entry>> entry{std::optional<TarReader::Entry>()};
        do entry = cut.next();
        while (entry.ok() && *entry);
        QVERIFY(!entry.ok());
        QVERIFY(file.seek(3) && file.putChar('!') && file.seek(0));
        TarReader changed(file);
        QVERIFY(!changed.next().ok());
    }

    void namesThatDoNotFitAreRefused() {
        QFile file(m_folder->filePath(u"b.tar"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        TarWriter tar(file, {});
        QVERIFY(!tar.begin(QString(101, u'x')));
        QVERIFY(!tar.begin(QString(200, u'x') + u'/' + QString(90, u'x')));
    }

private:
    static constexpr std::array<qsizetype, 6> kSizes{0, 1, 511, 512, 513, 1537};
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestTarArchive)
#include "tst_tar_archive.moc"
