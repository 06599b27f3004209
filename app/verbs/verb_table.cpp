// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/verb_table.h"

#include "app/verbs/backup_verb.h"
#include "app/verbs/config_verb.h"
#include "app/verbs/dialer_sim_verb.h"
#include "app/verbs/doctor_verb.h"
#include "app/verbs/manual_verb.h"
#include "app/verbs/pacer_verb.h"
#include "app/verbs/person_verb.h"
#include "app/verbs/simulate_carrier.h"
#include "app/verbs/user_verb.h"

#include <QTextStream>

#include <cstdio>
#include <iostream>

namespace callfloor {

using namespace Qt::StringLiterals;

const std::vector<Verb> &allVerbs() {
    static const std::vector<Verb> kVerbs{configVerb(),  userVerb(),   doctorVerb(),          backupVerb(), restoreVerb(),
                                           personVerb(), simulateCarrierVerb(), pacerVerb(), dialerSimVerb(), manualVerb(),  completionVerb()};
    return kVerbs;
}

int runVerb(const Options &options) {
    QTextStream in(stdin), out(stdout), err(stderr);
    if (options.verb == "config"_L1) return runConfigVerb(options, out, err);
    if (options.verb == "user"_L1) return runUserVerb(options, in, out, err);
    if (options.verb == "doctor"_L1) return runDoctorVerb(options, in, out, err);
    if (options.verb == "backup"_L1) return runBackupVerb(options, out, err);
    if (options.verb == "restore"_L1) return runRestoreVerb(options, out, err);
    if (options.verb == "person"_L1) return runPersonVerb(options, out, err);
    if (options.verb == "pacer"_L1) return runPacerVerb(options, std::cin, std::cout, err);
    if (options.verb == "dialer-sim"_L1) return runDialerSimVerb(options, out, err);
    if (options.verb == "manual"_L1) return runManualVerb(allVerbs(), options, out, err);
    if (options.verb == "completion"_L1) return runCompletionVerb(allVerbs(), options, out, err);
    return runSimulateCarrier(options.verbArguments);
}

} // namespace callfloor
