import { readFileSync } from 'node:fs';
import { runConformance } from '@dialdeck/crm/conformance';
import { createRestCrm } from '@dialdeck/crm/rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startMockCrm } from '../examples/mock-crm/server.mjs';
import { restWorld } from './rest-world.js';

type Json = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Json;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
  readonly responses: Readonly<Record<string, Json>>;
}
interface Exchange {
  readonly request: Request;
  readonly body: string;
  readonly response: Response;
}

const api = JSON.parse(readFileSync('docs/openapi/crm.json', 'utf8'));
const there = (ref: string): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce((part, key) => part[key], api);
const resolved = (part: Json): Json => (typeof part['$ref'] === 'string' ? there(part['$ref']) : part);

/** A checker for a schema of the document. */
function checker(schema: Json) {
  const { schemas } = api.components;
  const text = JSON.stringify({ ...schema, $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text));
}

function operationOf({ method, url }: Request): { operation: Operation; parameters: readonly Parameter[] } {
  const { pathname } = new URL(url);
  for (const [template, path] of Object.entries<Json>(api.paths)) {
    if (!new RegExp(`^${template.replace('{id}', '[^/]+')}$`).test(pathname)) continue;
    const operation = path[method.toLowerCase()] as Operation | undefined;
    if (!operation) continue;
    const all = [...((path['parameters'] as Json[] | undefined) ?? []), ...(operation.parameters ?? [])];
    return { operation, parameters: all.map((each) => resolved(each) as unknown as Parameter) };
  }
  throw new Error(`${method} ${pathname} is not in the document`);
}

let mock: Awaited<ReturnType<typeof startMockCrm>>;
const exchanges: Exchange[] = [];

const recordingFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, { ...init, signal: null } as RequestInit);
  const body = typeof init?.body === 'string' ? init.body : '';
  const response = await fetch(input, init);
  exchanges.push({ request, body, response: response.clone() });
  return response;
};

beforeAll(async () => {
  mock = await startMockCrm();
  const make = () => restWorld(mock, { fetch: recordingFetch });
  await runConformance(make, {
    name: 'recorded',
    only: [
      'call.',
      'error.d',
      'error.b',
      'match.',
      'customer.',
      'dial',
      'timeline',
      'recording',
      'dispositions',
      'list.made',
    ],
  });
});
afterAll(() => mock.close());

describe('the API document', () => {
  it('describes every operation of the connector, and no other', () => {
    const operations = Object.values<Json>(api.paths).flatMap((path) =>
      Object.entries(path).flatMap(([key, value]) => (key === 'parameters' ? [] : [(value as Operation).operationId])),
    );
    const methods = Object.keys(createRestCrm({ baseUrl: 'https://crm.example/' }));
    // A search is the first page of a list.
    expect(operations.sort()).toEqual(methods.filter((method) => method !== 'searchCustomers').sort());
    const used = new Set(exchanges.map(({ request }) => operationOf(request).operation.operationId));
    expect([...used].sort()).toEqual(operations.sort());
  });

  it('agrees with every request the connector sent', () => {
    expect(exchanges.length).toBeGreaterThan(50);
    for (const { request, body } of exchanges) {
      const { operation, parameters } = operationOf(request);
      const query = new URL(request.url).searchParams;
      const known = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
      expect([...query.keys()].filter((key) => !known.includes(key))).toEqual([]);
      for (const { name, in: where, required, schema } of parameters) {
        if (where === 'path') continue;
        const value = where === 'query' ? query.get(name) : request.headers.get(name);
        if (value === null) expect({ name, required: required === true }).toEqual({ name, required: false });
        else checker(schema).parse(schema['type'] === 'integer' ? Number(value) : value);
      }
      const json = operation.requestBody?.content['application/json'];
      if (json) checker(json.schema).parse(JSON.parse(body));
      else expect(body).toBe('');
    }
  });

  it('agrees with every answer of the mock', async () => {
    for (const { request, response } of exchanges) {
      const { responses } = operationOf(request).operation;
      const described = resolved(responses[String(response.status)] ?? responses['default'] ?? {});
      const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
      const content = described['content'] as Readonly<Record<string, { readonly schema: Json }>>;
      expect(Object.keys(content)).toContain(type);
      if (response.ok) expect(responses).toHaveProperty(String(response.status));
      checker(content[type]?.schema ?? {}).parse(await response.json());
    }
  });
});
