// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/loaded_settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor {

QString SettingSource::text() const {
    switch (kind) {
    case Kind::CommandLine:
        return u"command line "_s + name;
    case Kind::Credential:
        return u"systemd credential "_s + name;
    case Kind::Environment:
        return u"environment "_s + name;
    case Kind::DotEnv:
        return file + u':' + QString::number(line) + u' ' + name;
    case Kind::File:
        return file + u':' + QString::number(line);
    case Kind::Default:
        break;
    }
    return u"default"_s;
}

QString SettingSource::kindWord() const {
    switch (kind) {
    case Kind::CommandLine:
        return u"command_line"_s;
    case Kind::Credential:
        return u"credential"_s;
    case Kind::Environment:
        return u"environment"_s;
    case Kind::DotEnv:
        return u"dotenv"_s;
    case Kind::File:
        return u"file"_s;
    case Kind::Default:
        break;
    }
    return u"default"_s;
}

bool SettingSource::isEnvironment() const {
    return kind == Kind::Credential || kind == Kind::Environment || kind == Kind::DotEnv;
}

const SettingOrigin &LoadedSettings::origin(QStringView key) const {
    const auto found = std::find_if(origins.begin(), origins.end(),
                                    [key](const SettingOrigin &origin) { return origin.spec->key == key; });
    Q_ASSERT(found != origins.end());
    return *found;
}

QStringList LoadedSettings::secrets() const {
    QStringList all;
    const auto add = [&all](const SettingSpec &spec, const QString &value) {
        if (spec.isSecret())
            all.append(value);
        else if (spec.holdsPassword || spec.type == SettingType::Url)
            all.append(passwordInUrl(value));
    };
    for (const SettingOrigin &origin : origins) {
        add(*origin.spec, origin.value);
        for (const GivenValue &given : origin.ignored)
            add(*origin.spec, given.value);
    }
    all.removeAll(QString());
    all.removeDuplicates();
    return all;
}

} // namespace callfloor
