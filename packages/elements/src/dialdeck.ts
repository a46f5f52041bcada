/**
 * The drop-in: one file for a plain page. Registers every element as `dial-*`; what makes calls is
 * loaded when it is first used.
 */
import './define/all.js';

type OpenBrowserStorage = typeof import('@dialdeck/core/indexeddb').openBrowserStorage;

export { createDialer } from '@dialdeck/core';
export { createLazySipPhone as createSipPhone } from '@dialdeck/core/jssip';
export { defineAll } from './define-all.js';

/** As `openBrowserStorage` of `@dialdeck/core/indexeddb`, which is loaded with the first call. */
export const openBrowserStorage: OpenBrowserStorage = async (...options) =>
  (await import('@dialdeck/core/indexeddb')).openBrowserStorage(...options);
