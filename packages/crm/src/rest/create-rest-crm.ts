import type { Customer } from '@dialdeck/core';
import { crmAnswerSchemas as answers, type CrmAdapter, type CrmCapability, CrmError } from '@dialdeck/core/crm';
import * as z from 'zod/mini';
import { createRestClient, type RestAnswer } from './rest-client.js';
import type { RestCrmOptions } from './rest-options.js';

const mostTags = 1_000;

/**
 * A CRM behind the HTTP API of `docs/openapi/crm.json`. Nothing of it is stored here but the ETags of the last
 * thousand customers read, so that a change somebody made meanwhile is not overwritten.
 *
 * @throws DialerError `config-invalid` for an address that is not `https:` or carries a user, a query or a hash
 */
export function createRestCrm(options: RestCrmOptions): CrmAdapter {
  const all = methodsOf(options);
  const names = options.methods ?? (Object.keys(all) as (keyof typeof all)[]);
  const chosen: CrmAdapter = Object.fromEntries(names.map((name: CrmCapability) => [name, Reflect.get(all, name)]));
  return Object.freeze({ ...chosen, ...(options.openRecord ? { openRecord: options.openRecord } : {}) });
}

function methodsOf(options: RestCrmOptions): Required<Omit<CrmAdapter, 'openRecord'>> {
  const ask = createRestClient(options);
  const tags = createTags();
  const { maxRecordingBytes = 100 * 1_048_576 } = options;
  return {
    async matchCustomers(numbers, signal) {
      if (numbers.length === 0) return [];
      const answer = z.object({ matches: answers.matchCustomers });
      const request = { method: 'POST', path: ['customers', 'match'], body: { numbers }, answer, signal } as const;
      return there(await ask(request)).matches;
    },
    async searchCustomers(text, signal) {
      const query = { text, limit: 50 };
      return there(await ask({ method: 'GET', path: ['customers'], query, answer: answers.listCustomers, signal }))
        .customers;
    },
    async listCustomers({ text, limit, cursor }, signal) {
      const query = { text, limit, cursor };
      return there(await ask({ method: 'GET', path: ['customers'], query, answer: answers.listCustomers, signal }));
    },
    async getCustomer(id, signal) {
      const answer = answers.createCustomer;
      return tags.keep(await ask({ method: 'GET', path: ['customers', id], answer, missing: 404, signal }));
    },
    async createCustomer(customer, { idempotencyKey, signal }) {
      const headers = { 'idempotency-key': idempotencyKey };
      const answer = answers.createCustomer;
      const got = await ask({ method: 'POST', path: ['customers'], headers, body: customer, answer, signal });
      tags.keep(got);
      return there(got);
    },
    async updateCustomer(id, changes, { idempotencyKey, signal }) {
      const headers = { 'idempotency-key': idempotencyKey, 'if-match': tags.take(id) };
      const answer = answers.updateCustomer;
      const got = await ask({ method: 'PATCH', path: ['customers', id], headers, body: changes, answer, signal });
      tags.keep(got);
      return there(got);
    },
    async checkDial(request, signal) {
      return there(
        await ask({ method: 'POST', path: ['dial-checks'], body: request, answer: answers.checkDial, signal }),
      );
    },
    async upsertCall(log, { idempotencyKey, revision, changes, ref, signal }) {
      const headers = { 'idempotency-key': idempotencyKey };
      const body = { revision, changes, log, ref };
      return there(
        await ask({ method: 'PUT', path: ['calls', log.id], headers, body, answer: answers.upsertCall, signal }),
      );
    },
    async uploadRecording({ callId, content, mimeType, startedAt, durationMs }, { idempotencyKey, signal }) {
      if (content.size > maxRecordingBytes) {
        throw new CrmError('refused', `A recording of more than ${maxRecordingBytes} bytes is not sent.`);
      }
      const headers = { 'idempotency-key': idempotencyKey, 'content-type': mimeType };
      const query = { startedAt, durationMs };
      const path = ['calls', callId, 'recording'];
      const answer = answers.uploadRecording;
      return there(await ask({ method: 'PUT', path, query, headers, body: content, answer, signal }));
    },
    async timeline(customerId, { limit, cursor }, signal) {
      const path = ['customers', customerId, 'timeline'];
      return there(await ask({ method: 'GET', path, query: { limit, cursor }, answer: answers.timeline, signal }));
    },
    async listDispositions(signal) {
      const answer = z.object({ dispositions: answers.listDispositions });
      return there(await ask({ method: 'GET', path: ['dispositions'], answer, signal })).dispositions;
    },
  };
}

function there<T>({ value }: RestAnswer<T>): T {
  if (value === undefined) throw new CrmError('refused', 'The CRM answered with nothing.');
  return value;
}

/** The versions of customers as they were last seen (RFC 9110 section 8.8.3). */
function createTags() {
  const tags = new Map<string, string>();
  return {
    keep({ value, etag }: RestAnswer<Customer>): Customer | undefined {
      if (value && etag !== null) tags.set(value.id, etag);
      const [eldest] = tags.keys();
      if (tags.size > mostTags && eldest !== undefined) tags.delete(eldest);
      return value;
    },
    /** Once: after a failure the customer is read anew before it is changed. */
    take(id: string): string | undefined {
      const tag = tags.get(id);
      tags.delete(id);
      return tag;
    },
  };
}
