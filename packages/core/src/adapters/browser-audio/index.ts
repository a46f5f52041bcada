export { createBrowserAudio } from './browser-audio.js';
