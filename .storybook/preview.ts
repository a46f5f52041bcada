import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import manifest from '../packages/elements/dist/custom-elements.json';
import type { DialProvider } from '../packages/elements/src/provider/provider.js';
import './preview.css';

setCustomElementsManifest(manifest);

type Globals = Readonly<Record<string, string | undefined>>;

/** Gives the page and every provider in the story what the toolbar says. */
function apply(root: Element, { theme, locale, direction, dialer }: Globals): void {
  document.documentElement.dir = direction ?? 'ltr';
  document.documentElement.lang = locale ?? 'en';
  document.documentElement.dataset['theme'] = theme ?? '';
  for (const provider of root.querySelectorAll<DialProvider>('dial-provider')) {
    provider.theme = (theme || undefined) as DialProvider['theme'];
    provider.locale = locale;
    if (dialer === 'none') provider.dialer = undefined;
  }
}

const toolbar = (title: string, icon: string, items: readonly { value: string; title: string }[]) => ({
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
});

const preview: Preview = {
  globalTypes: {
    theme: toolbar('Theme', 'paintbrush', [
      { value: '', title: 'Theme of the reader' },
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
      { value: 'contrast-light', title: 'Contrast, light' },
      { value: 'contrast-dark', title: 'Contrast, dark' },
    ]),
    locale: toolbar('Language', 'globe', [
      { value: 'en', title: 'English' },
      { value: 'zh-CN', title: '中文' },
    ]),
    direction: toolbar('Direction', 'transfer', [
      { value: 'ltr', title: 'Left to right' },
      { value: 'rtl', title: 'Right to left' },
    ]),
    dialer: toolbar('Dialer', 'phone', [
      { value: 'story', title: 'Dialer of the story' },
      { value: 'none', title: 'No dialer' },
    ]),
  },
  initialGlobals: { theme: '', locale: 'en', direction: 'ltr', dialer: 'story' },
  parameters: { a11y: { test: 'error' }, controls: { expanded: true } },
  decorators: [
    (story, { globals }) => {
      const prepare = (element?: Element) => {
        // After the story: its providers exist then.
        if (element) queueMicrotask(() => apply(element, globals));
      };
      return html`<div class="dialdeck-story" ${ref(prepare)}>${story()}</div>`;
    },
  ],
};

export default preview;
