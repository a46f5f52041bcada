import type { AudioDevices, AudioDevicesState } from '../audio/audio-devices.js';
import type { Readable } from '../shared/store.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';

/** The computer under the devices, as the suite moves it. Two microphones and two speakers are plugged in. */
export interface AudioDevicesHarness {
  readonly audio: AudioDevices;
  /** Ids of microphones; the first is the system's default. */
  readonly microphones: readonly [string, string];
  /** Ids of speakers. */
  readonly speakers: readonly [string, string];
  plug(id: string): void | Promise<void>;
  unplug(id: string): void | Promise<void>;
  /** The microphone cannot be opened from now on. */
  breakMicrophone(): void | Promise<void>;
  /** Microphone tracks that are live, those of the device itself included. */
  liveTracks(): number;
  clear(): void | Promise<void>;
}

/** Waits for a picture of the devices. */
function until(devices: Readable<AudioDevicesState>, isSo: (state: AudioDevicesState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(devices.snapshot)) return;
      stop();
      resolve();
    };
    const stop = devices.subscribe(look);
    look();
  });
}

/** The microphone closes a moment after the last lease. */
async function untilIdle({ liveTracks }: AudioDevicesHarness): Promise<void> {
  for (let round = 0; round < 200 && liveTracks() > 0; round++) await new Promise((resolve) => setTimeout(resolve, 5));
  expectThat(liveTracks() === 0, 'no live track is left', liveTracks());
}

/** A lease, and every track it had, newest last. */
async function borrow(audio: AudioDevices) {
  const lease = await audio.openMicrophone();
  const tracks = [...lease.stream.getAudioTracks()];
  const waiting = new Set<() => void>();
  lease.follow?.((next, before) => {
    expectThat(before === tracks.at(-1), 'the track that is replaced is the one in use');
    expectThat(next.enabled === before.enabled, 'as muted as before, before it is sent');
    tracks.push(next);
    for (const check of waiting) check();
  });
  const had = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => tracks.length >= count && resolve();
      waiting.add(check);
      check();
    });
  return { lease, tracks, had };
}

const isLive = (track: MediaStreamTrack | undefined) => track?.readyState === 'live';

/** What every {@link AudioDevices} promises. */
export function audioDevicesContract(make: () => Promise<AudioDevicesHarness>): readonly ContractCase[] {
  const promise = caseWith(make, async (harness) => {
    harness.audio.dispose();
    await harness.clear();
  });
  return [
    promise('lists what is plugged in, and chooses nothing by itself', async ({ audio, microphones, speakers }) => {
      await audio.prepare();
      const { snapshot } = audio.devices;
      const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join();
      expectThat(ids(snapshot.microphones) === microphones.join(), 'microphones', snapshot.microphones);
      expectThat(ids(snapshot.speakers) === speakers.join(), 'speakers', snapshot.speakers);
      expectThat(ids(snapshot.ringers) === speakers.join(), 'ringers', snapshot.ringers);
      expectThat(Object.keys(snapshot.choice).length === 0, 'nothing is chosen', snapshot.choice);
      expectThat(Object.isFrozen(snapshot), 'the snapshot is frozen');
    }),
    promise('makes one track of several, if it can, and leaves those as they are', async ({ audio }) => {
      const { lease, tracks } = await borrow(audio);
      const mix = await audio.mix?.(tracks);
      expectThat(mix === undefined || (isLive(mix.track) && !tracks.includes(mix.track)), 'a track of its own');
      mix?.hear([]);
      mix?.hear(tracks);
      mix?.close();
      mix?.close();
      expectThat(mix?.track.readyState !== 'live', 'closed');
      expectThat(isLive(tracks[0]), 'the microphone goes on');
      lease.release();
    }),
    promise('lends a track of its own to every call, and closes the microphone with the last', async (harness) => {
      const [one, two] = await Promise.all([harness.audio.openMicrophone(), harness.audio.openMicrophone()]);
      const [first, second] = [one.stream.getAudioTracks()[0], two.stream.getAudioTracks()[0]];
      expectThat(first !== second && isLive(first) && isLive(second), 'two live tracks');
      one.release();
      one.release();
      expectThat(!isLive(first) && isLive(second), 'one call less does not silence the other');
      two.release();
      await untilIdle(harness);
    }),
    promise('exchanges the microphone under a call, as muted as it was', async (harness) => {
      const { audio, microphones } = harness;
      await audio.prepare();
      const { lease, tracks, had } = await borrow(audio);
      const [before] = tracks;
      if (before) before.enabled = false;
      await audio.choose('microphone', microphones[1]);
      await had(2);
      expectThat(isLive(tracks[1]) && tracks[1]?.enabled === false, 'the new track is live and still muted');
      expectThat(!isLive(before), 'the old track has stopped');
      expectThat(lease.stream.getAudioTracks()[0] === tracks[1], 'the stream has the new track');
      expectThat(audio.devices.snapshot.choice.microphone?.id === microphones[1], 'it is the chosen one');
      lease.release();
      await untilIdle(harness);
    }),
    promise('falls back when the chosen microphone is unplugged, and returns with it', async (harness) => {
      const { audio, microphones } = harness;
      await audio.prepare();
      const [, second] = microphones;
      await audio.choose('microphone', second);
      const { lease, tracks, had } = await borrow(audio);
      await harness.unplug(second);
      await had(2);
      await until(audio.devices, ({ warnings }) => warnings.includes('microphone-fallback'));
      const lost = audio.devices.snapshot.microphones.find(({ id }) => id === second);
      expectThat(lost?.available === false, 'the lost one stays listed', audio.devices.snapshot.microphones);
      expectThat(isLive(tracks.at(-1)), 'somebody is still heard');
      const so = tracks.length;
      await harness.plug(second);
      await had(so + 1);
      await until(audio.devices, ({ warnings }) => warnings.length === 0);
      expectThat(isLive(tracks.at(-1)), 'the chosen one is heard again');
      lease.release();
      await untilIdle(harness);
    }),
    promise('remembers a speaker and a ringer that are not there, and goes back to the default', async (harness) => {
      const { audio, speakers } = harness;
      await audio.prepare();
      const [first, second] = speakers;
      await audio.choose('speaker', first);
      await audio.choose('ringer', second);
      await harness.unplug(second);
      await until(audio.devices, ({ warnings }) => warnings.includes('speaker-fallback'));
      const { ringers, choice } = audio.devices.snapshot;
      expectThat(ringers.find(({ id }) => id === second)?.available === false, 'listed as lost', ringers);
      expectThat(choice.ringer?.id === second && choice.speaker?.id === first, 'both stay chosen', choice);
      await audio.choose('ringer', undefined);
      expectThat(audio.devices.snapshot.choice.ringer === undefined, 'the default');
      expectThat(audio.devices.snapshot.warnings.length === 0, 'nothing is wrong any more');
    }),
    promise('keeps volumes within bounds and silences the ringer alone', async ({ audio }) => {
      await audio.prepare();
      audio.setVolume('ringer', 7);
      audio.setVolume('speaker', -1);
      audio.setRingerMuted(true);
      await until(
        audio.devices,
        ({ volume, ringerMuted }) => volume.ringer === 1 && volume.speaker === 0 && ringerMuted,
      );
      audio.setVolume('speaker', 0.5);
      await until(audio.devices, ({ volume }) => volume.speaker === 0.5);
    }),
    promise('leaves no live track when the microphone cannot be opened', async (harness) => {
      await harness.breakMicrophone();
      const code = await harness.audio.openMicrophone().then(
        () => 'opened',
        (error) => error.code,
      );
      expectThat(String(code).startsWith('microphone-'), 'says why', code);
      expectThat(harness.audio.microphone.snapshot.status === 'failed', 'and the state does');
      await untilIdle(harness);
    }),
    promise('gives the microphone back after a test, also one that was stopped', async (harness) => {
      await harness.audio.testMicrophone({ seconds: 0.5 });
      await untilIdle(harness);
      const code = await harness.audio.testMicrophone({ signal: AbortSignal.abort() }).catch((error) => error.code);
      expectThat(code === 'aborted', 'rejects with aborted', code);
      await untilIdle(harness);
    }),
  ];
}
