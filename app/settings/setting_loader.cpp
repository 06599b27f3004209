// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/line_files.h"
#include "app/settings/loaded_settings.h"
#include "app/settings/nearest.h"
#include "app/settings/small_file.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

using Kind = SettingSource::Kind;

constexpr qint64 kLargestSecretFile = 64 * 1024;
constexpr qint64 kLargestConfigFile = 1024 * 1024;

/// A value in a sentence, cut if it is long, and without what would break the line.
QString quoted(const SettingSpec &spec, const QString &value) {
    QString text = spec.shown(value).simplified();
    if (text.size() > 60) text = text.first(60) + u'…';
    return u'"' + text + u'"';
}

QString inFolder(const QString &path, const QString &folder, const QProcessEnvironment &environment) {
    const QString home = environment.value(u"HOME"_s, QDir::homePath());
    const QString full = path == u"~"_s || path.startsWith("~/"_L1) ? home + path.sliced(1) : path;
    return QDir::cleanPath(QDir(folder).absoluteFilePath(full));
}

/// Gathers what each source says, the strongest source first.
class SettingCollector {
public:
    explicit SettingCollector(const SettingInputs &inputs)
        : m_in(inputs) {}

    Result<LoadedSettings> run() {
        readFlags();
        readCredentials();
        readEnvironment();
        readDotEnv();
        readConfigFile();
        for (const SettingSpec &spec : settingTable())
            decide(spec);
        if (m_problems.isEmpty()) return std::move(m_out);
        m_problems.removeDuplicates();
        return Error{ErrorCode::BadRequest, m_problems.join(u'\n'), {}, {}, u"invalid_setting"_s};
    }

private:
    void problem(const SettingSource &source, const QString &sentence) {
        m_problems.append(source.text() + u": "_s + sentence);
    }

    /// Checks a value and keeps it after those of stronger sources. `folder` is where its relative paths begin.
    void give(const SettingSpec &spec, const SettingSource &source, const QString &text, const QString &folder) {
        QString value = spec.isSecret() ? text : text.trimmed();
        if (spec.type == SettingType::Path && !value.isEmpty()) value = inFolder(value, folder, m_in.environment);
        Settings scratch;
        const Result<QString> checked = spec.store(value, scratch);
        if (!checked) {
            const QString what =
                spec.isSecret() ? u"this value of %1"_s.arg(spec.key) : u"%1 = %2"_s.arg(spec.key, quoted(spec, value));
            problem(source, u"%1 is not valid: expected %2."_s.arg(what, checked.error().message));
            return;
        }
        m_given[spec.key].push_back({*checked, source});
    }

    /// Gives the content of a file that holds one secret.
    void giveFile(const SettingSpec &spec, const SettingSource &source, const QString &path, const QString &folder) {
        const QString full = inFolder(path, folder, m_in.environment);
        const Result<QByteArray> content = readSmallFile(full, kLargestSecretFile);
        if (!content) {
            problem(source, u"%1 cannot be read: %2."_s.arg(full, content.error().message));
            return;
        }
        QString text = QString::fromUtf8(*content);
        if (text.endsWith(u'\n')) text.chop(1);
        if (text.endsWith(u'\r')) text.chop(1);
        give(spec, source, text, folder);
    }

    void readFlags() {
        for (auto flag = m_in.flags.rbegin(); flag != m_in.flags.rend(); ++flag) {
            const SettingSpec *spec = findSetting(flag->key);
            Q_ASSERT(spec);
            const SettingSource source{Kind::CommandLine, flag->flag, {}, 0};
            if (flag->isPath)
                giveFile(*spec, source, flag->text, m_in.workingFolder);
            else
                give(*spec, source, flag->text, m_in.workingFolder);
            if (spec->isSecret() && !flag->isPath)
                m_out.notices.append(u"%1: other users of this machine can read the command line; %2-file PATH keeps "
                                     "the value to itself."_s.arg(source.text(), spec->flag()));
        }
    }

    /// systemd.exec(5), "Credentials": one file each in a folder that only this service can read.
    void readCredentials() {
        const QString folder = m_in.environment.value(u"CREDENTIALS_DIRECTORY"_s);
        if (folder.isEmpty()) return;
        for (const SettingSpec &spec : settingTable()) {
            const bool there = spec.readableFromFile() && QFileInfo::exists(folder + u'/' + spec.key);
            if (there) giveFile(spec, {Kind::Credential, spec.key, {}, 0}, spec.key, folder);
        }
    }

    void readEnvironment() {
        for (const SettingSpec &spec : settingTable()) {
            const QStringList names = spec.variables();
            for (const QString &name : names) {
                const QString path = spec.readableFromFile() ? m_in.environment.value(name + u"_FILE"_s) : QString();
                const QString text = m_in.environment.value(name);
                if (!path.isEmpty())
                    giveFile(spec, {Kind::Environment, name + u"_FILE"_s, {}, 0}, path, m_in.workingFolder);
                if (!text.isEmpty()) give(spec, {Kind::Environment, name, {}, 0}, text, m_in.workingFolder);
            }
        }
        noticeUnknownVariables();
    }

    /// The environment is inherited, so a name that begins like ours need not be meant for us: a remark, no refusal.
    void noticeUnknownVariables() {
        const QStringList names = m_in.environment.keys();
        for (const QString &name : names) {
            if (!name.startsWith("CALLFLOOR_"_L1) || isVariable(name)) continue;
            const QString hint = variableHint(name);
            if (hint.isEmpty()) continue;
            m_out.notices.append(u"environment %1: there is no such setting.%2"_s.arg(name, hint));
        }
    }

    /// A sentence about the variable that was meant; compared without the prefix, which all have in common.
    static QString variableHint(const QString &name) {
        static const QString kPrefix = u"CALLFLOOR_"_s;
        QStringList known;
        for (const QString &key : allKeys())
            known.append(key.toUpper());
        const QString match = nearestMatch(name.sliced(kPrefix.size()), known);
        return match.isEmpty() ? QString() : QString(u" Did you mean \""_s + kPrefix + match + u"\"?"_s);
    }

    static bool isVariable(const QString &name) {
        for (const SettingSpec &spec : settingTable()) {
            const QStringList names = spec.variables();
            if (names.contains(name)) return true;
            if (spec.readableFromFile() && name.endsWith("_FILE"_L1) && names.contains(name.chopped(5))) return true;
        }
        return false;
    }

    void readDotEnv() {
        const QString path = QDir(m_in.workingFolder).filePath(u".env"_s);
        if (!QFileInfo(path).isFile()) return;
        const Result<QByteArray> content = readSmallFile(path, kLargestConfigFile);
        if (!content) {
            m_out.notices.append(u"%1 is not read: %2."_s.arg(path, content.error().message));
            return;
        }
        const ParsedFile file = parseDotEnv(*content);
        for (const LineRemark &remark : file.problems)
            m_problems.append(at(path, remark));
        for (const LineRemark &remark : file.warnings)
            m_out.notices.append(at(path, remark));
        for (const FileEntry &entry : file.entries)
            refuseInDotEnv(path, entry);
        for (const SettingSpec &spec : settingTable())
            giveFromDotEnv(spec, path, file);
    }

    static QString at(const QString &path, const LineRemark &remark) {
        return u"%1:%2: %3"_s.arg(path).arg(remark.line).arg(remark.text);
    }

    void refuseInDotEnv(const QString &path, const FileEntry &entry) {
        const SettingSource source{Kind::DotEnv, entry.name, path, entry.line};
        if (isVariable(entry.name)) {
            if (!entry.defect.isEmpty()) problem(source, entry.defect + u'.');
        } else if (entry.name.startsWith("CALLFLOOR_"_L1)) {
            problem(source, u"there is no such setting.%1"_s.arg(variableHint(entry.name)));
        }
    }

    void giveFromDotEnv(const SettingSpec &spec, const QString &path, const ParsedFile &file) {
        // Of one name that stands there twice the later line counts, as in dotenv.
        const auto giveAll = [&](const QString &name, bool isPath) {
            for (auto entry = file.entries.rbegin(); entry != file.entries.rend(); ++entry) {
                if (entry->name != name || entry->value.isEmpty()) continue;
                const SettingSource source{Kind::DotEnv, name, path, entry->line};
                if (isPath)
                    giveFile(spec, source, entry->value, m_in.workingFolder);
                else
                    give(spec, source, entry->value, m_in.workingFolder);
            }
        };
        const QStringList names = spec.variables();
        for (const QString &name : names) {
            if (spec.readableFromFile()) giveAll(name + u"_FILE"_s, true);
            giveAll(name, false);
        }
    }

    void readConfigFile() {
        if (m_in.configFile.isEmpty()) return;
        const QString path = inFolder(m_in.configFile, m_in.workingFolder, m_in.environment);
        const Result<QByteArray> content = readSmallFile(path, kLargestConfigFile);
        if (!content) {
            const QString why = content.error().message;
            if (m_in.configFileWanted)
                m_problems.append(u"The configuration file %1 cannot be read: %2."_s.arg(path, why));
            else if (content.error().code != ErrorCode::NotFound)
                m_out.notices.append(u"%1 is not read: %2."_s.arg(path, why));
            return;
        }
        const ParsedFile file = parseIniFile(*content);
        for (const LineRemark &remark : file.problems)
            m_problems.append(at(path, remark));
        QHash<QString, int> seen;
        for (const FileEntry &entry : file.entries)
            giveFromConfigFile(path, entry, seen);
        noticeOpenSecrets(path);
    }

    void giveFromConfigFile(const QString &path, const FileEntry &entry, QHash<QString, int> &seen) {
        const QString key = entry.name.toLower().replace(u'-', u'_');
        const SettingSource source{Kind::File, key, path, entry.line};
        const QString folder = QFileInfo(path).absolutePath();
        const SettingSpec *spec = findSetting(key);
        const SettingSpec *inFile = key.endsWith("_file"_L1) ? findSetting(key.chopped(5)) : nullptr;
        const SettingSpec *either = spec ? spec : inFile && inFile->readableFromFile() ? inFile : nullptr;
        if (!either) {
            problem(source, u"there is no setting \"%1\".%2"_s.arg(entry.name, didYouMean(key, allKeys())));
        } else if (const int before = seen.value(either->key)) {
            problem(source, u"%1 stands already in line %2."_s.arg(either->key).arg(before));
        } else if (spec) {
            give(*spec, source, entry.value, folder);
        } else {
            giveFile(*either, source, entry.value, folder);
        }
        if (either) seen.insert(either->key, entry.line);
    }

    static QStringList allKeys() {
        QStringList keys;
        for (const SettingSpec &spec : settingTable())
            keys.append(spec.key);
        return keys;
    }

    void noticeOpenSecrets(const QString &path) {
        if (!QFileInfo(path).permissions().testFlag(QFileDevice::ReadOther)) return;
        for (const SettingSpec &spec : settingTable()) {
            const std::vector<GivenValue> given = m_given.value(spec.key);
            for (const GivenValue &value : given) {
                const bool inline_ = value.source.kind == Kind::File && value.source.name == spec.key;
                if (spec.isSecret() && inline_ && !value.value.isEmpty())
                    m_out.notices.append(u"%1 holds %2 and can be read by every user: chmod 640 it, or name a file "
                                         "with %2_file."_s.arg(path, spec.key));
            }
        }
    }

    /// Takes the strongest value, or the default, into the result.
    void decide(const SettingSpec &spec) {
        const std::vector<GivenValue> given = m_given.value(spec.key);
        SettingOrigin origin;
        origin.spec = &spec;
        if (given.empty()) {
            const QString found = spec.machineDefault ? spec.machineDefault(m_in.environment) : spec.defaultText;
            origin.value = spec.type == SettingType::Path && !found.isEmpty()
                               ? inFolder(found, m_in.workingFolder, m_in.environment)
                               : found;
        } else {
            origin.value = given.front().value;
            origin.source = given.front().source;
            origin.ignored.assign(given.begin() + 1, given.end());
        }
        const Result<QString> stored = spec.store(origin.value, m_out.values);
        Q_ASSERT(stored.ok());
        Q_UNUSED(stored)
        noticeDisagreement(origin);
        m_out.origins.push_back(std::move(origin));
    }

    /// A value that overrides one of a lower rank is meant to; two of one rank are a riddle.
    void noticeDisagreement(const SettingOrigin &origin) {
        for (const GivenValue &given : origin.ignored) {
            const bool sameRank = (origin.source.isEnvironment() && given.source.isEnvironment()) ||
                                  origin.source.kind == given.source.kind;
            if (sameRank && given.value != origin.value)
                m_out.notices.append(u"%1: the value from %2 counts, the different one from %3 is ignored."_s.arg(
                    origin.spec->key, origin.source.text(), given.source.text()));
        }
    }

    const SettingInputs &m_in;
    LoadedSettings m_out;
    QHash<QString, std::vector<GivenValue>> m_given;
    QStringList m_problems;
};

} // namespace

Result<LoadedSettings> loadSettings(const SettingInputs &inputs) {
    return SettingCollector(inputs).run();
}

} // namespace callfloor
