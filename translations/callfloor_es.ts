<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Pulse las teclas</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentBar</name>
    <message>
        <source>Sign &amp;on as an agent</source>
        <translation>&amp;Entrar como agente</translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation>&amp;Pausa…</translation>
    </message>
    <message>
        <source>Sign o&amp;ff as an agent</source>
        <translation>&amp;Salir como agente</translation>
    </message>
    <message>
        <source>My state: %1</source>
        <translation>Mi estado: %1</translation>
    </message>
    <message>
        <source>Stay &amp;ready</source>
        <translation>Seguir &amp;listo</translation>
    </message>
    <message>
        <source>&amp;Ready</source>
        <translation>&amp;Listo</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Inicie sesión primero.</translation>
    </message>
    <message>
        <source>Sign on as an agent first.</source>
        <translation>Entre primero como agente.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Se está preguntando al servidor.</translation>
    </message>
    <message>
        <source>You are signed on.</source>
        <translation>Ya ha entrado como agente.</translation>
    </message>
    <message>
        <source>In this state for %1</source>
        <translation>En este estado desde hace %1</translation>
    </message>
    <message>
        <source>Then: signed off</source>
        <translation>Después: salida</translation>
    </message>
    <message>
        <source>Then: %1</source>
        <translation>Después: %1</translation>
    </message>
    <message>
        <source>The server has not heard this console for a while; wait a moment.</source>
        <translation>El servidor no ha oído esta consola desde hace un rato; espere un momento.</translation>
    </message>
    <message>
        <source>You are ready.</source>
        <translation>Está listo.</translation>
    </message>
    <message>
        <source>You are ready again when this call is over.</source>
        <translation>Volverá a estar listo cuando termine esta llamada.</translation>
    </message>
    <message>
        <source>Choose first what came of the call.</source>
        <translation>Elija primero el resultado de la llamada.</translation>
    </message>
    <message>
        <source>After-call work has a least time; wait for it.</source>
        <translation>El trabajo posterior tiene un tiempo mínimo; espere a que pase.</translation>
    </message>
    <message>
        <source>Take a break first, and let the work in hand end.</source>
        <translation>Haga primero una pausa y deje que termine el trabajo en curso.</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentDesk</name>
    <message>
        <source>Your state was not changed. %1</source>
        <translation>Su estado no ha cambiado. %1</translation>
    </message>
    <message>
        <source>The outcome was not saved. %1</source>
        <translation>El resultado no se ha guardado. %1</translation>
    </message>
</context>
<context>
    <name>callfloor::AgentText</name>
    <message>
        <source>Signed off</source>
        <translation>Fuera</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>No listo</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>A call is coming</source>
        <translation>Llega una llamada</translation>
    </message>
    <message>
        <source>Your phone rings</source>
        <translation>Suena su teléfono</translation>
    </message>
    <message>
        <source>Preparing a call</source>
        <translation>Preparando una llamada</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>En una llamada</translation>
    </message>
    <message>
        <source>Customer on hold</source>
        <translation>Cliente en espera</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>Trabajo posterior</translation>
    </message>
    <message>
        <source>Not heard by the server</source>
        <translation>El servidor no le oye</translation>
    </message>
    <message>
        <source>just signed on</source>
        <translation>acaba de entrar</translation>
    </message>
    <message>
        <source>calls were missed</source>
        <translation>llamadas perdidas</translation>
    </message>
    <message>
        <source>after a call</source>
        <translation>después de una llamada</translation>
    </message>
    <message>
        <source>set by the system</source>
        <translation>puesto por el sistema</translation>
    </message>
    <message>
        <source>Not ready: %1</source>
        <translation>No listo: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>callfloor::CallCard</name>
    <message>
        <source>Recording</source>
        <translation>Grabación</translation>
    </message>
    <message>
        <source>A call for you</source>
        <translation>Una llamada para usted</translation>
    </message>
    <message>
        <source>%1, queue %2</source>
        <translation>%1, cola %2</translation>
    </message>
    <message>
        <source>%1, muted</source>
        <translation>%1, silenciado</translation>
    </message>
    <message>
        <source>%1, recorded</source>
        <translation>%1, grabada</translation>
    </message>
    <message>
        <source>My call: %1</source>
        <translation>Mi llamada: %1</translation>
    </message>
    <message>
        <source>Pick up your phone to answer.</source>
        <translation>Descuelgue su teléfono para contestar.</translation>
    </message>
    <message>
        <source>A call for you from %1. Pick up your phone to answer.</source>
        <translation>Una llamada para usted de %1. Descuelgue su teléfono para contestar.</translation>
    </message>
</context>
<context>
    <name>callfloor::CallControls</name>
    <message>
        <source>D&amp;ecline</source>
        <translation>&amp;Rechazar</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>&amp;Poner en espera</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>&amp;Silenciar</translation>
    </message>
    <message>
        <source>&amp;Keypad…</source>
        <translation>&amp;Teclado…</translation>
    </message>
    <message>
        <source>&amp;Transfer…</source>
        <translation>Trans&amp;ferir…</translation>
    </message>
    <message>
        <source>&amp;Ask somebody…</source>
        <translation>&amp;Consultar…</translation>
    </message>
    <message>
        <source>&amp;Park</source>
        <translation>&amp;Aparcar</translation>
    </message>
    <message>
        <source>Ret&amp;rieve</source>
        <translation>Rec&amp;uperar</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>Alter&amp;nar</translation>
    </message>
    <message>
        <source>All three ta&amp;lk</source>
        <translation>&amp;Hablar los tres</translation>
    </message>
    <message>
        <source>Hand &amp;over</source>
        <translation>&amp;Entregar</translation>
    </message>
    <message>
        <source>&amp;Back to the customer</source>
        <translation>&amp;Volver con el cliente</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>&amp;Grabar</translation>
    </message>
    <message>
        <source>Pause the record&amp;ing</source>
        <translation>Pausar la gra&amp;bación</translation>
    </message>
    <message>
        <source>Go on recordin&amp;g</source>
        <translation>Seguir graband&amp;o</translation>
    </message>
    <message>
        <source>En&amp;d the recording</source>
        <translation>Terminar &amp;la grabación</translation>
    </message>
    <message>
        <source>Hang up m&amp;y call</source>
        <translation>Colgar &amp;mi llamada</translation>
    </message>
    <message>
        <source>The keys were not sent. %1</source>
        <translation>Las teclas no se han enviado. %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not done. %2</source>
        <translation>«%1» no se ha hecho. %2</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Proseguir</translation>
    </message>
    <message>
        <source>Un&amp;mute</source>
        <translation>Activar &amp;sonido</translation>
    </message>
    <message>
        <source>You have no call.</source>
        <translation>No tiene ninguna llamada.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Se está preguntando al servidor.</translation>
    </message>
    <message>
        <source>No call is being offered to you.</source>
        <translation>No se le ofrece ninguna llamada.</translation>
    </message>
    <message>
        <source>Pick up your phone first.</source>
        <translation>Descuelgue primero su teléfono.</translation>
    </message>
    <message>
        <source>This call is not parked.</source>
        <translation>Esta llamada no está aparcada.</translation>
    </message>
    <message>
        <source>Retrieve the call first.</source>
        <translation>Recupere primero la llamada.</translation>
    </message>
    <message>
        <source>The call has to be answered first.</source>
        <translation>Primero hay que contestar la llamada.</translation>
    </message>
    <message>
        <source>You are not asking anybody.</source>
        <translation>No está consultando a nadie.</translation>
    </message>
    <message>
        <source>Hand over, or go back to the customer first.</source>
        <translation>Entregue la llamada o vuelva primero con el cliente.</translation>
    </message>
    <message>
        <source>The call is being recorded already.</source>
        <translation>La llamada ya se está grabando.</translation>
    </message>
    <message>
        <source>The recording is paused.</source>
        <translation>La grabación está en pausa.</translation>
    </message>
    <message>
        <source>The call is not being recorded.</source>
        <translation>La llamada no se está grabando.</translation>
    </message>
    <message>
        <source>The recording is not paused.</source>
        <translation>La grabación no está en pausa.</translation>
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
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Sentido</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>Nuestro número</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Inicio</translation>
    </message>
</context>
<context>
    <name>callfloor::CallText</name>
    <message>
        <source>Inbound</source>
        <translation>Entrante</translation>
    </message>
    <message>
        <source>Outbound</source>
        <translation>Saliente</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Ocupado</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>Abandonada</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Número erróneo</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Inaccesible</translation>
    </message>
    <message>
        <source>No free line</source>
        <translation>Sin línea libre</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>Llegando</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>Marcando</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Sonando</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>En llamada</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallida</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Comienza</translation>
    </message>
    <message>
        <source>With the assistant</source>
        <translation>Con el asistente</translation>
    </message>
    <message>
        <source>In a queue</source>
        <translation>En una cola</translation>
    </message>
    <message>
        <source>Being offered</source>
        <translation>Ofrecida</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>Hablando</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Consulting</source>
        <translation>Consultando</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>Aparcada</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>Anuncio</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Acabada</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n segundo</numerusform>
            <numerusform>%n segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>customer %1</source>
        <translation>cliente %1</translation>
    </message>
    <message>
        <source>our number %1</source>
        <translation>nuestro número %1</translation>
    </message>
    <message>
        <source>agent %1</source>
        <translation>agente %1</translation>
    </message>
    <message>
        <source>talk time %1</source>
        <translation>conversación %1</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>espera %1</translation>
    </message>
</context>
<context>
    <name>callfloor::CallToast</name>
    <message>
        <source>A call for you</source>
        <translation>Una llamada para usted</translation>
    </message>
    <message>
        <source>Pick up your phone to answer.</source>
        <translation>Descuelgue su teléfono para contestar.</translation>
    </message>
    <message>
        <source>A call for you from %1. Pick up your phone to answer.</source>
        <translation>Una llamada para usted de %1. Descuelgue su teléfono para contestar.</translation>
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
        <translation>Resultado</translation>
    </message>
</context>
<context>
    <name>callfloor::ConnectionBanner</name>
    <message>
        <source>The connection to %1 is lost. Calls continue; trying to connect again.</source>
        <translation>Se ha perdido la conexión con %1. Las llamadas continúan; se intenta conectar de nuevo.</translation>
    </message>
    <message>
        <source>The connection to %1 has been lost for %2: what you see here is as old as that. Calls continue, and what you write is kept; trying to connect again.</source>
        <translation>La conexión con %1 está perdida desde hace %2: lo que ve aquí tiene esa edad. Las llamadas continúan y lo que escribe se conserva; se intenta conectar de nuevo.</translation>
    </message>
    <message>
        <source>The connection to %1 has been lost for %2. Calls continue; trying to connect again.</source>
        <translation>La conexión con %1 está perdida desde hace %2. Las llamadas continúan; se intenta conectar de nuevo.</translation>
    </message>
</context>
<context>
    <name>callfloor::CustomerView</name>
    <message>
        <source>Earlier calls with this number</source>
        <translation>Llamadas anteriores con este número</translation>
    </message>
    <message>
        <source>%1: no earlier call is known.</source>
        <translation>%1: no se conoce ninguna llamada anterior.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n earlier call(s), the newest first</source>
        <translation>
            <numerusform>%1: %n llamada anterior</numerusform>
            <numerusform>%1: %n llamadas anteriores, la más reciente primero</numerusform>
        </translation>
    </message>
    <message>
        <source>Note of %1, %2: %3</source>
        <translation>Nota de %1, %2: %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>Hablado</translation>
    </message>
</context>
<context>
    <name>callfloor::DemoRibbon</name>
    <message>
        <source>DEMO – simulated calls only, nothing here reaches the telephone network</source>
        <translation>DEMO – solo llamadas simuladas, nada llega a la red telefónica</translation>
    </message>
</context>
<context>
    <name>callfloor::DeskView</name>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>Saved: %1. To change it: %2.</source>
        <translation>Guardado: %1. Para cambiarlo: %2.</translation>
    </message>
    <message>
        <source>%1 rings for you</source>
        <translation>%1 le llama</translation>
    </message>
    <message>
        <source>Call with %1</source>
        <translation>Llamada con %1</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>espera desde hace %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 writes: %2</source>
        <translation>%1 escribe: %2</translation>
    </message>
</context>
<context>
    <name>callfloor::DialBar</name>
    <message>
        <source>Dial</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>&amp;Number:</source>
        <translation>&amp;Número:</translation>
    </message>
    <message>
        <source>Number to dial</source>
        <translation>Número al que llamar</translation>
    </message>
    <message>
        <source>e.g. +44 20 7946 0018</source>
        <translation>p. ej. +44 20 7946 0018</translation>
    </message>
    <message>
        <source>Dialling…</source>
        <translation>Marcando…</translation>
    </message>
</context>
<context>
    <name>callfloor::ErrorText</name>
    <message>
        <source>Your sign-in has ended. Please sign in again.</source>
        <translation>Su sesión ha terminado. Iníciela de nuevo.</translation>
    </message>
    <message>
        <source>Something went wrong on the server; its log says what.</source>
        <translation>Algo ha fallado en el servidor; su registro dice qué.</translation>
    </message>
    <message>
        <source>You are not allowed to do that.</source>
        <translation>No tiene permiso para hacer eso.</translation>
    </message>
    <message>
        <source>The server refused without saying why.</source>
        <translation>El servidor se ha negado sin decir por qué.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>El correo electrónico o la contraseña no son correctos.</translation>
    </message>
    <message>
        <source>Too many attempts. Please wait a little.</source>
        <translation>Demasiados intentos. Espere un poco.</translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n second(s).</source>
        <translation>
            <numerusform>Demasiados intentos. Vuelva a intentarlo en %n segundo.</numerusform>
            <numerusform>Demasiados intentos. Vuelva a intentarlo en %n segundos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Demasiados intentos. Vuelva a intentarlo en %n minuto.</numerusform>
            <numerusform>Demasiados intentos. Vuelva a intentarlo en %n minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server does not answer. Please try again.</source>
        <translation>El servidor no responde. Vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The connection to the server is not secure: its certificate was refused.</source>
        <translation>La conexión con el servidor no es segura: su certificado fue rechazado.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the network and its address.</source>
        <translation>No se puede llegar al servidor. Compruebe la red y su dirección.</translation>
    </message>
    <message>
        <source>The server cannot do that at the moment. Please try again shortly.</source>
        <translation>El servidor no puede hacerlo en este momento. Vuelva a intentarlo pronto.</translation>
    </message>
</context>
<context>
    <name>callfloor::FloorActions</name>
    <message>
        <source>&amp;Take this call</source>
        <translation>&amp;Tomar esta llamada</translation>
    </message>
    <message>
        <source>&amp;Listen</source>
        <translation>&amp;Escuchar</translation>
    </message>
    <message>
        <source>&amp;Whisper to the agent</source>
        <translation>&amp;Susurrar al agente</translation>
    </message>
    <message>
        <source>&amp;Join, heard by all</source>
        <translation>&amp;Intervenir, todos le oyen</translation>
    </message>
    <message>
        <source>&amp;Stop listening</source>
        <translation>&amp;Dejar de escuchar</translation>
    </message>
    <message>
        <source>Take &amp;over from the agent</source>
        <translation>&amp;Relevar al agente</translation>
    </message>
    <message>
        <source>Write to the &amp;agent…</source>
        <translation>Escribir al &amp;agente…</translation>
    </message>
    <message>
        <source>&amp;Hang up with a reason…</source>
        <translation>&amp;Colgar con un motivo…</translation>
    </message>
    <message>
        <source>Select a call first.</source>
        <translation>Seleccione primero una llamada.</translation>
    </message>
    <message>
        <source>This call has ended.</source>
        <translation>Esta llamada ha terminado.</translation>
    </message>
    <message>
        <source>Nobody waits on this call.</source>
        <translation>Nadie espera en esta llamada.</translation>
    </message>
    <message>
        <source>Only supervisors may do that.</source>
        <translation>Solo los supervisores pueden hacer eso.</translation>
    </message>
    <message>
        <source>This is your own call.</source>
        <translation>Esta es su propia llamada.</translation>
    </message>
    <message>
        <source>Nobody has this call.</source>
        <translation>Nadie tiene esta llamada.</translation>
    </message>
    <message>
        <source>Nobody talks on this call yet.</source>
        <translation>Todavía nadie habla en esta llamada.</translation>
    </message>
    <message>
        <source>Pick up your phone to take the call.</source>
        <translation>Descuelgue su teléfono para tomar la llamada.</translation>
    </message>
    <message>
        <source>You are no longer on the call.</source>
        <translation>Ya no está en la llamada.</translation>
    </message>
    <message>
        <source>Write to the agent</source>
        <translation>Escribir al agente</translation>
    </message>
    <message>
        <source>Only the agent of %1 sees it:</source>
        <translation>Solo lo ve el agente de %1:</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Colgar</translation>
    </message>
    <message>
        <source>Why is the call with %1 ended? Kept in the audit log.</source>
        <translation>¿Por qué se termina la llamada con %1? Queda en el registro de auditoría.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Nothing was sent: the message was empty.</source>
        <translation>No se ha enviado nada: el mensaje estaba vacío.</translation>
    </message>
    <message>
        <source>The call was not ended: a reason is needed.</source>
        <translation>La llamada no se ha terminado: hace falta un motivo.</translation>
    </message>
    <message>
        <source>The message was sent.</source>
        <translation>El mensaje se ha enviado.</translation>
    </message>
    <message>
        <source>The call was ended.</source>
        <translation>La llamada se ha terminado.</translation>
    </message>
    <message>
        <source>Agent and customer will hear you.</source>
        <translation>Le oirán el agente y el cliente.</translation>
    </message>
    <message>
        <source>Only the agent will hear you.</source>
        <translation>Solo le oirá el agente.</translation>
    </message>
    <message>
        <source>The customer will hear you.</source>
        <translation>Le oirá el cliente.</translation>
    </message>
    <message>
        <source>Nobody will hear you.</source>
        <translation>Nadie le oirá.</translation>
    </message>
    <message>
        <source>Pick up your phone. %1</source>
        <translation>Descuelgue su teléfono. %1</translation>
    </message>
</context>
<context>
    <name>callfloor::HelpCall</name>
    <message>
        <source>Supervisors have been asked to help you.</source>
        <translation>Se ha pedido a los supervisores que le ayuden.</translation>
    </message>
    <message>
        <source>Nobody is asked to help you any more.</source>
        <translation>Ya no se pide ayuda para usted.</translation>
    </message>
    <message>
        <source>Nobody was asked for help. %1</source>
        <translation>No se ha pedido ayuda. %1</translation>
    </message>
    <message>
        <source>The call for help was not taken back. %1</source>
        <translation>La petición de ayuda no se ha retirado. %1</translation>
    </message>
    <message>
        <source>Take back the call for &amp;help</source>
        <translation>Retirar la petición de &amp;ayuda</translation>
    </message>
    <message>
        <source>Ask for &amp;help</source>
        <translation>Pedir &amp;ayuda</translation>
    </message>
    <message>
        <source>Sign on as an agent first.</source>
        <translation>Entre primero como agente.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Se está preguntando al servidor.</translation>
    </message>
</context>
<context>
    <name>callfloor::KeyPad</name>
    <message>
        <source>Key %1</source>
        <translation>Tecla %1</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Teclas enviadas: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::LinkBadge</name>
    <message>
        <source>Signed out</source>
        <translation>Sesión cerrada</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Conexión perdida</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Conexión: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::LiveCallsView</name>
    <message>
        <source>&amp;Dial a number</source>
        <translation>&amp;Marcar un número</translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation>&amp;Colgar</translation>
    </message>
    <message>
        <source>&amp;Copy the customer&apos;s number</source>
        <translation>C&amp;opiar el número del cliente</translation>
    </message>
    <message>
        <source>Live calls</source>
        <translation>Llamadas en curso</translation>
    </message>
    <message>
        <source>Dialling %1…</source>
        <translation>Marcando %1…</translation>
    </message>
    <message>
        <source>%1 was not dialled. %2</source>
        <translation>No se ha llamado a %1. %2</translation>
    </message>
    <message>
        <source>Hanging up %1…</source>
        <translation>Colgando %1…</translation>
    </message>
    <message>
        <source>The call with %1 was not ended. %2</source>
        <translation>La llamada con %1 no se ha terminado. %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n live call(s)</source>
        <translation>
            <numerusform>%n llamada en curso</numerusform>
            <numerusform>%n llamadas en curso</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en espera</numerusform>
            <numerusform>%n en espera</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n talking</source>
        <translation>
            <numerusform>%n hablando</numerusform>
            <numerusform>%n hablando</numerusform>
        </translation>
    </message>
    <message>
        <source>No live calls. Type a number above and press Enter to dial.</source>
        <translation>No hay llamadas. Escriba arriba un número y pulse Intro para llamar.</translation>
    </message>
    <message>
        <source>Fetching the calls…</source>
        <translation>Cargando las llamadas…</translation>
    </message>
    <message>
        <source>Select a call first.</source>
        <translation>Seleccione primero una llamada.</translation>
    </message>
    <message>
        <source>This call has ended.</source>
        <translation>Esta llamada ha terminado.</translation>
    </message>
    <message>
        <source>This call is being ended.</source>
        <translation>Esta llamada se está terminando.</translation>
    </message>
    <message>
        <source>This is somebody else&apos;s call.</source>
        <translation>Esta llamada es de otra persona.</translation>
    </message>
    <message>
        <source>End the selected call (%1)</source>
        <translation>Terminar la llamada seleccionada (%1)</translation>
    </message>
</context>
<context>
    <name>callfloor::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Sign out</source>
        <translation>Cerrar &amp;sesión</translation>
    </message>
    <message>
        <source>Another se&amp;rver…</source>
        <translation>Otro se&amp;rvidor…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Sa&amp;lir</translation>
    </message>
    <message>
        <source>&amp;Call</source>
        <translation>&amp;Llamada</translation>
    </message>
    <message>
        <source>&amp;My call</source>
        <translation>&amp;Mi llamada</translation>
    </message>
    <message>
        <source>&amp;Agent</source>
        <translation>A&amp;gente</translation>
    </message>
    <message>
        <source>&amp;Supervise</source>
        <translation>&amp;Supervisión</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>&amp;Página</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Atajos de teclado…</translation>
    </message>
    <message>
        <source>&amp;About callfloor</source>
        <translation>Acerca &amp;de callfloor</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>Te&amp;xto</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Más grande</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>Más &amp;pequeño</translation>
    </message>
    <message>
        <source>&amp;As in other programs</source>
        <translation>&amp;Como en otros programas</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Follow the system</source>
        <translation>&amp;Seguir al sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Servidor: %1</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versión %1</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Invitación</translation>
    </message>
    <message>
        <source>You are invited to the call centre at

%1

Open a console of it? Do so only if you know this address.</source>
        <translation>Le invitan al centro de llamadas de

%1

¿Abrir su consola? Hágalo solo si conoce esta dirección.</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Sesión de %1</translation>
    </message>
    <message>
        <source>%1 – callfloor</source>
        <translation>%1 – callfloor</translation>
    </message>
    <message>
        <source>Sign in – callfloor</source>
        <translation>Inicio de sesión – callfloor</translation>
    </message>
    <message>
        <source>%1 (demo)</source>
        <translation>%1 (demo)</translation>
    </message>
    <message>
        <source>About callfloor</source>
        <translation>Acerca de callfloor</translation>
    </message>
    <message>
        <source>callfloor %1

A self-hosted contact centre.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>callfloor %1

Un centro de contacto en sus propios servidores.
Software libre bajo la GNU General Public License, versión 3 o posterior.</translation>
    </message>
</context>
<context>
    <name>callfloor::OutcomeView</name>
    <message>
        <source>&amp;More time</source>
        <translation>&amp;Más tiempo</translation>
    </message>
    <message>
        <source>&amp;Outcome of the call</source>
        <translation>&amp;Resultado de la llamada</translation>
    </message>
    <message>
        <source>Note, saved with the outcome</source>
        <translation>Nota, se guarda con el resultado</translation>
    </message>
    <message>
        <source>Note on the call</source>
        <translation>Nota sobre la llamada</translation>
    </message>
    <message>
        <source>Call back:</source>
        <translation>Volver a llamar:</translation>
    </message>
    <message>
        <source>When to call back</source>
        <translation>Cuándo volver a llamar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>The outcome is kept on this computer. It goes to the server as soon as the connection is back.</source>
        <translation>El resultado está guardado en este ordenador. Irá al servidor en cuanto vuelva la conexión.</translation>
    </message>
    <message>
        <source>&amp;More time (%1)</source>
        <translation>&amp;Más tiempo (%1)</translation>
    </message>
    <message>
        <source>What came of the last call?</source>
        <translation>¿Qué resultó de la última llamada?</translation>
    </message>
    <message>
        <source>What comes of this call?</source>
        <translation>¿Qué resulta de esta llamada?</translation>
    </message>
    <message>
        <source>After-call work: what came of the call?</source>
        <translation>Trabajo posterior: ¿qué resultó de la llamada?</translation>
    </message>
    <message>
        <source>After-call work: %1 left</source>
        <translation>Trabajo posterior: quedan %1</translation>
    </message>
    <message>
        <source>There is no after-call work.</source>
        <translation>No hay trabajo posterior.</translation>
    </message>
    <message>
        <source>This after-call work ends only with an outcome.</source>
        <translation>Este trabajo posterior solo termina con un resultado.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Se está preguntando al servidor.</translation>
    </message>
    <message>
        <source>No more time can be added; choose an outcome.</source>
        <translation>No se puede añadir más tiempo; elija un resultado.</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>Resultado: %1</translation>
    </message>
</context>
<context>
    <name>callfloor::PageList</name>
    <message>
        <source>Desk</source>
        <translation>Puesto</translation>
    </message>
</context>
<context>
    <name>callfloor::PageRail</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewDesk</name>
    <message>
        <source>&amp;Next lead</source>
        <translation>&amp;Siguiente contacto</translation>
    </message>
    <message>
        <source>Dial the &amp;lead</source>
        <translation>&amp;Llamar al contacto</translation>
    </message>
    <message>
        <source>&amp;Skip the lead…</source>
        <translation>&amp;Omitir el contacto…</translation>
    </message>
    <message>
        <source>There is no next lead. %1</source>
        <translation>No hay siguiente contacto. %1</translation>
    </message>
    <message>
        <source>The lead was not dialled. %1</source>
        <translation>No se ha llamado al contacto. %1</translation>
    </message>
    <message>
        <source>The lead was not skipped. %1</source>
        <translation>El contacto no se ha omitido. %1</translation>
    </message>
    <message>
        <source>The time to look at this lead is over; it will come again.</source>
        <translation>El tiempo para mirar este contacto ha pasado; volverá a salir.</translation>
    </message>
    <message>
        <source>There is no preview campaign to work on now.</source>
        <translation>Ahora no hay ninguna campaña de vista previa.</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>Se está preguntando al servidor.</translation>
    </message>
    <message>
        <source>Take a lead first.</source>
        <translation>Tome primero un contacto.</translation>
    </message>
    <message>
        <source>Dial or skip this lead first.</source>
        <translation>Llame primero a este contacto u omítalo.</translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewView</name>
    <message>
        <source>Preview campaign</source>
        <translation>Campaña de vista previa</translation>
    </message>
    <message>
        <source>Why you skip this lead, then Enter</source>
        <translation>Por qué omite este contacto, y después Intro</translation>
    </message>
    <message>
        <source>Why this lead is skipped</source>
        <translation>Por qué se omite este contacto</translation>
    </message>
    <message>
        <source>Preview campaign:</source>
        <translation>Campaña de vista previa:</translation>
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
        <translation>Número</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Intentos</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>todavía ninguno</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n vez</numerusform>
            <numerusform>%n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
</context>
<context>
    <name>callfloor::RememberedLogin</name>
    <message>
        <source>Your keyring is locked or does not answer. Unlock it and start the console again, or sign in here.</source>
        <translation>Su depósito de claves está bloqueado o no responde. Desbloquéelo y vuelva a iniciar la consola, o inicie sesión aquí.</translation>
    </message>
    <message>
        <source>The keyring refused to keep your sign-in; you will be asked for the password next time.</source>
        <translation>El depósito de claves no ha querido guardar su sesión; la próxima vez se le pedirá la contraseña.</translation>
    </message>
    <message>
        <source>This computer has no keyring; you will be asked for the password next time.</source>
        <translation>Este ordenador no tiene depósito de claves; la próxima vez se le pedirá la contraseña.</translation>
    </message>
</context>
<context>
    <name>callfloor::ShortcutDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Establecer</translation>
    </message>
    <message>
        <source>S&amp;tandard keys</source>
        <translation>Teclas es&amp;tándar</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Buscar en los atajos</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Teclas nuevas</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>Teclas nuevas:</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>These keys follow what there is to do and cannot be changed.</source>
        <translation>Estas teclas dependen de lo que hay que hacer y no se pueden cambiar.</translation>
    </message>
    <message>
        <source>%1 is taken by &quot;%2&quot;. Give that one other keys first.</source>
        <translation>%1 ya es de «%2». Dele primero otras teclas.</translation>
    </message>
    <message>
        <source>%1 writes a character where one types. Choose keys with Ctrl or Alt, or a function key.</source>
        <translation>%1 escribe un carácter donde se teclea. Elija teclas con Ctrl o Alt, o una tecla de función.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
</context>
<context>
    <name>callfloor::SignInView</name>
    <message>
        <source>Sign in to callfloor</source>
        <translation>Iniciar sesión en callfloor</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Servidor: %1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>Mantener la sesión en este ordenador</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;Correo electrónico</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Co&amp;ntraseña</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Please enter your e-mail address.</source>
        <translation>Escriba su correo electrónico.</translation>
    </message>
    <message>
        <source>Please enter your password.</source>
        <translation>Escriba su contraseña.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
</context>
<context>
    <name>callfloor::StartDialog</name>
    <message>
        <source>&amp;Connect to a server</source>
        <translation>&amp;Conectar con un servidor</translation>
    </message>
    <message>
        <source>&amp;Everything on this computer</source>
        <translation>&amp;Todo en este ordenador</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>&amp;Probar la demo</translation>
    </message>
    <message>
        <source>Do &amp;not ask again</source>
        <translation>&amp;No volver a preguntar</translation>
    </message>
    <message>
        <source>callfloor</source>
        <translation>callfloor</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Dirección del servidor</translation>
    </message>
    <message>
        <source>How do you want to work?</source>
        <translation>¿Cómo quiere trabajar?</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Empezar</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Sa&amp;lir</translation>
    </message>
    <message>
        <source>Your company has a callfloor server and told you its address.</source>
        <translation>Su empresa tiene un servidor callfloor y le ha dicho su dirección.</translation>
    </message>
    <message>
        <source>Server and console in one program, with a database in your folder. Real calls need an account with the carrier.</source>
        <translation>Servidor y consola en un solo programa, con una base de datos en su carpeta. Las llamadas reales necesitan una cuenta con el operador.</translation>
    </message>
    <message>
        <source>A made-up call centre with simulated callers. Nothing reaches the telephone network.</source>
        <translation>Un centro de llamadas inventado con llamadas simuladas. Nada llega a la red telefónica.</translation>
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
        <translation>%1 (cola)</translation>
    </message>
</context>
<context>
    <name>callfloor::TargetPanel</name>
    <message>
        <source>Transfer to:</source>
        <translation>Transferir a:</translation>
    </message>
    <message>
        <source>Ask:</source>
        <translation>Consultar a:</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transferir</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Transfer to a colleague, a queue or a number</source>
        <translation>Transferir a un compañero, una cola o un número</translation>
    </message>
    <message>
        <source>Ask a colleague or a number</source>
        <translation>Consultar a un compañero o un número</translation>
    </message>
    <message>
        <source>Colleague, queue or number</source>
        <translation>Compañero, cola o número</translation>
    </message>
    <message>
        <source>Colleague or number</source>
        <translation>Compañero o número</translation>
    </message>
    <message>
        <source>Nobody is called &quot;%1&quot;. Choose from the list, or type a number.</source>
        <translation>Nadie se llama «%1». Elija de la lista o escriba un número.</translation>
    </message>
</context>
<context>
    <name>callfloor::TranscriptView</name>
    <message>
        <source>What is said on the call</source>
        <translation>Lo que se dice en la llamada</translation>
    </message>
    <message>
        <source>What is said appears here where the call is written down.</source>
        <translation>Lo que se dice aparece aquí cuando la llamada se transcribe.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Asistente</translation>
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
        <translation>Barra &amp;compacta</translation>
    </message>
</context>
</TS>
