import { connectDialer, type DialerLink } from '@dialdeck/crm/bridge/host';
import { createPageCrm, customers, type StoredCall } from './page-crm.js';

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const frame = byId('dialer') as HTMLIFrameElement;

const config: unknown = await (await fetch('config.json')).json();
const { dialer: origin } = Object(config) as { readonly dialer: string };
let link: DialerLink | undefined;

function draw(calls: readonly StoredCall[]): void {
  const lines = calls.map(({ fields }) => {
    const line = document.createElement('li');
    line.textContent = `${fields.number}: ${fields.outcome}`;
    return line;
  });
  byId('calls').replaceChildren(...lines);
}

const adapter = createPageCrm(draw);

/** Once for every time the dialer is loaded: also after the agent reloaded it. */
async function connect(): Promise<void> {
  link?.close();
  link = await connectDialer(frame.contentWindow as Window, {
    origin,
    adapter,
    onState({ connection, calls }) {
      const statuses = calls.map(({ status }) => status).join(', ') || 'none';
      byId('phone').textContent = `Dialer: ${connection}; calls: ${statuses}`;
    },
  });
}

const tell = (error: unknown): void => {
  byId('phone').textContent = error instanceof Error ? error.message : 'It failed.';
};
frame.addEventListener('load', () => connect().catch(tell));
frame.src = `${origin}/`;

const lines = customers.map((customer) => {
  const line = document.createElement('li');
  const button = document.createElement('button');
  button.textContent = 'Call';
  button.setAttribute('aria-label', `Call ${customer.name}`);
  button.addEventListener('click', () => {
    link?.call(customer.numbers[0]?.number ?? '', customer).catch(tell);
  });
  line.append(`${customer.name} `, button);
  return line;
});
byId('customers').replaceChildren(...lines);
