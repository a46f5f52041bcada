import { html, type TemplateResult } from 'lit';
import { groupDigits } from './number-groups.js';

/** A duration on a clock: `4:12`, from one hour `1:04:12`. @param ms milliseconds; below zero counts as zero */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A duration in words, for the ear: `4 minutes 38 seconds`. @param ms milliseconds */
export function spokenDuration(ms: number, locale: string): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const parts: [number, string][] = [
    [Math.floor(total / 3600), 'hour'],
    [Math.floor(total / 60) % 60, 'minute'],
    [total % 60, 'second'],
  ];
  const said = parts.filter(([amount], i) => amount > 0 || (total === 0 && i === 2));
  const word = ([amount, unit]: [number, string]) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
  return said.map(word).join(' ');
}

/** `9:52 AM`, `9:52`: as the locale writes it. @param at milliseconds since 1970 */
export const timeOfDay = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);

/** `Fri, Jul 10`, with the year when it is not this one. @param at milliseconds since 1970 */
export function day(at: number, locale: string): string {
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { weekday: 'short', month: 'short', day: 'numeric', ...year }).format(at);
}

/** The time today, the day before that. @param at milliseconds since 1970 */
export const whenShort = (at: number, locale: string): string =>
  new Date(at).toDateString() === new Date().toDateString() ? timeOfDay(at, locale) : day(at, locale);

/** A telephone number on the screen: left to right in every language, never cut, one string to copy. */
export const numberText = (number: string): TemplateResult =>
  html`<bdi dir="ltr" class="num">${groupDigits(number)}</bdi>`;

interface Named {
  readonly name?: string | undefined;
  readonly number: string;
  readonly customers?: readonly { readonly name: string; readonly company?: string | undefined }[];
}

/** Who it is, if that is known for sure: told by the host or the network, or the only match. */
export const knownName = ({ name, customers }: Named): string | undefined =>
  name || (customers?.length === 1 ? customers[0]?.name : undefined) || undefined;

/** Who it is, or else the number. */
export const nameOrNumber = (call: Named): string => knownName(call) ?? groupDigits(call.number);

/** The first word of a name, for a button; `undefined` when only the number is known. */
export const shortName = (call: Named): string | undefined => knownName(call)?.trim().split(/\s+/, 1)[0];

/** Two letters for an avatar; the first character of a Chinese, Japanese or Korean name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
