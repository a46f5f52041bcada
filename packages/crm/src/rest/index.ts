export { createRestCrm } from './create-rest-crm.js';
export type { RestCrmOptions } from './rest-options.js';
