import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = 'packages/elements/src';
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(test|stories)\.ts$/.test(file),
);
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const eventFiles = sources.filter((file) => /class \w+ extends Event\b/.test(textOf(file)));

describe('the events of the elements', () => {
  it('are classes of their own: none is made on the way', () => {
    const loose = sources.filter((file) => /new (Custom)?Event\(|extends CustomEvent/.test(textOf(file)));
    expect(loose).toEqual([]);
    expect(eventFiles.length).toBeGreaterThan(5);
  });

  it.each(eventFiles)('%s bubbles out of every shadow root and is known by its name', async (file) => {
    const module: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    const classes = Object.values(module).filter(
      (each): each is new (...args: unknown[]) => Event =>
        typeof each === 'function' && each.prototype instanceof Event,
    );
    expect(classes).not.toEqual([]);
    for (const EventClass of classes) {
      const event = new EventClass();
      expect(event).toMatchObject({ bubbles: true, composed: true });
      expect(event.type).toMatch(/^dial-[a-z-]+$/);
      expect(textOf(file), 'typed for addEventListener').toContain(`'${event.type}': ${EventClass.name};`);
    }
  });
});
