import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoveryTransitions } from '../packages/core/src/adapters/jssip/recovery-state.js';
import { callTransitions } from '../packages/core/src/calls/call-state.js';
import { transferTransitions } from '../packages/core/src/calls/transfer-state.js';
import { outboxTransitions } from '../packages/core/src/crm/outbox-state.js';
import { queueTransitions } from '../packages/core/src/dialing/queue-status.js';
import { importTransitions } from '../packages/core/src/import/import-record.js';
import { leadTransitions } from '../packages/core/src/queue/lead-state.js';
import { recordingTransitions } from '../packages/core/src/recording/recording-state.js';
import { voicemailTransitions } from '../packages/core/src/recording/voicemail-state.js';
import { tabTransitions } from '../packages/core/src/tabs/tab-state.js';
import { errorPages } from '../scripts/docs.mjs';

const read = (path: string) => readFileSync(path, 'utf8');

const codeBlocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');

const pages = [
  ...readdirSync('.').filter((file) => file.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

describe('the reference of errors', () => {
  it.each(errorPages())('%s is what the catalogue says', (file, text) => {
    expect(read(file)).toBe(text);
  });
});

describe('the diagrams', () => {
  const section = (title: string) =>
    read('docs/flows.md')
      .split(/^## /m)
      .find((part) => part.startsWith(title)) ?? '';

  it.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['The life of a call', callTransitions],
    ['A transfer', transferTransitions],
    ['A recording', recordingTransitions],
    ['A message on an answering machine', voicemailTransitions],
    ['Recovery', recoveryTransitions],
    ['Who owns the dialer', tabTransitions],
    ['The way of a call to the CRM', outboxTransitions],
    ['The dial queue', queueTransitions],
    ['The way of a lead', leadTransitions],
    ['An import of leads', importTransitions],
  ])('%s shows the moves that are possible, and no others', (title, transitions) => {
    const [diagram = ''] = codeBlocks(section(title), 'mermaid');
    const drawn = [...diagram.matchAll(/^ +([\w-]+) --> ([\w-]+)/gm)].map(([, from, to]) => `${from} → ${to}`);
    const possible = Object.entries(transitions).flatMap(([from, targets]) => targets.map((to) => `${from} → ${to}`));
    expect(drawn.sort()).toEqual(possible.sort());
  });
});

describe('the embed in the README', () => {
  const [snippet = ''] = codeBlocks(read('README.md'), 'html');
  const dropIn = read('packages/elements/src/dialdeck.ts');
  const imported = (/import \{([^}]+)\}/.exec(snippet)?.[1] ?? '').split(',').map((name) => name.trim());

  it('has fifteen lines or fewer', () => {
    expect(snippet.trim().split('\n').length).toBeLessThanOrEqual(15);
  });

  it('imports only what the drop-in exports', () => {
    expect(imported).toEqual(expect.arrayContaining(['createDialer', 'createSipPhone', 'openBrowserStorage']));
    const exported = (name: string) =>
      new RegExp(`export (\\{[^}]*|const |(async )?function )\\b${name}\\b`).test(dropIn);
    expect(imported.filter((name) => !exported(name))).toEqual([]);
  });

  it('uses only elements that exist', () => {
    const tags = [...new Set([...snippet.matchAll(/<(dial-[\w-]+)/g)].map((match) => match[1] ?? ''))];
    expect(tags).toEqual(['dial-provider', 'dial-softphone']);
    expect(tags.filter((tag) => !existsSync(`packages/elements/src/define/${tag.replace('dial-', '')}.ts`))).toEqual(
      [],
    );
  });

  it('sets only options that exist', () => {
    const declared = ['config.ts', 'adapters/jssip/sip-options.ts', 'adapters/indexeddb/index.ts', 'dialer-state.ts']
      .map((file) => read(join('packages/core/src', file)))
      .join('\n');
    const script = /<script type="module">([\s\S]*?)<\/script>/.exec(snippet)?.[1] ?? '';
    const options = [...script.matchAll(/(?:[{,(]|^)\s*(\w+):\s/gm)].map((match) => match[1] ?? '');
    expect(options).toEqual(expect.arrayContaining(['phone', 'storage', 'uri', 'servers', 'credentials']));
    expect(options.filter((name) => !new RegExp(`readonly ${name}\\??:`).test(declared))).toEqual([]);
  });

  it('is the same in the Chinese README', () => {
    const withoutComments = (text: string) => text.replace(/<!--.*?-->|\/\/.*$/gm, '');
    expect(withoutComments(codeBlocks(read('README.zh-CN.md'), 'html')[0] ?? '')).toBe(withoutComments(snippet));
  });
});

describe('the pages', () => {
  it('are all named in the README', () => {
    const index = read('README.md');
    const guides = readdirSync('docs').filter((file) => file.endsWith('.md'));
    expect(guides.filter((file) => !index.includes(`(docs/${file})`))).toEqual([]);
  });

  it.each(pages)('%s links only to files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });
});
