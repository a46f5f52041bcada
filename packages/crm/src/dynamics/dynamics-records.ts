import type { Customer } from '@dialdeck/core';
import { CrmError, type CustomerChanges } from '@dialdeck/core/crm';
import * as z from 'zod/mini';
import { dateOf, type FieldMapping, fitting } from '../shared/call-fields.js';

const words = z.optional(z.nullable(z.string()));
const contactSchema = z.object({
  contactid: z.string().check(z.minLength(1), z.maxLength(100)),
  fullname: words,
  jobtitle: words,
  telephone1: words,
  mobilephone: words,
  donotphone: z.optional(z.nullable(z.boolean())),
});

/** What is asked of a contact. */
export const contactQuery = '$select=contactid,fullname,jobtitle,telephone1,mobilephone,donotphone';

/** @throws CrmError `refused` when it is no contact */
export function customerOf(contact: unknown): Customer {
  const read = contactSchema.safeParse(contact);
  if (!read.success) throw new CrmError('refused', 'Dynamics answered with something that is no contact.');
  const { contactid, fullname, jobtitle, telephone1, mobilephone, donotphone } = read.data;
  return {
    id: contactid,
    name: fullname ?? '',
    ...(jobtitle ? { title: jobtitle } : {}),
    numbers: [
      ...(mobilephone ? [{ number: mobilephone, label: 'Mobile' }] : []),
      ...(telephone1 ? [{ number: telephone1, label: 'Business' }] : []),
    ],
    ...(donotphone ? { doNotCall: {} } : {}),
  };
}

/** A contact has no field for a whole name: all but the last word are its first. Names of one word are last names. */
export function contactOf({ name, title, numbers }: CustomerChanges): Readonly<Record<string, unknown>> {
  const cut = name?.lastIndexOf(' ') ?? -1;
  const [mobile, business] = numbers ?? [];
  return {
    ...(name === undefined
      ? {}
      : { firstname: name?.slice(0, Math.max(0, cut)) ?? null, lastname: name?.slice(cut + 1) ?? null }),
    ...(title === undefined ? {} : { jobtitle: title }),
    ...(numbers === undefined ? {} : { mobilephone: mobile?.number ?? null, telephone1: business?.number ?? null }),
  };
}

/** What a phone call activity holds of a call. */
export const phoneCallMapping = (noteCharacters: number): FieldMapping => ({
  direction: (direction) => ({ directioncode: direction === 'outgoing' }),
  number: (number) => ({ phonenumber: number, subject: `Call ${number ?? ''}`.slice(0, 200) }),
  startedAt: (at) => ({ actualstart: dateOf(at) }),
  endedAt: (at) => ({ actualend: dateOf(at) }),
  talkMs: (ms) => ({ actualdurationminutes: Math.ceil((ms ?? 0) / 60_000) }),
  disposition: (id) => ({ category: fitting(id, 250) }),
  note: (note) => ({ description: fitting(note, noteCharacters) }),
  customerId: (id) => ({ 'regardingobjectid_contact@odata.bind': id === null ? null : `/contacts(${id})` }),
});

/** A text in an OData filter: what is inside cannot end it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * What went wrong, as far as the framework says. Its codes are Dataverse's.
 * 0x80040220: no privilege, 0x80044331: too long, 0x80048306 and 401: signed out.
 */
export function faultOf(thrown: unknown): CrmError {
  const { message, errorCode, status } = Object(thrown) as Readonly<Record<string, unknown>>;
  const words = `${errorCode ?? ''} ${status ?? ''} ${message ?? String(thrown)}`.slice(0, 300);
  const kind = /0x80048306|\b401\b/.test(words)
    ? 'signed-out'
    : /0x80040220|0x80044331|privilege|too long|\b(400|403|422)\b/i.test(words)
      ? 'refused'
      : 'later';
  return new CrmError(kind, `Dynamics: ${words.trim()}`, { cause: thrown });
}

/** 0x80060891, 0x80040217: there is no such record. */
export const isMissing = (thrown: unknown): boolean =>
  /0x80060891|0x80040217|\b404\b|does not exist/i.test(textOf(thrown));

/** 0x80040237: there is one with this key already. */
export const isDuplicate = (thrown: unknown): boolean => /0x80040237|\b412\b|duplicate/i.test(textOf(thrown));

function textOf(thrown: unknown): string {
  const { message, errorCode, status } = Object(thrown) as Readonly<Record<string, unknown>>;
  return `${errorCode ?? ''} ${status ?? ''} ${message ?? String(thrown)}`;
}
