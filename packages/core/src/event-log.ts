import type { DialerEvent, DialerEventData, DialerEventType } from './dialer-events.js';
import type { Clock } from './shared/clock.js';
import { Emitter, type Listen } from './shared/emitter.js';
import { newId } from './shared/ids.js';

/** Puts facts into their envelope and tells them, numbered without gaps. */
export interface EventLog {
  readonly listen: Listen<DialerEvent>;
  tell<Type extends DialerEventType>(type: Type, data: DialerEventData[Type], subject?: string): void;
}

export function createEventLog({ source, clock }: { readonly source: string; readonly clock: Clock }): EventLog {
  const emitter = new Emitter<DialerEvent>();
  let sequence = 0;
  return {
    listen: emitter.listen,
    tell(type, data, subject) {
      sequence += 1;
      const event = {
        specversion: '1.0',
        id: newId(),
        source,
        type,
        ...(subject === undefined ? {} : { subject }),
        time: new Date(clock.now()).toISOString(),
        datacontenttype: 'application/json',
        dataschema: `urn:${type.replaceAll('.', ':')}:1`,
        sequence,
        data: Object.freeze(data),
      };
      emitter.emit(Object.freeze(event) as unknown as DialerEvent);
    },
  };
}
