import { aTimeout, fixtureSync } from '@open-wc/testing-helpers';
import type { TemplateResult } from 'lit';

/** Waits for what was begun, and for no frame: a tab in the background draws none. */
export const settled = (): Promise<void> => aTimeout(0);

/** Puts a template on the page; gone after the test. */
export async function mountNow<T extends Element = HTMLElement>(template: TemplateResult): Promise<T> {
  const element = fixtureSync<T>(template);
  await settled();
  return element;
}

const realNow = performance.now.bind(performance);
let skipped = 0;
performance.now = () => realNow() + skipped;

/** Lets the time pass in which a dock that changed takes no press. */
export function passGuard(): void {
  skipped += 1000;
}
