import assert from 'node:assert/strict';
import { readOtherShell } from '../../../src/core/shell/other-shells.ts';
import type { ForeignShell } from '../../../src/core/shell/other-shells.ts';
import { grammar } from '../../grammar.ts';

const cases: Readonly<Record<ForeignShell, readonly [text: string, level: string, why: string][]>> = {
  powershell: [
    ['Get-Service nginx', 'safe', 'the verb says that it reads'],
    ['Get-Process | Sort-Object CPU -Descending | Select-Object -First 5', 'safe', 'so do all of a pipeline'],
    ['Get-Service | Where-Object { $_.Status -eq "Stopped" }', 'safe', 'a comparison'],
    [
      'Get-ChildItem C:\\inetpub\\logs -Recurse |\n  Measure-Object Length -Sum',
      'safe',
      'a path, over two lines',
    ],
    ['Test-NetConnection db01 -Port 5432', 'safe', 'it asks whether a port answers'],
    ['Get-Content C:\\app\\app.log -Wait', 'safe', 'it reads, without an end'],
    ['Restart-Service W3SVC', 'changes', 'a restart can be borne'],
    ['Start-Service W3SVC', 'changes', 'it can be stopped again'],
    ['Set-Service W3SVC -StartupType Automatic', 'changes', 'it can be set back'],
    ['Set-Service W3SVC -Status Stopped', 'destructive', 'a stop by another name'],
    ['Stop-Service -Name W3SVC', 'destructive', 'users notice'],
    ['Get-Process w3wp | Stop-Process -Force', 'destructive', 'the last of a pipeline decides'],
    ['Remove-Item C:\\Logs\\*.log -Recurse', 'destructive', 'files are gone'],
    ['Remove-Item C:\\Logs -WhatIf', 'safe', 'it only says what it would do'],
    ['if ($old) { Remove-Item $old }', 'destructive', 'what a body names is seen'],
    ['Get-ChildItem | ForEach-Object { $_.Delete() }', 'unknown', 'a method may do anything'],
    ['$svc.Stop()', 'unknown', 'so may this'],
    ['Invoke-Expression (Get-Content x.ps1 -Raw)', 'unknown', 'a text that runs'],
    ['Get-Content x.ps1 | Invoke-Expression', 'unknown', 'in a pipeline, too'],
    ['& .\\fix.ps1', 'unknown', 'a script'],
    ['Invoke-WebRequest http://localhost/health', 'safe', 'a request that reads'],
    ['Invoke-RestMethod http://localhost/jobs -Method Delete', 'destructive', 'a request that deletes'],
    ['kubectl get pods -n shop', 'safe', 'a program is what it is elsewhere'],
    ['docker compose down', 'destructive', 'a program is what it is elsewhere'],
    ['rm C:\\temp\\dump.bin', 'destructive', 'an alias'],
    ['Frobnicate-Thing', 'unknown', 'a verb nobody knows'],
  ],
  cmd: [
    ['dir C:\\app', 'safe', 'lists'],
    ['sc query nginx', 'safe', 'reads'],
    ['SC stop nginx', 'destructive', 'whatever the case'],
    ['net stop w3svc', 'destructive', 'stops'],
    ['del /q C:\\temp\\*.tmp', 'destructive', 'deletes'],
    ['taskkill /F /IM node.exe', 'destructive', 'ends processes'],
    ['ipconfig /all', 'safe', 'reads'],
    ['ipconfig /flushdns', 'changes', 'empties a cache'],
    ['iisreset /status', 'safe', 'reads'],
    ['netstat -ano | findstr :3001', 'safe', 'a pipeline'],
    ['ping db01', 'safe', 'reads'],
    ['docker.exe ps', 'safe', 'a program with its ending'],
    ['for %i in (*.log) do del %i', 'unknown', 'a loop'],
    ['fix.bat', 'unknown', 'a script'],
  ],
  fish: [
    ['kubectl get pods | grep api', 'safe', 'plain words are what they are in bash'],
    ['rm -rf $TMPDIR/cache', 'destructive', 'with a variable, too'],
    ['set -gx NODE_ENV production', 'safe', 'a variable of the shell'],
    ['for f in *.log; rm $f; end', 'unknown', 'a loop'],
  ],
};

for (const [shell, rows] of Object.entries(cases)) {
  describe(`what a command of ${shell} does`, () => {
    for (const [text, level, why] of rows)
      it(`${level}: ${text.replaceAll('\n', '⏎')} (${why})`, () => {
        const { statements } = readOtherShell(text, shell as ForeignShell, grammar);
        assert.deepEqual(
          statements.map(({ danger }) => (danger.unknown ? 'unknown' : danger.level)),
          [level],
        );
        const [{ danger } = { danger: undefined }] = statements;
        assert.equal(danger?.reason === undefined, level === 'safe', danger?.reason);
        assert.doesNotMatch(danger?.reason ?? '', /-\*|\bundefined\b/);
      });
  });
}
