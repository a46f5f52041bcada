/** Parts of an audio graph that wait to be used again. */
export interface Spares<Part> {
  take(context: AudioContext): Part;
  giveBack(context: AudioContext, part: Part): void;
}

export interface SparesOptions<Part> {
  readonly make: (context: AudioContext) => Part;
  /** Takes a part apart that nobody will need. */
  readonly discard?: ((part: Part) => void) | undefined;
  /** @defaultValue 3: an agent talks to few people at once, and a part that waits still costs a little time */
  readonly most?: number | undefined;
}

/** Chromium remembers every audio node for as long as its context lives, so that thousands of calls share a few. */
export function createSpares<Part>({ make, discard, most = 3 }: SparesOptions<Part>): Spares<Part> {
  const spares = new WeakMap<AudioContext, Part[]>();
  return {
    take: (context) => spares.get(context)?.pop() ?? make(context),
    giveBack(context, part) {
      const waiting = spares.get(context) ?? [];
      spares.set(context, waiting);
      if (waiting.length < most) waiting.push(part);
      else discard?.(part);
    },
  };
}
