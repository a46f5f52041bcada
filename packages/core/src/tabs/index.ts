export { shareDialer, type TabDialer, type TabDialerOptions } from './tab-dialer.js';
export type { TabState } from './tab-state.js';
