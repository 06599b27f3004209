// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/edge_clients.h"

#include <QProcess>
#include <QTest>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

void handle(QProcess &node, const EdgeRun &run, const QString &line, EdgeOutcome &outcome) {
    if (line.startsWith("WANT "_L1)) {
        if (!run.onWant || !run.onWant(line.sliced(5))) outcome.failures << u"not done: "_s + line;
        node.write("DONE\n");
    } else if (line.startsWith("ok "_L1)) {
        ++outcome.passed;
    } else {
        outcome.failures << line;
    }
}

} // namespace

EdgeOutcome runEdgeClients(const EdgeRun &run) {
    EdgeOutcome outcome;
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!run.authorityFile.isEmpty()) environment.insert(u"NODE_EXTRA_CA_CERTS"_s, run.authorityFile);
    node.setProcessEnvironment(environment);
    bool inside = false; // doing what is wanted runs the event loop
    const auto readLines = [&] {
        if (std::exchange(inside, true)) return;
        while (node.canReadLine()) handle(node, run, QString::fromUtf8(node.readLine()).trimmed(), outcome);
        inside = false;
    };
    QObject::connect(&node, &QProcess::readyRead, &node, readLines);
    node.start(u"node"_s, QStringList{qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + u"/tests/e2e/edge_clients.mjs"_s, run.npmFolder,
                                      run.client, run.transport, run.url, run.email, run.password} +
                              run.abilities);
    if (!QTest::qWaitFor([&] { return node.state() == QProcess::NotRunning; }, 300'000)) {
        node.kill();
        node.waitForFinished();
    }
    readLines();
    outcome.exitCode = node.exitStatus() == QProcess::NormalExit ? node.exitCode() : -1;
    return outcome;
}

} // namespace callfloor::test
