export { type BrowserAudioOptions, createBrowserAudio, type MediaDevicesLike } from './browser-audio.js';
