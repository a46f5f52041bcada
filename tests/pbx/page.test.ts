import { describe, expect } from 'vitest';
import { test, voiceHz } from './pbx-test.js';

describe('the drop-in on a bare page', () => {
  test('exports what a plain HTML page needs', async ({ newcomer }) => {
    const agent = await newcomer();
    expect(await agent.ask('exports')).toEqual(
      expect.arrayContaining(['createDialer', 'createSipPhone', 'defineAll', 'openBrowserStorage']),
    );
  });

  test('defines and shows the elements under a strict policy', async ({ signIn }) => {
    const agent = await signIn();
    expect(await agent.ask('showSoftphone')).toBe(true);
  });

  test('would not get away with inline code', async ({ openPage }) => {
    const agent = await openPage(voiceHz);
    await agent.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
    });
    await expect.poll(() => agent.complaints.join()).toContain('policy violation: script-src');
    await agent.close();
  });
});
