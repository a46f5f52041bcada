import { DialerError } from '@dialdeck/core';
import { CrmError, crmErrorOfResponse } from '@dialdeck/core/crm';
import type * as z from 'zod/mini';
import { readBounded } from './read-bounded.js';
import type { RestCrmOptions } from './rest-options.js';

export interface RestRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Parts of the path below the base, not encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Sent as JSON, unless it is a Blob. */
  readonly body?: unknown;
  readonly answer: z.ZodMiniType<T>;
  /** Answers `undefined` instead of failing. */
  readonly missing?: 404 | undefined;
  readonly signal: AbortSignal;
}

export interface RestAnswer<T> {
  readonly value: T | undefined;
  readonly etag: string | null;
}

const mebibyte = 1_048_576;
/** A call with a note of 32,000 characters, twice, in the longest encoding, is a third of it. */
const mostRequestBytes = mebibyte;

/** Asks a CRM over HTTP, with everything that comes back checked. @throws DialerError `config-invalid` */
export function createRestClient(options: RestCrmOptions): <T>(request: RestRequest<T>) => Promise<RestAnswer<T>> {
  const base = baseOf(options.baseUrl);
  const { maxAnswerBytes = 4 * mebibyte, credentials = 'same-origin' } = options;
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));

  return async ({ method, path, query = {}, headers = {}, body, answer, missing, signal }) => {
    signal.throwIfAborted();
    const all = new Headers(await signIn(options, signal));
    for (const [header, value] of Object.entries(headers)) if (value !== undefined) all.set(header, value);
    all.set('accept', 'application/json');
    const content = body === undefined || body instanceof Blob ? body : jsonOf(body);
    if (typeof content === 'string') all.set('content-type', 'application/json');
    const response = await send(addressOf(base, path, query), {
      method,
      headers: all,
      ...(content === undefined ? {} : { body: content }),
      signal,
      credentials,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // The headers of a sign-in go to this server and to no other.
      redirect: 'error',
    });
    const text = await readBounded(response, maxAnswerBytes);
    if (response.status === missing) return { value: undefined, etag: null };
    if (!response.ok) throw faultOf(response, text);
    return { value: readAnswer(text, answer), etag: response.headers.get('etag') };
  };
}

async function signIn({ headers }: RestCrmOptions, signal: AbortSignal): Promise<HeadersInit> {
  try {
    return (await headers?.(signal)) ?? {};
  } catch (cause) {
    signal.throwIfAborted();
    throw new CrmError('signed-out', 'The headers of the sign-in could not be had.', { cause });
  }
}

/** What the CRM says about its failure (RFC 9457), beside what its status means. */
function faultOf(response: Response, text: string): CrmError {
  const { kind, message, retryAfterMs } = crmErrorOfResponse(response);
  return new CrmError(kind, `${message} ${detailOf(text)}`.trim(), { retryAfterMs });
}

function detailOf(text: string): string {
  try {
    const { detail, title } = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
    const words = detail ?? title;
    return typeof words === 'string' ? words.slice(0, 200) : '';
  } catch {
    return '';
  }
}

function readAnswer<T>(text: string, answer: z.ZodMiniType<T>): T {
  let value: unknown;
  try {
    value = text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new DialerError('crm-answer-invalid', 'The CRM answered with something that is not JSON.', { cause });
  }
  const read = answer.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') || 'the answer';
  throw new DialerError('crm-answer-invalid', `The CRM answered with a wrong value in ${where}.`);
}

function jsonOf(body: unknown): string {
  const text = JSON.stringify(body);
  if (text.length * 3 > mostRequestBytes && new Blob([text]).size > mostRequestBytes) {
    throw new CrmError('refused', `More than ${mostRequestBytes} bytes are not sent.`);
  }
  return text;
}

function addressOf(base: string, path: readonly string[], query: NonNullable<RestRequest<unknown>['query']>): string {
  const address = new URL(base + path.map(segmentOf).join('/'));
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(key, String(value));
  }
  return address.href;
}

/** `.` and `..` stay special however they are encoded, so they never become a part of an address. */
function segmentOf(part: string): string {
  if (/^\.{0,2}$/.test(part)) throw new CrmError('refused', 'This id cannot be part of an address.');
  return encodeURIComponent(part);
}

function baseOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const local = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const bare = url && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!url || !bare || !(url.protocol === 'https:' || local)) {
    throw new DialerError('config-invalid', 'baseUrl: an https: address without user, query and hash is needed.');
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
