<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>callfloor::CallText</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
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
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::CampaignPanel</name>
    <message numerus="yes">
        <source>Held back %n time(s): %1</source>
        <translation>
            <numerusform>Held back %n time: %1</numerusform>
            <numerusform>Held back %n times: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::CustomerView</name>
    <message numerus="yes">
        <source>%1: %n earlier call(s), the newest first</source>
        <translation>
            <numerusform>%1: %n earlier call</numerusform>
            <numerusform>%1: %n earlier calls, the newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::ErrorText</name>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n second(s).</source>
        <translation>
            <numerusform>Too many attempts. Try again in %n second.</numerusform>
            <numerusform>Too many attempts. Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Too many attempts. Try again in %n minute.</numerusform>
            <numerusform>Too many attempts. Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::FloorText</name>
    <message numerus="yes">
        <source>%n agent(s) on a call</source>
        <translation>
            <numerusform>%n agent on a call</numerusform>
            <numerusform>%n agents on a call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a customer on hold</source>
        <translation>
            <numerusform>%n with a customer on hold</numerusform>
            <numerusform>%n with a customer on hold</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being rung</source>
        <translation>
            <numerusform>%n being rung</numerusform>
            <numerusform>%n being rung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in after-call work</source>
        <translation>
            <numerusform>%n in after-call work</numerusform>
            <numerusform>%n in after-call work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not ready</source>
        <translation>
            <numerusform>%n not ready</numerusform>
            <numerusform>%n not ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taking no more work</source>
        <translation>
            <numerusform>%n taking no more work</numerusform>
            <numerusform>%n taking no more work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not heard by the server</source>
        <translation>
            <numerusform>%n not heard by the server</numerusform>
            <numerusform>%n not heard by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) in more important queues</source>
        <translation>
            <numerusform>%n caller in more important queues</numerusform>
            <numerusform>%n callers in more important queues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) by waiting time and priority</source>
        <translation>
            <numerusform>%n caller by waiting time and priority</numerusform>
            <numerusform>%n callers by waiting time and priority</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::FloorTiles</name>
    <message numerus="yes">
        <source>%n being offered</source>
        <translation>
            <numerusform>%n being offered</numerusform>
            <numerusform>%n being offered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n signed on</source>
        <translation>
            <numerusform>of %n signed on</numerusform>
            <numerusform>of %n signed on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n came in</source>
        <translation>
            <numerusform>%n came in</numerusform>
            <numerusform>%n came in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::HistoryView</name>
    <message numerus="yes">
        <source>%n call(s) found</source>
        <translation>
            <numerusform>%n call found</numerusform>
            <numerusform>%n calls found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::ImportDialog</name>
    <message numerus="yes">
        <source>Take in %n row(s)</source>
        <translation>
            <numerusform>Take in %n row</numerusform>
            <numerusform>Take in %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::LiveCallsView</name>
    <message numerus="yes">
        <source>%n live call(s)</source>
        <translation>
            <numerusform>%n live call</numerusform>
            <numerusform>%n live calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n talking</source>
        <translation>
            <numerusform>%n talking</numerusform>
            <numerusform>%n talking</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callfloor::PreviewView</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
</TS>
