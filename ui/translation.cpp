// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// The texts are linked into a static library: without this the linker would drop them. Outside any namespace, as Qt
// asks.
static void initTranslationResources() { Q_INIT_RESOURCE(callfloor_i18n); }

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kTranslatorName = "callfloor_translator"_L1;

QTranslator *addTranslator(QCoreApplication &app, const QLocale &locale, const QString &file, const QString &folder) {
    auto *translator = new QTranslator(&app);
    translator->setObjectName(kTranslatorName);
    if (!translator->load(locale, file, u"_"_s, folder)) {
        delete translator;
        return nullptr;
    }
    app.installTranslator(translator);
    return translator;
}

} // namespace

QString installTranslations(QCoreApplication &app, const QString &language) {
    initTranslationResources();
    qDeleteAll(app.findChildren<QTranslator *>(kTranslatorName, Qt::FindDirectChildrenOnly));
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty()) QLocale::setDefault(locale);

    const QTranslator *ours = addTranslator(app, locale, u"callfloor"_s, u":/i18n"_s);
    if (!ours) ours = addTranslator(app, QLocale(QLocale::English), u"callfloor"_s, u":/i18n"_s);
    const QString loaded = ours ? ours->language() : QString();
    addTranslator(app, loaded.isEmpty() ? locale : QLocale(loaded), u"qtbase"_s,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return loaded.section(u'_', 0, 0);
}

} // namespace callfloor
