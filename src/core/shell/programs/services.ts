import { destroys, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Call, Look } from './call.ts';
import type { Specials } from './rows.ts';

/** Services: what rows can't tell. */
export const services: Specials = {
  service,
  'rc-service': service,
  'invoke-rc.d': service,
};

/** `service NAME ACTION` has its words the other way round than systemctl. */
function service({ args, input }: Call, look: Look): Assessment {
  const [name, action, ...others] = args.filter(({ text }) => !text.startsWith('-'));
  if (!name || !action)
    return args.some(({ text }) => text === '--status-all') || args.length === 0 ? reads : reads;
  const words = [{ text: 'systemctl', known: true }, action, name, ...others];
  return /^(?:status|start|stop|restart|reload|force-reload|try-restart|kill)$/.test(action.text)
    ? look.command(words, input)
    : /stop|quit/.test(action.text)
      ? destroys(`stops ${name.text}`)
      : look.command([{ text: 'init-script', known: true }, action], input);
}
