export type { BridgeWindow } from './await-hosts.js';
export { type Bridge, type BridgeOptions, connectBridge, type RefusedMessage } from './connect-bridge.js';
export type { RefusalCode } from './inspect-message.js';
export type { BridgeCall, BridgeCommand, BridgeState } from './serve-dialer.js';
