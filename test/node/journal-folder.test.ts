import path from 'node:path';
import { folderJournals } from '../../src/node/journal-folder.ts';
import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { journalConformance } from '../journal-conformance.ts';
import { scratchFolder } from './scratch.ts';

journalConformance('the folder', () => {
  const { folder, remove } = scratchFolder();
  const clock = handClock();
  const journals = folderJournals({ folder: path.join(folder, '.incidents'), clock, actor: ana });
  return Promise.resolve({
    journals,
    clock,
    end: () => {
      remove();
      return Promise.resolve();
    },
  });
});
