// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/user_verb.h"

#include "app/composition.h"
#include "server/engine/password_hasher.h"
#include "server/engine/user_accounts.h"

#include <QCommandLineParser>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const accounts::By kByCommandLine{{}, u"command line"_s};

/// A sub-verb at work: its streams, its arguments, the database.
class UserCommand {
public:
    UserCommand(const Options &options, QTextStream &in, QTextStream &out, QTextStream &err)
        : m_options(options), m_in(in), m_out(out), m_err(err) {
        m_parser.addOptions({{u"email"_s, u"E-mail address."_s, u"E"_s},
                             {u"name"_s, u"Full name."_s, u"N"_s},
                             {u"role"_s, u"agent, supervisor or admin."_s, u"R"_s},
                             {u"station"_s, u"SIP URI or E.164 number of the person's device."_s, u"S"_s},
                             {u"password-stdin"_s, u"Read the password from standard input."_s},
                             {u"force"_s, u"Make a set-up token although there is an administrator."_s}});
    }

    int run() {
        if (!m_parser.parse(QStringList{u"user"_s} + m_options.verbArguments)) return misuse(m_parser.errorText());
        const QString what = m_parser.positionalArguments().value(0);
        if (what == "add"_L1) return add();
        if (what == "passwd"_L1) return passwd();
        if (what == "list"_L1) return list();
        if (what == "bootstrap"_L1) return bootstrap();
        return misuse(u"Say one of: user add, user passwd, user list, user bootstrap."_s);
    }

private:
    int misuse(const QString &sentence) {
        m_err << sentence << Qt::endl;
        return 2;
    }
    int refuse(const Error &error) {
        m_err << error.message << Qt::endl;
        return 1;
    }

    Result<std::unique_ptr<store::Storage>> openStorage() {
        auto settings = storageOptions(m_options.settings());
        if (!settings) return settings.error();
        return store::Storage::open(*settings);
    }

    /// Opens the database, runs the work in it, waits.
    template <class T>
    Result<T> transact(std::function<Result<T>(store::Tx &)> work) {
        auto storage = openStorage();
        if (!storage) return storage.error();
        QFuture<Result<T>> future = (*storage)->write<T>(std::move(work));
        future.waitForFinished();
        return future.result();
    }

    Result<QString> hashedPassword() {
        if (!m_parser.isSet(u"password-stdin"_s))
            return badField(u"password"_s, u"Give --password-stdin and the password on standard input; it is never an argument, "
                                           "since every user of the machine can read those."_s);
        return PasswordHasher::hashNow(m_in.readLine(), m_options.settings().bcryptCost);
    }

    int add() {
        const QString email = m_parser.value(u"email"_s), name = m_parser.value(u"name"_s);
        if (auto fine = accounts::checkProfile(email, name); !fine) return misuse(fine.error().message);
        const auto role = roleFromName(m_parser.isSet(u"role"_s) ? m_parser.value(u"role"_s) : u"agent"_s);
        if (!role) return misuse(u"--role must be agent, supervisor or admin."_s);
        auto hash = hashedPassword();
        if (!hash) return misuse(hash.error().message);
        const UtcTime now = SystemClock().now();
        store::User user;
        user.id = UserId::make(now);
        user.email = email;
        user.name = name;
        user.role = *role;
        user.station = m_parser.value(u"station"_s);
        user.passwordHash = *hash;
        user.createdAt = now;
        auto made = transact<Ok>([user, now](store::Tx &tx) { return accounts::create(tx, user, kByCommandLine, now); });
        if (!made) return refuse(made.error());
        m_out << u"%1 %2 %3"_s.arg(user.id.text(), roleName(user.role), user.email) << Qt::endl;
        return 0;
    }

    int passwd() {
        const QString email = m_parser.value(u"email"_s);
        if (email.isEmpty()) return misuse(u"Say whose password with --email."_s);
        auto hash = hashedPassword();
        if (!hash) return misuse(hash.error().message);
        auto set = transact<Ok>([email, hash = *hash, now = SystemClock().now()](store::Tx &tx) -> Result<Ok> {
            const auto user = store::users::byEmail(tx, email);
            if (!user) return notFound(u"There is no user with this e-mail address."_s);
            return accounts::setPassword(tx, user->id, hash, {}, kByCommandLine, now);
        });
        if (!set) return refuse(set.error());
        m_out << u"The password was changed; all logins of the user have ended."_s << Qt::endl;
        return 0;
    }

    int list() {
        auto users = transact<std::vector<store::User>>(
            [](store::Tx &tx) -> Result<std::vector<store::User>> { return store::users::list(tx); });
        if (!users) return refuse(users.error());
        for (const store::User &user : *users)
            m_out << u"%1 %2 %3 %4%5"_s.arg(user.id.text(), roleName(user.role), user.email, user.name,
                                            user.disabled ? u" (disabled)"_s : QString())
                  << Qt::endl;
        return 0;
    }

    int bootstrap() {
        auto token = transact<QString>([force = m_parser.isSet(u"force"_s), now = SystemClock().now()](store::Tx &tx) {
            return accounts::makeSetupToken(tx, force, now);
        });
        if (!token) return refuse(token.error());
        m_out << *token << Qt::endl;
        return 0;
    }

    const Options &m_options;
    QTextStream &m_in;
    QTextStream &m_out;
    QTextStream &m_err;
    QCommandLineParser m_parser;
};

} // namespace

Verb userVerb() {
    return {u"user"_s, u"Adds and lists people, sets passwords, makes the first administrator's set-up token."_s,
            u"add --email E --name N [--role agent|supervisor|admin] [--station sip:…|+1…] --password-stdin\n"
            "passwd --email E --password-stdin\n"
            "list\n"
            "bootstrap [--force]"_s,
            {}};
}

int runUserVerb(const Options &options, QTextStream &in, QTextStream &out, QTextStream &err) {
    return UserCommand(options, in, out, err).run();
}

} // namespace callfloor
