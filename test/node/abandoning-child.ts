import { shellIn } from './steps.ts';

/** Starts one step in the folder that it is told, says so, and never ends it: a process to be killed. */
const [folder = '', lane, ...commands] = process.argv.slice(2);
const shell = shellIn(folder, '/bin/bash');
const about = { run: 'alone', title: 'a step', language: 'bash', onFailure: 'go-on', commands } as const;
const request = { ...about, lane: lane === 'watch' ? 'watch' : 'main' } as const;
const { spool } = await shell.prepare(request);
const started = await shell.start(request, new AbortController().signal);
process.stdout.write(`${started.kind} ${spool}\n`);
