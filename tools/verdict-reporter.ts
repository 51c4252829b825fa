import Mocha from 'mocha';
import { leaveVerdict } from './verdict.ts';

/** Mocha's own `spec` on the screen, and the verdict in a file. A class, because that is what mocha takes. */
export default class VerdictReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const nothingRan = passes + failures + pending === 0;
      leaveVerdict({ passes, failures: nothingRan ? 1 : failures + pending });
    });
  }
}
