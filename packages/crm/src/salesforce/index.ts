export { createSalesforceCrm, type SalesforceOptions } from './create-salesforce-crm.js';
export { listenForClicks, type SalesforceClick } from './listen-for-clicks.js';
export type { OpenCti, OpenCtiResponse } from './open-cti.js';
