import { describe, expect, it, vi } from 'vitest';
import { Emitter } from './emitter.js';
import { createStore } from './store.js';

describe('Emitter', () => {
  it('tells every listener the same order, also when one of them emits', () => {
    const emitter = new Emitter<number>();
    const seen: string[] = [];
    emitter.listen((value) => {
      seen.push(`a${value}`);
      if (value === 1) emitter.emit(2);
    });
    emitter.listen((value) => seen.push(`b${value}`));
    emitter.emit(1);
    expect(seen).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  it('stops by its function and by a signal, and is not disturbed by a second stop', () => {
    const emitter = new Emitter<void>();
    const listener = vi.fn();
    const stop = emitter.listen(listener);
    const aborter = new AbortController();
    emitter.listen(listener, { signal: aborter.signal });
    emitter.listen(listener, { signal: AbortSignal.abort() });
    stop();
    stop();
    aborter.abort();
    emitter.emit();
    expect(listener).not.toHaveBeenCalled();
  });

  it('tells the others when one listener throws, and reports the error to the host', async () => {
    const emitter = new Emitter<void>();
    const reported = new Promise((resolve) => process.once('uncaughtException', resolve));
    const others = process.listeners('uncaughtException').slice(0, -1);
    for (const other of others) process.off('uncaughtException', other as never);
    const listener = vi.fn();
    emitter.listen(() => {
      throw new Error('broken listener');
    });
    emitter.listen(listener);
    emitter.emit();
    expect(listener).toHaveBeenCalledOnce();
    await expect(reported).resolves.toMatchObject({ message: 'broken listener' });
    for (const other of others) process.on('uncaughtException', other as never);
  });
});

describe('createStore', () => {
  it('freezes what it shows and is silent when nothing changed', () => {
    const store = createStore({ count: 1 });
    const listener = vi.fn();
    store.subscribe(listener);
    store.set(store.snapshot);
    expect(listener).not.toHaveBeenCalled();
    store.set({ count: 2 });
    expect(listener).toHaveBeenCalledOnce();
    expect(store.snapshot).toEqual({ count: 2 });
    expect(Object.isFrozen(store.snapshot)).toBe(true);
  });

  it('never lets a listener read an old snapshot', () => {
    const store = createStore({ count: 0 });
    const seen: number[] = [];
    store.subscribe(() => {
      if (store.snapshot.count === 1) store.set({ count: 2 });
    });
    store.subscribe(() => seen.push(store.snapshot.count));
    store.set({ count: 1 });
    expect(seen).toEqual([2, 2]);
  });
});
