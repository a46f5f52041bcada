import { html, type TemplateResult } from 'lit';

// Path data on a 20 × 20 grid. Plain strings, so that a bundle keeps only the icons it draws.
export const phone =
  'M6.3 3.25H4.5c-.85 0-1.55.72-1.5 1.57.4 6.6 5.58 11.78 12.18 12.18.85.05 1.57-.65 1.57-1.5v-1.8c0-.62-.43-1.16-1.03-1.3l-2.2-.52a1.35 1.35 0 0 0-1.26.36l-.86.86a10.4 10.4 0 0 1-4.5-4.5l.86-.86c.33-.33.46-.8.36-1.26L7.6 4.28a1.34 1.34 0 0 0-1.3-1.03Z';
export const phoneOut = `${phone}M12.25 7.75 16.75 3.25M13.25 3.25h3.5v3.5`;
export const phoneIn = `${phone}M16.75 3.25 12.25 7.75M12.25 4.25v3.5h3.5`;
export const phoneMissed = `${phone}m6.45.25 4 4M16.75 3.5l-4 4`;
export const mic = 'M7.5 5a2.5 2.5 0 0 1 5 0v4a2.5 2.5 0 0 1-5 0zM4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5';
export const micOff =
  'M12.5 8.5V5a2.5 2.5 0 0 0-4.8-1M7.5 7.5V9a2.5 2.5 0 0 0 3.6 2.25M4.5 9.5a5.5 5.5 0 0 0 8.6 4.54M15.5 9.5c0 .86-.2 1.68-.55 2.4M10 15v2.5M3.5 3.5l13 13';
export const pause = 'M7 4.5v11M13 4.5v11';
export const play = 'M6.5 4.4v11.2l9-5.6z';
export const keypad =
  'M5 4.5h.01M10 4.5h.01M15 4.5h.01M5 10h.01M10 10h.01M15 10h.01M5 15.5h.01M10 15.5h.01M15 15.5h.01';
export const transfer = 'M3 10h10M9.5 6.5 13 10l-3.5 3.5M16.75 4.5v11';
export const addPerson =
  'M5.25 6.5a3 3 0 1 0 6 0a3 3 0 1 0-6 0M2.75 16.5c.45-2.95 2.7-4.6 5.5-4.6 1.1 0 2.1.25 2.95.73M15 11.5v5M12.5 14h5';
export const record = 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M8.5 10a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0';
export const check = 'm4 10.5 4 4 8-9';
export const alert =
  'M8.9 3.6 2.55 14.7c-.48.84.13 1.9 1.1 1.9h12.7c.97 0 1.58-1.06 1.1-1.9L11.1 3.6a1.27 1.27 0 0 0-2.2 0ZM10 8v3.5M10 14h.01';
export const ban = 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M5.1 5.1l9.8 9.8';
export const search = 'M3.75 9a5.25 5.25 0 1 0 10.5 0a5.25 5.25 0 1 0-10.5 0M13 13l4 4';
export const down = 'M5.5 8 10 12.5 14.5 8';
export const arrow = 'M3.5 10h13M12 5.5l4.5 4.5-4.5 4.5';
export const history = 'M3.4 10a6.6 6.6 0 1 0 2.1-4.85L3.4 7.2M3.4 3.5v3.7h3.7M10 6.5V10l2.5 1.5';
export const back =
  'M7.6 4.5h7.9c.83 0 1.5.67 1.5 1.5v8c0 .83-.67 1.5-1.5 1.5H7.6c-.45 0-.88-.2-1.16-.55L2.75 10l3.69-4.95c.28-.35.7-.55 1.16-.55ZM9.75 7.9l4 4.2M13.75 7.9l-4 4.2';
export const note =
  'm3.75 16.25.7-3.2 8.5-8.5a1.5 1.5 0 0 1 2.12 0l.38.38a1.5 1.5 0 0 1 0 2.12l-8.5 8.5zM11.5 6l2.5 2.5';
export const refresh =
  'M16.3 8A6.6 6.6 0 0 0 4.9 5.8L3.4 7.5M3.4 3.75V7.5h3.75M3.7 12a6.6 6.6 0 0 0 11.4 2.2l1.5-1.7M16.6 16.25V12.5h-3.75';
export const external =
  'M8.25 4.5H5A1.5 1.5 0 0 0 3.5 6v9A1.5 1.5 0 0 0 5 16.5h9a1.5 1.5 0 0 0 1.5-1.5v-3.25M11.75 3.5h4.75v4.75M16.5 3.5l-7 7';
export const swap = 'M3.5 7h12M12.25 3.75 15.5 7l-3.25 3.25M16.5 13h-12M7.75 9.75 4.5 13l3.25 3.25';

export const headset = 'M3.5 15v-5a6.5 6.5 0 0 1 13 0v5h-3v-4h3M3.5 11h3v4h-3';

/**
 * Draws an icon. It is decoration: the word beside it, or the button's label, says what it means.
 * @param look classes of {@link baseStyles}: `s` 16 px, `dir` mirrors right to left, `dots` thick points,
 * `end` the handset laid down, `pulse` the ringing loop
 */
export const icon = (path: string, look = ''): TemplateResult =>
  html`<svg class="i ${look}" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`;
