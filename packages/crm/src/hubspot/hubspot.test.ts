import { createDialer } from '@dialdeck/core';
import { FakePhone } from '@dialdeck/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runConformance } from '../conformance/run-conformance.js';
import { connectHubSpot, type HubSpot, type HubSpotClick } from './connect-hubspot.js';

interface Message {
  readonly type: string;
  readonly messageId?: string;
  readonly data?: {
    readonly externalCallId: string;
    readonly engagementId?: string;
    readonly engagementProperties?: Record<string, string>;
  };
}
interface Arriving {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  stopImmediatePropagation(): void;
}

const hubSpotOrigin = 'https://app.hubspot.com';

/** HubSpot's page around the calling window, message by message, with the SDK as it is. */
function simulateHubSpot() {
  const listeners: ((event: Arriving) => void)[] = [];
  const engagements = new Map<string, { readonly id: string; readonly properties: Record<string, string> }>();
  const heard: (Message & { readonly to: string })[] = [];
  const failures: string[] = [];
  let count = 0;
  const parent = {
    postMessage(message: Message, to: string) {
      heard.push({ ...message, to });
      queueMicrotask(() => respond(message));
    },
  };

  function arrive(data: unknown, { origin = hubSpotOrigin, source = parent as unknown } = {}): void {
    const stopped: boolean[] = [];
    for (const listener of [...listeners]) {
      if (stopped.length > 0) return;
      listener({ data, origin, source, stopImmediatePropagation: () => void stopped.push(true) });
    }
  }

  function say(type: string, data: object): void {
    count += 1;
    arrive({ type, messageId: `host-${count}`, data });
  }

  function respond({ type, data }: Message): void {
    if (!data) return;
    const { externalCallId } = data;
    if (type === 'OUTGOING_CALL_STARTED' || type === 'INCOMING_CALL') {
      const known = engagements.get(externalCallId) ?? { id: String(1_000 + engagements.size), properties: {} };
      engagements.set(externalCallId, known);
      say('CREATE_ENGAGEMENT_SUCCEEDED', { externalCallId, engagementId: Number(known.id) });
    }
    const failure = type === 'CALL_COMPLETED' ? failures.shift() : 'silent';
    if (failure === 'silent') return;
    const { engagementId } = data;
    if (failure !== 'down') Object.assign(engagements.get(externalCallId)?.properties ?? {}, data.engagementProperties);
    say(failure === undefined ? 'UPDATE_ENGAGEMENT_SUCCEEDED' : 'UPDATE_ENGAGEMENT_FAILED', { engagementId });
  }

  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('window', {
    parent,
    location: { href: 'https://dialer.example/' },
    addEventListener: (_type: string, listener: (event: Arriving) => void) => listeners.push(listener),
    removeEventListener: (_type: string, listener: (event: Arriving) => void) =>
      void listeners.splice(listeners.indexOf(listener), 1),
  });
  vi.stubGlobal('document', {
    referrer: `${hubSpotOrigin}/contacts`,
    createElement: () => ({
      set href(url: string) {
        Object.assign(this, { protocol: new URL(url).protocol, host: new URL(url).host });
      },
    }),
  });
  const sync = () => arrive({ type: 'SYNC', messageId: 's1', hostUrl: hubSpotOrigin, portalId: 77 });
  return { engagements, heard, arrive, say, sync, failNext: (failure: string) => void failures.push(failure) };
}

const open: HubSpot[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.dispose();
  vi.unstubAllGlobals();
});

async function setUp() {
  vi.spyOn(console, 'debug').mockImplementation(() => {});
  const host = simulateHubSpot();
  const clicks: HubSpotClick[] = [];
  const hubSpot = await connectHubSpot({
    onDial: (click) => clicks.push(click),
    dispositions: { sale: 'guid-of-sale' },
  });
  open.push(hubSpot);
  return { ...host, hubSpot, clicks };
}

const plain = (html = '') =>
  html
    .replaceAll('<br>', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

async function world() {
  const { hubSpot, engagements, sync, failNext } = await setUp();
  sync();
  const entries = (callId: string) => {
    const entry = engagements.get(callId);
    return entry?.properties['hs_timestamp'] === undefined ? [] : [entry];
  };
  return {
    adapter: hubSpot.crm,
    stored: async (callId: string) =>
      entries(callId).map(({ properties }) => ({ note: plain(properties['hs_call_body']) })),
    editNote: async (callId: string, note: string) => {
      for (const { properties } of entries(callId)) properties['hs_call_body'] = note;
    },
    failNext,
    failures: ['down', 'silent', 'answer-lost'] as const,
    limits: { noteCharacters: 32_000 },
    clear: async () => hubSpot.dispose(),
  };
}

describe('HubSpot', () => {
  it('conforms, as far as its SDK goes', async () => {
    const report = await runConformance(world, { name: 'HubSpot' });
    expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(report.passed).toBeGreaterThan(12);
  });

  it('is told of a call as it happens, and logs it on the same engagement', async () => {
    const { hubSpot, sync, heard, engagements } = await setUp();
    sync();
    const phone = new FakePhone();
    const dialer = createDialer({ phone, crm: hubSpot.crm });
    hubSpot.attach(dialer);
    await dialer.connect();
    const call = dialer.call('+12025550100');
    phone.lastLine.emit({ type: 'answered' });
    call.hangUp();
    await expect.poll(() => engagements.get(call.id)?.properties['hs_call_status']).toBe('COMPLETED');
    const types = heard.map(({ type }) => type).filter((type) => type.includes('CALL') || type === 'USER_AVAILABLE');
    expect(types.filter((type) => type !== 'CALL_COMPLETED')).toEqual([
      'USER_AVAILABLE',
      'OUTGOING_CALL_STARTED',
      'CALL_ANSWERED',
      'CALL_ENDED',
    ]);
    expect(engagements.size).toBe(1);
    await dialer.dispose();
  });

  it.each<[string, object, object]>([
    ['another origin', {}, { origin: 'https://evil.example' }],
    ['an origin that only looks like HubSpot', {}, { origin: 'https://app.hubspot.com.evil.example' }],
    ['another window', {}, { source: {} }],
    ['HubSpot, pointing elsewhere', { hostUrl: 'https://evil.example' }, {}],
  ])('says nothing to a greeting from %s', async (_who, fields, from) => {
    const { arrive, heard, hubSpot } = await setUp();
    const origin = 'origin' in from ? from.origin : hubSpotOrigin;
    arrive({ type: 'SYNC', messageId: 's1', hostUrl: origin, portalId: 1, ...fields }, from);
    hubSpot.crm.openRecord?.({ type: 'customer', id: '0-1:5' }, 'agent');
    expect(heard).toEqual([]);
  });

  it('calls what is clicked, and shows the record', async () => {
    const { hubSpot, clicks, sync, say, heard } = await setUp();
    sync();
    say('DIAL_NUMBER', { phoneNumber: '+12025550100', objectId: 5, objectType: 'CONTACT' });
    say('DIAL_NUMBER', { phoneNumber: 7 });
    expect(clicks).toEqual([{ number: '+12025550100', customerId: '0-1:5' }]);
    hubSpot.crm.openRecord?.({ type: 'customer', id: '0-1:5' }, 'agent');
    hubSpot.crm.openRecord?.({ type: 'customer', id: '../5' }, 'agent');
    const coordinates = { portalId: 77, objectId: 5, objectTypeId: '0-1' };
    expect(heard.filter(({ type }) => type === 'NAVIGATE_TO_RECORD').map(({ data, to }) => ({ data, to }))).toEqual([
      { data: { objectCoordinates: coordinates }, to: hubSpotOrigin },
    ]);
  });
});
