import axe from 'axe-core';
import { render, type TemplateResult } from 'lit';

/** Puts a template on the page; gone after the test. @param width pixels; the elements adapt to their own width */
export function mount(template: TemplateResult, width = 360): HTMLElement {
  const place = document.createElement('div');
  place.style.width = `${width}px`;
  document.body.append(place);
  render(template, place);
  afterEachTest.push(() => {
    render(null, place);
    place.remove();
  });
  return place;
}

const afterEachTest: (() => void)[] = [];

afterEach(() => {
  for (const clean of afterEachTest.splice(0)) clean();
});

/** Waits until `look` gives something. @throws when it does not within two seconds */
export async function until<T>(look: () => T | undefined | null | false, what = look.toString()): Promise<T> {
  const limit = performance.now() + 2000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > limit) throw new Error(`Waited in vain for: ${what}`);
    // Not requestAnimationFrame: a page in the background has none, and tests run in several pages.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Rules that a part of a page, shown alone, cannot keep. */
const wholePageRules = ['region', 'landmark-one-main', 'page-has-heading-one'];

/** What axe finds wrong in `root`, by rule. */
export async function axeFindings(root: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(root, {
    rules: Object.fromEntries(wholePageRules.map((id) => [id, { enabled: false }])),
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
