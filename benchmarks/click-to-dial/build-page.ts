import examples from 'libphonenumber-js/examples.mobile.json';
import { type CountryCode, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Truth {
  /** Texts that are numbers, each alone in an element. */
  readonly numbers: readonly { readonly id: string; readonly text: string }[];
  readonly lookAlikes: readonly { readonly id: string }[];
}

const countries: readonly CountryCode[] = [
  'US',
  'GB',
  'DE',
  'FR',
  'CN',
  'IN',
  'BR',
  'ES',
  'IT',
  'AU',
  'JP',
  'KR',
  'CA',
  'MX',
  'NL',
  'PL',
  'SE',
  'ZA',
  'TR',
  'AR',
];
const words = 'the account was moved to spring because of budget and our team will look at it again next quarter'.split(
  ' ',
);

/** The same numbers for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A CRM page: 20,000 texts, 2,000 of them with a number, 500 with what looks like one. */
export function buildPage(seed: number): Truth {
  const random = createRandom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const pick = <T>(list: readonly T[]) => list[whole(list.length)] as T;
  const digits = (count: number) => Array.from({ length: count }, () => whole(10)).join('');
  const prose = () => Array.from({ length: 4 + whole(9) }, () => pick(words)).join(' ');

  function number(): string {
    const country = pick(countries);
    // Another number each time, as far as the country's plan allows.
    const national = String(getExampleNumber(country, examples)?.nationalNumber ?? '');
    const varied = `${national.slice(0, -4)}${digits(4)}`;
    const parsed = parsePhoneNumberFromString(varied, country);
    const example = parsed?.isValid() ? parsed : getExampleNumber(country, examples);
    if (!example) return '+1 202 555 0143';
    if (country === 'US' && random() < 0.5) return example.formatNational();
    return random() < 0.7 ? example.formatInternational() : example.number;
  }

  const two = () => String(1 + whole(12)).padStart(2, '0');
  const lookAlikes = [
    () => `due 20${10 + whole(20)}-${two()}-${two()} 09:${10 + whole(49)}`,
    () => `on ${two()}/${two()}/2026`,
    () => `${two()}.${two()}.2026 14:30`,
    () => `$${1 + whole(9)},${digits(3)},${digits(3)}.${digits(2)}`,
    () => `${1 + whole(9)}${digits(6)}.${digits(2)} EUR`,
    () => `Order ${1 + whole(9)}${digits(9)}`,
    () => `Invoice no. INV-${digits(10)}`,
    () => `ID: ${digits(12)}`,
    () => `10.${whole(255)}.${whole(255)}.1${digits(2)}`,
    () => `4${digits(3)} ${digits(4)} ${digits(4)} ${digits(4)}`,
    () => `978-3-16-${digits(6)}-0`,
    () => `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`,
    () => `20261${digits(1)}${two()}${digits(6)}`,
    () => `40.${digits(7)}, -74.${digits(7)}`,
  ];

  const root = document.createElement('main');
  const numbers: { id: string; text: string }[] = [];
  const others: { id: string }[] = [];
  for (let at = 0; at < 20_000; at += 1) {
    const row = document.createElement(at % 5 === 0 ? 'div' : 'span');
    if (at % 10 === 3) {
      row.id = `n${at}`;
      const text = number();
      row.append(random() < 0.5 ? `Phone ${text}` : text);
      numbers.push({ id: row.id, text });
    } else if (at % 40 === 7) {
      row.id = `l${at}`;
      row.append(pick(lookAlikes)());
      others.push({ id: row.id });
    } else row.append(prose());
    root.append(row);
  }
  document.body.append(root);
  return { numbers, lookAlikes: others };
}
