import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { brief } from './rows.ts';

type LineRow = readonly [RegExp, Assessment];

const haproxyRows: readonly LineRow[] = [
  [/^(?:show|help|prompt|get)\b/i, reads],
  [
    /^disable (?:server|frontend)\b/i,
    destroys('takes a server or frontend out of service: it gets no traffic'),
  ],
  [/^shutdown (?:frontend|session|sessions)\b/i, destroys('cuts clients off')],
  [
    /^set server .*(?:state (?:maint|drain)|weight 0\b)/i,
    destroys('takes a server out of service: it gets no traffic'),
  ],
  [/^set weight \S+ 0%?$/i, destroys('takes a server out of service: it gets no traffic')],
  [/^del\b/i, destroys('deletes an entry of the running load balancer')],
  [
    /^(?:set|enable|add|clear|commit|disable|new|prepare|abort)\b/i,
    changes('changes the running load balancer'),
  ],
];

const zookeeperRows: readonly LineRow[] = [
  [
    /^(?:ls|get|stat|getAcl|history|version|config|getEphemerals|getAllChildrenNumber|ruok|mntr|srvr|stat|conf|cons|envi|isro|dump|wchs|quit|help)\b/,
    reads,
  ],
  [/^(?:delete|deleteall|rmr)\b/, destroys('deletes nodes of ZooKeeper')],
  [
    /^(?:crst|srst|create|set|setAcl|setquota|delquota|addauth|sync|reconfig|removewatches)\b/,
    changes('changes a node of ZooKeeper'),
  ],
];

/** Commands of HAProxy's runtime socket, several a line with `;`. */
export const assessHaproxy = (text: string): Assessment =>
  byLine(text.replaceAll(';', '\n'), haproxyRows, 'HAProxy');

/** Commands of ZooKeeper's shell and its four-letter words. */
export const assessZookeeper = (text: string): Assessment => byLine(text, zookeeperRows, 'ZooKeeper');

function byLine(text: string, rows: readonly LineRow[], reader: string): Assessment {
  return highest(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(
        (line) =>
          rows.find(([pattern]) => pattern.test(line))?.[1] ??
          notKnown(`sends ${reader} ${brief(line)}: what it does is not known`),
      ),
  );
}
