// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/manual_verb.h"

#include "app/settings/mode_flags.h"
#include "app/settings/setting_report.h"

#include <QCoreApplication>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Text for roff: a hyphen of an option must stay one, and neither a backslash nor a dot at the start of a line may act.
QString roff(const QString &text) {
    QString out;
    for (const QChar c : text) {
        if (c == u'\\') out += u"\\e"_s;
        else if (c == u'-') out += u"\\-"_s;
        else if (c != u'`') out += c;
    }
    if (out.startsWith(u'.') || out.startsWith(u'\'')) out.prepend(u"\\&"_s);
    return out;
}

QString heading(const QString &title) { return u".SH "_s + roff(title.toUpper()) + u'\n'; }
QString paragraph(const QString &text) { return u".PP\n"_s + roff(text) + u'\n'; }
/// A term in bold with its explanation.
QString item(const QString &term, const QString &text) { return u".TP\n.B "_s + roff(term) + u'\n' + roff(text) + u'\n'; }

QString verbPart(std::span<const Verb> verbs) {
    QString text = heading(u"Verbs"_s);
    for (const Verb &verb : verbs) {
        text += u".SS callfloor "_s + roff(verb.name) + u'\n' + roff(verb.summary) + u'\n';
        if (verb.usage.isEmpty()) continue;
        text += u".PP\n.nf\n"_s;
        for (const QString &line : verb.usage.split(u'\n')) text += roff(line) + u'\n';
        text += u".fi\n"_s;
    }
    return text;
}

QString settingPart() {
    QString text = heading(u"Settings"_s) +
                   paragraph(u"Each can also stand in the environment (--log-level is CALLFLOOR_LOG_LEVEL) and in the configuration file "
                             "(log_level). The command line counts most, then the environment, then the file."_s);
    QString section;
    for (const SettingSpec &spec : settingTable()) {
        if (spec.section != section) text += u".SS "_s + roff(spec.section) + u'\n';
        section = spec.section;
        text += item(settingUsage(spec), settingMeaning(spec));
    }
    return text;
}

QString closingPart() {
    return heading(u"Signals"_s) + item(u"SIGTERM, SIGINT"_s, u"The server finishes what it has accepted and ends within five seconds."_s) +
           item(u"SIGHUP"_s, u"The server reads certificate, key, allowed_origins and log_level again."_s) +
           heading(u"Files"_s) + item(u"/etc/callfloor/server.conf"_s, u"The configuration of --server and of the verbs."_s) +
           item(u"/var/lib/callfloor"_s, u"The state of the packaged service: the embedded database and the key that signs logins."_s) +
           heading(u"Exit status"_s) + item(u"0"_s, u"All went well."_s) + item(u"1"_s, u"Something failed; standard error says what."_s) +
           item(u"2"_s, u"The command line or the configuration is wrong; trying again is of no use."_s) +
           heading(u"Examples"_s) + item(u"callfloor --demo"_s, u"A floor with a simulated carrier, to look at."_s) +
           item(u"callfloor config --check"_s, u"Could a server start with this configuration?"_s) +
           item(u"callfloor backup /var/backups/callfloor"_s, u"Everything into one file."_s) +
           heading(u"See also"_s) + paragraph(u"systemd.exec(5) about credentials, nginx(8)"_s);
}

QStringList longFlags(const QString &usage) {
    QStringList flags;
    for (const QString &line : usage.split(u'\n'))
        for (const QString &word : line.split(u' ', Qt::SkipEmptyParts))
            if (const QString flag = QString(word).remove(u'[').remove(u']'); flag.startsWith("--"_L1) && !flags.contains(flag)) flags << flag;
    return flags;
}

/// Flags that may stand anywhere.
QStringList generalFlags() {
    QStringList flags;
    for (const ModeFlag &flag : modeFlags()) flags << flag.flag;
    for (const SettingSpec &spec : settingTable()) flags << settingUsage(spec).section(u' ', 0, 0);
    return flags;
}

QString names(std::span<const Verb> verbs) {
    QStringList all;
    for (const Verb &verb : verbs) all << verb.name;
    return all.join(u' ');
}

QString bashCompletion(std::span<const Verb> verbs) {
    QString cases;
    for (const Verb &verb : verbs)
        if (const QStringList flags = longFlags(verb.usage); !flags.isEmpty())
            cases += u"        %1) words=\"%2 $words\" ;;\n"_s.arg(verb.name, flags.join(u' '));
    return u"# bash completion for callfloor; made by `callfloor completion bash`\n"
           "_callfloor() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} words=\"%1\"\n"
           "    COMPREPLY=()\n"
           "    if [[ $COMP_CWORD == 1 && $current != -* ]]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"%2\" -- \"$current\")\n"
           "    elif [[ $current == -* ]]; then\n"
           "        case $verb in\n%3"
           "        esac\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "    fi\n"
           "}\n"
           "complete -o default -F _callfloor callfloor\n"_s.arg(generalFlags().join(u' '), names(verbs), cases);
}

QString zshCompletion(std::span<const Verb> verbs) {
    return u"#compdef callfloor\n"
           "# made by `callfloor completion zsh`\n"
           "if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
           "    compadd %1\n"
           "elif [[ $words[CURRENT] == -* ]]; then\n"
           "    compadd -- %2\n"
           "else\n"
           "    _files\n"
           "fi\n"_s.arg(names(verbs), generalFlags().join(u' '));
}

QString fishQuoted(QString text) { return u'\'' + text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\''; }

QString fishCompletion(std::span<const Verb> verbs) {
    QString text = u"# fish completion for callfloor; made by `callfloor completion fish`\n"_s;
    for (const Verb &verb : verbs) {
        text += u"complete -c callfloor -n __fish_use_subcommand -a %1 -d %2\n"_s.arg(verb.name, fishQuoted(verb.summary));
        for (const QString &flag : longFlags(verb.usage))
            text += u"complete -c callfloor -n '__fish_seen_subcommand_from %1' -l %2\n"_s.arg(verb.name, flag.mid(2));
    }
    for (const ModeFlag &flag : modeFlags()) text += u"complete -c callfloor -l %1 -d %2\n"_s.arg(flag.flag.mid(2), fishQuoted(flag.description));
    for (const SettingSpec &spec : settingTable())
        text += u"complete -c callfloor -l %1 -d %2\n"_s.arg(settingUsage(spec).section(u' ', 0, 0).mid(2), fishQuoted(settingMeaning(spec)));
    return text;
}

} // namespace

Verb manualVerb() { return {u"manual"_s, u"Prints the manual page, for man."_s}; }

Verb completionVerb() { return {u"completion"_s, u"Prints the completion of a shell."_s, u"  bash, zsh or fish\n"_s}; }

QString manualPage(std::span<const Verb> verbs, const QString &version) {
    QString text = u".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n.\\\" Made by `callfloor manual`.\n"
                   ".TH CALLFLOOR 1 \"\" \"callfloor %1\" \"User Commands\"\n"_s.arg(version);
    text += heading(u"Name"_s) + u"callfloor \\- self\\-hosted contact centre: server, console and demo\n"_s;
    text += heading(u"Synopsis"_s) + u".B callfloor\n[\\fIOPTION\\fR...]\n.br\n.B callfloor \\-\\-server\n[\\fIOPTION\\fR...]\n.br\n"
                                     ".B callfloor \\-\\-connect\n\\fIURL\\fR\n.br\n.B callfloor\n\\fIVERB\\fR [\\fIARGUMENT\\fR...]\n"_s;
    text += heading(u"Description"_s) +
            paragraph(u"callfloor dials and answers calls through Telnyx call control, keeps the state of every call in a database "
                      "(SQLite or PostgreSQL) and shows it live in a desktop console, in the browser, over REST and over Socket.IO. With --server it "
                      "runs without a window; with a window the server is inside, or elsewhere with --connect. --demo shows all of it with a "
                      "simulated carrier."_s);
    text += heading(u"Modes"_s);
    for (const ModeFlag &flag : modeFlags()) text += item(flag.usage(), flag.description);
    return text + verbPart(verbs) + settingPart() + closingPart();
}

QString shellCompletion(std::span<const Verb> verbs, const QString &shell) {
    if (shell == "bash"_L1) return bashCompletion(verbs);
    if (shell == "zsh"_L1) return zshCompletion(verbs);
    return shell == "fish"_L1 ? fishCompletion(verbs) : QString();
}

int runManualVerb(std::span<const Verb> verbs, const Options &options, QTextStream &out, QTextStream &err) {
    if (!options.verbArguments.isEmpty()) {
        err << u"callfloor manual takes no argument."_s << Qt::endl;
        return 2;
    }
    out << manualPage(verbs, QCoreApplication::applicationVersion());
    out.flush();
    return 0;
}

int runCompletionVerb(std::span<const Verb> verbs, const Options &options, QTextStream &out, QTextStream &err) {
    const QString text = options.verbArguments.size() == 1 ? shellCompletion(verbs, options.verbArguments.first()) : QString();
    if (text.isEmpty()) {
        err << u"Say for which shell: callfloor completion bash, zsh or fish."_s << Qt::endl;
        return 2;
    }
    out << text;
    out.flush();
    return 0;
}

} // namespace callfloor
