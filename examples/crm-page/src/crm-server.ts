import type { Dialer } from '@dialdeck/core';
import type { CrmAdapter } from '@dialdeck/core/crm';
import { createRestCrm } from '@dialdeck/crm/rest';
import { byId, element } from './element.js';
import { say } from './words.js';

/**
 * The server behind this CRM, when the address names one: `?crm=http://127.0.0.1:4010` for the mock of
 * `examples/mock-crm`. It is told of every call; who is behind a number this page knows by itself.
 */
export function chooseCrm(query: URLSearchParams): CrmAdapter | undefined {
  const address = query.get('crm') ?? '';
  const { origin } = URL.canParse(address) ? new URL(address) : { origin: '' };
  const reachable = /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(origin);
  return reachable ? createRestCrm({ baseUrl: origin, methods: ['upsertCall'] }) : undefined;
}

/** Says how many calls the server does not have yet, and offers to send refused ones again. */
export function drawUnsynced({ crm }: Dialer): void {
  const { count, refused } = crm?.state.snapshot.unsynced ?? { count: 0, refused: [] };
  const line = byId('unsynced');
  line.hidden = count === 0;
  const text = refused.length > 0 ? say('refused', { count: refused.length }) : say('unsynced', { count });
  const again = refused.length > 0 && element('button', { class: 'button', type: 'button' }, say('sendAgain'));
  if (again) again.addEventListener('click', () => void crm?.retryAll());
  line.replaceChildren(...(count > 0 ? [text, ...(again ? [' ', again] : [])] : []));
}
