import { describe, expect, it } from 'vitest';
import { createSpares } from './spares.js';

describe('parts of an audio graph', () => {
  it('are used again, in their own context only', () => {
    const [here, there] = [{} as AudioContext, {} as AudioContext];
    const spares = createSpares({ make: (context) => ({ context }) });
    const part = spares.take(here);
    spares.giveBack(here, part);
    expect(spares.take(there)).not.toBe(part);
    expect(spares.take(here)).toBe(part);
    expect(spares.take(here), 'never twice').not.toBe(part);
  });

  it('are taken apart when enough of them wait', () => {
    const context = {} as AudioContext;
    const discarded: object[] = [];
    const spares = createSpares({ make: () => ({}), discard: (part: object) => discarded.push(part), most: 1 });
    const [one, two] = [spares.take(context), spares.take(context)];
    spares.giveBack(context, one);
    spares.giveBack(context, two);
    expect(discarded).toEqual([two]);
  });
});
