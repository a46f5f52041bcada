import { Refusal } from './refusal.mjs';

const digits = (number) => number.replace(/[^\d+]/g, '');

/** The customer as the API shows it. */
const shown = ({ version: _version, ...customer }) => customer;
const tagOf = ({ version }) => `"${version}"`;

/** A page of a list; the cursor is where it begins. */
function pageOf(all, query) {
  const limit = Number(query.get('limit') ?? 50);
  const start = Number(query.get('cursor') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new Refusal(422, 'limit: 1 to 500.');
  if (!Number.isInteger(start) || start < 0) throw new Refusal(422, 'cursor: not one of ours.');
  const nextCursor = start + limit < all.length ? { nextCursor: String(start + limit) } : {};
  return { part: all.slice(start, start + limit), ...nextCursor };
}

/** Only the fields the API knows, so that nothing else can be smuggled into the store. */
function customerFields(body, { whole }) {
  const known = ['name', 'company', 'title', 'numbers', 'fields', 'timeZone'];
  const fields = Object.fromEntries(known.filter((key) => Object.hasOwn(body, key)).map((key) => [key, body[key]]));
  if ((whole || fields.name !== undefined) && typeof fields.name !== 'string') throw new Refusal(422, 'name: a text.');
  if ((whole || fields.numbers !== undefined) && !Array.isArray(fields.numbers)) {
    throw new Refusal(422, 'numbers: a list.');
  }
  return fields;
}

/** What the log may hold: values that are no objects of strangers, under names that are not JavaScript's own. */
function callFields(body) {
  const entries = Object.entries(body ?? {}).filter(
    ([key]) => !['__proto__', 'constructor', 'prototype'].includes(key),
  );
  return Object.fromEntries(entries);
}

const must = (value, status, detail) => {
  if (value === undefined) throw new Refusal(status, detail);
  return value;
};

/** Method and path, and what answers: `{ status?, body, etag? }`. */
export const routes = [
  [
    'POST /customers/match',
    ({ store, body }) => {
      if (!Array.isArray(body?.numbers) || body.numbers.length > 50) throw new Refusal(422, 'numbers: up to 50.');
      const has = (number) => (customer) => customer.numbers.some((each) => digits(each.number) === digits(number));
      const all = [...store.customers.values()];
      return {
        body: {
          matches: body.numbers.map((number) => ({
            number,
            customers: digits(number) === '' ? [] : all.filter(has(number)).map(shown),
          })),
        },
      };
    },
  ],
  [
    'GET /customers',
    ({ store, query }) => {
      const text = (query.get('text') ?? '').toLowerCase();
      const found = [...store.customers.values()].filter(({ name }) => name.toLowerCase().includes(text));
      const { part, nextCursor } = pageOf(found, query);
      return { body: { customers: part.map(shown), nextCursor } };
    },
  ],
  [
    'POST /customers',
    ({ store, body, key }) => {
      const fields = customerFields(body, { whole: true });
      const id = store.addCustomer(fields, must(key, 400, 'Idempotency-Key is missing.'));
      const customer = store.customers.get(id);
      return { status: 201, body: shown(customer), etag: tagOf(customer) };
    },
  ],
  [
    'GET /customers/{id}',
    ({ store, id }) => {
      const customer = must(store.customers.get(id), 404, 'No such customer.');
      return { body: shown(customer), etag: tagOf(customer) };
    },
  ],
  [
    'PATCH /customers/{id}',
    ({ store, id, body, headers }) => {
      const customer = must(store.customers.get(id), 404, 'No such customer.');
      const expected = headers['if-match'];
      if (expected !== undefined && expected !== tagOf(customer)) throw new Refusal(412, 'Somebody else changed it.');
      store.changeCustomer(id, customerFields(body, { whole: false }));
      const changed = store.customers.get(id);
      return { body: shown(changed), etag: tagOf(changed) };
    },
  ],
  [
    'GET /customers/{id}/timeline',
    ({ store, id, query }) => {
      must(store.customers.get(id), 404, 'No such customer.');
      const { part, nextCursor } = pageOf(store.timelineOf(id), query);
      return { body: { entries: part, nextCursor } };
    },
  ],
  [
    'POST /dial-checks',
    ({ store, body }) => ({ body: store.verdicts.get(digits(String(body?.number))) ?? { verdict: 'allow' } }),
  ],
  ['GET /dispositions', ({ store }) => ({ body: { dispositions: store.dispositions } })],
  [
    'PUT /calls/{id}',
    ({ store, id, body, key }) => {
      must(key, 400, 'Idempotency-Key is missing.');
      if (!Number.isInteger(body?.revision)) throw new Refusal(422, 'revision: a whole number.');
      const log = callFields(body.log);
      const { ref } = store.putCall(id, { revision: body.revision, changes: callFields(body.changes), log });
      return { body: { ref } };
    },
  ],
  ['GET /calls', ({ store }) => ({ body: { calls: [...store.calls.values()] } })],
  [
    'PUT /calls/{id}/recording',
    ({ store, id, content, key, query, headers }) => {
      const { length: bytes } = content;
      const about = { bytes, mimeType: headers['content-type'], startedAt: Number(query.get('startedAt')) };
      return { body: { ref: store.putRecording(id, about, must(key, 400, 'Idempotency-Key is missing.')) } };
    },
  ],
];
