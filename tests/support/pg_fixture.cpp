// SPDX-License-Identifier: GPL-3.0-or-later
// The first and the last test of every ctest run that needs PostgreSQL: `start FILE` makes the cluster which all tests
// share and announces it in FILE, `stop FILE` ends it. It also ends when ctest itself does.
#include "tests/support/pg_cluster.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using callfloor::Ok;
using callfloor::Result;
using callfloor::test::PgCluster;
using callfloor::test::PgOptions;

namespace {

Result<Ok> startShared(const QString &file) {
    PgOptions options;
    options.ownerPid = ::getppid();
    auto cluster = PgCluster::create(options);
    return cluster ? (*cluster)->announce(file) : Result<Ok>(cluster.error());
}

Result<Ok> stopShared(const QString &file) {
    auto cluster = PgCluster::attach(file);
    return cluster ? (*cluster)->endAnnounced() : Result<Ok>(cluster.error());
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3 || (arguments[1] != u"start"_s && arguments[1] != u"stop"_s)) {
        std::fputs("usage: pg_fixture start|stop FILE\n", stderr);
        return 2;
    }
    const auto done = arguments[1] == u"start"_s ? startShared(arguments[2]) : stopShared(arguments[2]);
    if (!done) {
        std::fprintf(stderr, "%s\n", qPrintable(done.error().message));
        return 1;
    }
    return 0;
}
