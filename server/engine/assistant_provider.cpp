// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/assistant_provider.h"

#include "server/store/record_store.h"

#include <QCryptographicHash>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
/// A changed prompt makes another assistant; the old one is left to the account's owner.
QString memoryKey(const AssistantProfile &profile) {
    const QByteArray text = (profile.instructions + u'\n' + profile.greeting + u'\n' + profile.voice + u'\n' + profile.language).toUtf8();
    return u"assistant:"_s + QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16));
}
} // namespace

AssistantProvider::AssistantProvider(const QString &configuredId, const AssistantProfile &profile,
                                     store::Storage &storage, CarrierGateway &gateway, const Clock &clock, QObject *parent)
    : QObject(parent), m_id(configuredId), m_profile(profile), m_storage(storage), m_gateway(gateway), m_clock(clock) {}

void AssistantProvider::get(Done done) {
    if (!m_id.isEmpty()) return done(m_id);
    if (m_profile.instructions.isEmpty())
        return done(Error{ErrorCode::Conflict, u"No AI assistant is configured: set ai_prompt or telnyx_ai_assistant_id."_s,
                          {}, {}, {}, 0});
    m_waiting.push_back(std::move(done));
    if (m_waiting.size() > 1) return;
    m_storage
        .read<QString>([key = memoryKey(m_profile)](store::Tx &tx) -> Result<QString> { return store::values::get(tx, key); })
        .then(this, [this](const Result<QString> &known) {
            if (!known || !known->isEmpty()) return finish(known);
            create();
        });
}

void AssistantProvider::create() {
    m_gateway.createAssistant(m_profile, [this](const Result<QString> &id) {
        if (!id) return finish(id);
        m_storage
            .write<Ok>([key = memoryKey(m_profile), id = *id, now = m_clock.now()](store::Tx &tx) -> Result<Ok> {
                store::values::put(tx, key, id, now);
                return Ok{};
            })
            .then(this, [this, id](const Result<Ok> &) { finish(id); });
    });
}

void AssistantProvider::finish(const Result<QString> &id) {
    if (id) m_id = *id;
    for (const Done &done : std::exchange(m_waiting, {})) done(id);
}

} // namespace callfloor
