<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Tasten drücken</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentBar</name>
    <message>
        <source>Sign &amp;on as an agent</source>
        <translation>Als Agent &amp;anmelden</translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation>&amp;Pause …</translation>
    </message>
    <message>
        <source>Sign o&amp;ff as an agent</source>
        <translation>Als Agent ab&amp;melden</translation>
    </message>
    <message>
        <source>My state: %1</source>
        <translation>Mein Zustand: %1</translation>
    </message>
    <message>
        <source>Stay &amp;ready</source>
        <translation>&amp;Bereit bleiben</translation>
    </message>
    <message>
        <source>&amp;Ready</source>
        <translation>&amp;Bereit</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Melden Sie sich zuerst an.</translation>
    </message>
    <message>
        <source>Sign on as an agent first.</source>
        <translation>Melden Sie sich zuerst als Agent an.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Der Server wird gefragt.</translation>
    </message>
    <message>
        <source>You are signed on.</source>
        <translation>Sie sind angemeldet.</translation>
    </message>
    <message>
        <source>In this state for %1</source>
        <translation>In diesem Zustand seit %1</translation>
    </message>
    <message>
        <source>Then: signed off</source>
        <translation>Danach: abgemeldet</translation>
    </message>
    <message>
        <source>Then: %1</source>
        <translation>Danach: %1</translation>
    </message>
    <message>
        <source>The server has not heard this console for a while; wait a moment.</source>
        <translation>Der Server hat diese Konsole eine Weile nicht gehört; bitte warten Sie einen Augenblick.</translation>
    </message>
    <message>
        <source>You are ready.</source>
        <translation>Sie sind bereit.</translation>
    </message>
    <message>
        <source>You are ready again when this call is over.</source>
        <translation>Sie sind wieder bereit, wenn dieser Anruf vorbei ist.</translation>
    </message>
    <message>
        <source>Choose first what came of the call.</source>
        <translation>Wählen Sie zuerst das Ergebnis des Anrufs.</translation>
    </message>
    <message>
        <source>After-call work has a least time; wait for it.</source>
        <translation>Die Nacharbeit hat eine Mindestzeit; warten Sie sie ab.</translation>
    </message>
    <message>
        <source>Take a break first, and let the work in hand end.</source>
        <translation>Machen Sie zuerst Pause und beenden Sie die laufende Arbeit.</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentDesk</name>
    <message>
        <source>Your state was not changed. %1</source>
        <translation>Ihr Zustand wurde nicht geändert. %1</translation>
    </message>
    <message>
        <source>The outcome was not saved. %1</source>
        <translation>Das Ergebnis wurde nicht gespeichert. %1</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentText</name>
    <message>
        <source>Signed off</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>A call is coming</source>
        <translation>Ein Anruf kommt</translation>
    </message>
    <message>
        <source>Your phone rings</source>
        <translation>Ihr Telefon klingelt</translation>
    </message>
    <message>
        <source>Preparing a call</source>
        <translation>Anruf in Vorbereitung</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Customer on hold</source>
        <translation>Kunde wartet</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>Nacharbeit</translation>
    </message>
    <message>
        <source>Not heard by the server</source>
        <translation>Vom Server nicht gehört</translation>
    </message>
    <message>
        <source>just signed on</source>
        <translation>gerade angemeldet</translation>
    </message>
    <message>
        <source>calls were missed</source>
        <translation>Anrufe verpasst</translation>
    </message>
    <message>
        <source>after a call</source>
        <translation>nach einem Anruf</translation>
    </message>
    <message>
        <source>set by the system</source>
        <translation>vom System gesetzt</translation>
    </message>
    <message>
        <source>Not ready: %1</source>
        <translation>Nicht bereit: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>callfloor::CallCard</name>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>A call for you</source>
        <translation>Ein Anruf für Sie</translation>
    </message>
    <message>
        <source>%1, queue %2</source>
        <translation>%1, Warteschlange %2</translation>
    </message>
    <message>
        <source>%1, muted</source>
        <translation>%1, stumm</translation>
    </message>
    <message>
        <source>%1, recorded</source>
        <translation>%1, wird aufgenommen</translation>
    </message>
    <message>
        <source>My call: %1</source>
        <translation>Mein Anruf: %1</translation>
    </message>
    <message>
        <source>Pick up your phone to answer.</source>
        <translation>Nehmen Sie an Ihrem Telefon ab.</translation>
    </message>
    <message>
        <source>A call for you from %1. Pick up your phone to answer.</source>
        <translation>Ein Anruf für Sie von %1. Nehmen Sie an Ihrem Telefon ab.</translation>
    </message>
</context>
<context>
    <name>callfloor::CallControls</name>
    <message>
        <source>D&amp;ecline</source>
        <translation>A&amp;blehnen</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>&amp;Halten</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>Stu&amp;mm</translation>
    </message>
    <message>
        <source>&amp;Keypad…</source>
        <translation>&amp;Tasten …</translation>
    </message>
    <message>
        <source>&amp;Transfer…</source>
        <translation>&amp;Übergeben …</translation>
    </message>
    <message>
        <source>&amp;Ask somebody…</source>
        <translation>&amp;Rückfragen …</translation>
    </message>
    <message>
        <source>&amp;Park</source>
        <translation>&amp;Parken</translation>
    </message>
    <message>
        <source>Ret&amp;rieve</source>
        <translation>Zurückho&amp;len</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>Ma&amp;keln</translation>
    </message>
    <message>
        <source>Hand &amp;over</source>
        <translation>Überle&amp;iten</translation>
    </message>
    <message>
        <source>&amp;Back to the customer</source>
        <translation>&amp;Zurück zum Kunden</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>Auf&amp;nehmen</translation>
    </message>
    <message>
        <source>The keys were not sent. %1</source>
        <translation>Die Tasten wurden nicht gesendet. %1</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Weitersprechen</translation>
    </message>
    <message>
        <source>Un&amp;mute</source>
        <translation>Stu&amp;mm aus</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>Sie haben keinen Anruf.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Der Server wird gefragt.</translation>
    </message>
    <message>
        <source>No call is being offered to you.</source>
        <translation>Ihnen wird kein Anruf angeboten.</translation>
    </message>
    <message>
        <source>Pick up your phone first.</source>
        <translation>Nehmen Sie zuerst an Ihrem Telefon ab.</translation>
    </message>
    <message>
        <source>This call is not parked.</source>
        <translation>Dieser Anruf ist nicht geparkt.</translation>
    </message>
    <message>
        <source>Retrieve the call first.</source>
        <translation>Holen Sie den Anruf zuerst zurück.</translation>
    </message>
    <message>
        <source>The call has to be answered first.</source>
        <translation>Der Anruf muss zuerst angenommen werden.</translation>
    </message>
    <message>
        <source>You are not asking anybody.</source>
        <translation>Sie halten mit niemandem Rückfrage.</translation>
    </message>
    <message>
        <source>Hand over, or go back to the customer first.</source>
        <translation>Leiten Sie über oder gehen Sie zuerst zum Kunden zurück.</translation>
    </message>
    <message>
        <source>The call is being recorded already.</source>
        <translation>Der Anruf wird schon aufgenommen.</translation>
    </message>
    <message>
        <source>The recording is paused.</source>
        <translation>Die Aufnahme ist angehalten.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>Der Anruf wird nicht aufgenommen.</translation>
    </message>
    <message>
        <source>The recording is not paused.</source>
        <translation>Die Aufnahme ist nicht angehalten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not done. %2</source>
        <translation>„%1“ wurde nicht ausgeführt. %2</translation>
    </message>
    <message>
        <source>All three ta&amp;lk</source>
        <translation>Alle &amp;drei sprechen</translation>
    </message>
    <message>
        <source>Pause the record&amp;ing</source>
        <translation>A&amp;ufnahme anhalten</translation>
    </message>
    <message>
        <source>Go on recordin&amp;g</source>
        <translation>Aufnahme &amp;fortsetzen</translation>
    </message>
    <message>
        <source>En&amp;d the recording</source>
        <translation>Aufnahme b&amp;eenden</translation>
    </message>
    <message>
        <source>Hang up m&amp;y call</source>
        <translation>Meinen Anruf aufle&amp;gen</translation>
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
    <message>
        <source>Stage</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
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
    <message>
        <source>Beginning</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>With the assistant</source>
        <translation>Beim Assistenten</translation>
    </message>
    <message>
        <source>In a queue</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Being offered</source>
        <translation>Wird angeboten</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Consulting</source>
        <translation>Rückfrage</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Geparkt</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>Ansage</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vorbei</translation>
    </message>
</context>
<context>
    <name>callfloor::CallToast</name>
    <message>
        <source>A call for you</source>
        <translation>Ein Anruf für Sie</translation>
    </message>
    <message>
        <source>Pick up your phone to answer.</source>
        <translation>Nehmen Sie Ihr Telefon ab.</translation>
    </message>
    <message>
        <source>A call for you from %1. Pick up your phone to answer.</source>
        <translation>Ein Anruf für Sie von %1. Nehmen Sie Ihr Telefon ab.</translation>
    </message>
</context>
<context>
    <name>callfloor::CompactBar</name>
    <message>
        <source>callfloor</source>
        <translation>callfloor</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
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
    <message>
        <source>The connection to %1 has been lost for %2: what you see here is as old as that. Calls continue, and what you write is kept; trying to connect again.</source>
        <translation>Die Verbindung zu %1 ist seit %2 unterbrochen: so alt ist, was Sie hier sehen. Gespräche laufen weiter, was Sie schreiben, bleibt erhalten; es wird neu verbunden.</translation>
    </message>
</context>
<context>
    <name>callfloor::CustomerView</name>
    <message>
        <source>Earlier calls with this number</source>
        <translation>Frühere Gespräche mit dieser Nummer</translation>
    </message>
    <message>
        <source>%1: no earlier call is known.</source>
        <translation>%1: kein früheres Gespräch bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n earlier call(s), the newest first</source>
        <translation>
            <numerusform>%1: %n früheres Gespräch</numerusform>
            <numerusform>%1: %n frühere Gespräche, das neueste zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>Note of %1, %2: %3</source>
        <translation>Notiz von %1, %2: %3</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>Gesprochen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
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
    <name>callfloor::DeskView</name>
    <message>
        <source>%1 writes: %2</source>
        <translation>%1 schreibt: %2</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet seit %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
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
    <name>callfloor::FloorActions</name>
    <message>
        <source>&amp;Take this call</source>
        <translation>Diesen Anruf &amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Listen</source>
        <translation>&amp;Mithören</translation>
    </message>
    <message>
        <source>&amp;Whisper to the agent</source>
        <translation>Dem Agenten &amp;zuflüstern</translation>
    </message>
    <message>
        <source>&amp;Join, heard by all</source>
        <translation>&amp;Aufschalten, für alle hörbar</translation>
    </message>
    <message>
        <source>&amp;Stop listening</source>
        <translation>Mithören &amp;beenden</translation>
    </message>
    <message>
        <source>Take &amp;over from the agent</source>
        <translation>Vom Agenten &amp;übernehmen</translation>
    </message>
    <message>
        <source>Write to the &amp;agent…</source>
        <translation>Dem Agenten &amp;schreiben …</translation>
    </message>
    <message>
        <source>&amp;Hang up with a reason…</source>
        <translation>Mit Begründung aufle&amp;gen …</translation>
    </message>
    <message>
        <source>Select a call first.</source>
        <translation>Wählen Sie zuerst einen Anruf.</translation>
    </message>
    <message>
        <source>This call has ended.</source>
        <translation>Dieser Anruf ist beendet.</translation>
    </message>
    <message>
        <source>Nobody waits on this call.</source>
        <translation>In diesem Anruf wartet niemand.</translation>
    </message>
    <message>
        <source>Only supervisors may do that.</source>
        <translation>Das dürfen nur Supervisoren.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>Das ist Ihr eigener Anruf.</translation>
    </message>
    <message>
        <source>Nobody has this call.</source>
        <translation>Niemand hat diesen Anruf.</translation>
    </message>
    <message>
        <source>Nobody talks on this call yet.</source>
        <translation>In diesem Anruf spricht noch niemand.</translation>
    </message>
    <message>
        <source>Pick up your phone to take the call.</source>
        <translation>Nehmen Sie an Ihrem Telefon ab, um den Anruf zu übernehmen.</translation>
    </message>
    <message>
        <source>You are no longer on the call.</source>
        <translation>Sie sind nicht mehr in dem Anruf.</translation>
    </message>
    <message>
        <source>Write to the agent</source>
        <translation>Dem Agenten schreiben</translation>
    </message>
    <message>
        <source>Only the agent of %1 sees it:</source>
        <translation>Nur der Agent von %1 sieht es:</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Why is the call with %1 ended? Kept in the audit log.</source>
        <translation>Warum wird der Anruf mit %1 beendet? Steht dann im Protokoll.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Nothing was sent: the message was empty.</source>
        <translation>Nichts gesendet: Die Nachricht war leer.</translation>
    </message>
    <message>
        <source>The call was not ended: a reason is needed.</source>
        <translation>Der Anruf wurde nicht beendet: Eine Begründung fehlt.</translation>
    </message>
    <message>
        <source>The message was sent.</source>
        <translation>Die Nachricht wurde gesendet.</translation>
    </message>
    <message>
        <source>The call was ended.</source>
        <translation>Der Anruf wurde beendet.</translation>
    </message>
    <message>
        <source>Agent and customer will hear you.</source>
        <translation>Agent und Kunde werden Sie hören.</translation>
    </message>
    <message>
        <source>Only the agent will hear you.</source>
        <translation>Nur der Agent wird Sie hören.</translation>
    </message>
    <message>
        <source>The customer will hear you.</source>
        <translation>Der Kunde wird Sie hören.</translation>
    </message>
    <message>
        <source>Nobody will hear you.</source>
        <translation>Niemand wird Sie hören.</translation>
    </message>
    <message>
        <source>Pick up your phone. %1</source>
        <translation>Nehmen Sie an Ihrem Telefon ab. %1</translation>
    </message>
</context>
<context>
    <name>callfloor::HelpCall</name>
    <message>
        <source>Supervisors have been asked to help you.</source>
        <translation>Die Teamleitung ist um Hilfe gebeten.</translation>
    </message>
    <message>
        <source>Nobody is asked to help you any more.</source>
        <translation>Der Hilferuf ist zurückgenommen.</translation>
    </message>
    <message>
        <source>Nobody was asked for help. %1</source>
        <translation>Niemand wurde um Hilfe gebeten. %1</translation>
    </message>
    <message>
        <source>The call for help was not taken back. %1</source>
        <translation>Der Hilferuf wurde nicht zurückgenommen. %1</translation>
    </message>
    <message>
        <source>Take back the call for &amp;help</source>
        <translation>&amp;Hilferuf zurücknehmen</translation>
    </message>
    <message>
        <source>Ask for &amp;help</source>
        <translation>Um &amp;Hilfe bitten</translation>
    </message>
    <message>
        <source>Sign on as an agent first.</source>
        <translation>Melden Sie sich zuerst als Agent an.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Der Server wird gefragt.</translation>
    </message>
</context>
<context>
    <name>callfloor::KeyPad</name>
    <message>
        <source>Key %1</source>
        <translation>Taste %1</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Gesendete Tasten: %1</translation>
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
    <message>
        <source>&amp;Agent</source>
        <translation>A&amp;gent</translation>
    </message>
    <message>
        <source>&amp;Supervise</source>
        <translation>&amp;Supervision</translation>
    </message>
    <message>
        <source>&amp;My call</source>
        <translation>&amp;Mein Anruf</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>Seit&amp;e</translation>
    </message>
    <message>
        <source>%1 – callfloor</source>
        <translation>%1 – callfloor</translation>
    </message>
    <message>
        <source>Another se&amp;rver…</source>
        <translation>Anderer Se&amp;rver …</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel …</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>Te&amp;xt</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>&amp;As in other programs</source>
        <translation>&amp;Wie in anderen Programmen</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>You are invited to the call centre at

%1

Open a console of it? Do so only if you know this address.</source>
        <translation>Sie sind in das Callcenter unter

%1

eingeladen. Eine Konsole dafür öffnen? Nur, wenn Sie diese Adresse kennen.</translation>
    </message>
</context>
<context>
    <name>callfloor::OutcomeView</name>
    <message>
        <source>&amp;More time</source>
        <translation>Mehr &amp;Zeit</translation>
    </message>
    <message>
        <source>&amp;Outcome of the call</source>
        <translation>&amp;Ergebnis des Anrufs</translation>
    </message>
    <message>
        <source>Note, saved with the outcome</source>
        <translation>Notiz, wird mit dem Ergebnis gespeichert</translation>
    </message>
    <message>
        <source>Note on the call</source>
        <translation>Notiz zum Anruf</translation>
    </message>
    <message>
        <source>Call back:</source>
        <translation>Rückruf:</translation>
    </message>
    <message>
        <source>When to call back</source>
        <translation>Wann zurückrufen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>&amp;More time (%1)</source>
        <translation>Mehr &amp;Zeit (%1)</translation>
    </message>
    <message>
        <source>What comes of this call?</source>
        <translation>Was ergibt dieser Anruf?</translation>
    </message>
    <message>
        <source>After-call work: what came of the call?</source>
        <translation>Nacharbeit: Was hat der Anruf ergeben?</translation>
    </message>
    <message>
        <source>After-call work: %1 left</source>
        <translation>Nacharbeit: noch %1</translation>
    </message>
    <message>
        <source>There is no after-call work.</source>
        <translation>Es gibt keine Nacharbeit.</translation>
    </message>
    <message>
        <source>This after-call work ends only with an outcome.</source>
        <translation>Diese Nacharbeit endet erst mit einem Ergebnis.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Der Server wird gefragt.</translation>
    </message>
    <message>
        <source>No more time can be added; choose an outcome.</source>
        <translation>Mehr Zeit ist nicht möglich; wählen Sie ein Ergebnis.</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>The outcome is kept on this computer. It goes to the server as soon as the connection is back.</source>
        <translation>Das Ergebnis ist auf diesem Rechner gesichert. Es geht an den Server, sobald die Verbindung wieder da ist.</translation>
    </message>
</context>
<context>
    <name>callfloor::PageList</name>
    <message>
        <source>Desk</source>
        <translation>Arbeitsplatz</translation>
    </message>
</context>
<context>
    <name>callfloor::PageRail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewDesk</name>
    <message>
        <source>&amp;Next lead</source>
        <translation>Nächster Kontak&amp;t</translation>
    </message>
    <message>
        <source>Dial the &amp;lead</source>
        <translation>&amp;Kontakt anrufen</translation>
    </message>
    <message>
        <source>&amp;Skip the lead…</source>
        <translation>Kontakt über&amp;springen …</translation>
    </message>
    <message>
        <source>There is no next lead. %1</source>
        <translation>Es gibt keinen nächsten Kontakt. %1</translation>
    </message>
    <message>
        <source>The lead was not dialled. %1</source>
        <translation>Der Kontakt wurde nicht angerufen. %1</translation>
    </message>
    <message>
        <source>The lead was not skipped. %1</source>
        <translation>Der Kontakt wurde nicht übersprungen. %1</translation>
    </message>
    <message>
        <source>The time to look at this lead is over; it will come again.</source>
        <translation>Die Zeit für diesen Kontakt ist um; er kommt wieder.</translation>
    </message>
    <message>
        <source>There is no preview campaign to work on now.</source>
        <translation>Zurzeit läuft keine Vorschaukampagne für Sie.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Der Server wird gefragt.</translation>
    </message>
    <message>
        <source>Take a lead first.</source>
        <translation>Holen Sie zuerst einen Kontakt.</translation>
    </message>
    <message>
        <source>Dial or skip this lead first.</source>
        <translation>Rufen Sie diesen Kontakt zuerst an, oder überspringen Sie ihn.</translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewView</name>
    <message>
        <source>Preview campaign</source>
        <translation>Vorschaukampagne</translation>
    </message>
    <message>
        <source>Why you skip this lead, then Enter</source>
        <translation>Warum Sie diesen Kontakt überspringen, dann Eingabetaste</translation>
    </message>
    <message>
        <source>Why this lead is skipped</source>
        <translation>Warum dieser Kontakt übersprungen wird</translation>
    </message>
    <message>
        <source>Preview campaign:</source>
        <translation>Vorschaukampagne:</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Versucht</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n Mal</numerusform>
            <numerusform>%n Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>callfloor::RememberedLogin</name>
    <message>
        <source>Your keyring is locked or does not answer. Unlock it and start the console again, or sign in here.</source>
        <translation>Ihr Schlüsselbund ist gesperrt oder antwortet nicht. Entsperren Sie ihn und starten Sie die Konsole neu, oder melden Sie sich hier an.</translation>
    </message>
    <message>
        <source>The keyring refused to keep your sign-in; you will be asked for the password next time.</source>
        <translation>Der Schlüsselbund hat die Anmeldung nicht angenommen; das nächste Mal werden Sie nach dem Passwort gefragt.</translation>
    </message>
    <message>
        <source>This computer has no keyring; you will be asked for the password next time.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund; das nächste Mal werden Sie nach dem Passwort gefragt.</translation>
    </message>
</context>
<context>
    <name>callfloor::ShortcutDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>S&amp;tandard keys</source>
        <translation>S&amp;tandardtasten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>Neue Tasten:</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>These keys follow what there is to do and cannot be changed.</source>
        <translation>Diese Tasten richten sich danach, was zu tun ist, und lassen sich nicht ändern.</translation>
    </message>
    <message>
        <source>%1 is taken by &quot;%2&quot;. Give that one other keys first.</source>
        <translation>%1 gehört schon zu „%2“. Geben Sie diesem zuerst andere Tasten.</translation>
    </message>
    <message>
        <source>%1 writes a character where one types. Choose keys with Ctrl or Alt, or a function key.</source>
        <translation>%1 schreibt ein Zeichen, wo man tippt. Wählen Sie Tasten mit Strg oder Alt oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
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
    <message>
        <source>Stay signed in on this computer</source>
        <translation>Auf diesem Rechner angemeldet bleiben</translation>
    </message>
</context>
<context>
    <name>callfloor::StartDialog</name>
    <message>
        <source>&amp;Connect to a server</source>
        <translation>Mit einem Server &amp;verbinden</translation>
    </message>
    <message>
        <source>&amp;Everything on this computer</source>
        <translation>Alles auf &amp;diesem Rechner</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>Demo &amp;ausprobieren</translation>
    </message>
    <message>
        <source>Do &amp;not ask again</source>
        <translation>&amp;Nicht mehr fragen</translation>
    </message>
    <message>
        <source>callfloor</source>
        <translation>callfloor</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>How do you want to work?</source>
        <translation>Wie möchten Sie arbeiten?</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Your company has a callfloor server and told you its address.</source>
        <translation>Ihre Firma hat einen callfloor-Server und Ihnen seine Adresse genannt.</translation>
    </message>
    <message>
        <source>Server and console in one program, with a database in your folder. Real calls need an account with the carrier.</source>
        <translation>Server und Konsole in einem Programm, mit einer Datenbank in Ihrem Ordner. Echte Anrufe brauchen ein Konto beim Netzbetreiber.</translation>
    </message>
    <message>
        <source>A made-up call centre with simulated callers. Nothing reaches the telephone network.</source>
        <translation>Ein erfundenes Callcenter mit simulierten Anrufern. Nichts erreicht das Telefonnetz.</translation>
    </message>
</context>
<context>
    <name>callfloor::TargetList</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (queue)</source>
        <translation>%1 (Warteschlange)</translation>
    </message>
</context>
<context>
    <name>callfloor::TargetPanel</name>
    <message>
        <source>Transfer to:</source>
        <translation>Übergeben an:</translation>
    </message>
    <message>
        <source>Ask:</source>
        <translation>Rückfrage bei:</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Transfer to a colleague, a queue or a number</source>
        <translation>An einen Kollegen, eine Warteschlange oder eine Nummer übergeben</translation>
    </message>
    <message>
        <source>Ask a colleague or a number</source>
        <translation>Rückfrage bei einem Kollegen oder einer Nummer</translation>
    </message>
    <message>
        <source>Colleague, queue or number</source>
        <translation>Kollege, Warteschlange oder Nummer</translation>
    </message>
    <message>
        <source>Colleague or number</source>
        <translation>Kollege oder Nummer</translation>
    </message>
    <message>
        <source>Nobody is called &quot;%1&quot;. Choose from the list, or type a number.</source>
        <translation>Niemand heißt „%1“. Wählen Sie aus der Liste oder tippen Sie eine Nummer.</translation>
    </message>
</context>
<context>
    <name>callfloor::TranscriptView</name>
    <message>
        <source>What is said on the call</source>
        <translation>Was im Gespräch gesagt wird</translation>
    </message>
    <message>
        <source>What is said appears here where the call is written down.</source>
        <translation>Was gesagt wird, erscheint hier, wenn das Gespräch mitgeschrieben wird.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>%1  %2: %3</source>
        <translation>%1  %2: %3</translation>
    </message>
</context>
<context>
    <name>callfloor::WorkFrame</name>
    <message>
        <source>&amp;Compact bar</source>
        <translation>&amp;Kompaktleiste</translation>
    </message>
</context>
</TS>
