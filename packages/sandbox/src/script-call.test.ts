import { createManualClock, FakeLine } from '@dialdeck/core/testing';
import { describe, expect, it, vi } from 'vitest';
import type { Endpoint } from './endpoint.js';
import { createLeg } from './leg.js';
import { runScript, type Script } from './run-script.js';
import { createScriptCall } from './script-call.js';

function scene() {
  const clock = createManualClock();
  const line = new FakeLine('incoming', { number: '1001' });
  const said: string[] = [];
  const refused: number[] = [];
  const disposed = vi.fn();
  const giveUp = new AbortController();
  const tones: Array<(tone: string) => void> = [];
  const voice = {
    stream: {} as MediaStream,
    say(text: string) {
      said.push(text);
      return 1000;
    },
    beep: (ms: number) => said.push(`beep ${ms}`),
    hush() {},
    dispose() {},
  };
  const phone = { incoming: () => () => {} };
  const endpoint = { voice, phone, dispose: disposed } as unknown as Endpoint;
  const leg = createLeg({
    other: { number: '1001' },
    ear: { heard: () => '', next: () => new Promise((resolve) => tones.push(resolve)), listenTo: () => () => {} },
    open: async () => endpoint,
    start: () => line,
    refuse: (code) => refused.push(code),
    signal: giveUp.signal,
    callBack() {},
  });
  const call = createScriptCall(leg, clock);
  const steps: string[] = [];
  /** Lets time pass in small steps, so that what follows a wait can start the next one. */
  async function pass(ms: number): Promise<void> {
    for (let spent = 0; spent < ms; spent += 50) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      clock.advance(50);
    }
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  const play = (script: Script) => runScript(script, call, leg);
  return { call, leg, line, said, refused, disposed, giveUp, steps, tones, pass, play };
}

describe('a person on the telephone', () => {
  it('rings, answers, talks and hangs up, one after the other', async () => {
    const { play, pass, line, said } = scene();
    void play(async (call) => {
      await call.ring(2000);
      await call.answer();
      await call.say('Hello.');
      await call.hangUp();
    });
    await pass(1900);
    expect(line.commands).toEqual([]);
    await pass(200);
    expect(line.commands).toEqual(['answer']);
    await pass(800);
    expect(said).toEqual(['Hello.']);
    expect(line.commands).toEqual(['answer']);
    await pass(500);
    expect(line.commands).toEqual(['answer', 'hangUp']);
  });

  it('is busy without its telephone ever ringing', async () => {
    const { play, refused, leg } = scene();
    await play((call) => call.reject(486));
    expect(refused).toEqual([486]);
    expect(leg.isReached()).toBe(false);
  });

  it('declines after it rang, by the telephone itself', async () => {
    const { play, pass, refused, line } = scene();
    void play(async (call) => {
      await call.ring(100);
      await call.reject(603);
    });
    await pass(200);
    expect(line.commands).toEqual(['reject 603']);
    expect(refused).toEqual([]);
  });

  it('stops when the caller hangs up, wherever it is, and puts the telephone away', async () => {
    const { play, pass, line, steps, disposed } = scene();
    const played = play(async (call) => {
      await call.answer();
      await call.wait(60_000);
      steps.push('never');
    });
    await pass(100);
    line.end();
    await played;
    await pass(70_000);
    expect(steps).toEqual([]);
    expect(disposed).toHaveBeenCalledOnce();
  });

  it('stops when the caller gives up before it rings', async () => {
    const { play, pass, giveUp, line } = scene();
    const played = play(async (call) => {
      await call.wait(1000);
      await call.answer();
    });
    await pass(100);
    giveUp.abort();
    await played;
    await pass(2000);
    expect(line.commands).toEqual([]);
  });

  it('stays on the line when its script has nothing more to do', async () => {
    const { play, line, leg } = scene();
    await play((call) => call.answer());
    expect(line.commands).toEqual(['answer']);
    expect(leg.ended.aborted).toBe(false);
  });

  it('keeps ringing when its script decides nothing', async () => {
    const { play, leg } = scene();
    await play(() => {});
    expect(leg.isReached()).toBe(true);
  });

  it('goes on talking until the call ends', async () => {
    const { play, pass, said, line } = scene();
    const played = play(async (call) => {
      await call.answer();
      await call.chat(['one', 'two']);
    });
    await pass(8000);
    expect(said).toEqual(['one', 'two', 'one', 'two']);
    line.end();
    await played;
    await pass(8000);
    expect(said).toHaveLength(4);
  });

  it('hears the digits that are pressed', async () => {
    const { play, pass, tones, steps } = scene();
    void play(async (call) => {
      await call.answer();
      steps.push(await call.tone());
    });
    await pass(50);
    tones[0]?.('7');
    await pass(50);
    expect(steps).toEqual(['7']);
  });

  it('puts the caller on hold and comes back', async () => {
    const { play, line } = scene();
    await play(async (call) => {
      await call.answer();
      await call.hold();
      await call.resume();
    });
    expect(line.commands).toEqual(['answer', 'setHeld true', 'setHeld false']);
  });

  it('whose script is broken does not leave the caller hanging, and the fault is reported', async () => {
    const { play, pass, line, refused } = scene();
    const reported: unknown[] = [];
    const report = (error: unknown) => reported.push(error);
    process.on('uncaughtException', report);
    const others = process.listeners('uncaughtException').filter((listener) => listener !== report);
    for (const other of others) process.off('uncaughtException', other);
    try {
      await play(() => {
        throw new Error('typo before ringing');
      });
      await new Promise((resolve) => setImmediate(resolve));
      expect(refused).toEqual([500]);
      const later = scene();
      await later.play(async (call) => {
        await call.answer();
        throw new Error('typo while talking');
      });
      await new Promise((resolve) => setImmediate(resolve));
      expect(later.line.commands).toEqual(['answer', 'hangUp']);
      expect(reported.map(String)).toEqual(['Error: typo before ringing', 'Error: typo while talking']);
    } finally {
      process.off('uncaughtException', report);
      for (const other of others) process.on('uncaughtException', other);
    }
    await pass(0);
    expect(line.commands).toEqual([]);
  });

  it('may forget an await without an error in the console when the call ends', async () => {
    const { play, pass, line } = scene();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    await play(async (call) => {
      await call.answer();
      void call.say('Hello.');
      void call.wait(5000);
      void call.chat();
      void call.tone();
    });
    line.end();
    await pass(100);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
