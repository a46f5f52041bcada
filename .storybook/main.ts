import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../packages/elements/src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The packages are read from their sources, so that no build is needed first.
  viteFinal: (vite) =>
    mergeConfig(vite, {
      resolve: { conditions: ['@dialdeck/source', 'module', 'browser', 'development|production'] },
      build: { chunkSizeWarningLimit: 2000 },
    }),
};

export default config;
