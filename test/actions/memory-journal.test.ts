import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { journalConformance } from '../journal-conformance.ts';
import { memoryJournals } from '../memory-journal.ts';

journalConformance('the memory', () => {
  const clock = handClock();
  return Promise.resolve({
    journals: memoryJournals({ clock, actor: ana }),
    clock,
    end: () => Promise.resolve(),
  });
});
