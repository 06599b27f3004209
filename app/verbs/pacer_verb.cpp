// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/pacer_verb.h"

#include "app/domain/pacer_session.h"

#include <istream>
#include <ostream>
#include <string>

namespace callfloor {

using namespace Qt::StringLiterals;

Verb pacerVerb() {
    return {u"pacer"_s, u"Answers how many to dial: the pacing by itself, for tests and simulations."_s,
            u"  --stdio                  reads lines of JSON, {\"type\":\"config\",…} and {\"type\":\"tick\",…}, and answers\n"
            "                           each tick with {\"dial\":N}; docs/campaigns.md has the fields\n"_s};
}

int runPacerVerb(const Options &options, std::istream &in, std::ostream &out, QTextStream &err) {
    if (options.verbArguments != QStringList{u"--stdio"_s}) {
        err << u"Say: pacer --stdio."_s << Qt::endl;
        return 2;
    }
    PacerSession session;
    for (std::string line; std::getline(in, line);) {
        const QByteArray answer = session.take(QByteArray::fromStdString(line));
        if (!answer.isEmpty()) out << answer.constData() << '\n' << std::flush;
    }
    return 0;
}

} // namespace callfloor
