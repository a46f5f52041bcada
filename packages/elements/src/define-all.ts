import { DialCall } from './call/call.js';
import { DialCustomer } from './customer/customer.js';
import { define } from './define/define.js';
import { defineLate } from './define/late.js';
import { DialHistory } from './history/history.js';
import { DialIncoming } from './incoming/incoming.js';
import { DialPad } from './pad/pad.js';
import { DialProvider } from './provider/provider.js';
import { DialSoftphone } from './softphone/softphone.js';
import { DialWrapUp } from './wrap-up/wrap-up.js';

export interface DefineOptions {
  /** What stands before the dash: `acme` gives `acme-provider`, `acme-softphone` and so on. @defaultValue `dial` */
  readonly prefix?: string | undefined;
}

/**
 * Registers every element, by default as `dial-*`. Two vendors on one page take a prefix each.
 * Does nothing for a tag that is taken, and nothing without a DOM.
 */
export function defineAll({ prefix = 'dial' }: DefineOptions = {}): void {
  // The provider first: the others ask for it the moment they are upgraded.
  const elements = {
    provider: class extends DialProvider {},
    pad: class extends DialPad {},
    call: class extends DialCall {},
    incoming: class extends DialIncoming {},
    'wrap-up': class extends DialWrapUp {},
    customer: class extends DialCustomer {},
    history: class extends DialHistory {},
    softphone: class extends DialSoftphone {
      static override prefix = prefix;
    },
  };
  for (const [name, element] of Object.entries(elements)) define(`${prefix}-${name}`, element);
  defineLate(prefix);
}
