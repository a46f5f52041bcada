export type { CIFramework } from './ci-framework.js';
export { createDynamicsCrm, type DynamicsOptions } from './create-dynamics-crm.js';
export { type DynamicsClick, listenForClicks } from './listen-for-clicks.js';
