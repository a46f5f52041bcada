import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScriptedPhone, dial, ringIn, talk } from './scripted/scripted-phone.js';

let page = new EventTarget();
let open: ReturnType<typeof createScriptedPhone> | undefined;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  open = createScriptedPhone();
});
afterEach(async () => {
  await open?.phone.dispose();
  vi.unstubAllGlobals();
});

const scripted = () => open ?? createScriptedPhone();

describe('a page that is closed, reloaded or left', () => {
  it('ends the conversation at the far end: BYE leaves before the page is gone', async () => {
    const { heard } = await talk(scripted());
    page.dispatchEvent(new Event('pagehide'));
    await scripted().server.next('BYE');
    expect(
      heard.map(({ type }) => type),
      'the record stays open, to be found as interrupted',
    ).not.toContain('ended');
  });

  it('stops the ringing at the far end: CANCEL leaves', async () => {
    const { invite, until } = await dial(scripted());
    scripted().server.reply(invite, 180);
    await until('ringing');
    page.dispatchEvent(new Event('pagehide'));
    await scripted().server.next('CANCEL');
    expect(scripted().server.wire).toEqual(['INVITE', 'CANCEL']);
  });

  it('leaves a call that rings here to other phones: nothing is sent', async () => {
    await ringIn(scripted());
    const before = scripted().server.wire.length;
    page.dispatchEvent(new Event('pagehide'));
    expect(scripted().server.wire).toHaveLength(before);
  });

  it('knows that its calls are over when it comes back', async () => {
    const { until } = await talk(scripted());
    page.dispatchEvent(new Event('pagehide'));
    page.dispatchEvent(new Event('pageshow'));
    expect((await until('ended')).end).toEqual({ reason: 'hung-up', by: 'system' });
  });

  it('does nothing any more once the phone was disposed of', async () => {
    const { until } = await talk(scripted());
    await scripted().phone.dispose();
    await until('ended');
    const before = scripted().server.wire.length;
    page.dispatchEvent(new Event('pagehide'));
    expect(scripted().server.wire).toHaveLength(before);
  });
});
