// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/settings/argument_reader.h"
#include "app/settings/mode_flags.h"
#include "app/settings/setting_report.h"
#include "app/settings/setting_rules.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

QStringList modeProblems(const Options &options) {
    QStringList problems;
    const bool connects = !options.connectUrl.isEmpty();
    if (connects && options.demo) problems.append(u"--connect and --demo exclude each other."_s);
    if (connects && options.server) problems.append(u"--connect and --server exclude each other."_s);
    if (options.seconds && !options.demo) problems.append(u"--seconds works only with --demo."_s);
    if (options.seed && !options.demo) problems.append(u"--seed works only with --demo."_s);
    if (!options.link.isEmpty() && (options.server || !options.verb.isEmpty()))
        problems.append(u"A link such as \"%1\" is for the console alone."_s.arg(options.link));
    const bool mode = options.demo || connects;
    // `config` shows what the demo would run with.
    if (mode && !options.verb.isEmpty() && options.verb != u"config"_s)
        problems.append(
            u"%1 and the verb \"%2\" exclude each other."_s.arg(connects ? u"--connect"_s : u"--demo"_s, options.verb));
    return problems;
}

/// The rules between settings, and between them and the mode.
QStringList ruleProblems(const Options &options) {
    QStringList problems;
    const Result<Ok> scale = checkTimeScale(options.loaded, options.demo);
    if (!scale) problems.append(scale.error().message);
    const Result<Ok> demo = options.demo ? checkDemo(options.loaded) : Result(Ok{});
    if (!demo) problems.append(demo.error().message);
    const Result<Ok> tls = checkTls(options.loaded);
    if (!tls) problems.append(tls.error().message);
    return problems;
}

Error refusal(const QStringList &sentences) {
    return Error{ErrorCode::BadRequest, sentences.join(u'\n'), {}, {}, u"invalid_options"_s};
}

SettingInputs settingInputs(const Options &options, std::vector<FlagValue> flags, const Surroundings &surroundings) {
    SettingInputs inputs;
    inputs.flags = std::move(flags);
    inputs.environment = surroundings.environment;
    inputs.workingFolder = surroundings.workingFolder;
    inputs.configFileWanted = !options.configFile.isEmpty();
    // A demo on a machine with a server must touch nothing of that server's.
    const bool usesServer = (options.server || !options.verb.isEmpty()) && !options.demo;
    if (inputs.configFileWanted)
        inputs.configFile = options.configFile;
    else if (usesServer)
        inputs.configFile = surroundings.systemConfigFile;
    return inputs;
}

} // namespace

Surroundings Surroundings::ofProcess() {
    Surroundings surroundings;
    surroundings.environment = QProcessEnvironment::systemEnvironment();
    surroundings.workingFolder = QDir::currentPath();
    return surroundings;
}

Result<Options> parseOptions(const QStringList &arguments, const Surroundings &surroundings,
                             std::span<const Verb> verbs) {
    CommandLine line = readCommandLine(arguments, verbs);
    Options &options = line.options;
    if (options.action != Options::Action::Run) return std::move(options);
    const QStringList problems = line.problems + modeProblems(options);
    if (!problems.isEmpty()) return refusal(problems);

    Result<LoadedSettings> loaded = loadSettings(settingInputs(options, std::move(line.flags), surroundings));
    if (!loaded) return loaded.error();
    options.loaded = std::move(loaded).value();
    options.loaded.notices += settingRemarks(options.settings());
    const QStringList broken = ruleProblems(options);
    if (broken.isEmpty()) return std::move(options);
    if (options.verb.isEmpty()) return refusal(broken);
    // A verb still runs, `config` above all: it is how one finds out.
    options.loaded.notices += broken;
    return std::move(options);
}

QString helpText(std::span<const Verb> verbs, const QString &verb) {
    if (const Verb *one = findVerb(verbs, verb))
        return u"Usage: callfloor "_s + one->name + u" …\n"_s + one->summary + u"\n\n"_s + one->usage +
               u"\nSettings of the program (callfloor --help) may be given too.\n"_s;
    QString text = u"Usage: callfloor [OPTION…]                console with everything in one process\n"
                   "       callfloor --server [OPTION…]       server without a window\n"
                   "       callfloor --connect URL [OPTION…]  console of a server elsewhere\n"
                   "       callfloor LINK                     the same, with the number of a tel:, callto: or sip: link to dial\n"
                   "       callfloor VERB …                   one of the verbs below\n\nVerbs:\n"_s;
    for (const Verb &each : verbs)
        text += u"  "_s + each.name.leftJustified(18) + each.summary + u'\n';
    text += u"\nModes:\n"_s;
    for (const ModeFlag &flag : modeFlags())
        text += u"  "_s + flag.usage().leftJustified(18) + flag.description + u'\n';
    text +=
        u"\nEach of the following can also stand in the environment (--log-level is CALLFLOOR_LOG_LEVEL) and in the\n"
        "configuration file (log_level); `callfloor config` shows what is in force. Defaults are in brackets.\n"_s;
    return text + settingsHelp();
}

} // namespace callfloor
