// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callfloor::bench {

/// Processor time that a process has used in user and system mode, in milliseconds (proc_pid_stat(5), so in steps of
/// usually 10 ms); 0 when it is gone.
double cpuMs(qint64 pid);
/// The same of a process, its living children and those that have ended: a PostgreSQL server with all its parts.
double cpuMsWithChildren(qint64 pid);
/// Memory in use, in MB of 1,000,000 bytes (VmRSS, proc_pid_status(5)); 0 when it is gone.
double residentMb(qint64 pid);
/// How many processes want to run, on average of the last minute (getloadavg(3)).
double machineLoad();
/// Name of the processor and how many there are.
QString machineName();

} // namespace callfloor::bench
