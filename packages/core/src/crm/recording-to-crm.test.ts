import { describe, expect, it } from 'vitest';
import { createRecording } from '../adapters/browser-recording/index.js';
import { createMemoryStorage } from '../storage/memory.js';
import { connected } from '../testing/connected-dialer.js';
import { FakeCallAudio } from '../testing/fake-call-audio.js';
import { FakeCrm } from '../testing/fake-crm.js';
import { CrmError } from './crm-error.js';

async function recordedCall(crm: FakeCrm, storage = createMemoryStorage()) {
  const audio = new FakeCallAudio();
  const recording = createRecording({ consent: 'off', audio });
  const page = await connected({ recording, crm, storage });
  const talk = async () => {
    const before = page.phone.lines.length;
    const call = page.dialer.call('+12025550100');
    // The CRM is asked first whether the number may be called.
    await expect.poll(() => page.phone.lines.length).toBe(before + 1);
    page.phone.lastLine.pickUp();
    await expect
      .poll(() =>
        call.record('start').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    page.clock.advance(2_000);
    audio.lastRecorder.give('sound');
    return { call, end: () => page.phone.lastLine.end() };
  };
  const waiting = () => page.dialer.recordings?.listUndelivered();
  return { ...page, talk, waiting };
}

describe('a recording of a dialer with a CRM that takes recordings', () => {
  it('is uploaded once, after its call, and counts as delivered; the log says that it is there', async () => {
    const crm = new FakeCrm();
    const { talk, waiting } = await recordedCall(crm);
    const { call, end } = await talk();
    end();
    await expect.poll(() => crm.recordings.size).toBe(1);
    const [uploaded] = crm.recordings.values();
    expect(uploaded).toMatchObject({ callId: call.id, ref: crm.calls.get(call.id)?.ref, durationMs: 2_000 });
    expect(await uploaded?.content.text()).toBe('sound.');
    await expect.poll(waiting).toEqual([]);
    await expect.poll(() => crm.calls.get(call.id)?.fields.recording).toMatchObject({ status: 'ready' });
  });

  it('waits for its call, and is tried again by the next page with the same key', async () => {
    const crm = new FakeCrm();
    crm.failFor = () => 'down';
    const storage = createMemoryStorage();
    const first = await recordedCall(crm, storage);
    const { call, end } = await first.talk();
    end();
    await expect.poll(() => crm.requests.length).toBeGreaterThan(0);
    await expect.poll(first.waiting).toEqual([call.id]);
    await expect
      .poll(() => {
        first.clock.advance(30_000);
        return first.dialer.state.snapshot.warnings;
      })
      .toContain('recordings-undelivered');
    expect(crm.recordings.size).toBe(0);
    await first.dialer.dispose();
    crm.failFor = () => undefined;
    const keys: string[] = [];
    const upload = crm.uploadRecording.bind(crm);
    crm.uploadRecording = async (recording, write) => {
      keys.push(write.idempotencyKey);
      if (keys.length === 1) {
        await upload(recording, write);
        throw new TypeError('Failed to fetch');
      }
      return upload(recording, write);
    };
    const second = await recordedCall(crm, storage);
    await expect
      .poll(async () => {
        second.clock.advance(60_000);
        return second.waiting();
      })
      .toEqual([]);
    expect(crm.recordings.size).toBe(1);
    expect(new Set(keys)).toEqual(new Set([`recording:${call.id}`]));
  });

  it('that is refused does not keep the others here', async () => {
    const crm = new FakeCrm();
    const upload = crm.uploadRecording.bind(crm);
    let refused = '';
    crm.uploadRecording = (recording, write) => {
      refused ||= recording.callId;
      return refused === recording.callId
        ? Promise.reject(new CrmError('refused', 'Too big'))
        : upload(recording, write);
    };
    const { talk, waiting, clock } = await recordedCall(crm);
    const first = await talk();
    first.end();
    await expect.poll(() => refused).toBe(first.call.id);
    clock.advance(1_000);
    const second = await talk();
    second.end();
    await expect.poll(() => [...crm.recordings.values()].map(({ callId }) => callId)).toEqual([second.call.id]);
    expect(await waiting()).toEqual([first.call.id]);
  });
});
