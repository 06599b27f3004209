// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/argument_reader.h"

#include "app/settings/mode_flags.h"
#include "app/settings/nearest.h"
#include "app/settings/value_parsers.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// What a flag of a setting means.
struct SettingFlag {
    const SettingSpec *spec = nullptr;
    bool isPath = false;  ///< `--key-file`
    bool negated = false; ///< `--no-key`
};

SettingFlag findSettingFlag(const QString &flag) {
    for (const SettingSpec &spec : settingTable()) {
        if (flag == spec.flag()) return {&spec, false, false};
        if (spec.readableFromFile() && flag == spec.flag() + u"-file"_s) return {&spec, true, false};
        if (spec.type == SettingType::Boolean && flag == u"--no-"_s + spec.flag().sliced(2))
            return {&spec, false, true};
    }
    return {};
}

QStringList allFlags() {
    QStringList flags;
    for (const ModeFlag &flag : modeFlags())
        flags.append(flag.flag);
    for (const SettingSpec &spec : settingTable())
        flags.append(spec.flag());
    return flags;
}

/// One pass over the arguments.
class ArgumentReader {
public:
    ArgumentReader(const QStringList &arguments, std::span<const Verb> verbs)
        : m_arguments(arguments)
        , m_verbs(verbs) {}

    CommandLine run() {
        while (m_next < m_arguments.size() && !m_ended)
            readArgument(m_arguments[m_next++]);
        m_options.verbArguments += m_arguments.sliced(m_next);
        if (m_ended && m_options.verb.isEmpty() && m_next < m_arguments.size())
            m_problems.append(u"Nothing may follow \"--\" without a verb."_s);
        return {std::move(m_options), std::move(m_flags), std::move(m_problems)};
    }

private:
    void readArgument(const QString &argument) {
        if (argument == u"--"_s) {
            m_ended = true;
        } else if (argument == u"-h"_s || argument == u"-?"_s) {
            m_options.action = Options::Action::Help;
        } else if (argument.startsWith("--"_L1)) {
            readFlag(argument);
        } else if (m_verb) {
            m_options.verbArguments.append(argument);
        } else if (argument == u"-v"_s) {
            m_options.action = Options::Action::Version;
        } else if (argument.startsWith(u'-') && argument.size() > 1) {
            refuseFlag(argument, u"There is no option \"%1\"; callfloor --help lists all."_s.arg(argument));
        } else if (isLink(argument)) {
            m_options.link = argument;
        } else {
            readVerb(argument);
        }
    }

    /// What desktops hand to the program that opens telephone numbers and invitations.
    static bool isLink(const QString &argument) {
        static const QRegularExpression kLink(u"^(tel|callto|sips?|callfloor):"_s, QRegularExpression::CaseInsensitiveOption);
        return kLink.match(argument).hasMatch();
    }

    void readVerb(const QString &name) {
        QStringList names;
        for (const Verb &verb : m_verbs)
            names.append(verb.name);
        m_verb = findVerb(m_verbs, name);
        if (m_verb)
            m_options.verb = name;
        else
            m_problems.append(u"There is no verb \"%1\".%2"_s.arg(name, didYouMean(name, names)));
    }

    void readFlag(const QString &argument) {
        const qsizetype equals = argument.indexOf(u'=');
        m_flag = equals < 0 ? argument : argument.first(equals);
        m_attached = equals < 0 ? std::nullopt : std::optional(argument.sliced(equals + 1));
        if (m_verb && m_verb->ownFlags.contains(m_flag)) {
            m_options.verbArguments.append(argument);
            return;
        }
        if (readModeFlag()) return;
        const SettingFlag setting = findSettingFlag(m_flag);
        if (setting.spec)
            readSetting(setting);
        else if (m_verb)
            m_options.verbArguments.append(argument);
        else
            refuseFlag(m_flag, u"There is no option \"%1\".%2"_s.arg(m_flag, didYouMean(m_flag, allFlags())));
    }

    /// Passes over what is most likely the value of the flag that does not exist: one mistake, one sentence.
    void refuseFlag(const QString &flag, const QString &sentence) {
        m_problems.append(sentence);
        const bool hasValue = m_arguments[m_next - 1] == flag && m_next < m_arguments.size();
        if (hasValue && !m_arguments[m_next].startsWith(u'-') && !findVerb(m_verbs, m_arguments[m_next])) ++m_next;
    }

    bool readModeFlag() {
        const std::vector<ModeFlag> &all = modeFlags();
        const auto flag = std::find_if(all.begin(), all.end(), [this](const ModeFlag &f) { return f.flag == m_flag; });
        if (flag == all.end()) return false;
        if (flag->value.isEmpty()) {
            if (m_attached) m_problems.append(u"%1 takes no value."_s.arg(m_flag));
            setMode();
        } else if (const std::optional<QString> value = takeValue()) {
            setModeValue(*value);
        }
        return true;
    }

    void setMode() {
        if (m_flag == u"--server"_s) m_options.server = true;
        if (m_flag == u"--demo"_s) m_options.demo = true;
        if (m_flag == u"--help"_s) m_options.action = Options::Action::Help;
        if (m_flag == u"--version"_s && m_options.action != Options::Action::Help)
            m_options.action = Options::Action::Version;
    }

    void setModeValue(const QString &value) {
        if (m_flag == u"--config"_s) m_options.configFile = value;
        if (m_flag == u"--connect"_s) setConnectUrl(value);
        if (m_flag == u"--seconds"_s) setSeconds(value);
        if (m_flag == u"--seed"_s) setSeed(value);
        if (m_flag == u"--lang"_s) setLanguage(value);
    }

    void wrong(const QString &value, const QString &what) {
        m_problems.append(u"command line %1: \"%2\" is not valid: expected %3."_s.arg(m_flag, value, what));
    }

    void setConnectUrl(const QString &value) {
        const QString what = u"the URL of a server such as https://calls.example.com or http://127.0.0.1:4000"_s;
        const Result<QString> url = urlCheck({u"https"_s, u"http"_s}, what)(value);
        if (url)
            m_options.connectUrl = QUrl(*url, QUrl::StrictMode);
        else
            wrong(value, what);
    }

    void setSeconds(const QString &value) {
        const Result<qint64> seconds = parseWhole(value, 1, 86'400);
        if (seconds)
            m_options.seconds = static_cast<int>(*seconds);
        else
            wrong(value, seconds.error().message);
    }

    void setSeed(const QString &value) {
        const Result<qint64> seed = parseWhole(value, 0, std::numeric_limits<qint64>::max());
        if (seed)
            m_options.seed = static_cast<quint64>(*seed);
        else
            wrong(value, u"a whole number"_s);
    }

    void setLanguage(const QString &value) {
        static const QRegularExpression kCode(u"^[a-z]{2,3}([_-][A-Za-z]{2,4})?$"_s);
        if (kCode.match(value).hasMatch())
            m_options.language = value;
        else
            wrong(value, u"a language such as de or pt_BR"_s);
    }

    void readSetting(const SettingFlag &setting) {
        const bool isSwitch = setting.spec->type == SettingType::Boolean;
        if (setting.negated && m_attached) {
            m_problems.append(u"%1 takes no value."_s.arg(m_flag));
        } else if (setting.negated) {
            m_flags.push_back({setting.spec->key, u"false"_s, m_flag, false});
        } else if (isSwitch && !m_attached && !nextIsBoolean()) {
            m_flags.push_back({setting.spec->key, u"true"_s, m_flag, false});
        } else if (const std::optional<QString> value = takeValue()) {
            m_flags.push_back({setting.spec->key, *value, m_flag, setting.isPath});
        }
    }

    bool nextIsBoolean() const { return m_next < m_arguments.size() && parseBoolean(m_arguments[m_next]).ok(); }

    /// The value after `=`, else the next argument unless that is a flag.
    std::optional<QString> takeValue() {
        if (m_attached) return m_attached;
        const bool there = m_next < m_arguments.size() && !m_arguments[m_next].startsWith("--"_L1);
        if (there) return m_arguments[m_next++];
        m_problems.append(u"%1 needs a value."_s.arg(m_flag));
        return std::nullopt;
    }

    const QStringList &m_arguments;
    std::span<const Verb> m_verbs;
    const Verb *m_verb = nullptr;
    Options m_options;
    QStringList m_problems;
    std::vector<FlagValue> m_flags;
    qsizetype m_next = 0;
    bool m_ended = false;
    QString m_flag;                    ///< The one being read.
    std::optional<QString> m_attached; ///< Its value after `=`.
};

} // namespace

CommandLine readCommandLine(const QStringList &arguments, std::span<const Verb> verbs) {
    return ArgumentReader(arguments, verbs).run();
}

const Verb *findVerb(std::span<const Verb> verbs, const QString &name) {
    const auto found = std::find_if(verbs.begin(), verbs.end(), [&name](const Verb &v) { return v.name == name; });
    return found == verbs.end() ? nullptr : &*found;
}

} // namespace callfloor
