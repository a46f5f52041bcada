// Every text that a stranger can bring is an attack, and every element of the library is on the page.
import { createDialer, createMemoryStorage } from '@dialdeck/core';
import { createRecording } from '@dialdeck/core/recording';
import { FakeCallAudio, FakeCrm, FakePhone, sampleRecord } from '@dialdeck/core/testing';
import { defineAll } from '@dialdeck/elements';

declare global {
  interface Window {
    /** Set by whatever script gets to run. */
    owned?: unknown;
    hostile: typeof hostile;
  }
}

const attack = (label: string) =>
  `${label}<img src=x onerror="owned=1"><script>owned=1</script><a href="javascript:owned=1">\u202Eexe.fdp\u2066\u200B=HYPERLINK("javascript:owned=1")`;

const number = '+12025550100';
const customerOf = (id: string) => ({
  id: `${id}"><script>owned=1</script>`,
  name: attack(`name-${id}`),
  company: attack(`company-${id}`),
  title: attack(`title-${id}`),
  numbers: [{ number, label: attack('label') }],
  fields: [{ label: attack('field'), value: attack('value') }],
  timeZone: attack('zone'),
  url: 'javascript:owned=1',
  doNotCall: { since: attack('since'), reason: attack('reason') },
});

const crm = new FakeCrm();
crm.customers = [customerOf('1'), customerOf('2')];
const phone = new FakePhone();
const storage = createMemoryStorage();
for (const minute of [1, 2, 3]) {
  const fields = {
    startedAt: Date.now() - minute * 60_000,
    number,
    name: attack(`called-${minute}`),
    company: attack('company'),
    note: `=1+1\n${attack('note')}`,
    disposition: attack('disposition'),
    tags: [attack('tag'), '=1+1'],
    customerId: customerOf('1').id,
  };
  await storage.saveRecord(sampleRecord('before', 0, fields));
}
const voicemails = ['a', 'b'].map((id) => ({ id, name: attack(`message-${id}`), url: '/message.wav' }));
const dialer = createDialer({
  phone,
  storage,
  crm,
  maxCalls: 3,
  recording: createRecording({ audio: new FakeCallAudio(), voicemails }),
  dispositions: [
    { id: attack('id'), label: attack('result') },
    { id: 'other', label: attack('other') },
  ],
});
defineAll();
const provider = Object.assign(document.createElement('dial-provider'), { dialer });
const history = document.createElement('dial-history');
const customer = document.createElement('dial-customer');
const chosen = Object.assign(document.createElement('dial-customer'), { customer: customerOf('3') });
provider.append(document.createElement('dial-softphone'), history, customer, chosen);
document.body.append(provider);
await dialer.connect();

/** Everything on the page, through all shadow roots. */
function* everything(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

/** What keeps the order of characters inside of it to itself (UAX #9, CSS Writing Modes 2.2). */
function isolates(element: Element): boolean {
  const { display, unicodeBidi } = getComputedStyle(element);
  return (display !== 'inline' && display !== 'contents') || /isolate|plaintext/.test(unicodeBidi);
}

const turning = /[\u202a-\u202e\u2066-\u2069]/;

/** What stands in the same paragraph as a text that turns directions, and is not this text. */
function neighboursOf(text: Text): string {
  let box = text.parentElement;
  while (box && !isolates(box)) box = box.parentElement;
  const walker = document.createTreeWalker(
    box ?? document.body,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => (node instanceof Element && isolates(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  );
  const others: string[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Text && node !== text && node.data.trim() !== '') others.push(node.data.trim());
  }
  return others.join(' | ');
}

/** What is wrong on the page now, and how many texts of strangers are shown. */
function inspect() {
  const elements = [...everything(document.body)];
  const made = elements.filter(
    (element) =>
      /^(img|script|iframe|object|embed|base|meta|style)$/i.test(element.tagName) ||
      [...element.attributes].some(({ name }) => name.startsWith('on')) ||
      (element instanceof HTMLAnchorElement && !/^https?:$/.test(element.protocol)),
  );
  const texts = elements
    .filter(({ tagName }) => !['SCRIPT', 'STYLE'].includes(tagName))
    .flatMap((element) => [...element.childNodes].filter((node): node is Text => node instanceof Text));
  const turned = texts
    .filter(({ data }) => turning.test(data))
    // Of several in one text each could turn the others.
    .map((text) => [text.data.slice(0, 20), text.data.split('<img').slice(2).join() || neighboursOf(text)] as const)
    .filter(([, neighbours]) => neighbours !== '');
  return {
    owned: window.owned,
    made: made.map(({ outerHTML }) => outerHTML.slice(0, 80)),
    turned,
    seen: texts.filter(({ data }) => data.includes('<img src=x onerror=')).map(({ data }) => data),
  };
}

const hostile = { attack, dialer, phone, number, inspect };
window.hostile = hostile;
