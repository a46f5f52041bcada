// The outer page: an exchange, its people, and frames with dialers that can be reloaded or taken away.
import { createSandbox } from '@dialdeck/sandbox';
import { servePhones } from '@dialdeck/sandbox/frames';

const sandbox = createSandbox();
servePhones(sandbox, { origin: location.origin });

const { page = 'frame', frames = '1' } = Object.fromEntries(new URLSearchParams(location.search));
for (let index = 0; index < Number(frames); index++) {
  const frame = document.createElement('iframe');
  frame.name = index === 0 ? 'dialer' : `dialer-${index}`;
  frame.allow = 'microphone; autoplay';
  frame.src = `/${page}`;
  document.body.append(frame);
}

Object.assign(globalThis, { sandbox });
