// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/mode_flags.h"

using namespace Qt::StringLiterals;

namespace callfloor {

const std::vector<ModeFlag> &modeFlags() {
    static const std::vector<ModeFlag> kFlags{
        {u"--server"_s, {}, u"Serve without a window."_s},
        {u"--demo"_s, {}, u"Use a simulated carrier; refused when a real API key is configured."_s},
        {u"--connect"_s, u"URL"_s, u"Open the console of a server elsewhere."_s},
        {u"--config"_s, u"FILE"_s, u"Read this configuration file."_s},
        {u"--seconds"_s, u"N"_s, u"End the demo by itself after that time, with a summary."_s},
        {u"--seed"_s, u"N"_s, u"Let the demo run like every other one with this number."_s},
        {u"--lang"_s, u"CODE"_s, u"Language of the console, such as de or pt_BR."_s},
        {u"--help"_s, {}, u"Print this help, or that of the verb, and end."_s},
        {u"--version"_s, {}, u"Print the version and end."_s}};
    return kFlags;
}

} // namespace callfloor
