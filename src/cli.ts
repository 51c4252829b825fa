/** The terminal's door. */
process.stderr.write('incident-runbook: nothing can be done from a terminal yet.\n');
process.exitCode = 2;
