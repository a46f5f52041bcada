import type { CrmAdapter, CrmCapability } from '@dialdeck/core/crm';

/** Options of {@link createRestCrm}. */
export interface RestCrmOptions {
  /** Where the API of `docs/openapi/crm.json` is; `https:`, or `http:` on this machine. Without user, query and hash. */
  readonly baseUrl: string;
  /**
   * Headers for one request, such as `authorization`. Asked for before each one, kept nowhere. When it fails, or when
   * the CRM answers 401, nobody is signed in and the outbox waits.
   */
  readonly headers?: ((signal: AbortSignal) => HeadersInit | Promise<HeadersInit>) | undefined;
  /** What the server has. @defaultValue every method of the API */
  readonly methods?: readonly Exclude<CrmCapability, 'openRecord'>[] | undefined;
  /** Shows a record in your page; a server cannot. */
  readonly openRecord?: CrmAdapter['openRecord'] | undefined;
  /** Whether cookies go along. @defaultValue `same-origin` */
  readonly credentials?: RequestCredentials | undefined;
  /** The longest answer, bytes. @defaultValue 4 MiB */
  readonly maxAnswerBytes?: number | undefined;
  /** The longest recording, bytes. @defaultValue 100 MiB */
  readonly maxRecordingBytes?: number | undefined;
  /** For tests and for hosts with a fetch of their own. @defaultValue the platform's */
  readonly fetch?: typeof fetch | undefined;
}
