import { byId } from './element.js';

const names = ['customers', 'record', 'calls', 'people', 'campaign', 'phone'] as const;
type ViewName = (typeof names)[number];

/** What the address after `#` asks for. */
export interface View {
  readonly name: ViewName;
  /** The record's id, when one is named. */
  readonly recordId?: string | undefined;
}

/** `#/customers/c3` is the record c3, `#/calls` the calls; anything else is the list of customers. */
export function viewOf(hash: string): View {
  const [, first, second] = hash.split('/');
  if (first === 'customers' && second) return { name: 'record', recordId: second };
  return { name: names.find((name) => name === first) ?? 'customers' };
}

export const addressOf = (recordId: string): string => `#/customers/${recordId}`;

/** Shows the view that the address names, now and whenever it changes. */
export function startViews(onView: (view: View) => void): void {
  const show = () => {
    // Other addresses, such as that of the skip link, belong to the browser.
    if (location.hash && !location.hash.startsWith('#/')) return;
    const view = viewOf(location.hash);
    byId('app').dataset.view = view.name;
    for (const link of document.querySelectorAll<HTMLElement>('.rail [data-to]')) {
      const here = link.dataset.to === (view.name === 'record' ? 'customers' : view.name);
      if (here) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    onView(view);
  };
  addEventListener('hashchange', show);
  show();
}

/** On a telephone the phone covers the page: shows it when a call begins. */
export function showPhone(): void {
  if (matchMedia('(max-width: 699px)').matches) location.hash = '#/phone';
}
