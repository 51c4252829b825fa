import { toJsonSchema } from '@valibot/to-json-schema';
import { postMortemSchema } from '../../../src/core/postmortem/document.ts';
import { assertGenerated } from '../../goldens.ts';

describe('the published schema of a post-mortem', () => {
  it('is made from the one that the types come from', () => {
    const schema = { title: 'Post-mortem of an incident', ...toJsonSchema(postMortemSchema) };
    assertGenerated(`${JSON.stringify(schema, undefined, 2)}\n`, 'post-mortem.schema.json');
  });
});
