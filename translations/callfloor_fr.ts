<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Appuyez sur les touches</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentBar</name>
    <message>
        <source>Sign &amp;on as an agent</source>
        <translation>Se connecter comme &amp;agent</translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation>Pa&amp;use…</translation>
    </message>
    <message>
        <source>Sign o&amp;ff as an agent</source>
        <translation>Se déconnecter comme a&amp;gent</translation>
    </message>
    <message>
        <source>My state: %1</source>
        <translation>Mon état : %1</translation>
    </message>
    <message>
        <source>Stay &amp;ready</source>
        <translation>Rester &amp;prêt</translation>
    </message>
    <message>
        <source>&amp;Ready</source>
        <translation>&amp;Prêt</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Identifiez-vous d&apos;abord.</translation>
    </message>
    <message>
        <source>Sign on as an agent first.</source>
        <translation>Connectez-vous d&apos;abord comme agent.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Le serveur est interrogé.</translation>
    </message>
    <message>
        <source>You are signed on.</source>
        <translation>Vous êtes connecté.</translation>
    </message>
    <message>
        <source>In this state for %1</source>
        <translation>Dans cet état depuis %1</translation>
    </message>
    <message>
        <source>Then: signed off</source>
        <translation>Ensuite : déconnecté</translation>
    </message>
    <message>
        <source>Then: %1</source>
        <translation>Ensuite : %1</translation>
    </message>
    <message>
        <source>The server has not heard this console for a while; wait a moment.</source>
        <translation>Le serveur n&apos;entend plus cette console depuis un moment ; patientez.</translation>
    </message>
    <message>
        <source>You are ready.</source>
        <translation>Vous êtes prêt.</translation>
    </message>
    <message>
        <source>You are ready again when this call is over.</source>
        <translation>Vous serez de nouveau prêt à la fin de cet appel.</translation>
    </message>
    <message>
        <source>Choose first what came of the call.</source>
        <translation>Choisissez d&apos;abord le résultat de l&apos;appel.</translation>
    </message>
    <message>
        <source>After-call work has a least time; wait for it.</source>
        <translation>Le travail après appel a une durée minimale ; attendez-la.</translation>
    </message>
    <message>
        <source>Take a break first, and let the work in hand end.</source>
        <translation>Prenez d&apos;abord une pause et laissez finir le travail en cours.</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentDesk</name>
    <message>
        <source>Your state was not changed. %1</source>
        <translation>Votre état n&apos;a pas changé. %1</translation>
    </message>
    <message>
        <source>The outcome was not saved. %1</source>
        <translation>Le résultat n&apos;a pas été enregistré. %1</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentText</name>
    <message>
        <source>Signed off</source>
        <translation>Déconnecté</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Pas prêt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>A call is coming</source>
        <translation>Un appel arrive</translation>
    </message>
    <message>
        <source>Your phone rings</source>
        <translation>Votre téléphone sonne</translation>
    </message>
    <message>
        <source>Preparing a call</source>
        <translation>Préparation d&apos;un appel</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>En appel</translation>
    </message>
    <message>
        <source>Customer on hold</source>
        <translation>Client en attente</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>Travail après appel</translation>
    </message>
    <message>
        <source>Not heard by the server</source>
        <translation>Le serveur ne vous entend pas</translation>
    </message>
    <message>
        <source>just signed on</source>
        <translation>vient de se connecter</translation>
    </message>
    <message>
        <source>calls were missed</source>
        <translation>appels manqués</translation>
    </message>
    <message>
        <source>after a call</source>
        <translation>après un appel</translation>
    </message>
    <message>
        <source>set by the system</source>
        <translation>mis par le système</translation>
    </message>
    <message>
        <source>Not ready: %1</source>
        <translation>Pas prêt : %1</translation>
    </message>
</context>
<context>
    <name>callfloor::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>callfloor::CallCard</name>
    <message>
        <source>Recording</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>A call for you</source>
        <translation>Un appel pour vous</translation>
    </message>
    <message>
        <source>%1, queue %2</source>
        <translation>%1, file %2</translation>
    </message>
    <message>
        <source>%1, muted</source>
        <translation>%1, muet</translation>
    </message>
    <message>
        <source>%1, recorded</source>
        <translation>%1, enregistré</translation>
    </message>
    <message>
        <source>My call: %1</source>
        <translation>Mon appel : %1</translation>
    </message>
    <message>
        <source>Pick up your phone to answer.</source>
        <translation>Décrochez votre téléphone pour répondre.</translation>
    </message>
    <message>
        <source>A call for you from %1. Pick up your phone to answer.</source>
        <translation>Un appel pour vous de %1. Décrochez votre téléphone pour répondre.</translation>
    </message>
</context>
<context>
    <name>callfloor::CallControls</name>
    <message>
        <source>D&amp;ecline</source>
        <translation>&amp;Refuser</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>Mettre en &amp;attente</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>&amp;Muet</translation>
    </message>
    <message>
        <source>&amp;Keypad…</source>
        <translation>&amp;Clavier…</translation>
    </message>
    <message>
        <source>&amp;Transfer…</source>
        <translation>&amp;Transférer…</translation>
    </message>
    <message>
        <source>&amp;Ask somebody…</source>
        <translation>Co&amp;nsulter…</translation>
    </message>
    <message>
        <source>&amp;Park</source>
        <translation>&amp;Parquer</translation>
    </message>
    <message>
        <source>Ret&amp;rieve</source>
        <translation>Reprendre l&apos;appel par&amp;qué</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>&amp;Va-et-vient</translation>
    </message>
    <message>
        <source>All three ta&amp;lk</source>
        <translation>Parler à troi&amp;s</translation>
    </message>
    <message>
        <source>Hand &amp;over</source>
        <translation>Passer l&apos;app&amp;el</translation>
    </message>
    <message>
        <source>&amp;Back to the customer</source>
        <translation>Retour au cl&amp;ient</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>Enre&amp;gistrer</translation>
    </message>
    <message>
        <source>Pause the record&amp;ing</source>
        <translation>Suspen&amp;dre l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Go on recordin&amp;g</source>
        <translation>P&amp;oursuivre l&apos;enregistrement</translation>
    </message>
    <message>
        <source>En&amp;d the recording</source>
        <translation>Terminer &amp;l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Hang up m&amp;y call</source>
        <translation>Raccroc&amp;her mon appel</translation>
    </message>
    <message>
        <source>The keys were not sent. %1</source>
        <translation>Les touches n&apos;ont pas été envoyées. %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not done. %2</source>
        <translation>« %1 » n&apos;a pas été fait. %2</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>Fin de l&apos;&amp;attente</translation>
    </message>
    <message>
        <source>Un&amp;mute</source>
        <translation>Rétablir le &amp;micro</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>Vous n&apos;avez pas d&apos;appel.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Le serveur est interrogé.</translation>
    </message>
    <message>
        <source>No call is being offered to you.</source>
        <translation>Aucun appel ne vous est proposé.</translation>
    </message>
    <message>
        <source>Pick up your phone first.</source>
        <translation>Décrochez d&apos;abord votre téléphone.</translation>
    </message>
    <message>
        <source>This call is not parked.</source>
        <translation>Cet appel n&apos;est pas parqué.</translation>
    </message>
    <message>
        <source>Retrieve the call first.</source>
        <translation>Reprenez d&apos;abord l&apos;appel.</translation>
    </message>
    <message>
        <source>The call has to be answered first.</source>
        <translation>L&apos;appel doit d&apos;abord être décroché.</translation>
    </message>
    <message>
        <source>You are not asking anybody.</source>
        <translation>Vous ne consultez personne.</translation>
    </message>
    <message>
        <source>Hand over, or go back to the customer first.</source>
        <translation>Passez l&apos;appel, ou revenez d&apos;abord au client.</translation>
    </message>
    <message>
        <source>The call is being recorded already.</source>
        <translation>L&apos;appel est déjà enregistré.</translation>
    </message>
    <message>
        <source>The recording is paused.</source>
        <translation>L&apos;enregistrement est en pause.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>L&apos;appel n&apos;est pas enregistré.</translation>
    </message>
    <message>
        <source>The recording is not paused.</source>
        <translation>L&apos;enregistrement n&apos;est pas en pause.</translation>
    </message>
</context>
<context>
    <name>callfloor::CallTableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Sens</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>Notre numéro</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Début</translation>
    </message>
</context>
<context>
    <name>callfloor::CallText</name>
    <message>
        <source>Inbound</source>
        <translation>Entrant</translation>
    </message>
    <message>
        <source>Outbound</source>
        <translation>Sortant</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Occupé</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejeté</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>Abandonné</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Faux numéro</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Injoignable</translation>
    </message>
    <message>
        <source>No free line</source>
        <translation>Pas de ligne libre</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>Arrive</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>Numérotation</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Sonne</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>En appel</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Commence</translation>
    </message>
    <message>
        <source>With the assistant</source>
        <translation>Avec l&apos;assistant</translation>
    </message>
    <message>
        <source>In a queue</source>
        <translation>Dans une file</translation>
    </message>
    <message>
        <source>Being offered</source>
        <translation>Proposé</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>En conversation</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Consulting</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Parqué</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>Annonce</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Fini</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n heure</numerusform>
            <numerusform>%n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n seconde</numerusform>
            <numerusform>%n secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>client %1</translation>
    </message>
    <message>
        <source>our number %1</source>
        <translation>notre numéro %1</translation>
    </message>
    <message>
        <source>agent %1</source>
        <translation>agent %1</translation>
    </message>
    <message>
        <source>talk time %1</source>
        <translation>conversation %1</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>attente %1</translation>
    </message>
</context>
<context>
    <name>callfloor::CallToast</name>
    <message>
        <source>A call for you</source>
        <translation>Un appel pour vous</translation>
    </message>
    <message>
        <source>Pick up your phone to answer.</source>
        <translation>Décrochez votre téléphone pour répondre.</translation>
    </message>
    <message>
        <source>A call for you from %1. Pick up your phone to answer.</source>
        <translation>Un appel pour vous de %1. Décrochez votre téléphone pour répondre.</translation>
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
        <translation>Résultat</translation>
    </message>
</context>
<context>
    <name>callfloor::ConnectionBanner</name>
    <message>
        <source>The connection to %1 is lost. Calls continue; trying to connect again.</source>
        <translation>La connexion à %1 est perdue. Les appels continuent ; nouvelle tentative de connexion.</translation>
    </message>
    <message>
        <source>The connection to %1 has been lost for %2: what you see here is as old as that. Calls continue, and what you write is kept; trying to connect again.</source>
        <translation>La connexion à %1 est perdue depuis %2 : ce que vous voyez a cet âge. Les appels continuent et ce que vous écrivez est conservé ; nouvelle tentative de connexion.</translation>
    </message>
    <message>
        <source>The connection to %1 has been lost for %2. Calls continue; trying to connect again.</source>
        <translation>La connexion à %1 est perdue depuis %2. Les appels continuent ; nouvelle tentative de connexion.</translation>
    </message>
</context>
<context>
    <name>callfloor::CustomerView</name>
    <message>
        <source>Earlier calls with this number</source>
        <translation>Appels précédents avec ce numéro</translation>
    </message>
    <message>
        <source>%1: no earlier call is known.</source>
        <translation>%1 : aucun appel précédent connu.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n earlier call(s), the newest first</source>
        <translation>
            <numerusform>%1 : %n appel précédent</numerusform>
            <numerusform>%1 : %n appels précédents, le plus récent d&apos;abord</numerusform>
        </translation>
    </message>
    <message>
        <source>Note of %1, %2: %3</source>
        <translation>Note de %1, %2 : %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>Parlé</translation>
    </message>
</context>
<context>
    <name>callfloor::DemoRibbon</name>
    <message>
        <source>DEMO – simulated calls only, nothing here reaches the telephone network</source>
        <translation>DÉMO – appels simulés seulement, rien n&apos;atteint le réseau téléphonique</translation>
    </message>
</context>
<context>
    <name>callfloor::DeskView</name>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>Saved: %1. To change it: %2.</source>
        <translation>Enregistré : %1. Pour changer : %2.</translation>
    </message>
    <message>
        <source>%1 rings for you</source>
        <translation>%1 sonne chez vous</translation>
    </message>
    <message>
        <source>Call with %1</source>
        <translation>Appel avec %1</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>attend depuis %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 writes: %2</source>
        <translation>%1 écrit : %2</translation>
    </message>
</context>
<context>
    <name>callfloor::DialBar</name>
    <message>
        <source>Dial</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>&amp;Number:</source>
        <translation>&amp;Numéro :</translation>
    </message>
    <message>
        <source>Number to dial</source>
        <translation>Numéro à appeler</translation>
    </message>
    <message>
        <source>e.g. +44 20 7946 0018</source>
        <translation>p. ex. +44 20 7946 0018</translation>
    </message>
    <message>
        <source>Dialling…</source>
        <translation>Numérotation…</translation>
    </message>
</context>
<context>
    <name>callfloor::ErrorText</name>
    <message>
        <source>Your sign-in has ended. Please sign in again.</source>
        <translation>Votre session a pris fin. Identifiez-vous de nouveau.</translation>
    </message>
    <message>
        <source>Something went wrong on the server; its log says what.</source>
        <translation>Le serveur a rencontré un problème ; son journal dit lequel.</translation>
    </message>
    <message>
        <source>You are not allowed to do that.</source>
        <translation>Vous n&apos;avez pas le droit de faire cela.</translation>
    </message>
    <message>
        <source>The server refused without saying why.</source>
        <translation>Le serveur a refusé sans dire pourquoi.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>L&apos;adresse électronique ou le mot de passe est faux.</translation>
    </message>
    <message>
        <source>Too many attempts. Please wait a little.</source>
        <translation>Trop de tentatives. Patientez un peu.</translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n second(s).</source>
        <translation>
            <numerusform>Trop de tentatives. Réessayez dans %n seconde.</numerusform>
            <numerusform>Trop de tentatives. Réessayez dans %n secondes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Trop de tentatives. Réessayez dans %n minute.</numerusform>
            <numerusform>Trop de tentatives. Réessayez dans %n minutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server does not answer. Please try again.</source>
        <translation>Le serveur ne répond pas. Réessayez.</translation>
    </message>
    <message>
        <source>The connection to the server is not secure: its certificate was refused.</source>
        <translation>La connexion au serveur n&apos;est pas sûre : son certificat a été refusé.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the network and its address.</source>
        <translation>Le serveur est injoignable. Vérifiez le réseau et son adresse.</translation>
    </message>
    <message>
        <source>The server cannot do that at the moment. Please try again shortly.</source>
        <translation>Le serveur ne peut pas le faire en ce moment. Réessayez bientôt.</translation>
    </message>
</context>
<context>
    <name>callfloor::FloorActions</name>
    <message>
        <source>&amp;Take this call</source>
        <translation>&amp;Prendre cet appel</translation>
    </message>
    <message>
        <source>&amp;Listen</source>
        <translation>É&amp;couter</translation>
    </message>
    <message>
        <source>&amp;Whisper to the agent</source>
        <translation>&amp;Souffler à l&apos;agent</translation>
    </message>
    <message>
        <source>&amp;Join, heard by all</source>
        <translation>Se &amp;joindre, entendu de tous</translation>
    </message>
    <message>
        <source>&amp;Stop listening</source>
        <translation>&amp;Ne plus écouter</translation>
    </message>
    <message>
        <source>Take &amp;over from the agent</source>
        <translation>&amp;Reprendre l&apos;appel à l&apos;agent</translation>
    </message>
    <message>
        <source>Write to the &amp;agent…</source>
        <translation>Écrire à l&apos;&amp;agent…</translation>
    </message>
    <message>
        <source>&amp;Hang up with a reason…</source>
        <translation>Raccrocher avec un &amp;motif…</translation>
    </message>
    <message>
        <source>Select a call first.</source>
        <translation>Sélectionnez d&apos;abord un appel.</translation>
    </message>
    <message>
        <source>This call has ended.</source>
        <translation>Cet appel est terminé.</translation>
    </message>
    <message>
        <source>Nobody waits on this call.</source>
        <translation>Personne n&apos;attend sur cet appel.</translation>
    </message>
    <message>
        <source>Only supervisors may do that.</source>
        <translation>Seuls les superviseurs peuvent faire cela.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>C&apos;est votre propre appel.</translation>
    </message>
    <message>
        <source>Nobody has this call.</source>
        <translation>Personne n&apos;a cet appel.</translation>
    </message>
    <message>
        <source>Nobody talks on this call yet.</source>
        <translation>Personne ne parle encore sur cet appel.</translation>
    </message>
    <message>
        <source>Pick up your phone to take the call.</source>
        <translation>Décrochez votre téléphone pour prendre l&apos;appel.</translation>
    </message>
    <message>
        <source>You are no longer on the call.</source>
        <translation>Vous n&apos;êtes plus sur l&apos;appel.</translation>
    </message>
    <message>
        <source>Write to the agent</source>
        <translation>Écrire à l&apos;agent</translation>
    </message>
    <message>
        <source>Only the agent of %1 sees it:</source>
        <translation>Seul l&apos;agent de %1 le voit :</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Raccrocher</translation>
    </message>
    <message>
        <source>Why is the call with %1 ended? Kept in the audit log.</source>
        <translation>Pourquoi l&apos;appel avec %1 est-il terminé ? Conservé dans le journal d&apos;audit.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Nothing was sent: the message was empty.</source>
        <translation>Rien n&apos;a été envoyé : le message était vide.</translation>
    </message>
    <message>
        <source>The call was not ended: a reason is needed.</source>
        <translation>L&apos;appel n&apos;a pas été terminé : il faut un motif.</translation>
    </message>
    <message>
        <source>The message was sent.</source>
        <translation>Le message a été envoyé.</translation>
    </message>
    <message>
        <source>The call was ended.</source>
        <translation>L&apos;appel a été terminé.</translation>
    </message>
    <message>
        <source>Agent and customer will hear you.</source>
        <translation>L&apos;agent et le client vous entendront.</translation>
    </message>
    <message>
        <source>Only the agent will hear you.</source>
        <translation>Seul l&apos;agent vous entendra.</translation>
    </message>
    <message>
        <source>The customer will hear you.</source>
        <translation>Le client vous entendra.</translation>
    </message>
    <message>
        <source>Nobody will hear you.</source>
        <translation>Personne ne vous entendra.</translation>
    </message>
    <message>
        <source>Pick up your phone. %1</source>
        <translation>Décrochez votre téléphone. %1</translation>
    </message>
</context>
<context>
    <name>callfloor::HelpCall</name>
    <message>
        <source>Supervisors have been asked to help you.</source>
        <translation>Les superviseurs sont appelés à l&apos;aide.</translation>
    </message>
    <message>
        <source>Nobody is asked to help you any more.</source>
        <translation>Votre demande d&apos;aide est annulée.</translation>
    </message>
    <message>
        <source>Nobody was asked for help. %1</source>
        <translation>Personne n&apos;a été appelé à l&apos;aide. %1</translation>
    </message>
    <message>
        <source>The call for help was not taken back. %1</source>
        <translation>La demande d&apos;aide n&apos;a pas été annulée. %1</translation>
    </message>
    <message>
        <source>Take back the call for &amp;help</source>
        <translation>Annuler la deman&amp;de d&apos;aide</translation>
    </message>
    <message>
        <source>Ask for &amp;help</source>
        <translation>&amp;Demander de l&apos;aide</translation>
    </message>
    <message>
        <source>Sign on as an agent first.</source>
        <translation>Connectez-vous d&apos;abord comme agent.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Le serveur est interrogé.</translation>
    </message>
</context>
<context>
    <name>callfloor::KeyPad</name>
    <message>
        <source>Key %1</source>
        <translation>Touche %1</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Touches envoyées : %1</translation>
    </message>
</context>
<context>
    <name>callfloor::LinkBadge</name>
    <message>
        <source>Signed out</source>
        <translation>Session fermée</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Connexion perdue</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Connexion : %1</translation>
    </message>
</context>
<context>
    <name>callfloor::LiveCallsView</name>
    <message>
        <source>&amp;Dial a number</source>
        <translation>&amp;Composer un numéro</translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation>&amp;Raccrocher</translation>
    </message>
    <message>
        <source>&amp;Copy the customer&apos;s number</source>
        <translation>C&amp;opier le numéro du client</translation>
    </message>
    <message>
        <source>Live calls</source>
        <translation>Appels en cours</translation>
    </message>
    <message>
        <source>Dialling %1…</source>
        <translation>Numérotation de %1…</translation>
    </message>
    <message>
        <source>%1 was not dialled. %2</source>
        <translation>%1 n&apos;a pas été appelé. %2</translation>
    </message>
    <message>
        <source>Hanging up %1…</source>
        <translation>Fin de l&apos;appel avec %1…</translation>
    </message>
    <message>
        <source>The call with %1 was not ended. %2</source>
        <translation>L&apos;appel avec %1 n&apos;a pas été terminé. %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1 : %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n live call(s)</source>
        <translation>
            <numerusform>%n appel en cours</numerusform>
            <numerusform>%n appels en cours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en attente</numerusform>
            <numerusform>%n en attente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n talking</source>
        <translation>
            <numerusform>%n en conversation</numerusform>
            <numerusform>%n en conversation</numerusform>
        </translation>
    </message>
    <message>
        <source>No live calls. Type a number above and press Enter to dial.</source>
        <translation>Aucun appel. Saisissez un numéro ci-dessus et appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Fetching the calls…</source>
        <translation>Chargement des appels…</translation>
    </message>
    <message>
        <source>Select a call first.</source>
        <translation>Sélectionnez d&apos;abord un appel.</translation>
    </message>
    <message>
        <source>This call has ended.</source>
        <translation>Cet appel est terminé.</translation>
    </message>
    <message>
        <source>This call is being ended.</source>
        <translation>Cet appel est en train de finir.</translation>
    </message>
    <message>
        <source>This is somebody else&apos;s call.</source>
        <translation>C&apos;est l&apos;appel de quelqu&apos;un d&apos;autre.</translation>
    </message>
    <message>
        <source>End the selected call (%1)</source>
        <translation>Terminer l&apos;appel sélectionné (%1)</translation>
    </message>
</context>
<context>
    <name>callfloor::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Sign out</source>
        <translation>&amp;Se déconnecter</translation>
    </message>
    <message>
        <source>Another se&amp;rver…</source>
        <translation>Autre se&amp;rveur…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Call</source>
        <translation>&amp;Appel</translation>
    </message>
    <message>
        <source>&amp;My call</source>
        <translation>&amp;Mon appel</translation>
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
        <source>&amp;Page</source>
        <translation>&amp;Page</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Raccourcis clavier…</translation>
    </message>
    <message>
        <source>&amp;About callfloor</source>
        <translation>À &amp;propos de callfloor</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Affic&amp;hage</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>Te&amp;xte</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>Plus &amp;grand</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>Plus &amp;petit</translation>
    </message>
    <message>
        <source>&amp;As in other programs</source>
        <translation>&amp;Comme dans les autres programmes</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>&amp;Follow the system</source>
        <translation>&amp;Suivre le système</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>So&amp;mbre</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Serveur : %1</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>You are invited to the call centre at

%1

Open a console of it? Do so only if you know this address.</source>
        <translation>Vous êtes invité au centre d&apos;appels de

%1

Ouvrir sa console ? Seulement si vous connaissez cette adresse.</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Session de %1</translation>
    </message>
    <message>
        <source>%1 – callfloor</source>
        <translation>%1 – callfloor</translation>
    </message>
    <message>
        <source>Sign in – callfloor</source>
        <translation>Identification – callfloor</translation>
    </message>
    <message>
        <source>%1 (demo)</source>
        <translation>%1 (démo)</translation>
    </message>
    <message>
        <source>About callfloor</source>
        <translation>À propos de callfloor</translation>
    </message>
    <message>
        <source>callfloor %1

A self-hosted contact centre.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>callfloor %1

Un centre de contact sur vos propres serveurs.
Logiciel libre sous la GNU General Public License, version 3 ou ultérieure.</translation>
    </message>
</context>
<context>
    <name>callfloor::OutcomeView</name>
    <message>
        <source>&amp;More time</source>
        <translation>Plus de &amp;temps</translation>
    </message>
    <message>
        <source>&amp;Outcome of the call</source>
        <translation>Rés&amp;ultat de l&apos;appel</translation>
    </message>
    <message>
        <source>Note, saved with the outcome</source>
        <translation>Note, enregistrée avec le résultat</translation>
    </message>
    <message>
        <source>Note on the call</source>
        <translation>Note sur l&apos;appel</translation>
    </message>
    <message>
        <source>Call back:</source>
        <translation>Rappeler :</translation>
    </message>
    <message>
        <source>When to call back</source>
        <translation>Quand rappeler</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>The outcome is kept on this computer. It goes to the server as soon as the connection is back.</source>
        <translation>Le résultat est gardé sur cet ordinateur. Il ira au serveur dès le retour de la connexion.</translation>
    </message>
    <message>
        <source>&amp;More time (%1)</source>
        <translation>Plus de &amp;temps (%1)</translation>
    </message>
    <message>
        <source>What came of the last call?</source>
        <translation>Qu&apos;a donné le dernier appel ?</translation>
    </message>
    <message>
        <source>What comes of this call?</source>
        <translation>Que donne cet appel ?</translation>
    </message>
    <message>
        <source>After-call work: what came of the call?</source>
        <translation>Travail après appel : quel résultat ?</translation>
    </message>
    <message>
        <source>After-call work: %1 left</source>
        <translation>Travail après appel : encore %1</translation>
    </message>
    <message>
        <source>There is no after-call work.</source>
        <translation>Il n&apos;y a pas de travail après appel.</translation>
    </message>
    <message>
        <source>This after-call work ends only with an outcome.</source>
        <translation>Ce travail après appel ne finit qu&apos;avec un résultat.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Le serveur est interrogé.</translation>
    </message>
    <message>
        <source>No more time can be added; choose an outcome.</source>
        <translation>On ne peut plus ajouter de temps ; choisissez un résultat.</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>Résultat : %1</translation>
    </message>
</context>
<context>
    <name>callfloor::PageList</name>
    <message>
        <source>Desk</source>
        <translation>Poste</translation>
    </message>
</context>
<context>
    <name>callfloor::PageRail</name>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewDesk</name>
    <message>
        <source>&amp;Next lead</source>
        <translation>Contact &amp;suivant</translation>
    </message>
    <message>
        <source>Dial the &amp;lead</source>
        <translation>&amp;Appeler le contact</translation>
    </message>
    <message>
        <source>&amp;Skip the lead…</source>
        <translation>&amp;Ignorer le contact…</translation>
    </message>
    <message>
        <source>There is no next lead. %1</source>
        <translation>Il n&apos;y a pas de contact suivant. %1</translation>
    </message>
    <message>
        <source>The lead was not dialled. %1</source>
        <translation>Le contact n&apos;a pas été appelé. %1</translation>
    </message>
    <message>
        <source>The lead was not skipped. %1</source>
        <translation>Le contact n&apos;a pas été ignoré. %1</translation>
    </message>
    <message>
        <source>The time to look at this lead is over; it will come again.</source>
        <translation>Le temps pour ce contact est écoulé ; il reviendra.</translation>
    </message>
    <message>
        <source>There is no preview campaign to work on now.</source>
        <translation>Aucune campagne avec aperçu en ce moment.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Le serveur est interrogé.</translation>
    </message>
    <message>
        <source>Take a lead first.</source>
        <translation>Prenez d&apos;abord un contact.</translation>
    </message>
    <message>
        <source>Dial or skip this lead first.</source>
        <translation>Appelez ou ignorez d&apos;abord ce contact.</translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewView</name>
    <message>
        <source>Preview campaign</source>
        <translation>Campagne avec aperçu</translation>
    </message>
    <message>
        <source>Why you skip this lead, then Enter</source>
        <translation>Pourquoi vous ignorez ce contact, puis Entrée</translation>
    </message>
    <message>
        <source>Why this lead is skipped</source>
        <translation>Pourquoi ce contact est ignoré</translation>
    </message>
    <message>
        <source>Preview campaign:</source>
        <translation>Campagne avec aperçu :</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1 :</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>aucun encore</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n fois</numerusform>
            <numerusform>%n fois</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>encore %1</translation>
    </message>
</context>
<context>
    <name>callfloor::RememberedLogin</name>
    <message>
        <source>Your keyring is locked or does not answer. Unlock it and start the console again, or sign in here.</source>
        <translation>Votre trousseau de clés est verrouillé ou ne répond pas. Déverrouillez-le et relancez la console, ou identifiez-vous ici.</translation>
    </message>
    <message>
        <source>The keyring refused to keep your sign-in; you will be asked for the password next time.</source>
        <translation>Le trousseau de clés a refusé de garder votre session ; le mot de passe vous sera demandé la prochaine fois.</translation>
    </message>
    <message>
        <source>This computer has no keyring; you will be asked for the password next time.</source>
        <translation>Cet ordinateur n&apos;a pas de trousseau de clés ; le mot de passe vous sera demandé la prochaine fois.</translation>
    </message>
</context>
<context>
    <name>callfloor::ShortcutDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Définir</translation>
    </message>
    <message>
        <source>S&amp;tandard keys</source>
        <translation>&amp;Touches standard</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Chercher dans les raccourcis</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Nouvelles touches</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>Nouvelles touches :</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Effet</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>These keys follow what there is to do and cannot be changed.</source>
        <translation>Ces touches dépendent de ce qu&apos;il y a à faire et ne peuvent être changées.</translation>
    </message>
    <message>
        <source>%1 is taken by &quot;%2&quot;. Give that one other keys first.</source>
        <translation>%1 appartient déjà à « %2 ». Donnez-lui d&apos;abord d&apos;autres touches.</translation>
    </message>
    <message>
        <source>%1 writes a character where one types. Choose keys with Ctrl or Alt, or a function key.</source>
        <translation>%1 écrit un caractère là où l&apos;on tape. Choisissez des touches avec Ctrl ou Alt, ou une touche de fonction.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
</context>
<context>
    <name>callfloor::SignInView</name>
    <message>
        <source>Sign in to callfloor</source>
        <translation>S&apos;identifier sur callfloor</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Serveur : %1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S&apos;identifier</translation>
    </message>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>Rester identifié sur cet ordinateur</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>Adresse électr&amp;onique</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Adresse électronique</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Please enter your e-mail address.</source>
        <translation>Saisissez votre adresse électronique.</translation>
    </message>
    <message>
        <source>Please enter your password.</source>
        <translation>Saisissez votre mot de passe.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Identification…</translation>
    </message>
</context>
<context>
    <name>callfloor::StartDialog</name>
    <message>
        <source>&amp;Connect to a server</source>
        <translation>Se &amp;connecter à un serveur</translation>
    </message>
    <message>
        <source>&amp;Everything on this computer</source>
        <translation>&amp;Tout sur cet ordinateur</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>&amp;Essayer la démo</translation>
    </message>
    <message>
        <source>Do &amp;not ask again</source>
        <translation>&amp;Ne plus demander</translation>
    </message>
    <message>
        <source>callfloor</source>
        <translation>callfloor</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse du serveur</translation>
    </message>
    <message>
        <source>How do you want to work?</source>
        <translation>Comment voulez-vous travailler ?</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Your company has a callfloor server and told you its address.</source>
        <translation>Votre entreprise a un serveur callfloor et vous a donné son adresse.</translation>
    </message>
    <message>
        <source>Server and console in one program, with a database in your folder. Real calls need an account with the carrier.</source>
        <translation>Serveur et console en un seul programme, avec une base de données dans votre dossier. Les vrais appels demandent un compte chez l&apos;opérateur.</translation>
    </message>
    <message>
        <source>A made-up call centre with simulated callers. Nothing reaches the telephone network.</source>
        <translation>Un centre d&apos;appels inventé avec des appels simulés. Rien n&apos;atteint le réseau téléphonique.</translation>
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
        <translation>%1 (file)</translation>
    </message>
</context>
<context>
    <name>callfloor::TargetPanel</name>
    <message>
        <source>Transfer to:</source>
        <translation>Transférer à :</translation>
    </message>
    <message>
        <source>Ask:</source>
        <translation>Consulter :</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transférer</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>Transfer to a colleague, a queue or a number</source>
        <translation>Transférer à un collègue, une file ou un numéro</translation>
    </message>
    <message>
        <source>Ask a colleague or a number</source>
        <translation>Consulter un collègue ou un numéro</translation>
    </message>
    <message>
        <source>Colleague, queue or number</source>
        <translation>Collègue, file ou numéro</translation>
    </message>
    <message>
        <source>Colleague or number</source>
        <translation>Collègue ou numéro</translation>
    </message>
    <message>
        <source>Nobody is called &quot;%1&quot;. Choose from the list, or type a number.</source>
        <translation>Personne ne s&apos;appelle « %1 ». Choisissez dans la liste ou saisissez un numéro.</translation>
    </message>
</context>
<context>
    <name>callfloor::TranscriptView</name>
    <message>
        <source>What is said on the call</source>
        <translation>Ce qui se dit pendant l&apos;appel</translation>
    </message>
    <message>
        <source>What is said appears here where the call is written down.</source>
        <translation>Ce qui se dit apparaît ici quand l&apos;appel est transcrit.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistant</translation>
    </message>
    <message>
        <source>%1  %2: %3</source>
        <translation>%1  %2 : %3</translation>
    </message>
</context>
<context>
    <name>callfloor::WorkFrame</name>
    <message>
        <source>&amp;Compact bar</source>
        <translation>Barre &amp;compacte</translation>
    </message>
</context>
</TS>
