import { createCsvReader } from './csv-rows.js';
import type { RowReader } from './file-row.js';
import type { ImportPlan } from './import-plan.js';
import { createJsonReader, createNdjsonReader } from './json-rows.js';

/** What can be imported. A text or a stream is made a file first, which browsers keep out of memory when it is large. */
export type ImportInput = Blob | string | ReadableStream<Uint8Array | string>;

/** A larger file is not read; bytes. */
export const mostBytes = 2_000_000_000;

/** The reader that a plan asks for. */
export function createReader({
  format,
  delimiter,
  columns,
}: Pick<ImportPlan, 'format' | 'delimiter' | 'columns'>): RowReader {
  if (format === 'csv') return createCsvReader(delimiter);
  return format === 'json' ? createJsonReader(columns) : createNdjsonReader(columns);
}

/** @throws RangeError for a stream that has no end within {@link mostBytes} */
export async function fileOf(input: ImportInput): Promise<Blob> {
  if (input instanceof Blob) return input;
  if (typeof input === 'string') return new Blob([input]);
  let bytes = 0;
  const bounded = new TransformStream<Uint8Array | string, Uint8Array>({
    transform(piece, control) {
      const chunk = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new RangeError(`The stream has more than ${mostBytes} bytes.`);
      control.enqueue(chunk);
    },
  });
  return new Response(input.pipeThrough(bounded) as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
}

const edgeBytes = 64 * 1024;

/** SHA-256 of the beginning, the end and the size of a file, in hex. */
export async function fingerprintOf(file: Blob): Promise<string> {
  const edges = new Blob([file.slice(0, edgeBytes), file.slice(Math.max(0, file.size - edgeBytes)), String(file.size)]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await edges.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
