import { expect } from 'chai';
import { daniel, dialerWith, maya } from '../testing/records-fixture.js';
import { customerViewOf, localTimeOf } from './customer-view.js';

describe('who the customer panel shows', () => {
  it('is nobody without a call', async () => {
    const { dialer } = await dialerWith();
    expect(customerViewOf(dialer.state.snapshot).kind).to.equal('none');
    expect(customerViewOf(undefined).kind).to.equal('none');
  });

  it('is the customer of the call, and then of the work after it', async () => {
    const { dialer, phone } = await dialerWith();
    dialer.call('+18135550143', { customer: maya });
    const during = customerViewOf(dialer.state.snapshot);
    expect(during).to.deep.include({ kind: 'one', customer: maya });
    expect(during.kind === 'one' && during.subject?.kind).to.equal('call');
    phone.lastLine.end({ reason: 'busy' });
    const after = customerViewOf(dialer.state.snapshot);
    expect(after.kind === 'one' && after.subject?.kind).to.equal('wrap-up');
  });

  it('is a bare number when the CRM knows nobody', async () => {
    const { dialer } = await dialerWith();
    dialer.call('+12025550199');
    expect(customerViewOf(dialer.state.snapshot)).to.deep.include({ kind: 'unknown', number: '+12025550199' });
  });

  it('is never guessed among several, and is who the agent says', async () => {
    const { dialer } = await dialerWith([], { customers: { findByNumber: async () => [maya, daniel] } });
    const call = dialer.call('+18135550143');
    await new Promise<void>((resolve) => call.state.subscribe(resolve));
    expect(customerViewOf(dialer.state.snapshot).kind).to.equal('several');
    call.setCustomer(daniel);
    expect(customerViewOf(dialer.state.snapshot)).to.deep.include({ kind: 'one', customer: daniel });
  });

  it('is the one the host shows; the note is offered only when they are on the phone', async () => {
    const { dialer } = await dialerWith();
    dialer.call('+18135550143', { customer: maya });
    const same = customerViewOf(dialer.state.snapshot, maya);
    expect(same.kind === 'one' && same.subject !== undefined).to.equal(true);
    const other = customerViewOf(dialer.state.snapshot, { ...daniel, numbers: [] });
    expect(other.kind === 'one' && other.subject).to.equal(undefined);
  });
});

describe('the local time of a customer', () => {
  const now = Date.UTC(2026, 0, 5, 15, 42);

  it('names the place of the zone', () => {
    expect(localTimeOf('America/New_York', { now, locale: 'en-US' })?.replace(/\s/g, ' ')).to.equal(
      '10:42 AM, New York',
    );
    expect(localTimeOf('Asia/Shanghai', { now, locale: 'zh-CN' })).to.equal('23:42');
  });

  it('is left out when the CRM names a zone that does not exist', () => {
    expect(localTimeOf('Mars/Olympus', { now, locale: 'en' })).to.equal(undefined);
    expect(localTimeOf(undefined, { now, locale: 'en' })).to.equal(undefined);
  });
});
