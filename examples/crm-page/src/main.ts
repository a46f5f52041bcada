import '@dialdeck/elements/define/all.js';
import { createDialer, type Dialer, isDialerError, type Storage } from '@dialdeck/core';
import { errorCatalogue } from '@dialdeck/core/errors';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { createRecording } from '@dialdeck/core/recording';
import { drawActivity } from './activity.js';
import { openCampaigns, type QueueStore } from './campaign/open-campaigns.js';
import { type CampaignView, sayNoCampaign, startCampaign } from './campaign/start-campaign.js';
import { type ChosenPhone, choosePhone } from './choose-phone.js';
import { chooseCrm, drawUnsynced } from './crm-server.js';
import { type Dial, drawCustomers } from './customer-table.js';
import { type CrmRecord, customerOf } from './customers.js';
import { drawDeal } from './deal-card.js';
import { createDirectory } from './directory.js';
import { byId } from './element.js';
import { drawPeople } from './people-list.js';
import { startPreferences } from './preferences.js';
import { crmRecords } from './seed.js';
import { addressOf, showPhone, startViews } from './views.js';
import { currentLanguage, localeTag, say } from './words.js';

declare global {
  interface Window {
    /** For tests of this page only: what a test measures and turns. */
    demo?: {
      readonly dialer: Dialer;
      readonly sandbox: ChosenPhone['sandbox'];
      readonly leads?: QueueStore | undefined;
    };
  }
}

const query = new URLSearchParams(location.search);
const search = byId<HTMLInputElement>('search');
const providers = [
  byId<HTMLElementTagNameMap['dial-provider']>('phone-provider'),
  ...document.querySelectorAll('dial-provider'),
];
const firstRecord = crmRecords[0] as CrmRecord;

let selected = firstRecord;
let dialer: Dialer | undefined;
let chosen: ChosenPhone | undefined;
let campaign: CampaignView | undefined;

/** Shows what went wrong in the reader's language; nothing when `error` is undefined. */
function tell(error: unknown): void {
  if (error === undefined) return void byId('notice').replaceChildren();
  if (!isDialerError(error)) throw error;
  const { meaning, cure } = errorCatalogue[error.code][currentLanguage()];
  byId('notice').textContent = `${meaning} ${cure}`;
}

const dial: Dial = (number, record) => {
  tell(undefined);
  try {
    // Without a customer the dialer asks the directory who has the number.
    dialer?.call(number, record && { customer: customerOf(record) });
    showPhone();
  } catch (error) {
    tell(error);
  }
};

function drawList(): void {
  drawCustomers(crmRecords, { dial, selectedId: selected.id, search: search.value });
}

function drawRecord(): void {
  drawDeal(selected, dial);
  byId<HTMLElementTagNameMap['dial-customer']>('customer').customer = customerOf(selected);
  if (!dialer) return;
  void drawActivity(selected, dialer);
  drawUnsynced(dialer);
}

function drawPhoneFoot(): void {
  byId('phone-kind').textContent = chosen?.server ? say('sipOn') : say('sandboxOn');
  byId('phone-hint').textContent = chosen?.server ?? say('sandboxHint');
}

function drawSandbox(): void {
  if (!chosen?.sandbox) return;
  const { sandbox, phone } = chosen;
  drawPeople(sandbox.people, { dial, callMe: (number) => void sandbox.call(phone, number) });
}

function drawAll(): void {
  drawList();
  drawRecord();
  drawPhoneFoot();
  drawSandbox();
  campaign?.draw();
}

/** Draws new calls into the activity, and opens the record of whoever calls. */
function follow(started: Dialer): void {
  let revision = started.state.snapshot.recordsRevision;
  let popped: string | undefined;
  started.crm?.state.subscribe(() => drawUnsynced(started));
  started.state.subscribe(() => {
    const { recordsRevision, calls } = started.state.snapshot;
    const call = calls.findLast(({ status }) => status === 'incoming');
    const known = crmRecords.find(({ id }) => id === call?.customers[0]?.id);
    if (call && known && popped !== call.id) {
      popped = call.id;
      location.hash = addressOf(known.id);
    }
    if (recordsRevision === revision) return;
    revision = recordsRevision;
    void drawActivity(selected, started);
  });
}

async function openStorage(): Promise<Storage | undefined> {
  try {
    return await openBrowserStorage({ name: 'harbor' });
  } catch {
    byId('notice').textContent = say('memoryOnly');
    return undefined;
  }
}

startPreferences((_language, theme) => {
  for (const provider of providers) {
    provider.locale = localeTag();
    provider.theme = theme;
  }
  drawAll();
});
startViews(({ recordId }) => {
  selected = crmRecords.find(({ id }) => id === recordId) ?? selected;
  drawList();
  drawRecord();
});
document.body.addEventListener('dial-open-customer', (event) => {
  // This page is the CRM: it shows the record here, instead of in a new tab.
  event.preventDefault();
  location.hash = addressOf(event.customer.id);
});
search.addEventListener('input', () => {
  if (search.value && !byId('app').dataset.view?.startsWith('customers')) location.hash = '#/customers';
  drawList();
});

chosen = await choosePhone(query);
const storage = await openStorage();
const ring = query.get('ring');
// People of the sandbox only: whoever has these numbers in the world was not asked.
// Without campaigns there is still a telephone.
const campaigns =
  chosen.sandbox && (await openCampaigns(storage, ring ? Number(ring) : undefined).catch((error) => void tell(error)));
dialer = createDialer({
  phone: chosen.phone,
  storage,
  ...campaigns?.options,
  customers: createDirectory(crmRecords),
  // Nothing is recorded before the agent pressed Record and said that the customer agreed.
  recording: createRecording({ consent: 'ask' }),
  crm: chooseCrm(query),
  agent: { id: 'a17', name: 'Li Wei' },
  ringLimitSeconds: Number(ring ?? 45),
});
// The first one to get the dialer speaks to screen readers, and the telephone's is never hidden.
for (const provider of providers) provider.dialer = dialer;
window.demo = { dialer, sandbox: chosen.sandbox, leads: campaigns?.store };
follow(dialer);
if (campaigns) campaign = startCampaign({ dialer, campaigns, speed: Number(query.get('speed')) || 1, tell });
else sayNoCampaign();
drawAll();
await dialer.connect().catch(tell);
