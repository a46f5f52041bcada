// Writes the JSON Schema of every event, packages/core/schemas/events.schema.json, and docs/reference/events.md,
// from the schemas in dialer-event-schema.ts; with `--check` it only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { eventGetters } from './event-getters.mjs';

const entry = `
  export { eventDataSchemas, envelopeSchema } from './packages/core/src/dialer-event-schema.ts';
  export { z } from './packages/core/src/shared/schema.ts';`;

/** The schemas as the code has them now; they import each other as browsers do, so they are bundled first. */
async function loadSchemas() {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

const { eventDataSchemas, envelopeSchema, z } = await loadSchemas();
const jsonOf = (schema) => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
};

const types = Object.keys(eventDataSchemas);
const definitions = Object.fromEntries(types.map((type) => [type, jsonOf(eventDataSchemas[type])]));

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:dialdeck:events:1',
  title: 'Events of a Dialdeck dialer',
  description: 'CloudEvents 1.0. Unknown fields are allowed, so that an older reader understands a newer dialer.',
  ...jsonOf(envelopeSchema),
  oneOf: types.map((type) => ({
    properties: { type: { const: type }, data: { $ref: `#/$defs/${type}` } },
  })),
  $defs: definitions,
};

const fieldsOf = ({ properties = {}, required = [], anyOf, oneOf }) =>
  (anyOf ?? oneOf)
    ? 'one of several shapes, see the schema'
    : Object.keys(properties)
        .map((name) => (required.includes(name) ? `\`${name}\`` : `\`${name}\`?`))
        .join(', ');

const page = `# Events

What \`dialer.events.listen\` tells, and what reaches a CRM or a server through the bridge: CloudEvents 1.0, in order, each
once. \`sequence\` counts 1, 2, 3 … per dialer (\`source\`), without gaps. Nothing is knowable only from an event: the
state, the records and \`dialer.crm.state\` say the same to whoever came late.

The JSON Schema of all of them is \`@dialdeck/core/events.schema.json\`; \`parseDialerEvent\` of \`@dialdeck/core/events\`
checks one that came from outside. A server that must not miss any gets them by
[createEventDelivery](../event-delivery.md). A field with \`?\` may be absent.

| type | \`data\` |
|---|---|
${types.map((type) => `| \`${type}\` | ${fieldsOf(definitions[type])} |`).join('\n')}

## For those who came late

Where the same can be read afterwards. Fields of a call exist only in the states they belong to, \`dialer.crm\` and
\`dialer.recordings\` only with these options, and \`dialer.role\` only on a dialer that tabs share.

| type | read it from |
|---|---|
${types.map((type) => `| \`${type}\` | ${eventGetters[type]?.join(', ')} |`).join('\n')}
`;

const files = {
  'packages/core/schemas/events.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
  'docs/reference/events.md': page,
};

const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const stale = Object.entries(files).filter(([file, text]) => textOf(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is not what the schemas say: run npm run docs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
