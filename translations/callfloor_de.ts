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
    <name>callfloor::AdminList</name>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Ä&amp;ndern …</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>Ask &amp;again</source>
        <translation>E&amp;rneut abfragen</translation>
    </message>
    <message>
        <source>Search in this list</source>
        <translation>In dieser Liste suchen</translation>
    </message>
    <message>
        <source>Add a queue first.</source>
        <translation>Legen Sie zuerst eine Warteschlange an.</translation>
    </message>
    <message>
        <source>Type a number and press Enter.</source>
        <translation>Geben Sie eine Nummer ein und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
    <message>
        <source>Nothing here yet. Add the first one with Ctrl+N.</source>
        <translation>Noch nichts hier. Legen Sie mit Strg+N das Erste an.</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Hier ist nichts.</translation>
    </message>
    <message>
        <source>Select a row first.</source>
        <translation>Wählen Sie zuerst eine Zeile aus.</translation>
    </message>
    <message>
        <source>The product itself uses this one.</source>
        <translation>Das Programm selbst braucht diesen Eintrag.</translation>
    </message>
    <message>
        <source>This one counts for all; switch it off instead.</source>
        <translation>Dieser gilt für alle; schalten Sie ihn stattdessen aus.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>%1: add</source>
        <translation>%1: hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>Entfernt.</translation>
    </message>
    <message>
        <source>Open this address, below that of the server, on the screen. It is told this once:</source>
        <translation>Öffnen Sie auf dem Bildschirm diese Adresse hinter der des Servers. Sie wird nur dieses eine Mal genannt:</translation>
    </message>
</context>
<context>
    <name>callfloor::AdminSections</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Accounts: roles, phones, teams and what they may do.</source>
        <translation>Konten: Rollen, Telefone, Teams und Rechte.</translation>
    </message>
    <message>
        <source>S&amp;kills…</source>
        <translation>&amp;Fähigkeiten …</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Supervisors see their team&apos;s agents and calls.</source>
        <translation>Teamleitungen sehen Agenten und Anrufe ihres Teams.</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>What agents are able to do, and queues ask for.</source>
        <translation>Was Agenten können und Warteschlangen verlangen.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Who is offered to whom, how long people wait, and what is aimed at.</source>
        <translation>Wer wem angeboten wird, wie lange gewartet wird und was das Ziel ist.</translation>
    </message>
    <message>
        <source>Members of queues</source>
        <translation>Mitglieder von Warteschlangen</translation>
    </message>
    <message>
        <source>Lower tiers are offered callers first.</source>
        <translation>Niedrigere Stufen bekommen Anrufer zuerst angeboten.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>Where calls to our numbers go.</source>
        <translation>Wohin Anrufe an unsere Nummern gehen.</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Öffnungszeiten</translation>
    </message>
    <message>
        <source>When numbers are open, with holidays.</source>
        <translation>Wann Nummern geöffnet sind, mit Feiertagen.</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>What agents may say of a call. Removed ones stay known to reports.</source>
        <translation>Was Agenten über einen Anruf angeben können. Entfernte bleiben den Berichten bekannt.</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>Pausen</translation>
    </message>
    <message>
        <source>Why agents may be not ready.</source>
        <translation>Warum Agenten nicht bereit sein dürfen.</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>Nicht anrufen</translation>
    </message>
    <message>
        <source>Numbers that no campaign dials.</source>
        <translation>Nummern, die keine Kampagne wählt.</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Einwilligungen</translation>
    </message>
    <message>
        <source>Who agreed to be called. Type a number to see its consents.</source>
        <translation>Wer eingewilligt hat, angerufen zu werden. Geben Sie eine Nummer ein, um ihre Einwilligungen zu sehen.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>From where on supervisors are told.</source>
        <translation>Ab wann Teamleitungen es erfahren.</translation>
    </message>
    <message>
        <source>Screens on the wall</source>
        <translation>Wandbildschirme</translation>
    </message>
    <message>
        <source>Links that show figures without an account.</source>
        <translation>Links, die Zahlen ohne Konto zeigen.</translation>
    </message>
    <message>
        <source>Listening in</source>
        <translation>Mithören</translation>
    </message>
    <message>
        <source>How supervisors are put on calls, and what a trial with real phones has shown.</source>
        <translation>Wie Teamleitungen in Anrufe kommen, und was ein Versuch mit echten Telefonen gezeigt hat.</translation>
    </message>
</context>
<context>
    <name>callfloor::AdminView</name>
    <message>
        <source>Lists of the administration</source>
        <translation>Listen der Verwaltung</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Betrieb</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentActions</name>
    <message>
        <source>Make &amp;ready</source>
        <translation>Auf „be&amp;reit“</translation>
    </message>
    <message>
        <source>Make &amp;not ready…</source>
        <translation>Auf „&amp;nicht bereit“ …</translation>
    </message>
    <message>
        <source>Sign &amp;off…</source>
        <translation>Ab&amp;melden …</translation>
    </message>
    <message>
        <source>Select an agent first.</source>
        <translation>Wählen Sie zuerst einen Agenten aus.</translation>
    </message>
    <message>
        <source>This agent is not signed on.</source>
        <translation>Dieser Agent ist nicht angemeldet.</translation>
    </message>
    <message>
        <source>This agent is ready already.</source>
        <translation>Dieser Agent ist schon bereit.</translation>
    </message>
    <message>
        <source>There are no reasons to choose from.</source>
        <translation>Es gibt keine Gründe zur Auswahl.</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1: erledigt.</translation>
    </message>
    <message>
        <source>Sign off %1</source>
        <translation>%1 abmelden</translation>
    </message>
    <message>
        <source>Why? Kept in the audit log. During a call the agent is signed off when it is over.</source>
        <translation>Warum? Steht im Protokoll. Während eines Anrufs wartet die Abmeldung dessen Ende ab.</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Nobody was signed off: a reason is needed.</source>
        <translation>Niemand wurde abgemeldet: Es braucht einen Grund.</translation>
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
    <name>callfloor::AgentCards</name>
    <message>
        <source>Agents as cards</source>
        <translation>Agenten als Karten</translation>
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
    <name>callfloor::AuditView</name>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>To what</source>
        <translation>Woran</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Who changed what, newest first. Enter shows a line whole.</source>
        <translation>Wer was geändert hat, das Neueste zuerst. Die Eingabetaste zeigt eine Zeile ganz.</translation>
    </message>
    <message>
        <source>Search in what is shown</source>
        <translation>Im Angezeigten suchen</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
    <message>
        <source>&amp;Who:</source>
        <translation>&amp;Wer:</translation>
    </message>
    <message>
        <source>&amp;Since:</source>
        <translation>&amp;Seit:</translation>
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
    <name>callfloor::CallDetail</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Gesagt</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>&amp;Hear the recording</source>
        <translation>Aufnahme an&amp;hören</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>What &amp;happened</source>
        <translation>Was &amp;geschah</translation>
    </message>
    <message>
        <source>What was &amp;said</source>
        <translation>Was ge&amp;sagt wurde</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Notizen</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
    <message>
        <source>Select a call.</source>
        <translation>Wählen Sie einen Anruf aus.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>our number %1</source>
        <translation>unsere Nummer %1</translation>
    </message>
    <message>
        <source>talked for %1</source>
        <translation>Gespräch %1</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>Kosten %1</translation>
    </message>
    <message>
        <source>Nothing is known of this call.</source>
        <translation>Über diesen Anruf ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Nothing was written down.</source>
        <translation>Nichts wurde mitgeschrieben.</translation>
    </message>
    <message>
        <source>No notes yet.</source>
        <translation>Noch keine Notizen.</translation>
    </message>
    <message>
        <source>The note was saved.</source>
        <translation>Die Notiz wurde gespeichert.</translation>
    </message>
    <message>
        <source>This computer has no program for the recording: %1</source>
        <translation>Dieser Rechner hat kein Programm für die Aufnahme: %1</translation>
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
    <name>callfloor::CampaignPanel</name>
    <message>
        <source>Before it begins</source>
        <translation>Bevor sie beginnt</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>blocks the start</source>
        <translation>verhindert den Start</translation>
    </message>
    <message>
        <source>worth a look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Lists of the campaign</source>
        <translation>Listen der Kampagne</translation>
    </message>
    <message>
        <source>No lists yet. Import one.</source>
        <translation>Noch keine Listen. Importieren Sie eine.</translation>
    </message>
    <message>
        <source>What it is doing, and why not</source>
        <translation>Was sie tut, und warum nicht</translation>
    </message>
    <message>
        <source>Select a campaign.</source>
        <translation>Wählen Sie eine Kampagne aus.</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>Ready to be dialled</source>
        <translation>Wählbar</translation>
    </message>
    <message>
        <source>Waiting for their time</source>
        <translation>Warten auf ihre Zeit</translation>
    </message>
    <message>
        <source>Callbacks</source>
        <translation>Rückrufe</translation>
    </message>
    <message>
        <source>Being dialled</source>
        <translation>Werden gewählt</translation>
    </message>
    <message>
        <source>Connected now</source>
        <translation>Jetzt verbunden</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Abandoned: nobody has answered yet; the cap is %1.</source>
        <translation>Fallen gelassen: Noch niemand hat angenommen; die Grenze ist %1.</translation>
    </message>
    <message>
        <source>Abandoned: %1 of those who answered, at or above the cap of %2.</source>
        <translation>Fallen gelassen: %1 der Angenommenen, an oder über der Grenze von %2.</translation>
    </message>
    <message>
        <source>Abandoned: %1 of those who answered; the cap is %2.</source>
        <translation>Fallen gelassen: %1 der Angenommenen; die Grenze ist %2.</translation>
    </message>
    <message numerus="yes">
        <source>Held back %n time(s): %1</source>
        <translation>
            <numerusform>%n-mal zurückgehalten: %1</numerusform>
            <numerusform>%n-mal zurückgehalten: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::CampaignsView</name>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>Wählt</translation>
    </message>
    <message>
        <source>No campaigns yet. Make one with Ctrl+N.</source>
        <translation>Noch keine Kampagnen. Legen Sie mit Strg+N eine an.</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu …</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Import people…</source>
        <translation>Personen &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Drain</source>
        <translation>Aus&amp;laufen lassen</translation>
    </message>
    <message>
        <source>S&amp;top…</source>
        <translation>&amp;Beenden …</translation>
    </message>
    <message>
        <source>&amp;Clone…</source>
        <translation>&amp;Kopieren …</translation>
    </message>
    <message>
        <source>&amp;Recycle…</source>
        <translation>Erneut an&amp;rufen …</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
    <message>
        <source>Select a campaign first.</source>
        <translation>Wählen Sie zuerst eine Kampagne aus.</translation>
    </message>
    <message>
        <source>This campaign is running.</source>
        <translation>Diese Kampagne läuft.</translation>
    </message>
    <message>
        <source>This campaign is not running.</source>
        <translation>Diese Kampagne läuft nicht.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>Neue Kampagne</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The campaign dials.</source>
        <translation>Die Kampagne wählt.</translation>
    </message>
    <message>
        <source>Nobody is dialled until you start it again.</source>
        <translation>Niemand wird angerufen, bis Sie sie wieder starten.</translation>
    </message>
    <message>
        <source>It stops when the last call has ended.</source>
        <translation>Sie endet mit dem letzten Anruf.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop “%1”? Nobody else is dialled; calls that are up run to their end.</source>
        <translation>„%1“ beenden? Niemand wird mehr angerufen; bestehende Anrufe laufen zu Ende.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>The campaign was stopped.</source>
        <translation>Die Kampagne wurde beendet.</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>Recycle: who begins anew?</source>
        <translation>Erneut anrufen: Wer beginnt von vorn?</translation>
    </message>
    <message>
        <source>Recycle</source>
        <translation>Erneut anrufen</translation>
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
    <message>
        <source>Saved: %1. To change it: %2.</source>
        <translation>Gespeichert: %1. Zum Ändern: %2.</translation>
    </message>
    <message>
        <source>%1 rings for you</source>
        <translation>%1 klingelt bei Ihnen</translation>
    </message>
    <message>
        <source>Call with %1</source>
        <translation>Anruf mit %1</translation>
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
    <name>callfloor::ExplainDialog</name>
    <message>
        <source>Figure</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Above the line</source>
        <translation>Über dem Strich</translation>
    </message>
    <message>
        <source>Below the line</source>
        <translation>Unter dem Strich</translation>
    </message>
    <message>
        <source>Came in</source>
        <translation>Eingegangen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>&amp;Figures</source>
        <translation>&amp;Zahlen</translation>
    </message>
    <message>
        <source>&amp;Callers</source>
        <translation>&amp;Anrufer</translation>
    </message>
    <message>
        <source>C&amp;ontacts</source>
        <translation>&amp;Kontakte</translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation>A&amp;rbeit</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Only the first 5000 rows of each kind are shown; ask for a shorter time to see all.</source>
        <translation>Nur die ersten 5000 Zeilen jeder Art werden gezeigt; fragen Sie eine kürzere Zeit ab, um alle zu sehen.</translation>
    </message>
    <message>
        <source>Nothing in this time.</source>
        <translation>Nichts in dieser Zeit.</translation>
    </message>
</context>
<context>
    <name>callfloor::FieldEditor</name>
    <message>
        <source>Add: %1</source>
        <translation>Hinzufügen: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>callfloor::FieldText</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name shown</source>
        <translation>Angezeigter Name</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Kind of phone</source>
        <translation>Art des Telefons</translation>
    </message>
    <message>
        <source>Carrier credential for the browser phone</source>
        <translation>Anmeldung beim Anbieter für das Browser-Telefon</translation>
    </message>
    <message>
        <source>How the phone is reached</source>
        <translation>Wie das Telefon erreicht wird</translation>
    </message>
    <message>
        <source>Number that customers see</source>
        <translation>Nummer, die Kunden sehen</translation>
    </message>
    <message>
        <source>Calls offered at once</source>
        <translation>Zugleich angebotene Anrufe</translation>
    </message>
    <message>
        <source>Sees data of</source>
        <translation>Sieht Daten von</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Locked out</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Angelegt am</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Key for agents</source>
        <translation>Taste für Agenten</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>Was folgt</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was es besagt</translation>
    </message>
    <message>
        <source>A person answered</source>
        <translation>Ein Mensch nahm ab</translation>
    </message>
    <message>
        <source>The right person</source>
        <translation>Die richtige Person</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation>Kein Interesse</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>Nicht anrufen</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Rückruf</translation>
    </message>
    <message>
        <source>Number is useless</source>
        <translation>Nummer unbrauchbar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Counts as dropped</source>
        <translation>Zählt als verloren</translation>
    </message>
    <message>
        <source>No longer offered</source>
        <translation>Nicht mehr angeboten</translation>
    </message>
    <message>
        <source>Of the product</source>
        <translation>Vom Programm</translation>
    </message>
    <message>
        <source>Who gets the call</source>
        <translation>Wer den Anruf bekommt</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>Service level within (s)</source>
        <translation>Service-Level innerhalb (Sek.)</translation>
    </message>
    <message>
        <source>Service level aimed at (%)</source>
        <translation>Ziel des Service-Levels (%)</translation>
    </message>
    <message>
        <source>Short abandon below (s)</source>
        <translation>Kurzer Abbruch unter (Sek.)</translation>
    </message>
    <message>
        <source>Ringing (s)</source>
        <translation>Klingeln (Sek.)</translation>
    </message>
    <message>
        <source>Missed calls until not ready</source>
        <translation>Verpasste bis „nicht bereit“</translation>
    </message>
    <message>
        <source>Longest wait (s)</source>
        <translation>Längste Wartezeit (Sek.)</translation>
    </message>
    <message>
        <source>Most callers waiting</source>
        <translation>Höchstens wartende Anrufer</translation>
    </message>
    <message>
        <source>Where callers go then</source>
        <translation>Wohin Anrufer dann gehen</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>Words spoken</source>
        <translation>Gesprochener Text</translation>
    </message>
    <message>
        <source>Shortest after-call work (s)</source>
        <translation>Kürzeste Nacharbeit (Sek.)</translation>
    </message>
    <message>
        <source>Longest after-call work (s)</source>
        <translation>Längste Nacharbeit (Sek.)</translation>
    </message>
    <message>
        <source>Extensions of after-call work</source>
        <translation>Verlängerungen der Nacharbeit</translation>
    </message>
    <message>
        <source>After-call work needs an outcome</source>
        <translation>Nacharbeit braucht ein Ergebnis</translation>
    </message>
    <message>
        <source>Outcome by itself when it is over</source>
        <translation>Ergebnis von selbst, wenn sie endet</translation>
    </message>
    <message>
        <source>Skills asked for</source>
        <translation>Verlangte Fähigkeiten</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Fähigkeit</translation>
    </message>
    <message>
        <source>Least level</source>
        <translation>Mindeststufe</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Ask for less skill after (s)</source>
        <translation>Weniger verlangen nach (Sek.)</translation>
    </message>
    <message>
        <source>Again every (s)</source>
        <translation>Erneut alle (Sek.)</translation>
    </message>
    <message>
        <source>Next tier joins after (s)</source>
        <translation>Nächste Stufe kommt dazu nach (Sek.)</translation>
    </message>
    <message>
        <source>Skip empty tiers</source>
        <translation>Leere Stufen überspringen</translation>
    </message>
    <message>
        <source>Prefer the last agent</source>
        <translation>Letzten Agenten bevorzugen</translation>
    </message>
    <message>
        <source>Wait for him (s)</source>
        <translation>Auf ihn warten (Sek.)</translation>
    </message>
    <message>
        <source>Announce the position</source>
        <translation>Position ansagen</translation>
    </message>
    <message>
        <source>Announce the expected wait</source>
        <translation>Erwartete Wartezeit ansagen</translation>
    </message>
    <message>
        <source>Announce every (s)</source>
        <translation>Ansage alle (Sek.)</translation>
    </message>
    <message>
        <source>Offer a callback</source>
        <translation>Rückruf anbieten</translation>
    </message>
    <message>
        <source>Music (web address)</source>
        <translation>Musik (Webadresse)</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Öffnungszeiten</translation>
    </message>
    <message>
        <source>While open</source>
        <translation>Solange geöffnet</translation>
    </message>
    <message>
        <source>While closed</source>
        <translation>Solange geschlossen</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Priority of the call</source>
        <translation>Vorrang des Anrufs</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Feiertage</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Changes at</source>
        <translation>Ändert sich um</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What was agreed to</source>
        <translation>Worin eingewilligt wurde</translation>
    </message>
    <message>
        <source>By what means</source>
        <translation>Auf welchem Weg</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Given at</source>
        <translation>Gegeben am</translation>
    </message>
    <message>
        <source>Taken back at</source>
        <translation>Widerrufen am</translation>
    </message>
    <message>
        <source>How it was taken back</source>
        <translation>Wie widerrufen wurde</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>What the queue or campaign aims at</source>
        <translation>Ziel der Warteschlange oder Kampagne</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Spielraum</translation>
    </message>
    <message>
        <source>Has to last (s)</source>
        <translation>Muss andauern (Sek.)</translation>
    </message>
    <message>
        <source>From how many contacts</source>
        <translation>Ab wie vielen Kontakten</translation>
    </message>
    <message>
        <source>Words and phrases</source>
        <translation>Wörter und Wendungen</translation>
    </message>
    <message>
        <source>Good for (days)</source>
        <translation>Gültig für (Tage)</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Angelegt von</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Number to call from</source>
        <translation>Anrufende Nummer</translation>
    </message>
    <message>
        <source>Lines at once</source>
        <translation>Leitungen zugleich</translation>
    </message>
    <message>
        <source>Record the calls</source>
        <translation>Anrufe aufnehmen</translation>
    </message>
    <message>
        <source>The assistant talks</source>
        <translation>Der Assistent spricht</translation>
    </message>
    <message>
        <source>Message spoken</source>
        <translation>Ansage</translation>
    </message>
    <message>
        <source>Begins by itself at</source>
        <translation>Beginnt von selbst am</translation>
    </message>
    <message>
        <source>Stops by itself at</source>
        <translation>Endet von selbst am</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Lines for each idle agent</source>
        <translation>Leitungen je freiem Agenten</translation>
    </message>
    <message>
        <source>Abandoned at most</source>
        <translation>Höchstens fallen gelassen</translation>
    </message>
    <message>
        <source>Most lines</source>
        <translation>Höchstens Leitungen</translation>
    </message>
    <message>
        <source>Patience of who answers (ms)</source>
        <translation>Geduld des Angerufenen (ms)</translation>
    </message>
    <message>
        <source>A lead stays on the screen (s)</source>
        <translation>Ein Kontakt bleibt auf dem Schirm (Sek.)</translation>
    </message>
    <message>
        <source>No call after an abandoned one (h)</source>
        <translation>Kein Anruf nach einem fallen gelassenen (h)</translation>
    </message>
    <message>
        <source>Words for whom nobody takes</source>
        <translation>Text, wenn niemand frei ist</translation>
    </message>
    <message>
        <source>Answering machines</source>
        <translation>Anrufbeantworter</translation>
    </message>
    <message>
        <source>Words for machines</source>
        <translation>Text für Anrufbeantworter</translation>
    </message>
    <message>
        <source>Numbers to call from</source>
        <translation>Anrufende Nummern</translation>
    </message>
    <message>
        <source>Dials of each number a day</source>
        <translation>Wahlen je Nummer und Tag</translation>
    </message>
    <message>
        <source>Calling hours of</source>
        <translation>Anrufzeiten von</translation>
    </message>
    <message>
        <source>Not before (minutes after midnight)</source>
        <translation>Nicht vor (Minuten nach Mitternacht)</translation>
    </message>
    <message>
        <source>Not after (minutes after midnight)</source>
        <translation>Nicht nach (Minuten nach Mitternacht)</translation>
    </message>
    <message>
        <source>Also on Sundays</source>
        <translation>Auch sonntags</translation>
    </message>
    <message>
        <source>Only with consent</source>
        <translation>Nur mit Einwilligung</translation>
    </message>
    <message>
        <source>Most attempts</source>
        <translation>Höchstens Versuche</translation>
    </message>
    <message>
        <source>To a number, a day</source>
        <translation>Je Nummer und Tag</translation>
    </message>
    <message>
        <source>To a number, in 24 h</source>
        <translation>Je Nummer in 24 h</translation>
    </message>
    <message>
        <source>To a number, in 7 days</source>
        <translation>Je Nummer in 7 Tagen</translation>
    </message>
    <message>
        <source>To a number, here</source>
        <translation>Je Nummer hier</translation>
    </message>
    <message>
        <source>To a person, here</source>
        <translation>Je Person hier</translation>
    </message>
    <message>
        <source>Pause between two (s)</source>
        <translation>Abstand zwischen zweien (Sek.)</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>After each outcome</source>
        <translation>Nach jedem Ergebnis</translation>
    </message>
    <message>
        <source>Again after (s)</source>
        <translation>Erneut nach (Sek.)</translation>
    </message>
    <message>
        <source>From then on after (s)</source>
        <translation>Danach erneut nach (Sek.)</translation>
    </message>
    <message>
        <source>At most a day</source>
        <translation>Höchstens am Tag</translation>
    </message>
    <message>
        <source>At most in all</source>
        <translation>Höchstens insgesamt</translation>
    </message>
    <message>
        <source>Next number of the person first</source>
        <translation>Nächste Nummer der Person zuerst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Service level defined as</source>
        <translation>Service-Level nach</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>A SIP address (sip:name@host) or a number with its country code. It rings for calls and for listening.</source>
        <translation>Eine SIP-Adresse (sip:name@host) oder eine Nummer mit Landesvorwahl. Sie klingelt für Anrufe und zum Mithören.</translation>
    </message>
    <message>
        <source>With its country code; empty: the installation&apos;s.</source>
        <translation>Mit Landesvorwahl; leer: die der Anlage.</translation>
    </message>
    <message>
        <source>0: none.</source>
        <translation>0: keine.</translation>
    </message>
    <message>
        <source>A team&apos;s data without a team are one&apos;s own.</source>
        <translation>„Team“ ohne Team bedeutet eigene Daten.</translation>
    </message>
    <message>
        <source>At most 72 bytes. A sentence of a few words is good.</source>
        <translation>Höchstens 72 Bytes. Ein Satz aus ein paar Wörtern ist gut.</translation>
    </message>
    <message>
        <source>Stands in reports and files and is never changed: small letters, digits, underscores.</source>
        <translation>Steht in Berichten und Dateien; später nicht zu ändern: Kleinbuchstaben, Ziffern, Unterstriche.</translation>
    </message>
    <message>
        <source>Pressed together with Alt.</source>
        <translation>Zusammen mit Alt gedrückt.</translation>
    </message>
    <message>
        <source>Separated by commas; whole words, by whomever they are said.</source>
        <translation>Durch Kommas getrennt; ganze Wörter, von wem auch immer gesagt.</translation>
    </message>
    <message>
        <source>Instead of a limit of its own.</source>
        <translation>Statt einer eigenen Grenze.</translation>
    </message>
    <message>
        <source>How far the value must be back within the limit before the alert ends.</source>
        <translation>Wie weit der Wert wieder innerhalb der Grenze sein muss, bevor der Alarm endet.</translation>
    </message>
    <message>
        <source>Fewer say nothing about a rate.</source>
        <translation>Weniger sagen nichts über eine Quote.</translation>
    </message>
    <message>
        <source>Seconds, or per mille for rates (30 is 3 %).</source>
        <translation>Sekunden, bei Quoten Promille (30 sind 3 %).</translation>
    </message>
    <message>
        <source>Like 08:00-12:00, 13:00-17:30; empty: closed.</source>
        <translation>Wie 08:00-12:00, 13:00-17:30; leer: geschlossen.</translation>
    </message>
    <message>
        <source>Like 2026-12-25, or 12-25 for every year.</source>
        <translation>Wie 2026-12-25, oder 12-25 für jedes Jahr.</translation>
    </message>
    <message>
        <source>Like Europe/Berlin.</source>
        <translation>Wie Europe/Berlin.</translation>
    </message>
    <message>
        <source>Of live answers in 30 days; 0.03 is 3 %.</source>
        <translation>Der angenommenen Anrufe in 30 Tagen; 0,03 sind 3 %.</translation>
    </message>
    <message>
        <source>Name, number and purpose of the call.</source>
        <translation>Name, Nummer und Zweck des Anrufs.</translation>
    </message>
    <message>
        <source>With country codes, separated by commas; empty: the campaign&apos;s one number.</source>
        <translation>Mit Landesvorwahl, durch Kommas getrennt; leer: die eine Nummer der Kampagne.</translation>
    </message>
    <message>
        <source>0: as many as the campaign has at once.</source>
        <translation>0: so viele, wie die Kampagne zugleich hat.</translation>
    </message>
    <message>
        <source>Nothing: until it is revoked.</source>
        <translation>Leer: bis er widerrufen wird.</translation>
    </message>
    <message>
        <source>What the role allows beyond doubt needs no tick.</source>
        <translation>Was die Rolle ohnehin erlaubt, braucht kein Häkchen.</translation>
    </message>
    <message>
        <source>480 is 8 o&apos;clock, where the called person is.</source>
        <translation>480 ist 8 Uhr, dort, wo der Angerufene ist.</translation>
    </message>
    <message>
        <source>1200 is 8 o&apos;clock in the evening.</source>
        <translation>1200 ist 20 Uhr.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Teamleitung</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>himself</source>
        <translation>sich selbst</translation>
    </message>
    <message>
        <source>his team</source>
        <translation>dem Team</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>allen</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>SIP-Adresse</translation>
    </message>
    <message>
        <source>telephone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>browser phone</source>
        <translation>Browser-Telefon</translation>
    </message>
    <message>
        <source>rings for every call</source>
        <translation>klingelt bei jedem Anruf</translation>
    </message>
    <message>
        <source>stays on the line</source>
        <translation>bleibt in der Leitung</translation>
    </message>
    <message>
        <source>listen to calls</source>
        <translation>Anrufe mithören</translation>
    </message>
    <message>
        <source>talk to the agent during a call</source>
        <translation>im Anruf mit dem Agenten sprechen</translation>
    </message>
    <message>
        <source>join calls</source>
        <translation>sich in Anrufe einschalten</translation>
    </message>
    <message>
        <source>take calls over</source>
        <translation>Anrufe übernehmen</translation>
    </message>
    <message>
        <source>end calls of others</source>
        <translation>Anrufe anderer beenden</translation>
    </message>
    <message>
        <source>recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>change the state of agents</source>
        <translation>Zustände von Agenten ändern</translation>
    </message>
    <message>
        <source>change queues</source>
        <translation>Warteschlangen ändern</translation>
    </message>
    <message>
        <source>who has been idle longest</source>
        <translation>wer am längsten frei ist</translation>
    </message>
    <message>
        <source>in turns</source>
        <translation>reihum</translation>
    </message>
    <message>
        <source>who had the fewest calls today</source>
        <translation>wer heute die wenigsten Anrufe hatte</translation>
    </message>
    <message>
        <source>who talked least today</source>
        <translation>wer heute am wenigsten sprach</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>alle zugleich</translation>
    </message>
    <message>
        <source>by position</source>
        <translation>nach Position</translation>
    </message>
    <message>
        <source>by weight, at random</source>
        <translation>nach Gewicht gelost</translation>
    </message>
    <message>
        <source>a message</source>
        <translation>eine Ansage</translation>
    </message>
    <message>
        <source>another queue</source>
        <translation>eine andere Warteschlange</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>Anrufbeantworter</translation>
    </message>
    <message>
        <source>a callback</source>
        <translation>ein Rückruf</translation>
    </message>
    <message>
        <source>hanging up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>a queue</source>
        <translation>eine Warteschlange</translation>
    </message>
    <message>
        <source>the assistant</source>
        <translation>den Assistenten</translation>
    </message>
    <message>
        <source>an agent</source>
        <translation>einen Agenten</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>call again by the rules</source>
        <translation>nach Regeln erneut anrufen</translation>
    </message>
    <message>
        <source>call at the time agreed</source>
        <translation>zur vereinbarten Zeit anrufen</translation>
    </message>
    <message>
        <source>never call the number again</source>
        <translation>Nummer nie wieder anrufen</translation>
    </message>
    <message>
        <source>never call the person again</source>
        <translation>Person nie wieder anrufen</translation>
    </message>
    <message>
        <source>without agents</source>
        <translation>ohne Agenten</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>progressive</source>
        <translation>progressiv</translation>
    </message>
    <message>
        <source>power</source>
        <translation>Power</translation>
    </message>
    <message>
        <source>predictive</source>
        <translation>prädiktiv</translation>
    </message>
    <message>
        <source>are not looked for</source>
        <translation>werden nicht gesucht</translation>
    </message>
    <message>
        <source>found out while talking</source>
        <translation>im Gespräch erkannt</translation>
    </message>
    <message>
        <source>found out before connecting</source>
        <translation>vor dem Verbinden erkannt</translation>
    </message>
    <message>
        <source>the called country</source>
        <translation>des angerufenen Landes</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>USA</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Vereinigtes Königreich</translation>
    </message>
    <message>
        <source>nobody: no limits</source>
        <translation>niemandem: keine Grenzen</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>läuft aus</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>Service-Level</translation>
    </message>
    <message>
        <source>Nobody signed on</source>
        <translation>Niemand angemeldet</translation>
    </message>
    <message>
        <source>Dropped calls</source>
        <translation>Fallen gelassene Anrufe</translation>
    </message>
    <message>
        <source>Long break</source>
        <translation>Lange Pause</translation>
    </message>
    <message>
        <source>Long after-call work</source>
        <translation>Lange Nacharbeit</translation>
    </message>
    <message>
        <source>Console is silent</source>
        <translation>Konsole weg</translation>
    </message>
    <message>
        <source>Uncertain line</source>
        <translation>Ungewisse Leitung</translation>
    </message>
    <message>
        <source>Words said</source>
        <translation>Gesagte Worte</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>number completed</source>
        <translation>ergänzt</translation>
    </message>
    <message>
        <source>double</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>do not call</source>
        <translation>nicht anrufen</translation>
    </message>
    <message>
        <source>unusable</source>
        <translation>unbrauchbar</translation>
    </message>
    <message>
        <source>no telephone number</source>
        <translation>keine Telefonnummer</translation>
    </message>
    <message>
        <source>an emergency number</source>
        <translation>eine Notrufnummer</translation>
    </message>
    <message>
        <source>a premium-rate number</source>
        <translation>eine Mehrwertnummer</translation>
    </message>
    <message>
        <source>without a number</source>
        <translation>ohne Nummer</translation>
    </message>
    <message>
        <source>the row is too long</source>
        <translation>die Zeile ist zu lang</translation>
    </message>
    <message>
        <source>no object</source>
        <translation>kein Objekt</translation>
    </message>
    <message>
        <source>being checked</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>being taken in</source>
        <translation>Wird übernommen</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>being taken out again</source>
        <translation>Wird wieder herausgenommen</translation>
    </message>
    <message>
        <source>taken out again</source>
        <translation>Wieder herausgenommen</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>State or province</source>
        <translation>Bundesstaat oder Provinz</translation>
    </message>
    <message>
        <source>Keep for the script</source>
        <translation>Für das Skript behalten</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>answering machine</source>
        <translation>Anrufbeantworter</translation>
    </message>
    <message>
        <source>message left</source>
        <translation>Nachricht hinterlassen</translation>
    </message>
    <message>
        <source>fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>hung up at once</source>
        <translation>sofort aufgelegt</translation>
    </message>
    <message>
        <source>abandoned</source>
        <translation>fallen gelassen</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>besetzt</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>no such number</source>
        <translation>Nummer gibt es nicht</translation>
    </message>
    <message>
        <source>not placed</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>being offered</source>
        <translation>wird angeboten</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>gave up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>went elsewhere</source>
        <translation>ging woandershin</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>im Gespräch</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>after-call work</source>
        <translation>Nacharbeit</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>klingelt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>nicht bereit</translation>
    </message>
    <message>
        <source>SL5: short abandons left out</source>
        <translation>SL5: ohne kurze Abbrüche</translation>
    </message>
    <message>
        <source>SL5F: and callers who flowed out counted</source>
        <translation>SL5F: auch Weitergeleitete gezählt</translation>
    </message>
    <message>
        <source>SL1: of those answered</source>
        <translation>SL1: der angenommenen</translation>
    </message>
    <message>
        <source>SL2: abandons in time count as good</source>
        <translation>SL2: rechtzeitige Abbrüche gelten als gut</translation>
    </message>
    <message>
        <source>SL3: of all offered</source>
        <translation>SL3: aller eingegangenen</translation>
    </message>
    <message>
        <source>SL4: late abandons count as bad</source>
        <translation>SL4: späte Abbrüche gelten als schlecht</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>alles zusammen</translation>
    </message>
    <message>
        <source>quarter of an hour</source>
        <translation>Viertelstunde</translation>
    </message>
    <message>
        <source>half an hour</source>
        <translation>halbe Stunde</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>The way onto a call</source>
        <translation>Der Weg in einen Anruf</translation>
    </message>
    <message>
        <source>What the trial showed</source>
        <translation>Was der Versuch zeigte</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden durch</translation>
    </message>
    <message>
        <source>Tried on</source>
        <translation>Versucht am</translation>
    </message>
    <message>
        <source>a line beside the agent&apos;s</source>
        <translation>eine Leitung neben der des Agenten</translation>
    </message>
    <message>
        <source>a conference</source>
        <translation>eine Konferenz</translation>
    </message>
    <message>
        <source>the setting</source>
        <translation>die Einstellung</translation>
    </message>
    <message>
        <source>a trial</source>
        <translation>einen Versuch</translation>
    </message>
    <message>
        <source>the product&apos;s default</source>
        <translation>die Vorgabe des Programms</translation>
    </message>
</context>
<context>
    <name>callfloor::FigureText</name>
    <message>
        <source>Came in</source>
        <translation>Eingegangen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>Service-Level</translation>
    </message>
    <message>
        <source>Average wait</source>
        <translation>Mittlere Wartezeit</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Share who gave up</source>
        <translation>Anteil aufgegeben</translation>
    </message>
    <message>
        <source>Average handling</source>
        <translation>Mittlere Bearbeitung</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Occupancy</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Connected in time</source>
        <translation>Rechtzeitig verbunden</translation>
    </message>
    <message>
        <source>Gave up at once</source>
        <translation>Sofort aufgegeben</translation>
    </message>
    <message>
        <source>Went elsewhere</source>
        <translation>Weitergeleitet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>callfloor::FigureTile</name>
    <message>
        <source>%1: %2, beyond the limit. %3</source>
        <translation>%1: %2, jenseits der Grenze. %3</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
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
    <name>callfloor::FloorColumns</name>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>Phone rings</source>
        <translation>Telefon klingelt</translation>
    </message>
    <message>
        <source>, then signed off</source>
        <translation>, danach abgemeldet</translation>
    </message>
    <message>
        <source>, then %1</source>
        <translation>, danach %1</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Target: %1 within %2</source>
        <translation>Ziel: %1 innerhalb von %2</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Agents who are ready, of those who are signed on</source>
        <translation>Bereite Agenten, von den angemeldeten</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Seen to by</source>
        <translation>Kümmert sich</translation>
    </message>
</context>
<context>
    <name>callfloor::FloorText</name>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1: somebody has waited longer than %2.</source>
        <translation>%1: Jemand wartet länger als %2.</translation>
    </message>
    <message>
        <source>%1: service level below %2.</source>
        <translation>%1: Service-Level unter %2.</translation>
    </message>
    <message>
        <source>%1: callers wait and nobody is signed on.</source>
        <translation>%1: Es warten Anrufer, und niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>%1: more than %2 of the people who answered were dropped.</source>
        <translation>%1: Mehr als %2 der Angenommenen wurden fallen gelassen.</translation>
    </message>
    <message>
        <source>%1 has been on a break for more than %2.</source>
        <translation>%1 ist seit mehr als %2 in der Pause.</translation>
    </message>
    <message>
        <source>%1 has been in after-call work for more than %2.</source>
        <translation>%1 ist seit mehr als %2 in der Nacharbeit.</translation>
    </message>
    <message>
        <source>The console of %1 is not heard any more.</source>
        <translation>Die Konsole von %1 meldet sich nicht mehr.</translation>
    </message>
    <message>
        <source>%1: the carrier does not say what became of a line.</source>
        <translation>%1: Der Anbieter sagt nicht, was aus einer Leitung geworden ist.</translation>
    </message>
    <message>
        <source>%1 asks for help.</source>
        <translation>%1 bittet um Hilfe.</translation>
    </message>
    <message>
        <source>%1 asks for help: %2</source>
        <translation>%1 bittet um Hilfe: %2</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <translation>%1: „%2“</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) on a call</source>
        <translation>
            <numerusform>%n Agent im Gespräch</numerusform>
            <numerusform>%n Agenten im Gespräch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a customer on hold</source>
        <translation>
            <numerusform>%n mit gehaltenem Kunden</numerusform>
            <numerusform>%n mit gehaltenen Kunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being rung</source>
        <translation>
            <numerusform>bei %n klingelt es</numerusform>
            <numerusform>bei %n klingelt es</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in after-call work</source>
        <translation>
            <numerusform>%n in der Nacharbeit</numerusform>
            <numerusform>%n in der Nacharbeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not ready</source>
        <translation>
            <numerusform>%n nicht bereit</numerusform>
            <numerusform>%n nicht bereit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taking no more work</source>
        <translation>
            <numerusform>%n nimmt nichts mehr an</numerusform>
            <numerusform>%n nehmen nichts mehr an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not heard by the server</source>
        <translation>
            <numerusform>%n meldet sich nicht</numerusform>
            <numerusform>%n melden sich nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue has no agents.</source>
        <translation>Die Warteschlange hat keine Agenten.</translation>
    </message>
    <message>
        <source>Nobody is signed on.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>Everybody does something else: %1.</source>
        <translation>Alle tun gerade etwas anderes: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) in more important queues</source>
        <translation>
            <numerusform>%n Anrufer in einer wichtigeren Warteschlange</numerusform>
            <numerusform>%n Anrufer in wichtigeren Warteschlangen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) by waiting time and priority</source>
        <translation>
            <numerusform>%n Anrufer nach Wartezeit und Vorrang</numerusform>
            <numerusform>%n Anrufer nach Wartezeit und Vorrang</numerusform>
        </translation>
    </message>
    <message>
        <source>Others come first: %1.</source>
        <translation>Andere sind vorher dran: %1.</translation>
    </message>
    <message>
        <source>Agents of tier %1 are free and join at %2.</source>
        <translation>Agenten der Stufe %1 sind frei und kommen um %2 dazu.</translation>
    </message>
    <message>
        <source>Is not to be called back before %1.</source>
        <translation>Soll nicht vor %1 zurückgerufen werden.</translation>
    </message>
    <message>
        <source>No agent has all the skills that are asked for.</source>
        <translation>Kein Agent hat alle verlangten Fähigkeiten.</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>am Mithören</translation>
    </message>
    <message>
        <source>whispering</source>
        <translation>am Flüstern</translation>
    </message>
    <message>
        <source>in the conversation</source>
        <translation>im Gespräch</translation>
    </message>
</context>
<context>
    <name>callfloor::FloorTiles</name>
    <message>
        <source>Waiting now</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Callers in the queues</source>
        <translation>Anrufer in den Warteschlangen</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Of those who wait now</source>
        <translation>Von denen, die jetzt warten</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>Service-Level</translation>
    </message>
    <message>
        <source>Today, of all queues, as SL5 defines it</source>
        <translation>Heute, alle Warteschlangen, nach SL5</translation>
    </message>
    <message>
        <source>Agents ready</source>
        <translation>Bereite Agenten</translation>
    </message>
    <message>
        <source>Ready for a call at this moment</source>
        <translation>In diesem Moment bereit für einen Anruf</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Today, of those who came in; short ones left out</source>
        <translation>Heute, von den eingegangenen; kurze nicht gezählt</translation>
    </message>
    <message>
        <source>Connected today</source>
        <translation>Heute verbunden</translation>
    </message>
    <message>
        <source>Callers who were connected to an agent</source>
        <translation>Anrufer, die mit einem Agenten verbunden wurden</translation>
    </message>
    <message numerus="yes">
        <source>%n being offered</source>
        <translation>
            <numerusform>%n wird angeboten</numerusform>
            <numerusform>%n werden angeboten</numerusform>
        </translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message numerus="yes">
        <source>of %n signed on</source>
        <translation>
            <numerusform>von %n angemeldeten</numerusform>
            <numerusform>von %n angemeldeten</numerusform>
        </translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message numerus="yes">
        <source>%n came in</source>
        <translation>
            <numerusform>%n eingegangen</numerusform>
            <numerusform>%n eingegangen</numerusform>
        </translation>
    </message>
    <message>
        <source>after %1 on average</source>
        <translation>im Mittel nach %1</translation>
    </message>
</context>
<context>
    <name>callfloor::FloorView</name>
    <message>
        <source>I &amp;see to it</source>
        <translation>Ich kümmere &amp;mich</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Hingehen</translation>
    </message>
    <message>
        <source>Agents as &amp;cards</source>
        <translation>Agenten als &amp;Karten</translation>
    </message>
    <message>
        <source>No calls at the moment.</source>
        <translation>Im Moment keine Anrufe.</translation>
    </message>
    <message>
        <source>Fetching the calls…</source>
        <translation>Anrufe werden geholt …</translation>
    </message>
    <message>
        <source>Select an alarm first.</source>
        <translation>Wählen Sie zuerst einen Alarm aus.</translation>
    </message>
    <message>
        <source>This alarm is over.</source>
        <translation>Dieser Alarm ist vorbei.</translation>
    </message>
    <message>
        <source>Somebody sees to it already.</source>
        <translation>Jemand kümmert sich schon.</translation>
    </message>
    <message>
        <source>Nobody asks for help here.</source>
        <translation>Hier bittet niemand um Hilfe.</translation>
    </message>
    <message>
        <source>You asked for help yourself.</source>
        <translation>Sie haben selbst um Hilfe gebeten.</translation>
    </message>
    <message>
        <source>Everybody sees that you see to it.</source>
        <translation>Alle sehen, dass Sie sich kümmern.</translation>
    </message>
    <message>
        <source>Pick up your phone: you will hear the call.</source>
        <translation>Nehmen Sie Ihr Telefon ab: Sie hören den Anruf.</translation>
    </message>
    <message>
        <source>The agent was told that you come.</source>
        <translation>Dem Agenten wurde gesagt, dass Sie kommen.</translation>
    </message>
    <message>
        <source>Live calls</source>
        <translation>Anrufe jetzt</translation>
    </message>
    <message>
        <source>Only signed on</source>
        <translation>Nur angemeldete</translation>
    </message>
    <message>
        <source>Search an agent</source>
        <translation>Agent suchen</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Nobody is signed on, or nobody fits.</source>
        <translation>Niemand ist angemeldet, oder niemand passt.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Nothing needs your attention.</source>
        <translation>Nichts verlangt Ihre Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>No queues yet. Administrators add them in the administration.</source>
        <translation>Noch keine Warteschlangen. Administratoren legen sie in der Verwaltung an.</translation>
    </message>
</context>
<context>
    <name>callfloor::HealthView</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Live events</source>
        <translation>Live-Ereignisse</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut abfragen</translation>
    </message>
    <message>
        <source>For everything else, run “callfloor doctor” on the server: each finding says what to do.</source>
        <translation>Für alles Weitere führen Sie auf dem Server „callfloor doctor“ aus: Jeder Befund sagt, was zu tun ist.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>answers: %1</source>
        <translation>antwortet: %1</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>is away; calls go on, and what they do is written when it is back</source>
        <translation>ist nicht erreichbar; Anrufe laufen weiter, und was geschieht, wird danach geschrieben</translation>
    </message>
    <message>
        <source>server %1, this console %2</source>
        <translation>Server %1, diese Konsole %2</translation>
    </message>
</context>
<context>
    <name>callfloor::HearingStrip</name>
    <message>
        <source>the agent</source>
        <translation>dem Agenten</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>dem Kunden</translation>
    </message>
    <message>
        <source>%1: your phone rings</source>
        <translation>%1: Ihr Telefon klingelt</translation>
    </message>
    <message>
        <source>%1: you are %2</source>
        <translation>%1: Sie sind %2</translation>
    </message>
    <message>
        <source>Being changed: who hears you is not known. Do not speak yet.</source>
        <translation>Wird geändert: Wer Sie hört, ist nicht bekannt. Sprechen Sie noch nicht.</translation>
    </message>
    <message>
        <source>You hear everybody. Nobody hears you.</source>
        <translation>Sie hören alle. Niemand hört Sie.</translation>
    </message>
    <message>
        <source>You hear everybody. You are heard by %1.</source>
        <translation>Sie hören alle. Sie werden gehört von %1.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
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
    <name>callfloor::HistoryView</name>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>No call fits. Search for less.</source>
        <translation>Kein Anruf passt. Suchen Sie nach weniger.</translation>
    </message>
    <message>
        <source>Customer&apos;s number</source>
        <translation>Nummer des Kunden</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>Ein und aus</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Jeder Zustand</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>Calls found</source>
        <translation>Gefundene Anrufe</translation>
    </message>
    <message>
        <source>Fetching the calls…</source>
        <translation>Anrufe werden geholt …</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) found</source>
        <translation>
            <numerusform>%n Anruf gefunden</numerusform>
            <numerusform>%n Anrufe gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::ImportDialog</name>
    <message>
        <source>Choose a list</source>
        <translation>Liste wählen</translation>
    </message>
    <message>
        <source>Lists (*.csv *.txt *.tsv *.json *.jsonl);;All files (*)</source>
        <translation>Listen (*.csv *.txt *.tsv *.json *.jsonl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>Wählen Sie zuerst eine Datei.</translation>
    </message>
    <message>
        <source>Bringing the file to the server…</source>
        <translation>Die Datei wird zum Server gebracht …</translation>
    </message>
    <message>
        <source>%1. %2 rows: %3 fine, %4 completed, %5 double, %6 do not call, %7 unusable.</source>
        <translation>%1. %2 Zeilen: %3 in Ordnung, %4 ergänzt, %5 doppelt, %6 nicht anrufen, %7 unbrauchbar.</translation>
    </message>
    <message numerus="yes">
        <source>Take in %n row(s)</source>
        <translation>
            <numerusform>%n Zeile übernehmen</numerusform>
            <numerusform>%n Zeilen übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>What the column %1 is</source>
        <translation>Was die Spalte %1 ist</translation>
    </message>
    <message>
        <source>Save the rows that were left out</source>
        <translation>Ausgelassene Zeilen speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>Die Datei kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>As it stands in the file</source>
        <translation>Wie es in der Datei steht</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>Personen importieren</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Datei prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>D&amp;atei</translation>
    </message>
    <message>
        <source>&amp;Name of the list</source>
        <translation>&amp;Name der Liste</translation>
    </message>
    <message>
        <source>the server&apos;s</source>
        <translation>das des Servers</translation>
    </message>
    <message>
        <source>Two letters, like US or DE: for numbers without a country code</source>
        <translation>Zwei Buchstaben, wie US oder DE: für Nummern ohne Landesvorwahl</translation>
    </message>
    <message>
        <source>&amp;Country of numbers without a code</source>
        <translation>&amp;Land der Nummern ohne Vorwahl</translation>
    </message>
    <message>
        <source>&amp;Priority (higher is dialled first)</source>
        <translation>&amp;Vorrang (höhere zuerst)</translation>
    </message>
    <message>
        <source>CSV or JSON. Encoding, delimiter and what each column is are found out; you see them before anything is added.</source>
        <translation>CSV oder JSON. Kodierung, Trennzeichen und Bedeutung der Spalten werden erkannt; Sie sehen sie, bevor etwas übernommen wird.</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>Die ersten Zeilen</translation>
    </message>
    <message>
        <source>No rows yet.</source>
        <translation>Noch keine Zeilen.</translation>
    </message>
    <message>
        <source>Check a&amp;gain with these columns</source>
        <translation>Mit diesen Spalten erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Save the rows left out…</source>
        <translation>Ausgelassene Zeilen &amp;speichern …</translation>
    </message>
    <message>
        <source>Take them &amp;out again</source>
        <translation>Wieder &amp;herausnehmen</translation>
    </message>
    <message>
        <source>What each column is</source>
        <translation>Was jede Spalte ist</translation>
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
    <name>callfloor::MomentEditor</name>
    <message>
        <source>Set a time</source>
        <translation>Zeitpunkt setzen</translation>
    </message>
</context>
<context>
    <name>callfloor::MomentText</name>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>somebody else was faster</source>
        <translation>jemand anders war schneller</translation>
    </message>
    <message>
        <source>the caller had gone</source>
        <translation>der Anrufer war weg</translation>
    </message>
    <message>
        <source>the caller hung up</source>
        <translation>der Anrufer legte auf</translation>
    </message>
    <message>
        <source>went elsewhere</source>
        <translation>ging woandershin</translation>
    </message>
    <message>
        <source>hung up</source>
        <translation>aufgelegt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>besetzt</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>nobody answered in time</source>
        <translation>niemand nahm rechtzeitig ab</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>the time was up</source>
        <translation>die Zeit war um</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>Anrufer</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Teamleitung</translation>
    </message>
    <message>
        <source>Another party</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: the line begins</source>
        <translation>%1: Die Leitung beginnt</translation>
    </message>
    <message>
        <source>%1: the line begins, %2</source>
        <translation>%1: Die Leitung beginnt, %2</translation>
    </message>
    <message>
        <source>%1: answered</source>
        <translation>%1: angenommen</translation>
    </message>
    <message>
        <source>%1: the line ends</source>
        <translation>%1: Die Leitung endet</translation>
    </message>
    <message>
        <source>%1: the line ends, %2</source>
        <translation>%1: Die Leitung endet, %2</translation>
    </message>
    <message>
        <source>In the queue %1</source>
        <translation>In der Warteschlange %1</translation>
    </message>
    <message>
        <source>Offered to %1</source>
        <translation>%1 angeboten</translation>
    </message>
    <message>
        <source>The offer to %1 is over: %2</source>
        <translation>Das Angebot an %1 ist vorbei: %2</translation>
    </message>
    <message>
        <source>Connected with %1 by the queue %2</source>
        <translation>Mit %1 verbunden durch die Warteschlange %2</translation>
    </message>
    <message>
        <source>Left the queue %1: %2</source>
        <translation>Hat die Warteschlange %1 verlassen: %2</translation>
    </message>
    <message>
        <source>Outcome by %1: %2</source>
        <translation>Ergebnis von %1: %2</translation>
    </message>
    <message>
        <source>Outcome by %1: %2, “%3”</source>
        <translation>Ergebnis von %1: %2, „%3“</translation>
    </message>
    <message>
        <source>Note by %1: “%2”</source>
        <translation>Notiz von %1: „%2“</translation>
    </message>
    <message>
        <source>Alarm: %1</source>
        <translation>Alarm: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::OperationDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
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
    <message>
        <source>What came of the last call?</source>
        <translation>Was hat der letzte Anruf ergeben?</translation>
    </message>
</context>
<context>
    <name>callfloor::PageList</name>
    <message>
        <source>Desk</source>
        <translation>Arbeitsplatz</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
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
    <name>callfloor::ReportsView</name>
    <message>
        <source>All together</source>
        <translation>Alles zusammen</translation>
    </message>
    <message>
        <source>Without a queue</source>
        <translation>Ohne Warteschlange</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Formulas and rows…</source>
        <translation>&amp;Formeln und Zeilen …</translation>
    </message>
    <message>
        <source>Save as &amp;table…</source>
        <translation>Als &amp;Tabelle speichern …</translation>
    </message>
    <message>
        <source>Select a line first.</source>
        <translation>Wählen Sie zuerst eine Zeile aus.</translation>
    </message>
    <message>
        <source>Figure of the chart</source>
        <translation>Zahl des Diagramms</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>T&amp;o</source>
        <translation>Bi&amp;s</translation>
    </message>
    <message>
        <source>&amp;By</source>
        <translation>&amp;Nach</translation>
    </message>
    <message>
        <source>Service &amp;level</source>
        <translation>Service-&amp;Level</translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation>&amp;Diagramm</translation>
    </message>
    <message>
        <source>b&amp;y</source>
        <translation>j&amp;e</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>Wird geholt …</translation>
    </message>
    <message>
        <source>Nobody called in this time.</source>
        <translation>In dieser Zeit hat niemand angerufen.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Save as table</source>
        <translation>Als Tabelle speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>Die Datei kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
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
    <name>callfloor::TextListEditor</name>
    <message>
        <source>separated by commas</source>
        <translation>durch Kommas getrennt</translation>
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
    <name>callfloor::WaitingPanel</name>
    <message>
        <source>Why %1 waits</source>
        <translation>Warum %1 wartet</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>The caller does not wait any more.</source>
        <translation>Der Anrufer wartet nicht mehr.</translation>
    </message>
    <message>
        <source>Place %1, about %2 to go.</source>
        <translation>Platz %1, noch etwa %2.</translation>
    </message>
    <message>
        <source>Place %1.</source>
        <translation>Platz %1.</translation>
    </message>
    <message>
        <source>Is being offered to an agent.</source>
        <translation>Wird gerade einem Agenten angeboten.</translation>
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
