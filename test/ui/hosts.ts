import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { until } from '../until.ts';

/** An extension host in which the probe listens. */
export interface Host {
  pid: number;
  port: number;
  /** The window's folder; empty without one. */
  folder: string;
}

/** A function that runs in the extension host: it sees its arguments and VS Code, and nothing of the file it is written in. */
export type Question<A extends unknown[], R> = (api: typeof vscode, ...args: A) => R | Promise<R>;

/** The living host of the window on a folder: the newest, when there are several. Waits for one that is not `former`. */
export function hostOf(places: string, folder: string, former?: number): Promise<Host> {
  return until(
    `an extension host is there for ${folder || 'the empty window'}`,
    () => hosts(places).find((host) => host.folder === folder && host.pid !== former && isAlive(host.pid)),
    { limitMs: 120_000 },
  );
}

/** Runs a function in the host and brings back its result, as JSON does. Rejects with the error that it threw. */
export async function askHost<A extends unknown[], R>(
  { port }: Host,
  question: Question<A, R>,
  args: A,
): Promise<R> {
  const body = JSON.stringify({ source: question.toString(), args });
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
  const answer = (await response.json()) as { result: R } | { error: string };
  if ('error' in answer) throw new Error(`In the extension host: ${answer.error}`);
  return answer.result;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // which is the answer
  }
}

function hosts(places: string): Host[] {
  return readdirSync(places)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(places, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Host);
}
