import assert from 'node:assert/strict';
import { attachFile, attachLink } from '../../src/actions/attach.ts';
import { workplace } from '../workplace.ts';

const guide = '## API down\n\n```bash\ntrue\n```\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1]);
const token = 'DB_PASSWORD=hunter2hunter2';

describe('Attaching a file', () => {
  it('keeps its bytes, what it shows and when that was', async () => {
    const incident = await workplace(guide).start();
    const occurredAt = '2026-11-24T02:00:00.000Z';
    const result = await attachFile(incident, { name: 'graph.png', bytes: png, title: 'Memory', occurredAt });
    const [event] = incident.live.state.attached;
    assert.deepEqual(result, { kind: 'attached', event: event?.id, redacted: 0 });
    assert.deepEqual([event?.kind, event?.title, event?.occurredAt], ['picture', 'Memory', occurredAt]);
    const { file = '', sha256 = '' } = event ?? {};
    assert.match(file, /^attachments\/[0-9a-f]{12}-graph\.png$/);
    assert.deepEqual(await incident.live.journal.attachment({ file, sha256 }), png);
    assert.deepEqual((await incident.live.journal.verify()).findings, []);
  });

  it('takes the secrets out of a text, out of its name and out of what is said of it', async () => {
    const incident = await workplace(guide).start();
    const file = {
      name: 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8.log',
      bytes: bytes(`a\n${token}\nb`),
      title: token,
    };
    const result = await attachFile(incident, file);
    assert.equal(result.kind === 'attached' && result.redacted, 1);
    const [event] = incident.live.state.attached;
    const kept = await incident.live.journal.attachment({
      file: event?.file ?? '',
      sha256: event?.sha256 ?? '',
    });
    assert.equal(new TextDecoder().decode(kept), 'a\nDB_PASSWORD=[secret password 0badcafe]\nb');
    assert.doesNotMatch(JSON.stringify(event), /hunter2|ghp_/);
  });

  it('keeps what is no text as it is', async () => {
    const incident = await workplace(guide).start();
    const dump = Uint8Array.from([0xff, ...bytes(token), 0]);
    await attachFile(incident, { name: 'core', bytes: dump });
    const { file = '', sha256 = '', kind } = incident.live.state.attached[0] ?? {};
    assert.deepEqual([kind, await incident.live.journal.attachment({ file, sha256 })], ['file', dump]);
  });

  it('is refused when it is too large for a record', async () => {
    const incident = await workplace(guide).start();
    const result = await attachFile(incident, { name: 'dump', bytes: new Uint8Array(50_000_001) });
    assert.equal(result.kind, 'refused');
    assert.deepEqual(incident.live.state.attached, []);
  });
});

describe('Attaching a link', () => {
  it('keeps the address, and what it shows', async () => {
    const incident = await workplace(guide).start();
    await attachLink(incident, { link: 'https://grafana.example/d/1', title: 'dashboard' });
    const [event] = incident.live.state.attached;
    assert.deepEqual(
      [event?.kind, event?.title, event?.link],
      ['link', 'dashboard', 'https://grafana.example/d/1'],
    );
  });

  for (const link of ['javascript:alert(1)', 'file:///etc/passwd', 'command:x', 'https://a b', 'grafana']) {
    it(`refuses ${link}`, async () => {
      const incident = await workplace(guide).start();
      assert.equal((await attachLink(incident, { link })).kind, 'refused');
      assert.deepEqual(incident.live.state.attached, []);
    });
  }
});
