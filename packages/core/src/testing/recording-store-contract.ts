import { newId } from '../shared/ids.js';
import type { RecordingStore, StoredRecording } from '../storage/recording-store.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import type { StorageHarness } from './storage-contract.js';

/** A recording that has just begun. */
export function sampleRecording(owner: string, minutes = 0, fields: Partial<StoredRecording> = {}): StoredRecording {
  const startedAt = 1_790_000_000_000 + minutes * 60_000;
  return {
    id: newId(),
    owner,
    startedAt,
    seenAt: startedAt,
    status: 'recording',
    type: 'audio/webm;codecs=opus',
    durationMs: 0,
    bytes: 0,
    pieces: 0,
    pauses: 0,
    consent: 'agreed',
    delivered: false,
    ...fields,
  };
}

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

/** Adds a piece the way a recorder does. */
async function add(store: RecordingStore, recording: StoredRecording, text: string): Promise<StoredRecording> {
  const { bytes, pieces, durationMs } = recording;
  const next = { ...recording, bytes: bytes + text.length, pieces: pieces + 1, durationMs: durationMs + 1_000 };
  await store.addPiece(next, bytesOf(text));
  return next;
}

/** What the recordings of every `Storage` promise. */
export function recordingStoreContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withStore = (name: string, run: (store: RecordingStore, owner: string) => Promise<void>) =>
    promise(name, async ({ storage }) => run(await storage.openRecordings(), storage.owner));
  return [
    withStore('gives the pieces of a recording back in order, as one sound', async (store, owner) => {
      let recording = sampleRecording(owner);
      await store.save(recording);
      for (let index = 0; index < 12; index++) recording = await add(store, recording, `${index},`);
      const sound = await store.read(recording.id);
      expectThat((await sound?.text()) === '0,1,2,3,4,5,6,7,8,9,10,11,', 'in order', await sound?.text());
      expectThat(sound?.type === recording.type, 'of its type', sound?.type);
      const stored = await store.get(recording.id);
      expectThat(stored?.pieces === 12 && stored.durationMs === 12_000, 'what is known of it', stored);
    }),
    withStore('keeps two recordings apart', async (store, owner) => {
      const [one, two] = [sampleRecording(owner, 1), sampleRecording(owner, 0)];
      await add(store, one, 'one');
      await add(store, two, 'two');
      expectThat((await (await store.read(one.id))?.text()) === 'one', 'only its own pieces');
      const ids = (await store.list()).map(({ id }) => id);
      expectThat(ids.join() === `${two.id},${one.id}`, 'oldest first', ids);
    }),
    withStore('deletes a recording with all its pieces, and nothing else', async (store, owner) => {
      const [one, two] = [sampleRecording(owner), sampleRecording(owner)];
      await add(store, one, 'one');
      await add(store, two, 'two');
      await store.remove(one.id);
      expectThat((await store.read(one.id)) === undefined, 'gone');
      await store.save({ ...one, pieces: 0 });
      expectThat((await store.read(one.id))?.size === 0, 'its pieces too');
      expectThat((await (await store.read(two.id))?.text()) === 'two', 'the other stays');
    }),
    withStore('does not take a recording that goes on for one that was left behind', async (store, owner) => {
      await store.save(sampleRecording(owner, 0, { seenAt: Date.now() }));
      expectThat((await store.findOrphans()).length === 0, 'its page lives');
    }),
    withStore('keeps messages to leave', async (store) => {
      const message = { id: newId(), name: 'Offer', type: 'audio/wav', sound: bytesOf('hello') };
      await store.saveVoicemail(message);
      const [kept] = await store.listVoicemails();
      expectThat(kept?.name === 'Offer' && kept.sound.byteLength === 5, 'kept', kept?.name);
      await store.removeVoicemail(message.id);
      expectThat((await store.listVoicemails()).length === 0, 'forgotten');
    }),
    promise('finds after a crash what was being recorded, with every piece that was stored', async (harness) => {
      const store = await harness.storage.openRecordings();
      let recording = sampleRecording(harness.storage.owner);
      await store.save(recording);
      recording = await add(store, recording, 'a');
      recording = await add(store, recording, 'b');
      await store.save(sampleRecording(harness.storage.owner, 0, { status: 'ready' }));
      const again = await harness.crash?.();
      // A memory that does not outlive its page has nothing to find.
      if (!again) return;
      const reopened = await again.openRecordings();
      const orphans = await reopened.findOrphans();
      expectThat(orphans.map(({ id }) => id).join() === recording.id, 'that one, and no other', orphans);
      expectThat((await (await reopened.read(recording.id))?.text()) === 'ab', 'its pieces');
    }),
  ];
}
