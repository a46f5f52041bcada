/** What Open CTI for Lightning calls back with. */
export interface OpenCtiResponse {
  readonly success: boolean;
  readonly returnValue?: unknown;
  readonly errors?: readonly { readonly code?: string; readonly description?: string }[] | null;
}

type Callback = (response: OpenCtiResponse) => void;

/** What this connector uses of `sforce.opencti`. */
export interface OpenCti {
  searchAndScreenPop(request: {
    readonly searchParams: string;
    readonly callType: 'inbound' | 'outbound' | 'internal';
    readonly deferred: boolean;
    readonly callback: Callback;
  }): void;
  screenPop(request: { readonly type: string; readonly params: object; readonly callback: Callback }): void;
  runApex(request: {
    readonly apexClass: string;
    readonly methodName: string;
    readonly methodParams: string;
    readonly callback: Callback;
  }): void;
  enableClickToDial(request: { readonly callback: Callback }): void;
  disableClickToDial(request: { readonly callback: Callback }): void;
  onClickToDial(request: { readonly listener: (payload: unknown) => void }): void;
}
