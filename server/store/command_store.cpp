// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/command_store.h"

#include "app/domain/json.h"

#include <QJsonObject>
#include <QLoggingCategory>

namespace callfloor::store::commands {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcCommands, "callfloor.store.commands")

QStringList insert(Tx &tx, const std::vector<NewCommand> &commands, UtcTime now) {
    if (commands.empty()) return {};
    QByteArray rows;
    JsonWriter json(rows);
    json.beginArray();
    qint64 created = toMicros(now);
    for (const NewCommand &command : commands) {
        const QByteArray args = QJsonDocument(commandToJson(command.draft.command)).toJson(QJsonDocument::Compact);
        json.beginObject();
        json.key("id").value(command.id.text()).key("call_id").value(command.callId.text());
        json.key("leg_id").value(command.draft.legId.text()).key("kind").value(commandKind(command.draft.command));
        json.key("args").value(QString::fromUtf8(args)).key("once_key").textOrNull(command.draft.onceKey);
        json.key("created_us").value(created++).endObject(); // a microsecond apart: they are sent in the order given
    }
    json.endArray();
    QStringList taken;
    Rows inserted = tx.queryRows(u"command_insert"_s, rows);
    while (inserted.next()) taken << inserted.text();
    return taken;
}

std::vector<StoredCommand> loadOpen(Tx &tx, int limit) {
    std::vector<StoredCommand> open;
    Rows rows = tx.query(u"command_load_open"_s, {{":limit", limit}});
    while (rows.next()) {
        StoredCommand command;
        command.id = CommandId(rows.text());
        command.callId = CallId(rows.text());
        command.legId = LegId(rows.text());
        const QString kind = rows.text();
        auto parsed = commandFromJson(kind, QJsonDocument::fromJson(rows.bytes()).object());
        command.sentBefore = rows.text() == "sending"_L1;
        command.attempts = static_cast<int>(rows.integer());
        command.createdAt = rows.time();
        command.firstSentAt = rows.timeOrNone();
        if (!parsed) {
            qCWarning(lcCommands).noquote() << "a journalled command cannot be read and is left alone:" << kind;
            continue;
        }
        command.command = std::move(parsed).value();
        open.push_back(std::move(command));
    }
    return open;
}

namespace {
QString commandIdList(const QStringList &ids) {
    QByteArray list;
    JsonWriter json(list);
    json.beginArray();
    for (const QString &id : ids) json.value(id);
    json.endArray();
    return QString::fromUtf8(list);
}
} // namespace

QHash<QString, LegState> legStates(Tx &tx, const QStringList &legIds) {
    QHash<QString, LegState> states;
    Rows rows = tx.query(u"leg_handles"_s, {{":ids", commandIdList(legIds)}});
    while (rows.next()) {
        const QString id = rows.text();
        LegState state;
        state.callControlId = rows.text();
        state.callLegId = rows.text();
        state.ended = rows.boolean();
        states.insert(id, state);
    }
    return states;
}

QStringList claim(Tx &tx, const QStringList &ids, UtcTime now) {
    QStringList claimed;
    Rows rows = tx.change(u"command_claim"_s, {{":ids", commandIdList(ids)}, {":now_us", micros(now)}});
    while (rows.next()) claimed << rows.text();
    return claimed;
}

bool finish(Tx &tx, const CommandResult &result, UtcTime now) {
    const QString state = result.outcome == CommandOutcome::Accepted ? u"accepted"_s
                          : result.outcome == CommandOutcome::Failed ? u"failed"_s
                                                                     : u"ambiguous"_s;
    return tx.exec(u"command_finish"_s, {{":state", state},
                                         {":now_us", micros(now)},
                                         {":error_code", textOrNull(result.errorCode)},
                                         {":error_text", textOrNull(result.errorText)},
                                         {":id", result.commandId.text()}}) > 0;
}

} // namespace callfloor::store::commands
