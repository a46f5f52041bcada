import { byId } from './element.js';
import { currentLanguage, type Language, speak } from './words.js';

type Theme = 'light' | 'dark';

interface Preferences {
  readonly language?: Language | undefined;
  readonly theme?: Theme | undefined;
}

const key = 'harbor-preferences';

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    const { language, theme } = (stored ?? {}) as Record<string, unknown>;
    return {
      language: language === 'zh' || language === 'en' ? language : undefined,
      theme: theme === 'dark' || theme === 'light' ? theme : undefined,
    };
  } catch {
    return {};
  }
}

function write(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

const browserLanguage = (): Language => (navigator.language.startsWith('zh') ? 'zh' : 'en');
const browserTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/**
 * The language and theme buttons of the top bar.
 * @param onChange draws what is not in `index.html` again, and tells the dialer's elements
 */
export function startPreferences(onChange: (language: Language, theme: Theme | undefined) => void): void {
  let preferences = read();
  const languageButton = byId('language');
  const themeButton = byId('theme');

  const apply = (next: Preferences) => {
    preferences = next;
    const theme = next.theme ?? browserTheme();
    speak(next.language ?? browserLanguage());
    if (next.theme) document.documentElement.dataset.theme = next.theme;
    themeButton.setAttribute('aria-pressed', String(theme === 'dark'));
    languageButton.textContent = currentLanguage() === 'zh' ? 'English' : '中文';
    languageButton.lang = currentLanguage() === 'zh' ? 'en-US' : 'zh-CN';
    onChange(currentLanguage(), next.theme);
  };
  const change = (next: Preferences) => {
    apply({ ...preferences, ...next });
    write(preferences);
  };

  languageButton.addEventListener('click', () => change({ language: currentLanguage() === 'zh' ? 'en' : 'zh' }));
  themeButton.addEventListener('click', () => {
    change({ theme: (preferences.theme ?? browserTheme()) === 'dark' ? 'light' : 'dark' });
  });
  apply(preferences);
}
