import { type CSSResult, unsafeCSS } from 'lit';

/** Light, dark, contrast light, contrast dark. Contrast of every pair is at least AA (AAA in the contrast themes). */
// biome-ignore format: a table reads best in columns
const colors: Readonly<Record<string, string>> = {
  surface:            '#fff #14181e #fff #000',
  'surface-raised':   '#fff #1c2128 #fff #000',
  'surface-sunken':   '#f5f6f8 #0f1318 #fff #000',
  'surface-hover':    '#edeff3 #222831 #e6eeff #1a2438',
  'surface-pressed':  '#e3e6eb #2a313b #d3e0ff #22304a',
  'surface-selected': '#e7f0fd #14294a #dce8ff #10244a',
  text:               '#161b22 #e8ebef #000 #fff',
  'text-muted':       '#505b69 #a6afbc #1f2328 #e4e7eb',
  'text-disabled':    '#7f8896 #6f7988 #595959 #a6a6a6',
  border:             '#e0e3e8 #2a313b #5c5c5c #8c8c8c',
  'border-control':   '#7f8896 #6f7a89 #000 #fff',
  focus:              '#1257c4 #84b1ff #0038a8 #ff6',
  accent:             '#1a5fcb #2f6dd6 #0038a8 #a8caff',
  'accent-hover':     '#144eab #285fbc #002a80 #c7ddff',
  'on-accent':        '#fff #fff #fff #000',
  'accent-text':      '#1551b5 #8ab6ff #0038a8 #a8caff',
  'accent-soft':      '#e7f0fd #122542 #fff #000',
  success:            '#14774a #1b7f50 #00512b #6ee7a8',
  'success-hover':    '#0f613b #176b43 #003d20 #9af0c3',
  'on-success':       '#fff #fff #fff #000',
  'success-text':     '#0f6840 #69d29c #00512b #6ee7a8',
  'success-soft':     '#e6f4ec #0d281c #fff #000',
  danger:             '#c22f2f #cb3a3a #8f0000 #ffb3ad',
  'danger-hover':     '#a32525 #b33030 #6e0000 #ffd0cc',
  'on-danger':        '#fff #fff #fff #000',
  'danger-text':      '#ae2424 #ff9a93 #8f0000 #ffb3ad',
  'danger-soft':      '#fceceb #381a1a #fff #000',
  warning:            '#a86400 #e0a23a #5c3a00 #ffd37a',
  'warning-text':     '#7c4c00 #f0bf69 #5c3a00 #ffd37a',
  'warning-soft':     '#fdf2dc #32260e #fff #000',
  neutral:            '#68727f #8d97a5 #3d3d3d #cfcfcf',
  'neutral-soft':     '#f1f3f6 #1b2027 #fff #000',
};

/** Everything else a host can set: comfortable, and compact where that differs. */
const sizes: Readonly<Record<string, readonly [string, string?]>> = {
  control: ['36px', '28px'],
  action: ['44px', '36px'],
  key: ['56px', '44px'],
  row: ['52px', '36px'],
  pad: ['16px', '12px'],
  gap: ['12px', '8px'],
  'radius-md': ['6px'],
  'radius-lg': ['8px'],
  'radius-xl': ['12px'],
  'font-base': ['14px'],
  font: [
    'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","PingFang SC","Hiragino Sans","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Geeza Pro","Noto Sans Arabic",sans-serif',
  ],
};

const lines = (entries: Iterable<string>): CSSResult => unsafeCSS([...entries].join(''));
const pair = (first: string | undefined, second: string | undefined) => `light-dark(${first},${second})`;

/**
 * Declarations of every token as `--_name`, for `:host` of each element. What the host page sets as
 * `--dial-name` wins, wherever in the tree it is set; then what the provider's theme or density says.
 */
export const tokens: CSSResult = lines([
  ...Object.entries(colors).map(([name, values]) => {
    const [light, dark] = values.split(' ');
    return `--_${name}:var(--dial-${name},var(--_c-${name},${pair(light, dark)}));`;
  }),
  ...Object.entries(sizes).map(([name, [size]]) => `--_${name}:var(--dial-${name},var(--_d-${name},${size}));`),
]);

/** Declarations for a provider whose theme is one of high contrast; they reach the elements by inheritance. */
export const contrastTokens: CSSResult = lines(
  Object.entries(colors).map(([name, values]) => {
    const [, , light, dark] = values.split(' ');
    return `--_c-${name}:${pair(light, dark)};`;
  }),
);

/** Declarations for a provider with `density="compact"`. */
export const compactTokens: CSSResult = lines(
  Object.entries(sizes).map(([name, [, compact]]) => (compact ? `--_d-${name}:${compact};` : '')),
);
