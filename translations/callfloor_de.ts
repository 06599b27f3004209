<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>callfloor::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>callfloor::CallTableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>Unsere Nummer</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Beginn</translation>
    </message>
</context>
<context>
    <name>callfloor::CallText</name>
    <message>
        <source>Inbound</source>
        <translation>Eingehend</translation>
    </message>
    <message>
        <source>Outbound</source>
        <translation>Ausgehend</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Besetzt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Falsche Nummer</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>No free line</source>
        <translation>Keine freie Leitung</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>Trifft ein</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>Wählt</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Klingelt</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>Kunde %1</translation>
    </message>
    <message>
        <source>our number %1</source>
        <translation>unsere Nummer %1</translation>
    </message>
    <message>
        <source>agent %1</source>
        <translation>Agent %1</translation>
    </message>
    <message>
        <source>talk time %1</source>
        <translation>Gesprächszeit %1</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>Wartezeit %1</translation>
    </message>
</context>
<context>
    <name>callfloor::ConnectionBanner</name>
    <message>
        <source>The connection to %1 is lost. Calls continue; trying to connect again.</source>
        <translation>Die Verbindung zu %1 ist unterbrochen. Anrufe laufen weiter; es wird erneut verbunden.</translation>
    </message>
    <message>
        <source>The connection to %1 has been lost for %2. Calls continue; trying to connect again.</source>
        <translation>Die Verbindung zu %1 ist seit %2 unterbrochen. Anrufe laufen weiter; es wird erneut verbunden.</translation>
    </message>
</context>
<context>
    <name>callfloor::DemoRibbon</name>
    <message>
        <source>DEMO – simulated calls only, nothing here reaches the telephone network</source>
        <translation>DEMO – nur simulierte Anrufe, nichts davon erreicht das Telefonnetz</translation>
    </message>
</context>
<context>
    <name>callfloor::DialBar</name>
    <message>
        <source>Dial</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>&amp;Number:</source>
        <translation>&amp;Nummer:</translation>
    </message>
    <message>
        <source>Number to dial</source>
        <translation>Zu wählende Nummer</translation>
    </message>
    <message>
        <source>e.g. +44 20 7946 0018</source>
        <translation>z. B. +49 30 23125 018</translation>
    </message>
    <message>
        <source>Dialling…</source>
        <translation>Wählt …</translation>
    </message>
</context>
<context>
    <name>callfloor::ErrorText</name>
    <message>
        <source>Your sign-in has ended. Please sign in again.</source>
        <translation>Ihre Anmeldung ist beendet. Bitte melden Sie sich wieder an.</translation>
    </message>
    <message>
        <source>Something went wrong on the server; its log says what.</source>
        <translation>Auf dem Server ist etwas schiefgegangen; sein Protokoll sagt, was.</translation>
    </message>
    <message>
        <source>You are not allowed to do that.</source>
        <translation>Das dürfen Sie nicht.</translation>
    </message>
    <message>
        <source>The server refused without saying why.</source>
        <translation>Der Server hat ohne Angabe von Gründen abgelehnt.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>Die E-Mail-Adresse oder das Passwort ist falsch.</translation>
    </message>
    <message>
        <source>Too many attempts. Please wait a little.</source>
        <translation>Zu viele Versuche. Bitte warten Sie ein wenig.</translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n second(s).</source>
        <translation>
            <numerusform>Zu viele Versuche. Versuchen Sie es in %n Sekunde wieder.</numerusform>
            <numerusform>Zu viele Versuche. Versuchen Sie es in %n Sekunden wieder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Zu viele Versuche. Versuchen Sie es in %n Minute wieder.</numerusform>
            <numerusform>Zu viele Versuche. Versuchen Sie es in %n Minuten wieder.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server does not answer. Please try again.</source>
        <translation>Der Server antwortet nicht. Bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The connection to the server is not secure: its certificate was refused.</source>
        <translation>Die Verbindung zum Server ist nicht sicher: Sein Zertifikat wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the network and its address.</source>
        <translation>Der Server ist nicht erreichbar. Prüfen Sie das Netz und seine Adresse.</translation>
    </message>
    <message>
        <source>The server cannot do that at the moment. Please try again shortly.</source>
        <translation>Der Server kann das im Augenblick nicht. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>callfloor::LinkBadge</name>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung unterbrochen</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Verbindung: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::LiveCallsView</name>
    <message>
        <source>&amp;Dial a number</source>
        <translation>Nummer &amp;wählen</translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation>&amp;Auflegen</translation>
    </message>
    <message>
        <source>&amp;Copy the customer&apos;s number</source>
        <translation>Nummer des Kunden &amp;kopieren</translation>
    </message>
    <message>
        <source>Live calls</source>
        <translation>Laufende Anrufe</translation>
    </message>
    <message>
        <source>Dialling %1…</source>
        <translation>%1 wird gewählt …</translation>
    </message>
    <message>
        <source>%1 was not dialled. %2</source>
        <translation>%1 wurde nicht gewählt. %2</translation>
    </message>
    <message>
        <source>Hanging up %1…</source>
        <translation>Legt auf: %1 …</translation>
    </message>
    <message>
        <source>The call with %1 was not ended. %2</source>
        <translation>Der Anruf mit %1 wurde nicht beendet. %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n live call(s)</source>
        <translation>
            <numerusform>%n laufender Anruf</numerusform>
            <numerusform>%n laufende Anrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n talking</source>
        <translation>
            <numerusform>%n im Gespräch</numerusform>
            <numerusform>%n im Gespräch</numerusform>
        </translation>
    </message>
    <message>
        <source>No live calls. Type a number above and press Enter to dial.</source>
        <translation>Keine laufenden Anrufe. Geben Sie oben eine Nummer ein und drücken Sie die Eingabetaste, um anzurufen.</translation>
    </message>
    <message>
        <source>Fetching the calls…</source>
        <translation>Die Anrufe werden geholt …</translation>
    </message>
    <message>
        <source>Select a call first.</source>
        <translation>Wählen Sie zuerst einen Anruf aus.</translation>
    </message>
    <message>
        <source>This call has ended.</source>
        <translation>Dieser Anruf ist beendet.</translation>
    </message>
    <message>
        <source>This call is being ended.</source>
        <translation>Dieser Anruf wird gerade beendet.</translation>
    </message>
    <message>
        <source>This is somebody else&apos;s call.</source>
        <translation>Das ist der Anruf von jemand anderem.</translation>
    </message>
    <message>
        <source>End the selected call (%1)</source>
        <translation>Den ausgewählten Anruf beenden (%1)</translation>
    </message>
</context>
<context>
    <name>callfloor::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Sign out</source>
        <translation>Ab&amp;melden</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Call</source>
        <translation>An&amp;ruf</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About callfloor</source>
        <translation>Ü&amp;ber callfloor</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Follow the system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>Live calls – callfloor</source>
        <translation>Laufende Anrufe – callfloor</translation>
    </message>
    <message>
        <source>Sign in – callfloor</source>
        <translation>Anmelden – callfloor</translation>
    </message>
    <message>
        <source>%1 (demo)</source>
        <translation>%1 (Demo)</translation>
    </message>
    <message>
        <source>About callfloor</source>
        <translation>Über callfloor</translation>
    </message>
    <message>
        <source>callfloor %1

A self-hosted contact centre.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>callfloor %1

Ein Kontaktzentrum, das man selbst betreibt.
Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
</context>
<context>
    <name>callfloor::SignInView</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Please enter your e-mail address.</source>
        <translation>Bitte geben Sie Ihre E-Mail-Adresse ein.</translation>
    </message>
    <message>
        <source>Please enter your password.</source>
        <translation>Bitte geben Sie Ihr Passwort ein.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Meldet an …</translation>
    </message>
    <message>
        <source>Sign in to callfloor</source>
        <translation>Bei callfloor anmelden</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
</context>
</TS>
