import { en, type Messages } from './en.js';

const catalogues: Readonly<Record<string, () => Promise<Messages>>> = {
  en: async () => en,
  zh: async () => (await import('./zh-cn.js')).zhCN,
};

/** Whether the elements speak this language themselves. @param locale BCP 47; only the language counts */
export const speaks = (locale: string): boolean => languageOf(locale) in catalogues;

/** Loads the words of a language; English for one the elements do not know. */
export const loadMessages = (locale: string): Promise<Messages> =>
  (catalogues[languageOf(locale)] ?? (async () => en))();

const languageOf = (locale: string): string => locale.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
